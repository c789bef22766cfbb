/// An add-on of the server (seeds/003, Plugins).
package struct Plugin: Record {
    /// The name of its folder, which tells it from all others.
    package let id: String
    package let name: String
    package let version: String
    package let isEnabled: Bool
    package let lastUpdated: Timestamp?
    package let raw: JSONValue

    package init?(_ raw: JSONValue) {
        guard let id = raw.text("folderName") else { return nil }
        self.id = id
        name = raw.text("name") ?? id
        version = raw.text("version") ?? ""
        isEnabled = raw.flag("isEnabled") ?? false
        // The reference spells it both ways.
        lastUpdated = raw.time("lastUpdate") ?? raw.time("lastUpdated")
        self.raw = raw
    }
}
