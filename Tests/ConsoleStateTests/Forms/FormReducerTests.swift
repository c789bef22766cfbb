import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Forms")
struct FormReducerTests {
    private let reducer = FormReducer(context: .nowhere)

    private static func form(_ fields: [FormField]) -> FormState {
        FormState("Test", fields) { _, values throws(APIError) in .posted(Message(.info, values.text("name"))) }
    }

    /// The form after some actions.
    private func form(_ fields: [FormField], _ actions: [FormAction]) throws -> FormState {
        var state: FormState? = Self.form(fields)
        for action in actions { _ = reducer.reduce(&state, action) }
        return try #require(state)
    }

    private static let groups = [
        FormOption("g1", "Finance"), FormOption("g2", "Sales"), FormOption("g3", "Sales EMEA"),
    ]

    @Test("Enter leads through the fields and submits from the last one")
    func enter() throws {
        var state: FormState? = Self.form([.text("name", "Name", "x"), .toggle("on", "On", false)])
        #expect(reducer.reduce(&state, .entered).effects.isEmpty)
        #expect(state?.focus == 1)
        #expect(reducer.reduce(&state, .entered).effects.count == 1)
        #expect(state?.isBusy == true)
    }

    @Test("A field that is needed stops the submit, gets the focus, and keeps what the others hold")
    func required() throws {
        let form = try form(
            [.text("name", "Name", isRequired: true), .text("mail", "Mail")],
            [.movedForward, .edited(.insert("kept")), .submitted])
        #expect(!form.isBusy)
        #expect(form.focus == 0)
        #expect(form.problem(at: 0) == "Required")
        #expect(form.values.text("mail") == "kept")
    }

    @Test("What is wrong with a text shows once the field is left, not while it is typed first")
    func problems() throws {
        let field = FormField.text("mail", "Mail") { $0.contains("@") ? nil : "no address" }
        let typing = try form([field, .text("b", "B")], [.edited(.insert("bea"))])
        #expect(typing.problem(at: 0) == nil)
        let left = try form([field, .text("b", "B")], [.edited(.insert("bea")), .movedForward])
        #expect(left.problem(at: 0) == "no address")
    }

    @Test("A choice of few goes left and right without going round, and jumps to what begins with a letter")
    func choice() throws {
        let field = FormField.choice("group", "Group", Self.groups, chosen: "g2")
        #expect(try form([field], [.stepped(1), .stepped(1)]).values.text("group") == "g3")
        #expect(try form([field], [.stepped(-1), .stepped(-1)]).values.text("group") == "g1")
        #expect(try form([field], [.edited(.insert("f"))]).values.text("group") == "g1")
        #expect(try form([field], [.edited(.insert("s"))]).values.text("group") == "g3")
        #expect(try form([field], [.edited(.insert("q"))]).values.text("group") == "g2")
    }

    @Test("A choice of many is made in a picker, which the first letter opens with it")
    func longChoice() throws {
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri"].map { FormOption($0, $0) }
        var state: FormState? = Self.form([.text("a", "A"), .choice("day", "Day", days, chosen: "Wed")])
        #expect(state?.values.text("day") == "Wed")
        _ = reducer.reduce(&state, .movedForward)
        guard case .picker(.opened(let picker))? = reducer.reduce(&state, .edited(.insert("t"))).actions.first else {
            Issue.record("no picker")
            return
        }
        #expect(picker.filter.text == "t")
        #expect(picker.chosen.map(\.id) == ["Wed"])
        _ = reducer.reduce(&state, .picked(field: "day", [days[3]], cleared: []))
        #expect(state?.values.text("day") == "Thu")
        #expect(state?.values.changed == ["day"])
    }

    @Test("A form that is one picker goes with it, and submits what is chosen there")
    func onePicker() throws {
        let field = FormField.pick("group", "Group", PickerSource(Self.groups), isRequired: true)
        var state: FormState?
        #expect(reducer.reduce(&state, .opened(Self.form([field]))).actions.map(caseName) == ["picker"])
        _ = reducer.reduce(&state, .pickerClosed)
        #expect(state == nil)
        _ = reducer.reduce(&state, .opened(Self.form([field])))
        let outcome = reducer.reduce(&state, .picked(field: "group", [Self.groups[0]], cleared: []))
        #expect(outcome.effects.map(\.id) == [.form])
        #expect(state?.isBusy == true)
        // What the server refuses is shown, and can be chosen again.
        _ = reducer.reduce(&state, .refused(field: "group", "no seat"))
        _ = reducer.reduce(&state, .pickerClosed)
        #expect(state?.problem(at: 0) == "no seat")
    }

    @Test("Several that are chosen are the same in any order, and Backspace takes out the last")
    func several() throws {
        let field = FormField.pick(
            "groups", "Groups", PickerSource(Self.groups), chosen: Array(Self.groups.prefix(2)), allowsMany: true)
        let turned = try form([field], [.picked(field: "groups", Self.groups.prefix(2).reversed(), cleared: [])])
        #expect(turned.values.changed.isEmpty)
        let shorter = try form([field, .text("b", "B")], [.edited(.backspace)])
        #expect(shorter.values.lines("groups") == ["g1"])
        #expect(shorter.values.changed == ["groups"])
    }

    @Test("An empty line can be taken out, the last one cannot, and Enter on one goes on")
    func emptyLines() throws {
        let field = FormField.lines("lines", "Lines", ["a"])
        let added = try form([field], [.entered, .edited(.backspace)])
        #expect(added.fields[0].lineCount == 1)
        #expect(added.line == 0)
        let gone = try form([field, .text("b", "B")], [.entered, .entered])
        #expect(gone.focus == 1)
        let last = try form([.lines("lines", "Lines")], [.edited(.backspace)])
        #expect(last.fields[0].lineCount == 1)
    }

    @Test("Pasted lines become lines of their own, and one text in a field of one line")
    func pasted() throws {
        let lines = try form([.lines("lines", "Lines")], [.pasted(["a", "b", "c"])])
        #expect(lines.values.lines("lines") == ["a", "b", "c"])
        #expect(lines.line == 2)
        #expect(try form([.text("name", "Name")], [.pasted(["a", "b"])]).values.text("name") == "a b")
    }

    @Test("Closing loses what was typed only the second time in a row")
    func closing() {
        var state: FormState? = Self.form([.text("name", "Name")])
        _ = reducer.reduce(&state, .edited(.insert("x")))
        #expect(reducer.reduce(&state, .closed).actions.map(caseName) == ["posted"])
        #expect(state != nil)
        _ = reducer.reduce(&state, .edited(.insert("y")))
        _ = reducer.reduce(&state, .closed)
        #expect(state?.values.text("name") == "xy")
        _ = reducer.reduce(&state, .closed)
        #expect(state == nil)
    }

    @Test("A field the server refuses gets the focus, and the complaint goes with the next edit")
    func refused() throws {
        let fields: [FormField] = [.text("a", "A", "x"), .text("b", "B")]
        let refused = try form(fields, [.movedForward, .submitted, .refused(field: "a", "taken")])
        #expect(refused.focus == 0)
        #expect(!refused.isBusy)
        #expect(refused.problem(at: 0) == "taken")
        let edited = try form(fields, [.submitted, .refused(field: "a", "taken"), .edited(.insert("y"))])
        #expect(edited.problem(at: 0) == nil)
    }

    @Test("Nothing can be typed while the answer is on its way, and all stays when it fails")
    func busy() throws {
        let busy = try form([.text("name", "Name", "a")], [.submitted, .edited(.insert("b"))])
        #expect(busy.values.text("name") == "a")
        let error = APIError(.unreachable, message: "gone", request: "", server: "")
        let failed = try form([.text("name", "Name", "a")], [.submitted, .submitFailed(error), .edited(.insert("b"))])
        #expect(failed.values.text("name") == "ab")
        #expect(failed.failure == error)
    }

    @Test("Only fields that hold something else than at first count as changed")
    func changed() throws {
        let fields: [FormField] = [.text("a", "A", "x"), .toggle("b", "B", false), .lines("c", "C", ["1"])]
        let form = try form(
            fields, [.edited(.left), .movedForward, .toggled, .toggled, .movedForward, .entered, .edited(.insert("2"))])
        #expect(form.values.changed == ["c"])
    }
}
