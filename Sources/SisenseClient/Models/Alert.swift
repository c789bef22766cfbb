/// A Pulse alert (seeds/003, Alerts).
package struct Alert: Record {
    package let id: String
    package let name: String
    package let message: String
    /// Nil where the server does not say.
    package let isEnabled: Bool?
    /// `system`, `kpi` or `dashboard`.
    package let category: String
    /// `build` or `kpi`.
    package let type: String
    package let owner: Reference?
    /// The sources it watches: the names of cubes and the like.
    package let sources: [String]
    /// Users and groups that are notified.
    package let parties: [Reference]
    /// Users who switched it off for themselves.
    package let disabledUsers: [String]
    package let raw: JSONValue

    package init?(_ raw: JSONValue) {
        guard let id = raw.id else { return nil }
        self.id = id
        name = raw.text("name") ?? ""
        message = raw.text("message") ?? ""
        isEnabled = raw.flag("enabled")
        category = raw.text("category") ?? ""
        type = raw.text("type") ?? ""
        owner = Reference(raw["owner"])
        sources = (raw["context"]?["sources"]?.array ?? []).compactMap { $0.text("name", "title") }
        parties = (raw["parties"]?.array ?? []).compactMap(Reference.init)
        disabledUsers = (raw["disabledUsers"]?.array ?? []).compactMap(\.string)
        self.raw = raw
    }

    package var label: String { name.isEmpty ? id : name }
}
