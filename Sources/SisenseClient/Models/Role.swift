/// What a user may do (seeds/003, Users; names as the web pages show them).
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
    package var title: String { givenTitle ?? Self.titles[name] ?? name }

    /// True when it gives rights over other users.
    package var isAdministrative: Bool { Self.isAdministrative(baseName) || Self.isAdministrative(name) }

    /// Whether the built-in role that the API calls so does.
    package static func isAdministrative(_ name: String) -> Bool { administrative.contains(name) }

    private static let administrative: Set<String> = ["super", "admin", "tenantAdmin"]
    private static let titles = [
        "super": "Sys. Admin", "admin": "Admin", "dataAdmin": "Data Admin", "dataDesigner": "Data Designer",
        "contributor": "Designer", "consumer": "Viewer", "tenantAdmin": "Tenant Admin",
    ]
}
