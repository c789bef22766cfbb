/// The system settings as one document. It is saved whole, so keys this type does not know are kept as they are
/// (seeds/000, Enabling CORS using the REST API).
package struct SystemSettings: Sendable, Equatable {
    package let document: JSONValue

    package init(_ document: JSONValue) {
        self.document = document
    }

    package static let cors = JSONPath([.member("webServer"), .member("cors")])
    package static let corsEnabledPath = cors.appending(.member("enabled"))
    package static let allowedOriginsPath = cors.appending(.member("allowedOrigins"))

    package var corsEnabled: Bool { document[Self.cors]?.flag("enabled") ?? false }

    package var allowedOrigins: [String] {
        (document[Self.allowedOriginsPath]?.array ?? []).compactMap(\.string)
    }

    /// The first day of the week, which a save sets back to its default when it is left out.
    package var firstDay: String? { document.text("firstday") }

    /// A copy with one value changed; objects on the way to it are made where they are missing.
    package func setting(_ path: JSONPath, to value: JSONValue) -> SystemSettings {
        SystemSettings(document.setting(path, to: value))
    }

    /// A copy with other CORS settings; what else the document holds stays.
    package func setting(corsEnabled: Bool, allowedOrigins: [String]) -> SystemSettings {
        setting(Self.corsEnabledPath, to: .bool(corsEnabled))
            .setting(Self.allowedOriginsPath, to: .array(allowedOrigins.map(JSONValue.string)))
    }
}
