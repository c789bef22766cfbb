/// Another server that may copy dashboards to this one (seeds/003, Authentication).
package struct TrustedServer: Record {
    package let id: String
    /// Its address: `https://bi2.acme.example`.
    package let address: String
    /// The label it was given.
    package let name: String
    package let raw: JSONValue

    package init?(_ raw: JSONValue) {
        guard let id = raw.id else { return nil }
        self.id = id
        address = raw.text("serverName", "url") ?? ""
        name = raw.text("name") ?? ""
        self.raw = raw
    }

    package var label: String { name.isEmpty ? address : name }
}
