/// An LDAP domain that users and groups come from (seeds/003, LDAP domains).
package struct DirectoryDomain: Record {
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
