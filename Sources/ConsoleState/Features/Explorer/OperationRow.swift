import SisenseClient

/// An operation of the API as a row, or a call of one that was kept under a name.
package struct OperationRow: Sendable {
    private let id: RecordID
    private let operation: Operation
    private let group: String
    private let summary: String
    private let isSaved: Bool

    private static let savedPrefix = "saved "

    static let layout = RowLayout<OperationRow>(
        [
            Column("method", "Method", 7...8, priority: 9) { $0.operation.method.rawValue },
            Column("path", "Path", 28...44, grows: true, priority: 9, isName: true) {
                $0.operation.template.description
            },
            Column("danger", "Danger", 11...11, priority: 7) { $0.operation.danger.title },
            Column("group", "Group", 10...16, priority: 4) { $0.group },
            Column("summary", "Summary", 18...30, grows: true, priority: 6) { $0.summary },
        ],
        id: { $0.id },
        look: { row in
            if row.isSaved { return RowLook(.accent, .kept) }
            switch row.operation.danger {
            case .critical: return RowLook(.error, .attention)
            case .destructive: return RowLook(.warning)
            default: return .plain
            }
        })

    init(_ operation: Operation, group: String) {
        id = RecordID(operation.id)
        (self.operation, self.group, summary, isSaved) = (operation, group, operation.summary, false)
    }

    /// Nil when the operation is no longer in the catalogue.
    init?(_ saved: SavedCalls.Entry) {
        guard let operation = Catalogue.sisense[saved.draft.operation] else { return nil }
        id = RecordID(Self.savedPrefix + saved.name)
        (self.operation, group, summary, isSaved) = (operation, "kept", saved.name, true)
    }

    /// The name of the call a row stands for; nil when it is an operation.
    package static func savedName(_ id: RecordID) -> String? {
        let text = id.description
        return text.hasPrefix(savedPrefix) ? String(text.dropFirst(savedPrefix.count)) : nil
    }
}
