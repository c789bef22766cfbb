import Foundation
import SisenseClient
import TestRandom
import Testing

@testable import ConsoleState

@Suite("Lines that fold")
struct JSONTreeTests {
    private static let document: JSONValue = [
        "name": "Sales", "members": ["ada", ["mail": "bea@acme.example"]], "password": "hunter2", "empty": [],
    ]

    private static func jsonTree(_ json: JSONValue = document, limit: Int = JSONTree.limit) -> JSONTree {
        JSONTree([.facts([RecordFact("Name", "Sales")]), .document(heading: "As sent", json)], limit: limit)
    }

    /// The lines in sight, indented, with `+` before closed branches and `-` before open ones.
    private static func lines(_ state: JSONTreeState) -> [String] {
        (0..<state.count).compactMap(state.node(at:)).map { index in
            let node = state.jsonTree.nodes[index]
            let sign = !state.jsonTree.isBranch(index) ? "" : state.isOpen(index) ? "-" : "+"
            let indent = String(repeating: " ", count: node.level)
            switch node.content {
            case .name(let text): return text
            case .fact(let fact): return "\(indent)\(fact.name)=\(fact.value)"
            case .block(let heading): return indent + sign + heading.id.title
            case .line(let line): return indent + line.text
            case .document(let text), .text(let text): return indent + sign + text
            case .gap: return ""
            case .value(let step, let value): return indent + sign + Self.key(step) + ":" + Self.short(value)
            }
        }
    }

    private static func key(_ step: JSONPath.Step?) -> String {
        step.map { "\(JSONPath([$0]))" } ?? ""
    }

    private static func short(_ value: JSONValue) -> String {
        value.array.map { "[\($0.count)]" } ?? value.object.map { "{\($0.count)}" }
            ?? JSONWriter.text(value, layout: .compact)
    }

    private func reduce(_ state: inout JSONTreeState, _ actions: JSONTreeAction...) {
        for action in actions { _ = JSONTreeReducer(owner: .answer).reduce(&state, action) }
    }

    @Test("A small document is open all through, and secrets are masked")
    func open() {
        #expect(
            Self.lines(JSONTreeState(Self.jsonTree())) == [
                "Name=Sales", "", "-As sent", " name:\"Sales\"", " -members:[2]", "  [0]:\"ada\"", "  -[1]:{1}",
                "   mail:\"bea@acme.example\"", " password:\"••••\"", " empty:[0]",
            ])
    }

    @Test("A branch opened at the end of the page comes into sight, and folded again leaves the view as it was")
    func unfolded() throws {
        let document = JSONValue.object(
            JSONObject((0..<30).map { ("k\($0)", $0 == 9 ? ["a", "b", "c", "d"] : JSONValue.string("x")) }))
        var state = JSONTreeState(Self.jsonTree(document))
        let room = TreeRoom(page: 12)
        func top() -> Int { state.top(in: room, TreePlacement(state, hasColumns: false)) }
        for _ in 0..<10 { reduce(&state, .moved(.down, in: room)) }
        reduce(&state, .toggled)
        try #require(Self.lines(state)[state.cursor] == " +k9:[4]")
        let before = top()
        let line = state.cursor
        try #require(line == before + room.page - 1, "it is the last line in sight")
        reduce(&state, .toggled)
        #expect(top() + room.page == line + 5, "the four items are the last lines in sight")
        reduce(&state, .toggled)
        #expect(top() == before)
        reduce(&state, .toggled, .moved(.down, in: room))
        #expect(top() + room.page == line + 5, "going into it moves nothing")
    }

    @Test("A closed branch hides what is in it, and shows it again as it was")
    func fold() {
        var state = JSONTreeState(Self.jsonTree())
        let open = Self.lines(state)
        reduce(&state, .moved(.last, in: TreeRoom(page: 9)), .moved(.up, in: TreeRoom(page: 9)), .closed)
        #expect(state.cursor == 2, "from a line without a branch, to the branch it is in")
        reduce(&state, .moved(.down, in: TreeRoom(page: 9)), .moved(.down, in: TreeRoom(page: 9)), .toggled)
        #expect(
            Self.lines(state) == [
                "Name=Sales", "", "-As sent", " name:\"Sales\"", " +members:[2]", " password:\"••••\"", " empty:[0]",
            ])
        reduce(&state, .opened)
        #expect(Self.lines(state) == open)
        reduce(&state, .opened)
        #expect(state.cursor == 5, "an open branch is gone into")
    }

    @Test("All branches close and open at once, and the cursor stays with its line or the branch that took it in")
    func all() {
        var state = JSONTreeState(Self.jsonTree())
        for _ in 0..<5 { reduce(&state, .moved(.down, in: TreeRoom(page: 9))) }
        reduce(&state, .closed, .toggled, .allToggled)
        #expect(!state.hasClosed)
        reduce(&state, .allToggled)
        #expect(Self.lines(state) == ["Name=Sales", "", "+As sent"])
        #expect(state.cursor == 2)
    }

    @Test("A text is found whatever is folded, forwards and backwards, round and round")
    func search() async {
        var state = JSONTreeState(Self.jsonTree())
        reduce(&state, .allToggled, .searchOpened)
        for character in "BEA@" { reduce(&state, .searchEdited(.insert(String(character)))) }
        #expect(state.search?.matches == nil)
        let found = state.jsonTree.indices(holding: "BEA@")
        reduce(
            &state, .searched(text: "old", [0], in: .answer), .searched(text: "BEA@", found, in: .answer), .searchKept)
        #expect(state.cursorNode.flatMap(state.jsonTree.path(of:))?.description == "members[1].mail")
        reduce(&state, .searchOpened)
        for character in "sales" { reduce(&state, .searchEdited(.insert(String(character)))) }
        reduce(&state, .searched(text: "sales", [], in: .record("1", of: ListID(.users))))
        reduce(&state, .searched(text: "sales", state.jsonTree.indices(holding: "sales"), in: .answer), .searchKept)
        #expect(state.cursor == 0, "past the end it begins at the top")
        reduce(&state, .matchStepped(1))
        #expect(state.cursor == 3)
        reduce(&state, .matchStepped(1))
        #expect(state.cursor == 0)
        reduce(&state, .matchStepped(-1), .searchCleared)
        #expect(state.cursor == 3)
        #expect(state.search == nil)
    }

    @Test("A newer version keeps folds and cursor where their values still are")
    func refresh() throws {
        var state = JSONTreeState(Self.jsonTree())
        for _ in 0..<2 { reduce(&state, .moved(.down, in: TreeRoom(page: 9))) }
        reduce(&state, .toggled)
        let newer = Self.jsonTree(["first": 1, "name": "Sales", "members": [1, 2, 3], "other": ["a": 1]])
        let state2 = JSONTreeState(newer, like: state)
        #expect(
            Self.lines(state2) == [
                "Name=Sales", "", "-As sent", " first:1", " name:\"Sales\"", " +members:[3]", " -other:{1}", "  a:1",
            ])
        #expect(state2.cursorNode.flatMap(newer.path(of:))?.description == "members")
    }

    @Test("A long text and one of several lines unfold into lines of their own")
    func longText() {
        let text = String(repeating: "word ", count: 20) + "\nend"
        let state = JSONTreeState(JSONTree([.document(heading: "h", ["t": .string(text)])]))
        #expect(Self.lines(state).last?.hasPrefix(" +t:") == true)
        var open = state
        open.set(all: true)
        let lines = (0..<open.count).compactMap(open.node(at:)).compactMap { index -> String? in
            guard case .text(let line) = open.jsonTree.nodes[index].content else { return nil }
            return line
        }
        #expect(lines.joined() == text.replacing("\n", with: ""))
        #expect(lines.allSatisfy { $0.count <= JSONTreeBuilder.lineLength })
        #expect(lines.last == "end")
    }

    @Test("A document of too many values ends with a line that says so")
    func limit() {
        let jsonTree = Self.jsonTree(.array((0..<100).map { .array([.number(JSONNumber($0))]) }), limit: 50)
        #expect(jsonTree.nodes.count == 51)
        #expect(jsonTree.nodes.allSatisfy { $0.end <= 51 })
        guard case .text(let text)? = jsonTree.nodes.last?.content else {
            Issue.record("the last line is no text")
            return
        }
        #expect(text.contains("more than 50"))
    }

    @Test("A hundred thousand members are one branch, closed at first, that opens and closes in one step")
    func large() {
        let members = (0..<100_000).map { ("key\($0)", JSONValue.string("value \($0)")) }
        var state = JSONTreeState(
            JSONTree([.document(heading: "h", ["all": .object(JSONObject(distinctMembers: members))])]))
        #expect(state.count == 3)
        reduce(&state, .moved(.last, in: TreeRoom(page: 9)), .opened)
        #expect(state.count == 100_003)
        #expect(state.jsonTree.indices(holding: "value 99999") == [100_002])
        reduce(&state, .closed)
        #expect(state.count == 3)
    }

    @Test(
        "Whatever is folded in whatever document, the lines in sight are those of open branches, and paths lead back",
        arguments: FuzzSeeds.of([7]))
    func fuzz(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<60 {
            let json = Self.randomJSON(&random, depth: 5)
            var state = JSONTreeState(JSONTree([.facts([RecordFact("a", "b")]), .document(heading: "h", json)]))
            for _ in 0..<40 {
                let room = TreeRoom(page: 5)
                let actions: [JSONTreeAction] = [
                    .toggled, .closed, .opened, .allToggled, .moved(.down, in: room), .moved(.pageDown, in: room),
                    .moved(.last, in: room), .moved(.up, in: room), .matchStepped(1), .moved(.first, in: room),
                ]
                _ = JSONTreeReducer(owner: .answer).reduce(&state, actions.randomElement(using: &random) ?? .toggled)
                #expect(state.cursor < max(state.count, 1))
                let expected = Self.visible(state, 0..<state.jsonTree.nodes.count)
                #expect((0..<state.count).compactMap(state.node(at:)) == expected)
            }
            for (index, node) in state.jsonTree.nodes.enumerated() {
                guard case .value(let step?, let value) = node.content, let path = state.jsonTree.path(of: index)
                else { continue }
                #expect(path.steps.last == step)
                #expect(Redactor.json(json)[path] == value)
                #expect(state.jsonTree.index(of: path) == index)
            }
        }
    }

    private static func visible(_ state: JSONTreeState, _ range: Range<Int>) -> [Int] {
        var indices: [Int] = []
        var index = range.lowerBound
        while index < range.upperBound {
            indices.append(index)
            let end = state.jsonTree.nodes[index].end
            if state.isOpen(index) { indices += visible(state, index + 1..<end) }
            index = end
        }
        return indices
    }

    private static func randomJSON(_ random: inout SeededRandom, depth: Int) -> JSONValue {
        let hostile = ["", "\u{1B}[31m", "a\nb", "\u{202E}", "token", "naïve", String(repeating: "x", count: 200)]
        switch Int.random(in: 0..<(depth > 0 ? 7 : 4), using: &random) {
        case 0: return .null
        case 1: return .bool(.random(using: &random))
        case 2: return .number(JSONNumber(.random(in: 0...9, using: &random)))
        case 3: return .string(hostile.randomElement(using: &random) ?? "")
        case 4:
            return .array(
                (0..<Int.random(in: 0...4, using: &random)).map { _ in randomJSON(&random, depth: depth - 1) })
        default:
            return .object(
                JSONObject(
                    (0..<Int.random(in: 0...4, using: &random)).map { index in
                        (
                            "\(hostile.randomElement(using: &random) ?? "")\(index)",
                            randomJSON(&random, depth: depth - 1)
                        )
                    }))
        }
    }
}

extension JSONObject {
    /// Of members known to be distinct, read as a server's answer is.
    fileprivate init(distinctMembers members: [(String, JSONValue)]) {
        let text = members.map { "\"\($0.0)\":\(JSONWriter.text($0.1, layout: .compact))" }.joined(separator: ",")
        self = (try? JSONReader.read(Data("{\(text)}".utf8)))?.object ?? JSONObject()
    }
}
