import SisenseClient

extension ListFeature {
    /// What should worry an administrator of this server.
    static let lint = ListFeature(
        .lint, title: "Lint", noun: "findings", rows: FindingRow.layout,
        commands: [
            .run(
                "go", keys: "Enter", hint: "open", "Open record", about: .chosen,
                actions: subjectOpened),
            .run(
                "why", keys: "w", hint: "why", "Show why it matters and what to do", about: .chosen,
                actions: explanation),
        ],
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
