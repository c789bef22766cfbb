import ConsoleState
import SisenseClient
import TerminalKit

/// The texts of lines that fold, in the styles of what they are.
final class TreeLineText {
    private let state: JSONTreeState
    /// Cells of the first column of the blocks drawn so far, by their headings.
    private var widths: [Int: Int] = [:]

    init(_ state: JSONTreeState) {
        self.state = state
    }

    /// The line of a node.
    func row(_ index: Int) -> TreeView.Row {
        let node = state.jsonTree.nodes[index]
        let isOpen = state.jsonTree.isBranch(index) ? state.isOpen(index) : nil
        let label = StyledLine(spans(of: node, isOpen: isOpen ?? false)).highlighting(state.search?.text ?? "")
        return TreeView.Row(level: node.level, isOpen: isOpen, label: label, note: note(of: node))
    }

    private func note(of node: JSONTreeNode) -> StyledLine {
        guard case .block(let heading) = node.content, let more = heading.more else { return StyledLine() }
        return StyledLine(more.shown, Style(.muted))
    }

    private func spans(of node: JSONTreeNode, isOpen: Bool) -> [Span] {
        switch node.content {
        case .gap: []
        case .name(let text): [Span(text, .heading)]
        case .document(let text):
            [Span(text, .heading), Span("  \(state.jsonTree.nodes.documentLines) lines", .muted)]
        case .text(let text): [Span(String(text.prefix(Self.longest)))]
        case .fact(let fact): Self.spans(of: fact, nameWidth: state.jsonTree.nameWidth)
        case .block(let heading): Self.spans(of: heading)
        case .line(let line): spans(of: line, in: node.parent)
        case .value(let step, let value): JSONLineText.spans(step, value, isOpen: isOpen)
        }
    }

    /// Characters of one text that are looked at: more than any terminal shows in a line.
    static let longest = 500
    /// Cells of the first column of a block, at most.
    private static let widestText = 32

    private static func spans(of fact: RecordFact, nameWidth: Int) -> [Span] {
        [
            Span(fact.name.padded(to: nameWidth + 2), .muted),
            Span(fact.value.isEmpty ? "-" : String(fact.value.prefix(longest)), fact.style.role),
        ]
    }

    private static func spans(of heading: BlockHeading) -> [Span] {
        let title = Span(heading.id.title, .heading)
        return switch heading.status {
        case .ready: [title, Span(heading.summary.isEmpty ? "" : " \(heading.summary)", .muted)]
        case .reading: [title, Span("  reading…", .muted)]
        case .waiting: [title, Span("  many requests; \(key: .openLine) reads it", .muted)]
        case .failed: [title, Span("  not read; \(key: .openLine) tries again", .error)]
        }
    }

    private func spans(of line: RecordLine, in block: Int?) -> [Span] {
        let text = String(line.text.prefix(Self.longest))
        guard !line.note.isEmpty else { return [Span(text, line.style.role)] }
        let note = Span(String(line.note.prefix(Self.longest)), .muted)
        guard let block else { return [note] }
        return [Span(text.padded(to: width(of: block) + 2), line.style.role), note]
    }

    /// Cells of the widest text of a block that has a note beside it.
    private func width(of block: Int) -> Int {
        if let known = widths[block] { return known }
        let nodes = state.jsonTree.nodes
        var widest = 0
        for index in block + 1..<nodes[block].end {
            guard case .line(let line) = nodes[index].content, !line.note.isEmpty else { continue }
            widest = max(widest, TextWidth.cells(of: line.text))
        }
        widths[block] = min(widest, Self.widestText)
        return min(widest, Self.widestText)
    }
}

/// A value of a JSON document as a line.
enum JSONLineText {
    /// Members of a closed object that are shown on its line.
    private static let previewed = 4

    static func spans(_ step: JSONPath.Step?, _ value: JSONValue, isOpen: Bool) -> [Span] {
        key(step) + self.value(value, isOpen: isOpen)
    }

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
        let text = String(key.prefix(TreeLineText.longest))
        return isPlain ? text : JSONWriter.text(.string(text))
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
            Span(JSONWriter.text(.string(String(text.prefix(TreeLineText.longest))), layout: .compact), .plain)
        case .number(let number): Span(String(number.literal.prefix(TreeLineText.longest)), .ok)
        case .bool(let flag): Span(flag ? "true" : "false", .changed)
        case .null, .array, .object: Span("null", .muted)
        }
    }
}
