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

    @Test("A choice goes round with left and right, and jumps to what begins with a letter")
    func choice() throws {
        let field = FormField.choice("group", "Group", Self.groups, chosen: "g2")
        #expect(try form([field], [.stepped(1), .stepped(1)]).values.text("group") == "g1")
        #expect(try form([field], [.stepped(-1), .stepped(-1)]).values.text("group") == "g3")
        #expect(try form([field], [.edited(.insert("f"))]).values.text("group") == "g1")
        #expect(try form([field], [.edited(.insert("s"))]).values.text("group") == "g3")
        #expect(try form([field], [.edited(.insert("q"))]).values.text("group") == "g2")
    }

    @Test("Lines are named as the options are, whatever their case; right at the end takes the first that fits")
    func lines() throws {
        let field = FormField.lines("groups", "Groups", options: Self.groups)
        let typed = try form([field], [.edited(.insert("FINANCE")), .entered, .edited(.insert("sal")), .stepped(1)])
        #expect(typed.values.lines("groups") == ["g1", "g2"])
        #expect(typed.fields[0].problem == nil)
        let unknown = try form([field], [.edited(.insert("Financ"))])
        #expect(unknown.fields[0].problem == "Financ is not a choice")
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
