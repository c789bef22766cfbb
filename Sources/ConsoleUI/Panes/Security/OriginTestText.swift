import ConsoleState
import Foundation
import SisenseClient
import TerminalKit

/// The result of a test of an origin: the verdict, each rule a browser checks, and what went over the wire.
enum OriginTestText {
    /// - Parameter before: what the same test found before the last save.
    static func lines(of test: OriginTest, before: CORSReport?) -> [StyledLine] {
        switch test {
        case .running: [StyledLine("Testing CORS from this origin", Style(.muted))]
        case .done(let report): verdicts(report, before) + details(of: report)
        }
    }

    private static func verdicts(_ report: CORSReport, _ before: CORSReport?) -> [StyledLine] {
        guard let before else { return [verdict(report)] }
        return [
            StyledLine("Before the save  ", Style(.muted)) + verdict(before),
            StyledLine("Now              ", Style(.muted)) + verdict(report),
        ]
    }

    private static func verdict(_ report: CORSReport) -> StyledLine {
        StyledLine([
            Span(report.isAllowed ? "ok  " : "x  ", report.isAllowed ? .ok : .error, .bold), Span(report.summary),
        ])
    }

    private static func details(of report: CORSReport) -> [StyledLine] {
        [""] + report.findings.map(line) + exchange(report.preflight) + exchange(report.actual)
    }

    private static func line(_ finding: CORSFinding) -> StyledLine {
        let (sign, role): (String, TerminalKit.Role) =
            switch finding.outcome {
            case .passed: ("ok ", .ok)
            case .noticed: ("!  ", .warning)
            case .failed: ("x  ", .error)
            }
        return StyledLine([
            Span(sign, role), Span(finding.rule.title), Span("  \(finding.explanation)", .muted),
        ])
    }

    /// The request and the headers of the answer that browsers look at.
    private static func exchange(_ exchange: CORSReport.Exchange?) -> [StyledLine] {
        guard let exchange else { return [] }
        var lines: [StyledLine] = [
            "", StyledLine("\(exchange.request.method.rawValue) \(exchange.request.url.path())", Style(.accent)),
        ]
        lines += exchange.request.headers.fields.map { StyledLine("  \($0.name): \($0.value)", Style(.muted)) }
        guard case .success(let response) = exchange.result else { return lines }
        lines.append(StyledLine("status \(response.status)"))
        let shown = response.headers.fields.filter {
            $0.name.lowercased().hasPrefix("access-control-") || $0.name.lowercased() == "vary"
        }
        return lines + shown.map { StyledLine("  \($0.name): \($0.value)") }
    }
}
