import ConsoleState
import SisenseClient
import TerminalKit

extension HomeView {
    /// The first findings in the order they came: the gravest kinds are looked for first. Before anybody has had the
    /// whole server looked through, those in its settings.
    static func findings(_ state: ConsoleState) -> Block {
        let lines: [Line]
        if let list = state.lists[.lint], list.isLoading || list.loadedAt != nil {
            lines = findings(list)
        } else {
            switch state.home.findings {
            case .notStarted, .loading, .stopped: lines = [note("looking", .muted)]
            case .failed(let error): lines = [note("x \(error.message)", .error)]
            case .loaded(let findings):
                let rest = "accounts, dashboards: not checked; \(key: .openFinding) checks"
                lines = findings.prefix(shownFindings).map(row) + [note(rest, .muted)]
            }
        }
        return Block(title: "Findings", lines: lines)
    }

    private static let shownFindings = 8

    private static func findings(_ list: ListState) -> [Line] {
        let count = list.table.total
        let rows = (0..<min(count, shownFindings)).compactMap { list.table.id(at: $0).flatMap(FindingRow.finding) }
        let rest = count > shownFindings ? [note("and \(count - shownFindings) more", .muted)] : []
        let outcome: [Line] =
            switch list.load {
            case .loading: [note("looking", .muted)]
            case .failed(let error): [note("x \(error.message)", .error)]
            case .loaded where count == 0: [note("no problems found", .ok)]
            case .notStarted, .loaded, .stopped: []
            }
        return rows.map(row) + rest + outcome
    }

    private static func row(_ finding: Finding) -> Line {
        let role: TerminalKit.Role = finding.severity == .critical ? .error : .warning
        let text = StyledLine([Span("! \(finding.rule.title)", role), Span("  \(finding.subject)")])
        return Line(text: text, target: .lint)
    }

    private static func note(_ text: String, _ role: TerminalKit.Role) -> Line {
        Line(text: StyledLine([Span(text, role)]), target: .lint)
    }
}
