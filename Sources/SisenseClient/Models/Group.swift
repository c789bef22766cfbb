/// A group of users (seeds/003, Groups).
package struct Group: Record {
    package let id: String
    package let name: String
    /// The role that members get when they are made; servers send an id or a name.
    package let defaultRole: String?
    package let mail: String
    package let language: String
    /// Comes from a directory.
    package let isDirectory: Bool
    /// Known to newer servers, and when users were expanded.
    package let memberCount: Int?
    package let lastUpdated: Timestamp?
    package let raw: JSONValue

    package init?(_ raw: JSONValue) {
        guard let id = raw.id else { return nil }
        self.id = id
        name = raw.text("name") ?? ""
        defaultRole = raw.text("roleId", "defaultRole")
        mail = raw.text("mail") ?? ""
        language = raw.text("language") ?? ""
        isDirectory = raw.flag("ad") ?? false
        memberCount = raw.count("usersCount") ?? raw["users"]?.array?.count
        lastUpdated = raw.time("lastUpdated")
        self.raw = raw
    }

    /// Groups whose members the server works out itself: they cannot be edited or deleted.
    package var isSystem: Bool {
        includesEveryone || name.lowercased() == "admins"
    }

    /// Groups every user of the server is in.
    package var includesEveryone: Bool {
        ["everyone", "all users in system"].contains(name.lowercased())
    }

    package var label: String { name.isEmpty ? id : name }
}
