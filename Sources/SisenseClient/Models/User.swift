/// A person who may log in (seeds/003, Users).
package struct User: Record {
    /// The source that keeps the account.
    package enum Source: String, Sendable {
        case local
        case directory
        case singleSignOn = "single sign-on"
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
        self.init(raw, raw: raw)
    }

    /// A lean user, straight from the bytes of an answer.
    init?(lean fields: JSONFields) {
        self.init(fields, raw: .null)
    }

    private init?(_ fields: some RecordFields, raw: JSONValue) {
        guard let id = fields.id else { return nil }
        self.id = id
        email = fields.text("email") ?? ""
        // Often the same text: kept once.
        let name = fields.text("userName") ?? fields.text("username") ?? ""
        userName = name == email ? email : name
        firstName = fields.text("firstName") ?? ""
        lastName = fields.text("lastName") ?? ""
        let role = Reference(fields["role"])
        roleID = fields.text("roleId") ?? role?.id
        roleName = role?.name ?? fields.text("roleName")
        groups = (fields["groups"]?.array ?? []).compactMap(Reference.init)
        isActive = fields.flag("active") ?? true
        source =
            fields.flag("activeDirectory") == true
            ? .directory : fields.flag("createdSso") == true ? .singleSignOn : .local
        created = fields.time("created")
        lastLogin = fields.time("lastLogin") ?? fields.time("lastActivity")
        lastUpdated = fields.time("lastUpdated")
        self.raw = raw
    }

    package func lean() -> User {
        var user = self
        user.raw = .null
        return user
    }

    /// True for who takes a seat of the licence: everyone who can log in, or is invited to. An invitation shows in a
    /// record that was read whole.
    package var holdsSeat: Bool { isActive || raw.text("pendingExpiration") != nil }

    /// First and last name; without them the name or address to log in with.
    package var displayName: String {
        let name = [firstName, lastName].filter { !$0.isEmpty }.joined(separator: " ")
        return name.isEmpty ? label : name
    }

    /// The text that distinguishes this user from all others.
    package var label: String {
        [email, userName, id].first { !$0.isEmpty } ?? id
    }
}

/// The state of an account after failed logins: locked or not.
package struct LockoutStatus: Sendable, Equatable {
    package let isLocked: Bool
    package let until: Timestamp?

    package init(_ raw: JSONValue) {
        isLocked = raw.flag("blocked") ?? false
        until = raw.time("blockedUntil")
    }
}

/// The role that decides what a user may do (seeds/003, Users; names as the web pages show them).
package struct Role: Record {
    package let id: String
    /// The name the API uses: `consumer`.
    package let name: String
    /// The role this one is made from; its own name for the built-in ones.
    package let baseName: String
    package let description: String
    package let raw: JSONValue
    private let givenTitle: String?

    package init?(_ raw: JSONValue) {
        guard let id = raw.id else { return nil }
        self.id = id
        name = raw.text("name") ?? ""
        baseName = raw.text("baseRoleName") ?? name
        description = raw.text("desc", "description") ?? ""
        givenTitle = raw.text("displayName")
        self.raw = raw
    }

    /// The name people know: `Viewer`.
    package var title: String { givenTitle ?? Self.title(of: name) }

    /// The name people know of the role that the API calls so.
    package static func title(of name: String) -> String { titles[name] ?? name }

    /// False for a role that only looks at what others make.
    package var canOwn: Bool { baseName != "consumer" }

    /// How much it may do beside the others: 0 looks only; nil for a role that is made from none of the server's own.
    var rank: Int? { Self.ranks.firstIndex(of: baseName) ?? Self.ranks.firstIndex(of: name) }

    private static let ranks = [
        "consumer", "contributor", "dataDesigner", "dataAdmin", "tenantAdmin", "admin", "super",
    ]

    /// True when it gives rights over other users.
    package var isAdministrative: Bool { Self.isAdministrative(baseName) || Self.isAdministrative(name) }

    /// True when the built-in role that the API calls so does.
    package static func isAdministrative(_ name: String) -> Bool { administrative.contains(name) }

    private static let administrative: Set<String> = ["super", "admin", "tenantAdmin"]
    private static let titles = [
        "super": "Sys. Admin", "admin": "Admin", "dataAdmin": "Data Admin", "dataDesigner": "Data Designer",
        "contributor": "Designer", "consumer": "Viewer", "tenantAdmin": "Tenant Admin",
    ]
}
