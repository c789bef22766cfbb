import SisenseClient
import Testing

@Suite("JSONDiff and JSONPath")
struct JSONDiffTests {
    @Test("Members that were added, removed and changed are told apart by path")
    func members() {
        let old: JSONValue = ["a": 1, "b": ["c": true, "d": "x"], "e": 1]
        let new: JSONValue = ["a": 1, "b": ["c": false, "d": "x", "f": nil], "g": [1]]
        let lines = JSONDiff(from: old, to: new).lines.map { "\($0.sign.rawValue) \($0.text)" }
        #expect(lines == ["~ b.c: true -> false", "+ b.f: null", "- e: 1", "+ g: [1]"])
    }

    @Test("One entry more in a list is one change")
    func lists() {
        let old: JSONValue = ["o": ["a", "b", "c"]]
        let new: JSONValue = ["o": ["a", "x", "b", "c"]]
        let diff = JSONDiff(from: old, to: new)
        #expect(diff.lines == [JSONDiff.Line(sign: .added, text: #"o[1]: "x""#)])
        #expect(JSONDiff(from: new, to: old).lines == [JSONDiff.Line(sign: .removed, text: #"o[1]: "x""#)])
    }

    @Test("Objects in a list of the same length are compared one by one")
    func objects() {
        let diff = JSONDiff(from: [["a": 1], ["a": 2]], to: [["a": 1], ["a": 3]])
        #expect(diff.changes.map(\.path.description) == ["[1].a"])
    }

    @Test("Records and ids in lists are compared with their like, by name, whatever their order")
    func identity() {
        let (bea, sales, support) = ("64ab00000000000000000001", "64ab00000000000000000002", "64ab00000000000000000003")
        func share(_ id: String, _ rule: String) -> JSONValue { ["shareId": .string(id), "rule": .string(rule)] }
        let old: JSONValue = ["sharesTo": [share(bea, "view"), share(sales, "view")], "groups": [.string(sales)]]
        let new: JSONValue = [
            "sharesTo": [share(support, "view"), share(sales, "edit")], "groups": [.string(support), .string(sales)],
        ]
        let names = RecordNames([bea: "Bea", sales: "Sales", support: "Support"])
        let lines = JSONDiff(from: old, to: new, names: names).lines.map { "\($0.sign.rawValue) \($0.text)" }
        #expect(
            lines == [
                #"- sharesTo[Bea]: {"shareId":"\#(bea)","rule":"view"}"#,
                #"+ sharesTo[Support]: {"shareId":"\#(support)","rule":"view"}"#,
                #"~ sharesTo[Sales].rule: "view" -> "edit""#,
                "+ groups: Support (\(support))",
            ])
        let turned: JSONValue = ["groups": [.string(sales), .string(support)]]
        #expect(JSONDiff(from: ["groups": [.string(support), .string(sales)]], to: turned).changes.isEmpty)
    }

    @Test("Equal documents have no diff, whatever the order of members and the form of numbers")
    func equal() throws {
        #expect(JSONDiff(from: try JSONReader.read(#"{"a":1.0,"b":2}"#), to: ["b": 2, "a": 1]).changes.isEmpty)
    }

    @Test("Secrets are masked")
    func secrets() {
        let lines = JSONDiff(from: ["password": "old", "s": ["sharedSecret": "x"]], to: ["password": "new"]).lines
        #expect(lines.map(\.text) == ["password: •••• -> ••••", #"s: {"sharedSecret":"••••"}"#])
    }

    @Test("A value is read and set by path, and what is missing on the way is made")
    func paths() {
        let path = JSONPath([.member("a"), .member("b")])
        #expect(path.description == "a.b")
        let document: JSONValue = ["x": [1, ["y": 2]]]
        #expect(document.setting(path, to: true) == ["x": [1, ["y": 2]], "a": ["b": true]])
        let item = JSONPath([.member("x"), .item(1), .member("y")])
        #expect(document[item] == 2)
        #expect(document.setting(item, to: 3) == ["x": [1, ["y": 3]]])
        #expect(document.setting(JSONPath([.member("x"), .item(9)]), to: 3) == document)
        #expect(JSONPath([.member("a b"), .item(0)]).description == #"["a b"][0]"#)
    }

    @Test("Numbers are equal by value and never rounded together")
    func numbers() throws {
        #expect(try JSONReader.read("1e2") == 100)
        #expect(try JSONReader.read("9007199254740993") != JSONReader.read("9007199254740992"))
        #expect(
            try JSONReader.read("123456789012345678901234567890") != JSONReader.read("123456789012345678901234567891"))
        #expect(try JSONReader.read("1e400") != JSONReader.read("1e401"))
        #expect(JSONNumber(.infinity) == nil)
        #expect(JSONNumber(2.0)?.literal == "2")
    }

    // The shortest difference of these would take minutes.
    @Test("Long lists show what came and went, and another order as one change")
    func longLists() {
        func items(_ range: Range<Int>) -> JSONValue { .array(range.map { .number(JSONNumber($0)) }) }
        let changes = JSONDiff(from: items(0..<30_000), to: items(20_000..<50_000)).changes
        #expect(changes.filter { $0.new == nil }.count == 20_000 && changes.filter { $0.old == nil }.count == 20_000)
        #expect(changes.first?.path.description == "[0]" && changes.last?.path.description == "[29999]")
        let reversed = JSONValue.array((0..<3000).reversed().map { .number(JSONNumber($0)) })
        #expect(JSONDiff(from: items(0..<3000), to: reversed).changes.count == 1)
        #expect(JSONDiff(from: items(0..<3000), to: items(0..<3000)).changes.isEmpty)
        #expect(JSONDiff(from: ["a": [1, 1]], to: ["a": [1]]).changes.count == 1)
    }
}
