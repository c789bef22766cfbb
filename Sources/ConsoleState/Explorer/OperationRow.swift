import SisenseClient

/// An operation of the API as a row, or a call of one that was kept under a name.
package enum OperationRow {
    static let columns = [
        ListColumn("method", "Method"),
        ListColumn("path", "Path"),
        ListColumn("danger", "Danger"),
        ListColumn("group", "Group"),
        ListColumn("summary", "What it does"),
    ]

    private static let savedPrefix = "saved "

    static func content(of operation: Operation, group: String) -> RowContent {
        RowContent(
            id: RecordID(operation.id),
            cells: [
                operation.method.rawValue, operation.template.description, operation.danger.letter, group,
                operation.summary,
            ])
    }

    /// Nil when the operation is no longer in the catalogue.
    static func content(of saved: SavedCalls.Entry) -> RowContent? {
        guard let operation = Catalogue.sisense[saved.draft.operation] else { return nil }
        return RowContent(
            id: RecordID(savedPrefix + saved.name),
            cells: [
                operation.method.rawValue, operation.template.description, operation.danger.letter, "kept", saved.name,
            ])
    }

    /// The name of the call a row stands for; nil when it is an operation.
    package static func savedName(_ id: RecordID) -> String? {
        let text = id.description
        return text.hasPrefix(savedPrefix) ? String(text.dropFirst(savedPrefix.count)) : nil
    }
}
