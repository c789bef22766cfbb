import ConsoleState
import SisenseClient
import TerminalKit

/// The test of the origin under the cursor: how it is made, what the server does now and what it would do after the
/// save, and each rule that a browser checks.
enum OriginTestText {
    static func lines(_ cors: CORSState, entry: String) -> [StyledLine] {
        [heading(cors.options, entry)] + verdicts(cors, entry) + findings(cors.tests[entry]?.report)
    }

    /// The request as a page would make it.
    private static func heading(_ options: CORSProbe.Options, _ entry: String) -> StyledLine {
        let sample = OriginTest.sample(of: entry).map(\.description)
        // A pattern is tried with one of the pages that it admits.
        let origin = sample == entry ? nil : sample.map { " \($0) " }
        let headers = options.headerNames.isEmpty ? "no headers" : options.headerNames.sorted().joined(separator: ", ")
        return StyledLine([
            Span("Test", .heading), Span(origin ?? "", .plain),
            Span("  \(options.method.rawValue)  \(headers)\(options.sendsCookies ? "  with cookies" : "")", .muted),
        ])
    }

    private static func verdicts(_ cors: CORSState, _ entry: String) -> [StyledLine] {
        var lines: [StyledLine] = []
        if let before = cors.before[entry] { lines.append(label("before") + verdict(before)) }
        switch cors.tests[entry] {
        case nil: lines.append(label("now") + StyledLine("not checked; \(key: .testOrigin) tests it", Style(.muted)))
        case .running: lines.append(label("now") + StyledLine("asking the server", Style(.muted)))
        case .done(let report): lines.append(label("now") + verdict(report))
        }
        if let admission = cors.admission(of: entry) {
            let role: TerminalKit.Role = admission.isAdmitted ? .ok : .error
            lines.append(label("saved") + StyledLine(admission.explanation, Style(role)))
        }
        return lines
    }

    private static func label(_ text: String) -> StyledLine {
        StyledLine(text + String(repeating: " ", count: 8 - text.count), Style(.muted))
    }

    private static func verdict(_ report: CORSReport) -> StyledLine {
        guard let failure = report.failure else {
            let answer = try? report.actual?.result.get()
            let status = answer.map { ", answered with \($0.status)" } ?? "; the preflight allows it"
            return StyledLine("passes: \(report.request.method.rawValue) may be sent\(status)", Style(.ok))
        }
        return StyledLine("blocked: \(failure.explanation)", Style(.error))
    }

    private static func findings(_ report: CORSReport?) -> [StyledLine] {
        (report?.findings ?? []).map { finding in
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
    }
}

/// What is said of an origin while it is typed: what would be stored, why it is not what was typed, and every warning.
enum OriginVerdict {
    static func lines(_ entry: OriginEntryState) -> [StyledLine] {
        guard !entry.input.text.isEmpty else {
            return [
                StyledLine(
                    "As in https://portal.acme.example, or *.acme.example; paste several lines for several",
                    Style(.muted))
            ]
        }
        let refusal = entry.refusal.isEmpty ? [] : [StyledLine(entry.refusal, Style(.error))]
        switch entry.outcome {
        case .accepted(let text, let warnings):
            return refusal + [StyledLine([Span("ok  ", .ok), Span("stored as "), Span(text, .ok)])] + warned(warnings)
        case .normalized(let text, let reason, let warnings):
            let offer = StyledLine([
                Span("~   ", .changed), Span("\(key: .acceptOrigin) accepts "), Span(text, .changed),
                Span("  \(reason)", .muted),
            ])
            return refusal + [offer] + warned(warnings)
        case .rejected(let reason):
            return [
                StyledLine([
                    Span("x   ", .error),
                    Span([entry.refusal, reason].filter { !$0.isEmpty }.joined(separator: " "), .error),
                ])
            ]
        }
    }

    private static func warned(_ warnings: [String]) -> [StyledLine] {
        warnings.map { StyledLine("!   \($0)", Style(.warning)) }
    }
}
