import ConsoleState
import SisenseClient
import TerminalKit

/// The line one types into above the hints, when there is one.
struct Prompt {
    let view: PromptView
    /// The line below it: what can be typed, or what is wrong with it; empty where there is nothing to say.
    private(set) var below = StyledLine()

    init?(_ state: ConsoleState) {
        if let list = state.list, let input = list.filterInput {
            view = PromptView(
                prefix: "/", text: input.text, cursor: input.cursor,
                completion: ListFilter.completion(of: input, columns: list.columns) ?? "", hint: Self.hint(list))
            below = Self.help(list, input)
        } else if let search = state.jsonTree?.search, search.isTyping {
            let count = search.matches.map { $0.isEmpty ? "no matches" : "\($0.count) found" } ?? ""
            view = PromptView(
                prefix: "/", text: search.text, cursor: search.input.cursor, hint: StyledLine(count, Style(.muted)))
        } else if state.list == nil, let entry = state.security.entry {
            view = PromptView(
                prefix: "origin", text: entry.input.text, cursor: entry.input.cursor, hint: Self.hint(entry))
        } else {
            return nil
        }
    }

    /// The number of rows that pass the filter.
    private static func hint(_ list: ListState) -> StyledLine {
        let (shown, total) = (Quantity.count(list.table.count), Quantity.count(list.table.total))
        let count = list.loadedAt == nil && list.isLoading ? "\(shown) in the \(total) read" : "\(shown) of \(total)"
        return StyledLine(list.pendingFilter == nil ? count : "filtering", Style(.muted))
    }

    /// Examples while nothing is typed; then what is wrong, and the rows that Esc gives back.
    private static func help(_ list: ListState, _ input: TextInput) -> StyledLine {
        let help = FilterHelp(list)
        if input.isBlank { return StyledLine(help.examples.map(\.text).joined(separator: "   "), Style(.muted)) }
        guard let problem = list.filter.problem else { return StyledLine() }
        let rest = "\(key: .clearFilter) gives back all \(Quantity.count(list.table.total))."
        let sentence = problem.hasSuffix(".") || problem.hasSuffix("?") ? problem : "\(problem)."
        return StyledLine([Span("! \(sentence) ", .warning), Span(rest, .muted)])
    }

    /// The result that the server would give for the text typed so far.
    private static func hint(_ entry: OriginEntryState) -> StyledLine {
        if entry.input.text.isEmpty { return StyledLine("as in https://portal.acme.example", Style(.muted)) }
        switch entry.outcome {
        case .accepted(_, let warnings):
            return warnings.first.map { StyledLine("! \($0)", Style(.warning)) } ?? StyledLine("ok", Style(.ok))
        case .normalized(let text, _, _): return StyledLine("\(key: .acceptOrigin) accepts \(text)", Style(.warning))
        case .rejected(let reason): return StyledLine("x \(reason)", Style(.error))
        }
    }
}
