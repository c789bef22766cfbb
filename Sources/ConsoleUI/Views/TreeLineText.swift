import ConsoleState
import SisenseClient
import TerminalKit

/// The texts of lines that fold, in the styles of what they are.
final class TreeLineText {
    private let state: JSONTreeState
    /// Cells of the widest texts and notes of the blocks drawn so far, by their headings.
    private var widths: [Int: (text: Int, note: Int)] = [:]

    init(_ state: JSONTreeState) {
        self.state = state
    }

    /// The line of a node.
    /// - Parameter width: Cells of the whole line.
    func row(_ index: Int, width: Int) -> TreeView.Row {
        let node = state.jsonTree.nodes[index]
        let isOpen = state.jsonTree.isBranch(index) ? state.isOpen(index) : nil
        let room = TreeView.Row.labelRoom(level: node.level, width: width)
        let label = StyledLine(spans(of: node, isOpen: isOpen ?? false, room: room))
            .highlighting(state.search?.text ?? "")
        return TreeView.Row(level: node.level, isOpen: isOpen, label: label, note: note(of: node))
    }

    /// A line without its column and its fold, in words.
    func plain(_ index: Int) -> String {
        let row = row(index, width: Self.unlimited)
        let fold = row.isOpen.map { $0 ? "" : " (closed)" } ?? ""
        let text = row.label.text.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        return String(repeating: "  ", count: row.level)
            + [text, row.note.text].filter { !$0.isEmpty }
            .joined(separator: "  ") + fold
    }

    /// The text of a line that a width cuts, in full; nil for one that is not cut.
    func cutText(_ index: Int, width: Int) -> StyledLine? {
        let whole = row(index, width: Self.unlimited)
        return whole.isCut(width: width) ? whole.label : nil
    }

    private func note(of node: JSONTreeNode) -> StyledLine {
        guard case .block(let heading) = node.content, let more = heading.more else { return StyledLine() }
        return StyledLine(more.shown, Style(.muted))
    }

    private func spans(of node: JSONTreeNode, isOpen: Bool, room: Int) -> [Span] {
        switch node.content {
        case .gap: []
        case .name(let text): [Span(text, .heading)]
        case .document(let text):
            [Span(text, .heading), Span("  \(counted(state.jsonTree.nodes.documentLines, "line"))", .muted)]
        case .text(let text): [Span(String(text.prefix(Self.longest)))]
        case .fact(let fact): Self.spans(of: fact, nameWidth: state.jsonTree.nameWidth)
        case .block(let heading): Self.spans(of: heading)
        case .line(let line): spans(of: line, in: node.parent, room: room)
        case .value(let step, let value): JSONLineText.spans(step, value, isOpen: isOpen)
        }
    }

    /// Characters of one text that are looked at: more than any terminal shows in a line.
    static let longest = 500
    /// Cells of a line that cuts nothing.
    private static let unlimited = 1 << 20
    /// Cells between a text and its note.
    private static let gap = 2

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

    /// The text of a line and its note, which stand below those of the other lines of the block as far as both have
    /// room: nothing is cut while cells of the line are free.
    private func spans(of line: RecordLine, in block: Int?, room: Int) -> [Span] {
        let text = String(line.text.prefix(Self.longest))
        guard !line.note.isEmpty else { return [Span(text, line.style.role)] }
        let note = Span(String(line.note.prefix(Self.longest)), .muted)
        guard let block else { return [note] }
        let widest = widths(of: block)
        let column = min(widest.text, max(room / 2, room - Self.gap - widest.note))
        let (own, noteWidth) = (TextWidth.cells(of: text), TextWidth.cells(of: note.text))
        var width = max(own, column)
        if width + Self.gap + noteWidth > room { width = max(room - Self.gap - noteWidth, min(own, column)) }
        return [Span(text.padded(to: width) + String(repeating: " ", count: Self.gap), line.style.role), note]
    }

    /// Cells of the widest text of a block that has a note beside it, and of the widest of those notes.
    private func widths(of block: Int) -> (text: Int, note: Int) {
        if let known = widths[block] { return known }
        let nodes = state.jsonTree.nodes
        var widest = (text: 0, note: 0)
        for index in block + 1..<nodes[block].end {
            guard case .line(let line) = nodes[index].content, !line.note.isEmpty else { continue }
            widest.text = max(widest.text, TextWidth.cells(of: line.text))
            widest.note = max(widest.note, TextWidth.cells(of: line.note))
        }
        widths[block] = widest
        return widest
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
