import SisenseClient

/// A document of settings as a row and as a record.
enum SettingsRow {
    static let columns = [ListColumn("name", "Settings"), ListColumn("state", "As they are")]

    static func content(of document: SettingsDocument, _ content: Result<JSONValue, APIError>) -> RowContent {
        let state: String
        switch content {
        case .success(let value): state = summary(of: document, value)
        case .failure(let error): state = error.kind == .notFound ? "not set up" : error.message
        }
        return RowContent(id: RecordID(document.rawValue), cells: [name(of: document), state])
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
            + (others.isEmpty ? [] : [DetailSection("Kept as they are", [others.joined(separator: ", ")])])
    }

    private static func lines(of fields: [DocumentField], _ value: JSONValue) -> [String] {
        let width = fields.map(\.label.count).max() ?? 0
        return fields.map { field in
            field.label + String(repeating: " ", count: width - field.label.count + 2) + field.text(in: value)
        }
    }
}
