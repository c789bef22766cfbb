import SisenseClient

extension ListFeature {
    /// The list of what should worry an administrator of this server: all that Home shows the gravest of.
    static let lint = ListFeature(
        .lint, title: "Lint", noun: "findings", rows: FindingRow.layout,
        commands: [
            .run(
                "go", keys: "Enter", hint: "show", "Show the records",
                menu: .content("s", "The records behind the finding, in their own list."), about: .chosen,
                actions: { state in finding(in: state)?.opening ?? [] }),
            .run(
                "fix", keys: "f", hint: "fix", "Prepare the fix…",
                menu: .edit("f", "Opens what settles it for all records behind it; nothing is sent unseen."),
                about: .chosen, unless: noFix,
                actions: { state in finding(in: state).map { [.home(.fixRequested($0.id))] } ?? [] }),
            .run(
                "why", keys: "w", hint: "why", "Why it matters",
                menu: .content("w", "The reason for the rule, what to do, and everything it found."), about: .chosen,
                actions: { state in finding(in: state).map { [$0.explanation] } ?? [] }),
            .run(
                "everything", keys: "a", "Check everything",
                menu: .list("a", "Reads every account, group, dashboard and alert, however large the server is.")
            ) { _ in
                [.home(.everythingRequested)]
            },
        ],
        emptyText: "No findings: none of the rules found anything. \(key: .refreshList) looks again.",
        order: FindingRow.layout.sort(by: FindingRow.severity), recordHeading: "JSON",
        load: { context, take throws(APIError) in
            try await Lint.run(context) { findings in
                await context.send(.home(.found(findings)))
                await FindingRow.layout.hand(findings, to: take)
            }
        },
        read: { context, id throws(APIError) in
            // As it was found: a new look may take long, and is asked for by reading the list again.
            if let finding = context.findings[id] { return FindingRow.record(finding) }
            throw APIError(
                .notFound, message: "This finding no longer exists.", request: "",
                server: context.client.server.description)
        })

    private static func finding(in state: ConsoleState) -> Finding? {
        state.list?.subject.flatMap { state.home.findings[$0] }
    }

    @Sendable private static func noFix(_ state: ConsoleState) -> String? {
        guard let rule = finding(in: state)?.rule, rule.fix == nil else { return nil }
        return rule.advice
    }
}

extension Finding {
    /// The actions that lead to the records behind it, alone and marked, or to its setting; to the reasons where the
    /// console has neither.
    package var opening: [ConsoleAction] {
        guard let pane else { return [.paneOpened(.lint), explanation] }
        if let selection { return [.paneOpened(pane), .list(pane, .recordsChosen(selection))] }
        if pane == .cors {
            return [.paneOpened(pane), .list(pane, .recordsChosen(RecordSelection(title, [RecordID(setting)])))]
        }
        return [.paneOpened(pane)] + (record.map { [.list(pane, .recordOpened($0, title: subject))] } ?? [])
    }

    /// Shows why it matters and what to do.
    fileprivate var explanation: ConsoleAction { .list(.lint, .recordShown(FindingRow.record(self), title: title)) }
}

extension Finding {
    /// Rules of one severity that there is room for in `place`.
    private static let mostRules = 1000

    /// Sorts findings by how grave they are, and then always in the order of the rules.
    fileprivate var rank: Double {
        Double(severity.rank * Self.mostRules + (LintRule.allCases.firstIndex(of: rule) ?? 0))
    }
}

/// A finding as a row.
enum FindingRow {
    static let severity = Column<Finding>(
        "severity", "Severity", 9, kind: .state, priority: 9, sortedBy: { $0.rank }
    ) { $0.severity.rawValue }

    static let layout = RowLayout<Finding>(
        [
            severity,
            Column("finding", "Finding", 24, priority: 8, isName: true) { $0.title },
            Column("subject", "Affects", 18, priority: 7) { $0.subject },
            Column("advice", "What to do", 24, kind: .aside, priority: 5) { $0.rule.advice },
        ],
        id: { $0.id },
        style: { finding in
            switch finding.severity {
            case .critical: .error
            case .major: .warning
            case .minor: .plain
            }
        })

    /// The row opened: why it matters, what is behind it, and what to do.
    static func record(_ finding: Finding) -> ListRecord {
        ListRecord(
            row: layout.row(finding),
            json: [
                "rule": .string(finding.rule.rawValue),
                "records": .array(finding.culprits.map { .string($0.id.description) }),
            ],
            blocks: [
                RecordBlock("Why it matters", [finding.rule.why]), RecordBlock("What to do", [finding.rule.advice]),
                RecordBlock("Affects", finding.names),
            ])
    }
}

extension ConsoleState {
    /// All findings in the order of their list, the gravest first unless somebody has chosen another, whatever filter it
    /// has.
    package var allFindings: [Finding] {
        guard let table = lists[.lint]?.table else { return [] }
        return table.refs(of: .all, marks: []).compactMap { home.findings[table.id($0)] }
    }
}
