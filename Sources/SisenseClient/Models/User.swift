/// A person who may log in (seeds/003, Users).
package struct User: Record {
    /// Where the account is kept.
    package enum Source: String, Sendable {
        case local
        case directory
        case singleSignOn
    }

    package let id: String
    package let email: String
    package let userName: String
    package let firstName: String
    package let lastName: String
    package let roleID: String?
    /// Known when the role was expanded, and for the caller.
    package let roleName: String?
    package let groups: [Reference]
    /// False for someone who was invited and never logged in, and for someone switched off.
    package let isActive: Bool
    package let source: Source
    package let created: Timestamp?
    package let lastLogin: Timestamp?
    package let lastUpdated: Timestamp?
    package private(set) var raw: JSONValue

    package init?(_ raw: JSONValue) {
        guard let id = raw.id else { return nil }
        self.id = id
        email = raw.text("email") ?? ""
        // Often the same text: kept once.
        let name = raw.text("userName") ?? raw.text("username") ?? ""
        userName = name == email ? email : name
        firstName = raw.text("firstName") ?? ""
        lastName = raw.text("lastName") ?? ""
        let role = Reference(raw["role"])
        roleID = raw.text("roleId") ?? role?.id
        roleName = role?.name ?? raw.text("roleName")
        groups = (raw["groups"]?.array ?? []).compactMap(Reference.init)
        isActive = raw.flag("active") ?? true
        source =
            raw.flag("activeDirectory") == true
            ? .directory : raw.flag("createdSso") == true ? .singleSignOn : .local
        created = raw.time("created")
        lastLogin = raw.time("lastLogin") ?? raw.time("lastActivity")
        lastUpdated = raw.time("lastUpdated")
        self.raw = raw
    }

    package func lean() -> User {
        var user = self
        user.raw = .null
        return user
    }

    /// First and last name; without them the name or address to log in with.
    package var displayName: String {
        let name = [firstName, lastName].filter { !$0.isEmpty }.joined(separator: " ")
        return name.isEmpty ? label : name
    }

    /// What tells this user from all others.
    package var label: String {
        [email, userName, id].first { !$0.isEmpty } ?? id
    }
}
