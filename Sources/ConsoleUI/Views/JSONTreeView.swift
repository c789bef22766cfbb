import ConsoleState
import SisenseClient
import TerminalKit

/// An open record: its columns by name, what belongs to it, and the document it came as, folded and open.
struct JSONTreeView {
    private let state: JSONTreeState
    private let hasFocus: Bool

    init(_ state: JSONTreeState, hasFocus: Bool = true) {
        self.state = state
        self.hasFocus = hasFocus
    }

    /// The position of the cursor: the path of the value, what was found, and the line.
    var position: [BarView.Part] {
        let index = state.cursorNode
        let path = index.flatMap(state.jsonTree.path(of:)).map { "\($0)" } ?? ""
        var parts = [BarView.Part(path.shortened(to: Self.longestPath), .muted, priority: 2)]
        if let search = state.search, !search.isTyping, let matches = search.matches {
            let rank = index.flatMap(matches.firstIndex(of:)).map { "\($0 + 1) of " } ?? ""
            parts.append(BarView.Part("/\(search.text) \(rank)\(matches.count)", .accent, priority: 6))
        }
        return parts + [BarView.Part("\(state.scroll.cursor + 1)/\(state.count)", .muted, priority: 5)]
    }

    /// Cells of a path above which its middle is left out.
    private static let longestPath = 48

    /// Draws the lines in sight and returns where the cursor's line begins.
    func draw(on canvas: Canvas) -> Point? {
        let top = state.scroll.top(count: state.count, page: canvas.height)
        let cursor = hasFocus ? state.scroll.cursor : nil
        return TreeView(rowCount: state.count, top: top, cursor: cursor, row: row).draw(on: canvas)
    }

    private func row(_ row: Int) -> TreeView.Row {
        guard let index = state.node(at: row) else { return TreeView.Row(level: 0, label: "") }
        let node = state.jsonTree.nodes[index]
        let isOpen = state.jsonTree.isBranch(index) ? state.isOpen(index) : nil
        let label = StyledLine(spans(of: node, isOpen: isOpen ?? false)).highlighting(state.search?.text ?? "")
        return TreeView.Row(level: node.level, isOpen: isOpen, label: label)
    }

    private func spans(of node: JSONTreeNode, isOpen: Bool) -> [Span] {
        switch node.content {
        case .gap: []
        case .heading(let text): [Span(text, .heading)]
        case .text(let text): [Span(String(text.prefix(Self.longest)))]
        case .field(let name, let text):
            [
                Span(name.padded(to: state.jsonTree.nameWidth + 2), .muted),
                Span(text.isEmpty ? "-" : String(text.prefix(Self.longest))),
            ]
        case .value(let step, let value): Self.key(step) + Self.value(value, isOpen: isOpen)
        }
    }

    // MARK: JSON

    /// Characters of one text that are looked at: more than any terminal shows in a line.
    private static let longest = 500
    /// Members of a closed object that are shown on its line.
    private static let previewed = 4

    private static func key(_ step: JSONPath.Step?) -> [Span] {
        switch step {
        case .member(let name)?: [Span(shown(name), .accent), Span(": ", .muted)]
        case .item(let index)?: [Span("\(index)", .muted), Span(": ", .muted)]
        case nil: []
        }
    }

    /// A key without quotes, unless it could be taken for something else.
    private static func shown(_ key: String) -> String {
        let isPlain = !key.isEmpty && key.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"\":{}[],".utf8.contains($0) }
        return isPlain ? String(key.prefix(longest)) : JSONWriter.text(.string(String(key.prefix(longest))))
    }

    private static func value(_ value: JSONValue, isOpen: Bool) -> [Span] {
        switch value {
        case .array(let items):
            [Span(items.isEmpty ? "[]" : "[\(items.count)]", .muted)]
        case .object(let object) where object.isEmpty: [Span("{}", .muted)]
        case .object(let object): isOpen ? [Span("{\(object.count)}", .muted)] : preview(object)
        default: [scalar(value)]
        }
    }

    /// The first members of a closed object, so that one can be distinguished from the next.
    private static func preview(_ object: JSONObject) -> [Span] {
        var spans = [Span("{\(object.count)}", .muted)]
        for member in object.members.prefix(previewed) {
            spans.append(Span("  \(shown(member.key)): ", .muted))
            switch member.value {
            case .array(let items): spans.append(Span("[\(items.count)]", .muted))
            case .object(let inner): spans.append(Span("{\(inner.count)}", .muted))
            default: spans.append(scalar(member.value))
            }
        }
        return spans
    }

    private static func scalar(_ value: JSONValue) -> Span {
        switch value {
        case .string(let text):
            Span(JSONWriter.text(.string(String(text.prefix(longest))), layout: .compact), .plain)
        case .number(let number): Span(String(number.literal.prefix(longest)), .ok)
        case .bool(let flag): Span(flag ? "true" : "false", .changed)
        case .null, .array, .object: Span("null", .muted)
        }
    }
}
