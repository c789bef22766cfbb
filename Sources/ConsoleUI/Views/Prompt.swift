import ConsoleState
import SisenseClient
import TerminalKit

/// The line one types into above the hints, when there is one.
struct Prompt {
    let view: PromptView
    /// The lines below it: what can be typed, or what is wrong with it; empty where there is nothing to say.
    private(set) var below: [StyledLine] = []
    /// Lines of the screen that those may take.
    private(set) var most = mostBelow
    private static let mostBelow = 2

    /// - Parameter width: Cells of a line of the screen.
    init?(_ state: ConsoleState, width: Int) {
        if state.pane == .cors, let entry = state.cors.entry {
            view = PromptView(
                prefix: entry.replaced == nil ? "add origin" : "origin", text: entry.input.text,
                cursor: entry.input.cursor)
            (below, most) = (OriginVerdict.lines(entry), 6)
        } else if let list = state.list, let input = list.filterInput {
            view = PromptView(
                prefix: "/", text: input.text, cursor: input.cursor,
                completion: ListFilter.completion(of: input, columns: list.columns) ?? "", hint: Self.hint(list))
            below = Self.help(list, input, width: width - 2)
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
    private static func help(_ list: ListState, _ input: TextInput, width: Int) -> [StyledLine] {
        if input.isBlank { return examples(FilterHelp(list), width: width) }
        guard let problem = list.filter.problem else { return [] }
        let rest = "\(key: .clearFilter) gives back all \(Quantity.count(list.table.total))."
        let sentence = problem.hasSuffix(".") || problem.hasSuffix("?") ? problem : "\(problem)."
        let text = StyledLine([Span("! \(sentence) ", .warning), Span(rest, .muted)])
        return Array(text.wrapped(to: width).prefix(mostBelow))
    }

    /// As many examples as there is room for, each of them whole.
    private static func examples(_ help: FilterHelp, width: Int) -> [StyledLine] {
        var lines: [String] = []
        for example in help.examples.map(\.text) {
            if let last = lines.last, TextWidth.cells(of: last) + 3 + TextWidth.cells(of: example) <= width {
                lines[lines.count - 1] = "\(last)   \(example)"
            } else if lines.count < mostBelow, TextWidth.cells(of: example) <= width {
                lines.append(example)
            }
        }
        return lines.map { StyledLine($0, Style(.muted)) }
    }
}
