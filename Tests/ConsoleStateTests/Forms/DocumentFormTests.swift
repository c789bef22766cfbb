import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Forms made from a table of fields")
struct DocumentFormTests {
    private static let fields = [
        DocumentField("on", "On", .flag), DocumentField("in.name", "Name", .text(), below: "Inside"),
        DocumentField("count", "Count", .number(1...9, unit: "")),
        DocumentField("text", "Text", .number(1...9, unit: "")),
        DocumentField("kind", "Kind", .choice([.init("a", "A"), .init("b", "B")])),
        DocumentField("list", "List", .list(.any)), DocumentField("cert", "Certificate", .lines),
        DocumentField("pass", "Password", .secret), DocumentField("odd", "Odd", .flag),
    ]
    private static let base: JSONValue = [
        "unknown": ["x": [7]], "on": false, "in": ["name": "n", "other": 1], "count": 1, "text": "1", "kind": "c",
        "list": ["l"], "cert": "1\n2", "pass": "old", "odd": "yes",
    ]

    /// The form after somebody has filled it in.
    private func edited(_ base: JSONValue, _ actions: [FormAction]) -> JSONValue {
        let form = DocumentForm(Self.fields, of: base)
        var state: FormState? = FormState("", form.formFields) { _, _ throws(APIError) in .messageDismissed }
        for action in actions { _ = FormReducer(context: .nowhere).reduce(&state, action) }
        return state.map { form.edited($0.values) } ?? .null
    }

    @Test("A form nobody touched leaves the document as it is")
    func untouched() {
        #expect(edited(Self.base, []) == Self.base)
        #expect(edited(Self.base, Array(repeating: .movedForward, count: 12)) == Self.base)
    }

    @Test("What was changed is changed, in the kind of value it had, and nothing else")
    func changed() {
        let document = edited(
            Self.base,
            [
                .toggled, .movedForward, .edited(.insert("2")), .movedForward, .edited(.backspace),
                .edited(.insert("2")),
                .movedForward, .edited(.backspace), .edited(.insert("3")), .movedForward, .stepped(1), .movedForward,
                .pasted(["m"]), .movedForward, .movedForward, .edited(.insert("3")), .movedForward,
                .edited(.insert("new")),
            ])
        #expect(
            document == [
                "unknown": ["x": [7]], "on": true, "in": ["name": "n2", "other": 1], "count": 2, "text": "3",
                "kind": "a", "list": ["l", "m"], "cert": "1\n23", "pass": "new", "odd": "yes",
            ])
    }

    @Test("A value of a kind that is not documented has no field")
    func odd() {
        let ids = DocumentForm(Self.fields, of: Self.base).formFields.map(\.id)
        #expect(!ids.contains("odd"))
        #expect(ids.count == Self.fields.count - 1)
    }

    @Test("What is not set can stay so: a choice offers that, a secret is not made empty")
    func empty() {
        #expect(edited(.null, []) == [:])
        #expect(edited(.null, [.toggled]) == ["on": true])
        let kind = DocumentForm(Self.fields, of: .null).formFields.first { $0.id == "kind" }
        #expect(kind?.options.first?.title == "not set")
    }
}
