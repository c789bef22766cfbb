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

/// An LDAP domain that users and groups come from (seeds/003, LDAP domains).
package struct LDAPDomain: Record {
    package let id: String
    package let name: String
    package let url: String
    package let baseDN: String
    package let isEnabled: Bool
    package let isSynchronised: Bool
    package let raw: JSONValue

    package init?(_ raw: JSONValue) {
        guard let id = raw.id else { return nil }
        self.id = id
        name = raw.text("name") ?? ""
        url = raw.text("url") ?? ""
        baseDN = raw.text("baseDN") ?? ""
        isEnabled = raw.flag("enabled") ?? false
        isSynchronised = raw.flag("syncActive") ?? false
        self.raw = raw
    }

    package var label: String { name.isEmpty ? url : name }
}

extension LDAPDomain {
    /// The parts of a domain (seeds/003, LDAP domains). The last three are written and never read.
    package static let fields = [
        DocumentField("name", "Name", .text(), isRequired: true, help: "Display name; unique"),
        DocumentField("enabled", "Enabled", .flag, help: "Off: its users cannot log in"),
        DocumentField(
            "url", "Address", .text(.directoryAddress), below: "Connection", isRequired: true,
            help: "As in ldap://dc.acme.example:389"),
        DocumentField("baseDN", "Base DN", .text(), isRequired: true, help: "As in DC=acme,DC=example; each once"),
        DocumentField("username", "User", .text(), help: "The account that reads the directory"),
        DocumentField("password", "Password", .secret, help: "Empty: no change"),
        DocumentField("sslEnabled", "TLS", .flag, help: "Off: passwords cross the network in the clear"),
        DocumentField("pfxCertificate", "Certificate (PFX)", .secret),
        DocumentField("pfxKey", "Key of the certificate", .secret),
        DocumentField("syncActive", "Automatic", .flag, below: "Synchronising"),
        DocumentField("syncInterval", "Every", .number(1...100_000, unit: "min")),
    ]
}
