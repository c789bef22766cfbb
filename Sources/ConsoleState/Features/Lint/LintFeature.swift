import SisenseClient

extension ListFeature {
    /// The list of what should worry an administrator of this server.
    static let lint = ListFeature(
        .lint, title: "Lint", noun: "findings", rows: FindingRow.layout,
        commands: [
            .run(
                "go", keys: "Enter", hint: "open", "Open record", about: .chosen,
                actions: subjectOpened),
            .run(
                "why", keys: "w", hint: "why", "Why it matters", about: .chosen,
                actions: explanation),
        ], emptyText: "No findings: none of the rules found anything. \(key: .refreshList) looks again.",
        recordHeading: "JSON",
        load: { context, take throws(APIError) in
            try await Lint.run(context) { await FindingRow.layout.hand($0, to: take) }
        },
        read: { context, id throws(APIError) in
            // As it was found: a new look may take long, and is asked for by reading the list again.
            if let record = FindingRow.record(id) { return record }
            throw APIError(
                .notFound, message: "This finding no longer exists.", request: "",
                server: context.client.server.description)
        })

    @Sendable private static func subjectOpened(_ state: ConsoleState) -> [ConsoleAction] {
        guard let id = state.list?.subject, let finding = FindingRow.finding(id), let pane = finding.pane else {
            return explanation(state)
        }
        return [.paneOpened(pane)]
            + (finding.record.map { [.list(pane, .recordOpened($0, title: finding.subject))] } ?? [])
    }

    @Sendable private static func explanation(_ state: ConsoleState) -> [ConsoleAction] {
        guard let id = state.list?.cursorID, let finding = FindingRow.finding(id), let record = FindingRow.record(id)
        else { return [] }
        return [.list(.lint, .recordShown(record, title: finding.rule.title))]
    }
}

/// A finding as a row, and back: the id of the row holds the rule and the subject.
package enum FindingRow {
    static let layout = RowLayout<Finding>(
        [
            Column("severity", "Severity", 9, kind: .state, priority: 9, sortedBy: { Double($0.severity.rank) }) {
                $0.severity.rawValue
            },
            Column("finding", "Finding", 24, priority: 8, isName: true) { $0.rule.title },
            Column("subject", "Affects", 18, priority: 7) { $0.subject },
            Column("advice", "What to do", 24, kind: .aside, priority: 5) { $0.rule.advice },
        ],
        id: { RecordID($0.id) },
        style: { finding in
            switch finding.severity {
            case .critical: .error
            case .major: .warning
            case .minor: .plain
            }
        })

    /// The finding of a row; nil when there is none with that id.
    package static func finding(_ id: RecordID) -> Finding? { Finding(id: id.description) }

    /// The row opened: why it matters and what to do. Nil when no finding has that id.
    package static func record(_ id: RecordID) -> ListRecord? {
        finding(id).map { finding in
            ListRecord(
                row: layout.row(finding),
                json: ["rule": .string(finding.rule.rawValue), "place": .string(finding.id)],
                sections: [DetailSection("Why it matters", [finding.rule.why])])
        }
    }
}
