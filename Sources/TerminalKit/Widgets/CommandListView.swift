/// Commands by the names that are typed, each with its key and what it does. Those that cannot be run now stand below
/// the others, each with its reason.
package struct CommandListView {
    package struct Item {
        package var name: String
        package var keys: [String]
        package var label: String
        /// What it does, in sentences, for the one under the cursor; empty where the label says it all.
        package var help: String
        /// The reason why it cannot be run now; nil when it can.
        package var reason: String?

        package init(
            _ name: String, keys: [String] = [], _ label: String, help: String = "", reason: String? = nil
        ) {
            (self.name, self.keys, self.label, self.help, self.reason) = (name, keys, label, help, reason)
        }
    }

    package var title: StyledLine
    /// The commands that are left, those with a reason last.
    package var items: [Item]
    package var cursor: Int
    package var input: (text: String, cursor: Int)
    /// The hint behind the text: how many are left.
    package var hint: StyledLine
    package var emptyText: StyledLine
    /// Items that the widths are measured on, whatever is typed.
    package var sample: [Item]

    private static let widest = 104
    private static let tallest = 26
    private static let widestName = 30
    /// Cells inside below which only the first key of a command is named, and names take less.
    private static let roomy = 72
    private static let gap = 2
    /// Lines for the text and the rule below it, and for the help at the end.
    private static let headerHeight = 2
    private static let footerHeight = 2

    package init(
        title: StyledLine, items: [Item], cursor: Int, input: (text: String, cursor: Int),
        hint: StyledLine = StyledLine(), emptyText: StyledLine = "", sample: [Item]? = nil
    ) {
        (self.title, self.items, self.cursor, self.input) = (title, items, cursor, input)
        (self.hint, self.emptyText, self.sample) = (hint, emptyText, sample ?? items)
    }

    /// Draws the list and returns the position of the text cursor.
    @discardableResult
    package func draw(on canvas: Canvas) -> Point? {
        let frame = Self.frame(in: canvas.rect.size)
        let rows = frame.height - 2 - Self.headerHeight - Self.footerHeight
        let inside = canvas.overlay(frame, title: title, below: lines.count - top(height: rows) - max(rows, 0))
        let caret = PromptView(prefix: ":", text: input.text, cursor: input.cursor, hint: hint).draw(on: inside)
        inside.hline(at: Point(0, 1), length: inside.width)
        let list = inside.inset(top: Self.headerHeight, bottom: Self.footerHeight)
        if items.isEmpty { list.put(emptyText, at: Point(1, 0), maxWidth: max(0, list.width - 2)) }
        let widths = widths(in: list.width)
        for (y, line) in lines.dropFirst(top(height: list.height)).prefix(list.height).enumerated() {
            switch line {
            case .gap: break
            case .heading: list.put("Not now", at: Point(1, y), .heading)
            case .item(let index):
                draw(items[index], isCursor: index == cursor, widths, on: list.sub(Rect(0, y, list.width, 1)))
            }
        }
        if items.indices.contains(cursor) {
            let help = inside.inset(left: 1, top: inside.height - Self.footerHeight, right: 1)
            TextView(StyledLine(items[cursor].help, Style(.muted)).wrapped(to: help.width)).draw(on: help)
        }
        return canvas.place(caret, of: inside)
    }

    /// The command at a point of a canvas of this size; nil where there is none.
    package func item(at point: Point, size: Size) -> Int? {
        let list = Self.frame(in: size).inset(1).inset(top: Self.headerHeight, bottom: Self.footerHeight)
        guard list.contains(point) else { return nil }
        let lines = lines.dropFirst(top(height: list.height)).dropFirst(point.y - list.y)
        if case .item(let index)? = lines.first { return index }
        return nil
    }

    private enum Line {
        case item(Int)
        case gap
        case heading
    }

    private var lines: [Line] {
        let firstOff = items.firstIndex { $0.reason != nil } ?? items.count
        let off = items.indices[firstOff...].map(Line.item)
        return items.indices[..<firstOff].map(Line.item) + (off.isEmpty ? [] : [.gap, .heading] + off)
    }

    private func top(height: Int) -> Int {
        let lines = lines
        let row = lines.firstIndex { if case .item(cursor) = $0 { true } else { false } } ?? 0
        return max(0, min(row - height / 2, lines.count - height))
    }

    /// It has the same size whatever is typed.
    private static func frame(in size: Size) -> Rect {
        let margin = size.width < widest ? 0 : 4
        return Rect(size: size).centred(Size(min(size.width - margin, widest), min(size.height, tallest)))
    }

    private func widths(in width: Int) -> (name: Int, key: Int) {
        let name = sample.map { TextWidth.cells(of: $0.name) }.max() ?? 0
        let key = sample.map { TextWidth.cells(of: Self.keys($0, in: width)) }.max() ?? 0
        return (min(name, Self.widestName, width < Self.roomy ? width * 2 / 5 : width / 2), key)
    }

    private static func keys(_ item: Item, in width: Int) -> String {
        width < roomy ? item.keys.first ?? "" : item.keys.joined(separator: " ")
    }

    private func draw(_ item: Item, isCursor: Bool, _ widths: (name: Int, key: Int), on canvas: Canvas) {
        let row = canvas.on(isCursor ? .selected : .overlay)
        row.fill()
        if isCursor { row.put(canvas.glyphs.cursor, at: .zero) }
        let isOn = item.reason == nil
        row.put(item.name, at: Point(2, 0), isOn ? .accent : .faint, maxWidth: widths.name)
        var x = 2 + widths.name + Self.gap
        if widths.key > 0 {
            row.put(Self.keys(item, in: row.width), at: Point(x, 0), isOn ? .key : .faint, maxWidth: widths.key)
            x += widths.key + Self.gap
        }
        let reason = item.reason ?? ""
        let reasonWidth = TextWidth.cells(of: reason)
        let room = max(0, row.width - x - 1)
        let label = TextWidth.cells(of: item.label)
        // Where there is no room for both, the reason counts.
        let isBoth = label + Self.gap + reasonWidth <= room
        let text = isOn || isBoth ? item.label : ""
        x += row.put(text, at: Point(x, 0), isOn ? .plain : .faint, maxWidth: room)
        guard !isOn else { return }
        let width = min(reasonWidth, max(0, row.width - 1 - x))
        row.put(reason, at: Point(row.width - 1 - width, 0), .muted, maxWidth: width)
    }
}
