import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Pickers")
struct PickerReducerTests {
    private static let groups = [
        FormOption("64ab02000001", "Finance", details: ["8 members"]),
        FormOption("64ab02000002", "Sales, EMEA", details: ["3 members"]),
        FormOption("64ab02000003", "Éclair", details: ["1 member"], isPartial: true),
        FormOption("64ab02000004", "Admins", details: ["2 members"], obstacle: "the server decides"),
    ]

    private static func users(_ rows: [(id: String, name: String, email: String)]) -> ListStates {
        var lists = ListStates()
        let count = UserRow.layout.columns.count
        let contents = rows.map { row in
            RowContent(
                id: RecordID(row.id), cells: [row.name, row.email, "Viewer", "", "active", "local", "never", "login"])
        }
        for page in RowPage.pages(contents, columns: count) { lists[.users]?.table.append(page) }
        return lists
    }

    /// What is left of a picker, and what it led to, after some actions.
    private func run(
        _ source: PickerSource, chosen: [FormOption] = [], many: Bool = true, in lists: ListStates = ListStates(),
        _ actions: [PickerAction]
    ) -> (picker: PickerState?, outcome: ConsoleOutcome) {
        let reducer = PickerReducer(lists: lists)
        var state: PickerState?
        let picker = PickerState("Groups", source, for: .field("groups"), chosen: chosen, allowsMany: many)
        _ = reducer.reduce(&state, .opened(picker))
        var last = ConsoleOutcome()
        for action in actions { last = reducer.reduce(&state, action) }
        return (state, last)
    }

    private func picked(_ outcome: ConsoleOutcome) -> (ids: [String], cleared: Set<String>)? {
        guard case .form(.picked("groups", let chosen, let cleared))? = outcome.actions.first else { return nil }
        return (chosen.map(\.id), cleared)
    }

    private func titles(_ picker: PickerState?) -> [String] {
        (0..<(picker?.count ?? 0)).compactMap { picker?.option(at: $0)?.title }
    }

    @Test("What cannot be chosen comes last, also among the records of a list, and keeps its reason")
    func unavailableLast() {
        #expect(titles(run(PickerSource(Self.groups.reversed()), []).picker).last == "Admins")
        let rows = (0..<6).map { (id: "\($0)", name: "User \($0)", email: "u\($0)@acme.example") }
        let source = PickerSource.users(except: ["1": "leaves", "4": "leaves"])
        let picker = run(source, in: Self.users(rows), [.edited(.insert("user"))]).picker
        #expect(titles(picker) == [0, 2, 3, 5, 1, 4].map { "User \($0)" })
        #expect(picker?.option(at: 5)?.obstacle == "leaves")
        #expect(picker?.option(at: 3)?.obstacle == nil)
    }

    @Test("Typing finds any part of a title, a detail or an id, whatever case and accents, and keeps the order")
    func narrows() {
        func found(_ text: String) -> [String] {
            titles(run(PickerSource(Self.groups), [.edited(.insert(text))]).picker)
        }
        #expect(found("ECLAIR") == ["Éclair"])
        #expect(found("a m") == ["Finance", "Sales, EMEA", "Éclair", "Admins"])
        #expect(found("emea 3") == ["Sales, EMEA"])
        #expect(found("2000003") == ["Éclair"])
        #expect(found("zzz") == [])
    }

    @Test("Records of a list are found by name, address and account, and not by their other columns or bits of ids")
    func records() {
        let lists = Self.users([("64ab01beef01", "Álvaro Núñez", "al@acme.example"), ("64ab02", "Bea Lang", "b@x.y")])
        func found(_ text: String) -> [String] {
            titles(run(.users, in: lists, [.edited(.insert(text))]).picker)
        }
        #expect(found("nunez") == ["Álvaro Núñez"])
        #expect(found("login").count == 2)
        #expect(found("viewer") == [])
        #expect(found("bee") == [])
        #expect(found("01beef01") == ["Álvaro Núñez"])
    }

    @Test("The cursor goes to what begins as typed, and Enter takes that")
    func best() {
        let options = ["Presales", "Sales EMEA", "Sales"].map { FormOption($0, $0) }
        let begun = run(PickerSource(options), many: false, [.edited(.insert("sa"))])
        #expect(begun.picker?.current?.id == "Sales EMEA")
        let named = run(PickerSource(options), many: false, [.edited(.insert("sales")), .accepted])
        #expect(picked(named.outcome)?.ids == ["Sales"])
        #expect(named.picker == nil)
    }

    @Test("Marks stay under every filter; Enter takes what was typed for and not marked, too")
    func marks() {
        let marked = run(
            PickerSource(Self.groups),
            [.edited(.insert("fin")), .toggled, .edited(.deleteToStart), .edited(.insert("em"))])
        #expect(marked.picker?.chosen.map(\.title) == ["Finance"])
        let taken = run(PickerSource(Self.groups), [.edited(.insert("fin")), .toggled, .accepted])
        #expect(picked(taken.outcome)?.ids == ["64ab02000001"])
        let typed = run(PickerSource(Self.groups), chosen: [Self.groups[0]], [.edited(.insert("emea")), .accepted])
        #expect(picked(typed.outcome)?.ids == ["64ab02000001", "64ab02000002"])
        let untouched = run(PickerSource(Self.groups), chosen: [Self.groups[0]], [.accepted])
        #expect(picked(untouched.outcome)?.ids == ["64ab02000001"])
    }

    @Test("What some have goes to all, to none, and back")
    func partial() {
        func state(_ times: Int) -> (isChosen: Bool, isPartial: Bool, cleared: Bool)? {
            let toggles = Array(repeating: [PickerAction.toggled, .moved(.first, page: 5)], count: times).flatMap(
                \.self)
            let source = PickerSource([Self.groups[2], Self.groups[0]])
            return run(source, toggles).picker.map {
                ($0.isChosen(Self.groups[2]), $0.isPartial(Self.groups[2]), $0.cleared == [Self.groups[2].id])
            }
        }
        #expect(state(0)! == (false, true, false))
        #expect(state(1)! == (true, false, false))
        #expect(state(2)! == (false, false, true))
        #expect(state(3)! == (false, true, false))
    }

    @Test("What cannot be chosen is refused with its reason, by Enter, by a mark and by a paste")
    func obstacles() {
        let source = PickerSource([Self.groups[3]])
        for action in [PickerAction.accepted, .toggled] {
            let refused = run(source, [action])
            #expect(refused.picker?.refusal == "Admins: the server decides")
            #expect(refused.outcome.actions.isEmpty)
        }
        let pasted = run(source, [.pasted(["Admins", "x"])])
        #expect(pasted.picker?.missing == ["Admins (the server decides)", "x"])
        #expect(pasted.picker?.chosen.isEmpty == true)
    }

    @Test("A pasted list chooses all it names, with any separator, and says what it does not find")
    func pastes() throws {
        let lists = Self.users([
            ("64ab01beef01", "Álvaro Núñez", "al@acme.example"), ("64ab01beef02", "Bea Lang", "bea@acme.example"),
            ("64ab01beef03", "Bea Lang", "bea.lang@acme.example"), ("64ab01beef04", "Chen Wei", "wei@acme.example"),
        ])
        func pasted(_ lines: String...) throws -> PickerState {
            try #require(run(.users, in: lists, [.pasted(lines)]).picker)
        }
        let separators = try pasted("AL@acme.example; nobody@acme.example,\"wei@acme.example\"", "64ab01beef02")
        #expect(separators.chosen.map(\.id) == ["64ab01beef01", "64ab01beef04", "64ab01beef02"])
        #expect(separators.missing == ["nobody@acme.example"])
        let mail = try pasted("Bea Lang <bea@acme.example>; alvaro nunez", "al@acme.example wei@acme.example")
        #expect(mail.chosen.map(\.id) == ["64ab01beef02", "64ab01beef01", "64ab01beef04"])
        #expect(mail.missing == [])
        let ambiguous = try pasted("Bea Lang", "wei@acme.example")
        #expect(ambiguous.missing == ["Bea Lang (2 of this name)"])
        // A name with a separator in it is a name.
        let whole = try #require(run(PickerSource(Self.groups), [.pasted(["Sales, EMEA", "Finance"])]).picker)
        #expect(whole.chosen.map(\.title) == ["Sales, EMEA", "Finance"])
        // A bit of a name looks for it.
        #expect(run(PickerSource(Self.groups), [.pasted(["fin"])]).picker?.filter.text == "fin")
    }

    @Test("A text that names nothing may be taken where ids are typed, and comes last")
    func typed() {
        let source = PickerSource(Self.groups, takesText: true)
        let taken = run(source, many: false, [.edited(.insert("new")), .accepted])
        #expect(picked(taken.outcome)?.ids == ["new"])
        let found = run(source, many: false, [.edited(.insert("fin")), .accepted])
        #expect(picked(found.outcome)?.ids == ["64ab02000001"])
        #expect(run(PickerSource(Self.groups), many: false, [.edited(.insert("new")), .accepted]).picker != nil)
    }

    @Test("Rows that come while one chooses are offered, and the cursor stays on its record")
    func later() {
        let few = Self.users([("1", "Bea", "bea@x.y")])
        var state: PickerState?
        _ = PickerReducer(lists: few).reduce(&state, .opened(PickerState("", .users, for: .field("a"))))
        #expect(state?.count == 1)
        let more = Self.users([("0", "Ada", "ada@x.y"), ("1", "Bea", "bea@x.y")])
        _ = PickerReducer(lists: more).reduce(&state, .rowsRead(.users))
        #expect(state?.count == 2)
        #expect(state?.current?.id == "1")
    }

    @Test("Things that are read again take the place of those before, narrowed as before, and the cursor stays")
    func again() {
        let before = PickerSource([FormOption("b", "Bonn"), FormOption("d", "Durban"), FormOption("p", "Paris")])
        let now = [FormOption("a", "Arlon"), FormOption("d", "Durban"), FormOption("n", "Nantes")]
        let moved = run(before, many: false, [.moved(.down, page: 5), .itemsRead(now)]).picker
        #expect(titles(moved) == ["Arlon", "Durban", "Nantes"])
        #expect(moved?.current?.id == "d")
        let typed = run(before, many: false, [.edited(.insert("an")), .itemsRead(now)]).picker
        #expect(titles(typed) == ["Durban", "Nantes"])
    }

    @Test("Columns show at once as they are marked and moved; the last stays, and Esc brings back what was")
    func columns() throws {
        var lists = ListStates()
        lists[.alerts]?.load = .loaded(())
        let list = try #require(lists[.alerts])
        let reducer = PickerReducer(lists: lists)
        var state: PickerState?
        _ = reducer.reduce(&state, .opened(.columns(of: list, before: nil)))
        let usual = ColumnArrangement(list.columns)
        func arranged(_ outcome: ConsoleOutcome) -> [String]? {
            guard case .list(.alerts, .columnsArranged(let arrangement))? = outcome.actions.first else { return nil }
            return arrangement?.shown
        }
        #expect(arranged(reducer.reduce(&state, .toggled)) == Array(usual.shown.dropFirst()))
        _ = reducer.reduce(&state, .moved(.down, page: 5))
        let moved = arranged(reducer.reduce(&state, .shifted(1)))
        #expect(moved == [usual.shown[2], usual.shown[1]] + usual.shown.dropFirst(3))
        guard case .list(.alerts, .columnsArranged(nil))? = reducer.reduce(&state, .closed).actions.first else {
            Issue.record("not as it was")
            return
        }
        #expect(state == nil)
    }
}
