import Testing

@testable import TerminalKit

@Suite("Widgets")
struct WidgetGoldenTests {
    private static let sizes = [(80, 24), (40, 12), (20, 6), (1, 1)]

    /// Draws at every size, in Unicode, once in ASCII, and once in the colours and without them.
    private func goldens(_ name: String, _ draw: (Canvas) -> Void) throws {
        for (width, height) in Self.sizes {
            try expectGolden("\(name)-\(width)x\(height)", drawing(width, height, draw))
        }
        try expectGolden("\(name)-ascii", drawing(60, 12, glyphs: .ascii, draw))
        try expectGolden("\(name)-colour", looks(60, 12, .xterm256, draw))
        try expectGolden("\(name)-mono", looks(60, 12, .mono, draw))
    }

    @Test("Form")
    func form() throws {
        let form = FormView(
            [
                .heading("Cross-origin (CORS)"),
                .field(.init("Enabled", .toggle(true), isDirty: true)),
                .field(.init("Allowed origins", .info(StyledLine("3 entries", Style(.muted))))),
                .field(
                    .init(
                        "", .entry(sign: "1", text: "https://portal.acme.example", note: StyledLine("ok", Style(.ok))))),
                .field(
                    .init(
                        "", .entry(sign: "2", text: "http://localhost:3000", cursor: 21),
                        message: (.warning, "plain http, not for a server marked PROD"))),
                .field(.init("", .entry(sign: "+", text: "add origin"), isEnabled: false)),
                .gap,
                .heading("Account"),
                .field(.init("Name", .text("山田 太郎"), isDirty: true)),
                .field(.init("Password", .secret("swordfish"))),
                .field(.init("Language", .choice("English"))),
                .field(.init("Comment", .text(""), placeholder: "none")),
                .field(.init("Port", .text("70000"), message: (.error, "a port is 1 to 65535"))),
                .note(StyledLine("Changes apply at once.", Style(.muted))),
            ], focus: 4)
        try goldens("form") { form.draw(on: $0) }
    }

    @Test("The text cursor of a form is where the text is edited, also when it scrolls")
    func formCursor() {
        let rows = (0..<20).map { FormView.Row.field(.init("Field \($0)", .text("abc", cursor: $0 == 15 ? 1 : nil))) }
        let form = FormView(rows, focus: 15)
        #expect(form.draw(on: CellBuffer(Size(60, 5)).canvas) == Point(14, 4))
        // Below its label, where there is little room.
        #expect(form.draw(on: CellBuffer(Size(40, 5)).canvas) == Point(4, 4))
    }

    @Test("Dialog")
    func dialog() throws {
        let dialog = DialogView(
            title: StyledLine("Regenerate the API token?", Style(.error)),
            body: [
                StyledLine([Span("[PROD]", .danger), Span(" acme-bi, bi.acme.example")]), "",
                "Every script that uses the token of \(Names.all[2]) stops working at once. This cannot be undone.",
            ],
            buttons: [.init("Cancel"), .init("Regenerate", isDanger: true, isEnabled: false)], focus: 0,
            word: .init(label: "Type acme-bi to go on:", text: "acme", cursor: 4), isDanger: true)
        try goldens("dialog") { canvas in
            for y in 0..<canvas.height { canvas.put(String(repeating: "·", count: canvas.width), at: Point(0, y)) }
            dialog.draw(on: canvas)
        }
    }

    @Test("A dialog that scrolls keeps its title, its summary and its buttons", arguments: [0, 30, 99])
    func scrolledDialog(top: Int) {
        var dialog = DialogView(
            title: StyledLine("A title that is a good deal longer than the border of this dialog is wide"),
            body: (0..<100).map { StyledLine("line \($0)") }, buttons: [.init("Cancel"), .init("Send")], top: top)
        dialog.summary = ["", "Cannot be undone."]
        let buffer = CellBuffer(Size(50, 15))
        dialog.draw(on: buffer.canvas)
        for text in ["wide", "Cannot be undone.", "[ Cancel ]", top == 99 ? "line 99" : "line \(top)"] {
            #expect(buffer.text.contains(text), "\(text)")
        }
        let extent = dialog.scrollExtent(in: Size(50, 15))
        #expect(extent.lines == 100 && extent.page < 10 && !dialog.fits(in: Size(50, 15)))
        #expect(dialog.fits(in: Size(80, 200)))
    }

    @Test("Menu")
    func menu() throws {
        let menu = MenuView(
            title: "Actions",
            items: [
                .init(key: "e", "Edit", detail: "as a form"),
                .init(key: "d", "Delete", disabled: "the profile is read-only", isDanger: true),
                .init(key: "Ctrl-R", "Refresh", detail: Names.all[14]),
            ], cursor: 1, filter: ("e", 1), footer: StyledLine("3 of 40", Style(.muted)))
        try goldens("menu") { menu.draw(on: $0) }
    }

    /// A picker of several things, some of them unusual ones.
    private static func picker() -> PickerView {
        let rows = Names.all.enumerated().map { index, name in
            PickerView.Row(
                name, details: ["\(index) members", index == 2 ? "has 3 of 5" : ""], depth: index == 1 ? 1 : 0,
                mark: index == 0 ? .all : index == 2 ? .some : .none, obstacle: index == 3 ? "deactivated" : nil)
        }
        var picker = PickerView(
            title: "Groups for 5 users", filter: ("a", 1), count: 9, total: rows.count, cursor: 3, sample: rows,
            showsMarks: true
        ) { rows[$0] }
        picker.notes = [
            StyledLine([Span("Chosen 2", .mark), Span("   \(Names.all[0]), \(Names.all[10])")]),
            StyledLine("Not found 1: \(Names.all[11])", Style(.warning)),
        ]
        picker.noteRows = 2
        picker.footer = "Tab mark   Enter accept"
        return picker
    }

    @Test("Picker")
    func picker() throws {
        try goldens("picker") { canvas in
            for y in 0..<canvas.height { canvas.put(String(repeating: "·", count: canvas.width), at: Point(0, y)) }
            Self.picker().draw(on: canvas)
        }
        var empty = Self.picker()
        (empty.count, empty.filter, empty.position) = (0, ("zzz", 3), .top)
        empty.emptyText = "Nothing matches zzz"
        try expectGolden("picker-empty", drawing(60, 12) { empty.draw(on: $0) })
    }

    @Test("A picker keeps its place and its size while it is narrowed, and finds its rows where it drew them")
    func pickerSize() {
        func frame(_ count: Int) -> [Int] {
            var picker = Self.picker()
            picker.count = count
            let rows = drawing(80, 24) { picker.draw(on: $0) }.split(separator: "\n", omittingEmptySubsequences: false)
            return rows.indices.filter { rows[$0].contains("│") || rows[$0].contains("╭") || rows[$0].contains("╰") }
        }
        #expect(frame(9) == frame(0))
        let picker = Self.picker()
        let size = Size(80, 24)
        let hits = (0..<24).map { picker.row(at: Point(40, $0), size: size) }
        #expect(hits.compactMap(\.self) == Array(0..<9))
        #expect(picker.listRows(in: size) == 15)
    }

    @Test("A menu in groups, with what is off and why, and while it is searched")
    func groupedMenu() throws {
        func menu(_ search: String?) -> GroupedMenuView {
            let sections = [
                GroupedMenuView.Section(
                    "Edit", [.init(key: "e", "Edit…", help: "Changes the name."), .init(key: "+", "Add…")]),
                .init(
                    "Leaving",
                    [
                        .init(key: "D", Names.all[14], help: Names.all[10]),
                        .init(key: "i", "Invite", reason: "has logged in"),
                    ]),
                .init("Other", [.init(key: "c", Names.all[2])]),
            ]
            let shown = sections.map { section in
                GroupedMenuView.Section(
                    section.title,
                    section.items.map { item in
                        var item = item
                        item.isShown = item.label.hasPrefix(search ?? "")
                        return item
                    })
            }
            return GroupedMenuView(
                title: StyledLine(Names.all[2]), groups: shown, cursor: search == nil ? 2 : 0,
                search: search.map { ($0, $0.count) }, footer: "a letter runs", anchor: 1)
        }
        try goldens("grouped-menu") { menu(nil).draw(on: $0) }
        try expectGolden("grouped-menu-searched", drawing(80, 24) { menu("Inv").draw(on: $0) })
    }

    @Test("Commands by name, those that are off last")
    func commandList() throws {
        let list = CommandListView(
            title: "Commands",
            items: [
                .init("trusted", keys: ["6"], "Trusted servers", help: "Who may copy dashboards from here."),
                .init(Names.all[14], keys: ["Ctrl-P"], Names.all[10]),
                .init("copy NAME", "Copy to a server", reason: "nothing marked"),
            ], cursor: 0, input: ("tru", 3), hint: "3 of 118")
        try goldens("command-list") { list.draw(on: $0) }
    }

    @Test("A page of keys")
    func keyPage() throws {
        let page = KeyPageView(
            [
                .init("This row", [.init("e", "Edit…"), .init("Ctrl-R", Names.all[10], isOn: false)]),
                .init("Marks", [.init("Space", "Mark or unmark record")]),
                .init("Moving", [.init("k Up", "Up"), .init("a key of many letters", Names.all[2])]),
            ], top: 1)
        try goldens("key-page") { page.draw(on: $0) }
    }

    @Test("Text with a cursor and matches")
    func text() throws {
        let view = TextView(
            Names.all.map { StyledLine([Span("name: ", .muted), Span($0)]) }, top: 1, cursor: 3, match: "o")
        try goldens("text") { view.draw(on: $0) }
        var shifted = view
        shifted.left = 8
        try expectGolden("text-shifted", drawing(24, 5) { shifted.draw(on: $0) })
    }

    @Test("Diff")
    func diff() throws {
        let view = DiffView([
            .same("{"), .changed("\"role\": \"viewer\" -> \"designer\""), .added("\"groups\": [\"ops\"],"),
            .removed("\"mail\": \"\(Names.all[10])\""), .omitted(12), .same("}"),
        ])
        try goldens("diff") { view.draw(on: $0) }
    }

    @Test("Bars, hints, tabs, prompt, messages and progress")
    func lines() throws {
        try goldens("lines") { canvas in
            func row(_ y: Int) -> Canvas { canvas.sub(Rect(0, y, canvas.width, 1)) }
            BarView(
                left: [
                    .init(StyledLine(" PROD ", Style(.danger)), priority: 9), .init("acme-bi", priority: 8),
                    .init("bi.acme.example", .muted, priority: 2), .init("admin@acme", .muted, priority: 3),
                ], right: [.init("RW", .warning, priority: 7), .init("14:32:07", .muted, priority: 1)]
            ).draw(on: row(0))
            TabsView(
                [
                    .init(key: "1", title: "Users"), .init(key: "2", title: "Groups"),
                    .init(key: "3", title: "Dashboards"),
                ],
                current: 1
            ).draw(on: row(1))
            _ = PromptView(
                prefix: ":", text: "us", cursor: 2, completion: "ers", hint: StyledLine("Tab complete", Style(.hint))
            ).draw(on: row(2))
            ToastView(.error, "409 \(Names.all[3])", hint: StyledLine("e open", Style(.hint))).draw(on: row(3))
            ToastView(.ok, "37 users").draw(on: row(4))
            ProgressView("Deleting", done: 30, of: 120, hint: StyledLine("Esc stop", Style(.hint))).draw(on: row(5))
            ProgressView("Loading", done: 5000, of: nil).draw(on: row(6))
            HintBar([.init("j/k", "move"), .init("/", "filter"), .init("Space", "mark"), .init("x", "actions")])
                .draw(on: row(7))
        }
    }

    @Test("The messages of the past")
    func messages() throws {
        let view = MessageHistoryView([
            .init(
                .error, time: "10:02:11", "The server refused this", detail: "403 \(Names.all[10])\n\nask"),
            .init(.warning, time: "10:01:59", Names.all[14]), .init(.ok, time: "9:58", "37 users"),
            .init(.info, time: "9:57", Names.all[2]),
        ])
        try goldens("messages") { view.draw(on: $0) }
    }

    @Test("A tab is found where it is drawn, also when the row has scrolled")
    func tabs() {
        let tabs = TabsView([.init(title: "Users"), .init(key: "2", title: "Groups"), .init(title: "API")], current: 0)
        #expect(
            (0..<30).map { tabs.tab(at: $0, width: 30) }.map { $0.map(String.init) ?? "." }.joined()
                == "0000000111111111122222.........".prefix(30))
        var last = tabs
        last.current = 2
        #expect((0..<9).map { last.tab(at: $0, width: 9) } == [nil, 2, 2, 2, 2, 2, nil, nil, nil])
        #expect((0..<3).map { tabs.tab(at: $0, width: 3) } == [0, 0, 0])
    }

    @Test("Tree")
    func tree() throws {
        let rows: [TreeView.Row] = [
            .init(level: 0, isOpen: true, label: "Sales", note: StyledLine("12", Style(.muted))),
            .init(level: 1, isOpen: false, label: "Europe", note: StyledLine("shared", Style(.ok))),
            .init(level: 1, label: StyledLine(Names.all[2])), .init(level: 9, label: StyledLine(Names.all[14])),
        ]
        try goldens("tree") { TreeView(rowCount: rows.count, cursor: 1) { rows[$0] }.draw(on: $0) }
        try expectGolden(
            "tree-empty",
            drawing(20, 2) { canvas in
                var tree = TreeView(rowCount: 0) { _ in rows[0] }
                tree.emptyText = StyledLine("no dashboards", Style(.muted))
                tree.draw(on: canvas)
            })
    }

    @Test("Counts as a line")
    func counts() throws {
        try goldens("counts") { canvas in
            SparklineView([0, 1, 2, 3, 5, 8, 13, 21, 34, 55]).draw(on: canvas)
        }
    }

    @Test(
        "A gauge shows the smallest part, and is full for the whole alone",
        arguments: [
            (0, 8, 0), (1, 1000, 1), (4, 8, 6), (7, 8, 10), (999, 1000, 11), (8, 8, 12), (9, 8, 12), (-5, 8, 0),
            (0, 0, 12), (Int.max - 1, .max, 11), (.max, .max, 12), (.max, -1, 12),
        ])
    func gauge(part: Int, whole: Int, cells: Int) {
        #expect(Gauge(part, of: whole).cells(of: 12) == cells)
    }

    @Test("A split keeps both areas at their smallest, or gives up the second")
    func split() {
        let split = Split(.columns, share: 0.6, minFirst: 40, minSecond: 30)
        #expect(split.areas(in: Rect(0, 0, 120, 10)).second == Rect(72, 0, 48, 10))
        #expect(split.areas(in: Rect(0, 0, 72, 10)).first.width == 42)
        #expect(split.areas(in: Rect(0, 0, 69, 10)).second == nil)
        #expect(Split(.rows, share: 9).areas(in: Rect(0, 0, 5, 10)).second == Rect(0, 9, 5, 1))
    }

    @Test("A prompt scrolls with its text cursor", arguments: [(0, 3), (5, 8), (40, 18)])
    func promptCursor(cursor: Int, column: Int) {
        let prompt = PromptView(prefix: "/", text: String(repeating: "x", count: 40), cursor: cursor)
        #expect(prompt.draw(on: CellBuffer(Size(20, 1)).canvas) == Point(column, 0))
    }

    @Test("Lines wrap at spaces, and longer words are cut")
    func wrapping() {
        func wrapped(_ text: String, _ width: Int) -> [String] {
            StyledLine(text).wrapped(to: width).map(\.text)
        }
        #expect(wrapped("the quick brown fox", 9) == ["the quick", "brown fox"])
        #expect(wrapped("山田太郎 abc", 5) == ["山田", "太郎 ", "abc"])
        #expect(wrapped("abcdefgh", 3) == ["abc", "def", "gh"])
        #expect(wrapped("short", 80) == ["short"])
        // A million marks on one letter, and as many letters without a space, are as quick as their length.
        let marks = "e" + String(repeating: "\u{301}", count: 1_000_000)
        #expect(wrapped(marks, 5).count == 2)
        #expect(wrapped(String(repeating: "漢\u{202E}", count: 100_000), 10).count > 50_000)
    }
}
