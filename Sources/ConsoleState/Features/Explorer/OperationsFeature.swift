import SisenseClient

extension ListFeature {
    /// Every operation of the API, to be looked up and called, and above them the calls kept under a name.
    static let operations = ListFeature(
        .api, title: "API", noun: "operations", rows: OperationRow.layout, commands: operationCommands,
        emptyText: "The catalogue of operations is empty, which is a fault of this program.", isLocal: true,
        recordHeading: "JSON",
        load: { context, take throws(APIError) in
            let saved = try context.dependencies.calls?.read() ?? []
            let operations = Catalogue.sisense.groups.flatMap { group in
                group.operations.map { OperationRow($0, group: group.name) }
            }
            await OperationRow.layout.hand(saved.compactMap(OperationRow.init) + operations, to: take)
        },
        read: { context, id throws(APIError) in
            let draft = try draft(id, context)
            let operation = try operation(draft.operation, context)
            let group = Catalogue.sisense.group(of: operation)?.name ?? ""
            var row = OperationRow(operation, group: group)
            var sections: [RecordBlock] = []
            if OperationRow.savedName(id) != nil {
                row = try saved(id, context).flatMap(OperationRow.init) ?? row
                let fields = draft.values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
                sections = [RecordBlock("Values", fields)]
            }
            return ListRecord(row: OperationRow.layout.row(row), json: operation.json(group: group), blocks: sections)
        })

    private static let operationCommands: [ListCommand] = [
        .form(
            "call", keys: "e", hint: "call", "Call operation…",
            menu: .content("e", "Asks for its parameters. What changes something is shown before it is sent.")
        ) {
            context, ids throws(APIError) in
            let draft = try draft(ids.first ?? "", context)
            guard let form = try await draft.form(context) else {
                throw missing(RecordID(draft.operation), context)
            }
            return form
        },
        .create(
            "path", keys: "a", hint: "another path", "Call another path…",
            menu: .list("a", "For what the catalogue does not hold; anything but GET counts as critical.")
        ) { context, _ throws(APIError) in
            PathForm(on: context.client.server).state
        },
        .run(
            "history", keys: "H", hint: "history", "Open history…",
            menu: .list("H", "The calls of this session, to be made again as they are or changed.")
        ) { _ in
            [.menu(.opened(.history))]
        },
        .run(
            "forget", "Remove saved call", menu: .edit(nil, "Takes it out of this list. The operation stays."),
            unless: { savedName($0) == nil ? "this is an operation, not a saved call" : nil }
        ) { state in
            savedName(state).map { [.explorer(.forgotten($0))] } ?? []
        },
    ]

    @Sendable private static func savedName(_ state: ConsoleState) -> String? {
        state.list?.subject.flatMap(OperationRow.savedName)
    }

    /// The draft for the row of an id.
    private static func draft(_ id: RecordID, _ context: WorkContext) throws(APIError) -> CallDraft {
        guard OperationRow.savedName(id) != nil else { return CallDraft(id.description) }
        if let saved = try saved(id, context) { return saved.draft }
        throw missing(id, context)
    }

    private static func saved(
        _ id: RecordID, _ context: WorkContext
    ) throws(APIError) -> SavedCalls.Entry? {
        let name = OperationRow.savedName(id)
        return try context.dependencies.calls?.read().first { $0.name == name }
    }

    private static func operation(
        _ id: String, _ context: WorkContext
    ) throws(APIError) -> Operation {
        if let operation = Catalogue.sisense.anyOperation(named: id) { return operation }
        throw missing(RecordID(id), context)
    }

    private static func missing(_ id: RecordID, _ context: WorkContext) -> APIError {
        APIError(
            .notFound, message: "The catalogue has no operation \(id).", request: id.description,
            server: context.client.server.description)
    }
}

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
            Column("method", "Method", 7, priority: 9) { $0.operation.method.rawValue },
            Column("path", "Path", 28, priority: 9, isName: true) {
                $0.operation.template.description
            },
            Column("danger", "Danger", 11, kind: .aside, priority: 7) { $0.operation.danger.title },
            Column("group", "Group", 10, kind: .aside, priority: 4) { $0.group },
            Column("summary", "Summary", 18, kind: .aside, priority: 6) { $0.summary },
        ],
        id: { $0.id },
        style: { row in
            if row.isSaved { return RowStyle(.accent, .kept) }
            switch row.operation.danger {
            case .critical: return RowStyle(.error, .attention)
            case .destructive: return RowStyle(.warning)
            default: return .plain
            }
        })

    init(_ operation: Operation, group: String) {
        id = RecordID(operation.id)
        (self.operation, self.group, summary, isSaved) = (operation, group, operation.summary, false)
    }

    /// Nil when nothing can be made of the operation any more.
    init?(_ saved: SavedCalls.Entry) {
        guard let operation = Catalogue.sisense.anyOperation(named: saved.draft.operation) else { return nil }
        id = RecordID(Self.savedPrefix + saved.name)
        (self.operation, group, summary, isSaved) = (operation, "kept", saved.name, true)
    }

    /// The name of the call a row stands for; nil when it is an operation.
    package static func savedName(_ id: RecordID) -> String? {
        let text = id.description
        return text.hasPrefix(savedPrefix) ? String(text.dropFirst(savedPrefix.count)) : nil
    }
}
