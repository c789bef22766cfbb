/// The people of the sample company's directory, for what LDAP operations ask.
enum Directory {
    struct Entry: Sendable {
        let firstName: String
        let lastName: String
        let account: String
        let groups: [String]

        var mail: String { "\(account)@acme.example" }
        /// Empty for an account that cannot log in, as directories have them.
        var principalName: String { account.hasPrefix("svc-") ? "" : mail }
        var distinguishedName: String { "CN=\(firstName) \(lastName),OU=People,DC=acme,DC=example" }
    }

    /// The account that reads the directory, and its password.
    static let account = "svc-bi"
    static let password = SampleData.password
    static let baseDN = "DC=acme,DC=example"

    static let entries: [Entry] = [
        Entry(firstName: "Yusuf", lastName: "Demir", account: "yusuf.demir", groups: ["Field Service"]),
        Entry(
            firstName: "Greta", lastName: "Lindholm", account: "greta.lindholm", groups: ["Field Service", "Logistics"]),
        Entry(firstName: "Tomasz", lastName: "Żak", account: "tomasz.zak", groups: ["Logistics"]),
        Entry(firstName: "Ngozi", lastName: "Eze", account: "ngozi.eze", groups: ["Logistics"]),
        Entry(firstName: "Backup", lastName: "Service", account: "svc-backup", groups: []),
    ]

    static func entry(_ account: String) -> Entry? {
        entries.first { $0.account == account || $0.mail == account }
    }
}
