import Testing

@testable import TerminalKit

@Suite("Widgets at every size")
struct WidgetSizeTests {
    /// One of each, with enough in it to overflow.
    private static let widgets: [(name: String, draw: @Sendable (Canvas) -> Void)] = [
        (
            "table",
            { canvas in
                let columns: [TableView.Column] = [
                    .init("a", title: "NAME", minWidth: 3, usualWidth: 8, maxWidth: 60),
                    .init("b", title: "名前", minWidth: 2, usualWidth: 4, alignment: .trailing),
                ]
                var table = TableView(columns: columns, rowCount: 40, top: 2, cursor: 3) { row, _ in
                    .init(Names.all[row % Names.all.count])
                }
                table.look = { .init(isMarked: $0 == 4, sign: $0 == 5 ? "!!" : nil) }
                table.draw(on: canvas)
            }
        ),
        (
            "form",
            { canvas in
                FormView(
                    [
                        .heading("山田"), .field(.init("Label", .text("山田太郎", cursor: 3), message: (.error, "no"))),
                        .field(.init("", .entry(sign: "10", text: "x", cursor: 1, note: "a long note"))),
                        .field(.init("S", .secret("123456", cursor: 6))), .field(.init("C", .choice("山"))),
                    ], focus: 2, top: 50
                ).draw(on: canvas)
            }
        ),
        (
            "dialog",
            { canvas in
                DialogView(
                    title: "山田太郎", body: ["one two three four five six seven eight nine ten", "山田太郎山田太郎"],
                    buttons: [.init("Cancel"), .init("Delete")], focus: 9,
                    word: .init(label: "Type:", text: "山", cursor: 99),
                    top: 99
                ).draw(on: canvas)
            }
        ),
        (
            "menu",
            { canvas in
                MenuView(
                    title: "Menu", items: (0..<30).map { .init(key: "k\($0)", "Item 山 \($0)", detail: "detail") },
                    cursor: 29,
                    filter: ("山", -3)
                ).draw(on: canvas)
            }
        ),
        ("text", { TextView(Names.all.map { StyledLine($0) }, top: 3, left: 1, cursor: 4, match: "a").draw(on: $0) }),
        ("diff", { DiffView([.added("山"), .removed(Names.all[14]), .omitted(3)], top: -1).draw(on: $0) }),
        ("tabs", { TabsView(Names.all.map { .init(key: "1", title: $0) }, current: 12).draw(on: $0) }),
        ("prompt", { _ = PromptView(prefix: "山", text: "山田", cursor: 1, completion: "x", hint: "hint").draw(on: $0) }),
        ("toast", { ToastView(.error, Names.all[14], hint: "e open").draw(on: $0) }),
        ("progress", { ProgressView("山", done: 7, of: 3, hint: "Esc").draw(on: $0) }),
        ("bar", { BarView(left: [.init("山田"), .init("left")], right: [.init("right")]).draw(on: $0) }),
        ("hints", { HintBar([.init("j", "山"), .init("k", "up")]).draw(on: $0) }),
        (
            "tree",
            { TreeView(rowCount: 9, cursor: 1) { .init(level: $0, isOpen: true, label: "山", note: "n") }.draw(on: $0) }
        ),
        ("sparkline", { SparklineView([-5, 0, 7, .max]).draw(on: $0) }),
        ("box", { $0.box(title: "山田太郎 title", footer: "foot") }),
    ]

    @Test("None draws outside its canvas or fails, however small that is", arguments: widgets.map(\.name))
    func clipped(name: String) throws {
        let widget = try #require(Self.widgets.first { $0.name == name })
        for width in 0...14 {
            for height in 0...9 {
                let buffer = CellBuffer(Size(24, 16))
                let canvas = buffer.canvas
                for y in 0..<16 { canvas.put(String(repeating: ".", count: 24), at: Point(0, y)) }
                let area = Rect(5, 4, width, height)
                widget.draw(canvas.sub(area))
                let changed = (0..<24 * 16).map { Point($0 % 24, $0 / 24) }.filter { buffer[$0.x, $0.y].text != "." }
                #expect(changed.allSatisfy(area.contains), "\(width)x\(height)")
            }
        }
    }
}
