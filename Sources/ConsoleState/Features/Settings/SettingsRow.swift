import SisenseClient

/// A document of settings as a row and as a record.
struct SettingsRow: Sendable {
    let document: SettingsDocument
    let content: Result<JSONValue, APIError>

    static let layout = RowLayout<SettingsRow>(
        [
            Column("name", "Settings", 24...26, priority: 9, isName: true) { name(of: $0.document) },
            Column("state", "State", 20...60, grows: true, priority: 8) { $0.state },
        ],
        id: { RecordID($0.document.rawValue) },
        look: { $0.isMissing ? .off : .plain })

    private var isMissing: Bool {
        if case .failure(let error) = content { error.kind == .notFound } else { false }
    }

    private var state: String {
        switch content {
        case .success(let value): Self.summary(of: document, value)
        case .failure(let error): isMissing ? "not set" : error.message
        }
    }

    private static func name(of document: SettingsDocument) -> String {
        document.title.prefix(1).uppercased() + document.title.dropFirst()
    }

    private static func summary(of document: SettingsDocument, _ value: JSONValue) -> String {
        let fields = document.summary.compactMap { path in document.fields.first { $0.path == path } }
        return fields.map { "\($0.label.lowercased()): \($0.text(in: value))" }.joined(separator: ", ")
    }

    /// The documented fields below their headings, then what this version does not know.
    static func sections(of document: SettingsDocument, _ value: JSONValue) -> [DetailSection] {
        var sections: [(title: String, fields: [DocumentField])] = []
        for field in document.fields {
            if sections.isEmpty || !field.heading.isEmpty {
                sections.append((field.heading.isEmpty ? "Settings" : field.heading, []))
            }
            sections[sections.count - 1].fields.append(field)
        }
        let known = Set(document.fields.compactMap { $0.path.topMember })
        let others = (value.object?.keys ?? []).filter { !known.contains($0) }
        return sections.map { DetailSection($0.title, lines(of: $0.fields, value)) }
            + (others.isEmpty ? [] : [DetailSection("Unchanged", [others.joined(separator: ", ")])])
    }

    private static func lines(of fields: [DocumentField], _ value: JSONValue) -> [String] {
        let width = fields.map(\.label.count).max() ?? 0
        return fields.map { field in
            field.label + String(repeating: " ", count: width - field.label.count + 2) + field.text(in: value)
        }
    }
}
