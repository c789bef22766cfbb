import ConsoleState
import SisenseClient
import TerminalKit

/// The line one types into above the hints, when there is one.
struct Prompt {
    let view: PromptView
    /// The lines below it: what can be typed, or what is wrong with it.
    private(set) var below: [StyledLine] = []
    /// Lines of the screen that those may take.
    private(set) var most = 2

    init?(_ state: ConsoleState) {
        if state.pane == .cors, let entry = state.cors.entry {
            view = PromptView(
                prefix: entry.replaced == nil ? "add origin" : "origin", text: entry.input.text,
                cursor: entry.input.cursor)
            (below, most) = (OriginVerdict.lines(entry), 6)
        } else if let list = state.list, let input = list.filterInput {
            view = PromptView(
                prefix: "/", text: input.text, cursor: input.cursor,
                completion: ListFilter.completion(of: input, columns: list.columns) ?? "", hint: Self.hint(list))
            below = [Self.help(list, input)].filter { !$0.spans.isEmpty }
        } else if let search = state.jsonTree?.search, search.isTyping {
            let count = search.matches.map { $0.isEmpty ? "no matches" : "\($0.count) found" } ?? ""
            view = PromptView(
                prefix: "/", text: search.text, cursor: search.input.cursor, hint: StyledLine(count, Style(.muted)))
        } else {
            return nil
        }
    }

    /// The number of rows that pass the filter.
    private static func hint(_ list: ListState) -> StyledLine {
        let (shown, total) = (Quantity.count(list.table.count), Quantity.count(list.table.total))
        let count = list.loadedAt == nil && list.isLoading ? "\(shown) in the \(total) read" : "\(shown) of \(total)"
        let sources = list.sourcesOnTheirWay
        if !sources.isEmpty { return StyledLine("reading \(sources.joined(separator: " and "))", Style(.muted)) }
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
}
