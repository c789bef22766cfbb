import SisenseClient

/// An operation of the API as a row.
enum OperationRow {
    static let columns = [
        ListColumn("method", "Method"),
        ListColumn("path", "Path"),
        ListColumn("danger", "Danger"),
        ListColumn("group", "Group"),
        ListColumn("summary", "What it does"),
    ]

    static func content(of operation: Operation, group: String) -> RowContent {
        RowContent(
            id: RecordID(operation.id.description),
            cells: [
                operation.method.rawValue, operation.template.description, operation.danger.letter, group,
                operation.summary,
            ])
    }
}
