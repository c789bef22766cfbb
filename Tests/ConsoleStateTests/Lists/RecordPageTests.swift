import SisenseClient
import Testing

@testable import ConsoleState

@Suite("The page of a record")
struct RecordPageTests {
    private static let groups = RecordBlock.ID("Groups")
    private static let access = RecordBlock.ID("Effective access")

    private static func line(_ id: String) -> RecordLine { RecordLine(id, link: RecordLink(.groups, id, id)) }

    /// Two facts, of which one leads somewhere; two groups at the left, and at the right what is read later.
    private static func record(_ json: JSONValue = ["_id": "u", "name": "Ada"]) -> ListRecord {
        let page = RecordPage(
            identity: ["ada@acme.example"],
            facts: [
                RecordFact("Role", "Viewer"), RecordFact("Owner", "Bea", link: RecordLink(.users, "b", "Bea")),
            ],
            blocks: [
                RecordBlock(groups, .list([line("Ops"), line("Sales")])),
                RecordBlock(access, .right, from: .dashboards),
            ],
            reads: [RecordRead(.dashboards, "dashboards") { _, _ in [:] }])
        let cells = [String](repeating: "", count: ListFeature.users.columns.count - 1)
        return ListRecord(row: RowContent(id: "u", cells: ["Ada"] + cells), json: json, page: page)
            .outlined(in: .users)
    }

    private static func detail(_ record: ListRecord = record()) -> DetailState {
        var detail = DetailState(id: "u", title: "Ada")
        detail.take(.success(record))
        return detail
    }

    /// What stands under the cursor.
    private static func cursor(_ tree: JSONTreeState) -> String {
        switch tree.cursorContent {
        case .fact(let fact)?: fact.name
        case .line(let line)?: line.text
        case .block(let heading)?: heading.id.title
        case .document(let text)?: text
        case .value(let step?, _)?: "\(JSONPath([step]))"
        default: "-"
        }
    }

    private static func walk(_ tree: JSONTreeState, _ room: TreeRoom, _ count: Int) -> [String] {
        var tree = tree
        var seen = [cursor(tree)]
        for _ in 0..<count {
            tree.move(.down, in: room)
            seen.append(cursor(tree))
        }
        return seen
    }

    @Test("The cursor stops only at lines that do something: down the left column, the right one, the document")
    func stops() throws {
        let tree = try #require(Self.detail().jsonTree)
        let all = ["Owner", "Groups", "Ops", "Sales", "Effective access", "JSON", "JSON"]
        #expect(Self.walk(tree, TreeRoom(page: 40, hasColumns: true), 6) == all)
        #expect(Self.walk(tree, TreeRoom(page: 40), 6) == all)
    }

    @Test("The columns stand beside each other, the right one from the top, and the document below both")
    func columns() throws {
        let tree = try #require(Self.detail().jsonTree)
        let wide = TreePlacement(tree, hasColumns: true)
        let access = try #require((0..<tree.count).first { wide.isRight($0) && wide.y(of: $0) == 0 })
        let node = try #require(tree.node(at: access))
        guard case .block(let heading) = tree.jsonTree.nodes[node].content else {
            Issue.record("no block at the top of the right column")
            return
        }
        #expect(heading.id == Self.access)
        let narrow = TreePlacement(tree, hasColumns: false)
        #expect(narrow.height == tree.count)
        #expect(wide.height < narrow.height)
        #expect((0..<tree.count).allSatisfy { wide.isOnPage($0) || wide.y(of: $0) >= wide.documentTop })
        let left = TreePlacement(tree, hasColumns: true, only: .left)
        #expect(!left.hasColumns && left.rows(in: 0..<40).count == left.height)
    }

    @Test("Lines that do nothing scroll into sight one by one, and all can be read on the smallest screen")
    func scrolling() throws {
        let facts = (0..<30).map { RecordFact("Fact \($0)", "text") }
        let record = ListRecord(
            row: RowContent(id: "u", cells: ["Ada"]), json: ["a": 1], page: RecordPage(facts: facts)
        ).outlined(in: .users)
        var tree = try #require(Self.detail(record).jsonTree)
        let room = TreeRoom(page: 5)
        func lines() -> Range<Int> {
            let top = tree.top(in: room, TreePlacement(tree, hasColumns: false))
            return top..<top + 5
        }
        #expect(lines().lowerBound == 0)
        var seen = Set(lines())
        for _ in 0..<40 {
            tree.move(.down, in: room)
            seen.formUnion(lines())
        }
        #expect(seen.isSuperset(of: 0..<tree.count))
        #expect(Self.cursor(tree) == "JSON")
        tree.move(.first, in: room)
        #expect(lines().lowerBound == 0)
        tree.move(.last, in: room)
        for _ in 0..<40 { tree.move(.up, in: room) }
        #expect(lines().lowerBound == 0)
    }

    @Test("A block that comes changes its own lines alone: the document is the same one, cursor and folds stay")
    func arrival() throws {
        let members = (0..<100_000).map { ("key\($0)", JSONValue.string("value \($0)")) }
        var detail = Self.detail(Self.record(["all": .object(JSONObject(members))]))
        detail.begin(.dashboards)
        let before = try #require(detail.jsonTree)
        for _ in 0..<3 { detail.jsonTree?.move(.down, in: TreeRoom(page: 40)) }
        #expect(detail.jsonTree.map(Self.cursor) == "Sales")
        let content = RecordBlock.Content.list([Self.line("x"), Self.line("y")], noun: "dashboard")
        detail.take(.success([Self.access: content]), of: .dashboards)
        let after = try #require(detail.jsonTree)
        #expect(Self.cursor(after) == "Sales")
        #expect(after.count == before.count + 2)
        let same = after.jsonTree.nodes.document.withUnsafeBufferPointer { new in
            before.jsonTree.nodes.document.withUnsafeBufferPointer { $0.baseAddress == new.baseAddress }
        }
        #expect(same, "a page of 20 lines must not cost a copy of its document")
    }

    @Test("A block waits until it is asked for where a glance does not tell, and is read to the end from then on")
    func asking() throws {
        var detail = Self.detail()
        #expect(detail.reads(for: [.left]).isEmpty)
        #expect(detail.reads(for: [.left, .right]).map(\.reach) == [.glance])
        detail.begin(.dashboards)
        #expect(detail.ask(for: Self.access) == nil, "it is under way")
        detail.take(.success([:]), of: .dashboards)
        #expect(detail.ask(for: Self.access)?.id == .dashboards)
        #expect(detail.reads(for: [.right]).map(\.reach) == [.all])
    }

    @Test("Long lists end with how many more there are, and secrets of the session show nowhere")
    func content() {
        let lines = (0..<250).map { RecordLine("name \($0)") }
        let content = RecordBlock.Content.list(lines, noun: "user")
        #expect(content.summary == "250 users")
        #expect(content.lines.count == 101 && content.lines.last?.text == "150 more")
        var secrets = KnownSecrets()
        secrets.add(token: Secret("tok-0123456789"))
        let masked = RecordBlock.Content("", [RecordLine("a tok-0123456789", "tok-0123456789")]).masked(secrets)
        #expect(!"\(masked)".contains("tok-0123456789"))
    }

    @Test("The next record of the list opens without going back, and ends at the last row")
    func stepping() throws {
        var state = try Samples.console()
        let reducer = ConsoleReducer(.nowhere)
        let columns = try #require(state.lists[.users]).columns.count
        let rows = ["1", "2"].map { RowContent(id: RecordID($0), cells: [String](repeating: $0, count: columns)) }
        state.lists[.users]?.table.append(RowPage(rows, columns: columns))
        _ = reducer.reduce(&state, .list(.users, .detailOpened))
        let effects = reducer.reduce(&state, .list(.users, .recordStepped(1)))
        #expect(state.list?.detail?.id == "2" && state.list?.cursorID == "2")
        #expect(effects.contains { $0.isCancellation && $0.id == .list(.users, .reading("1")) })
        _ = reducer.reduce(&state, .list(.users, .recordStepped(1)))
        #expect(state.list?.detail?.id == "2")
    }

    @Test("A line that leads to a record opens it without reading its whole list, and the way back leads here")
    func following() throws {
        var state = try Samples.console()
        let reducer = ConsoleReducer(.nowhere)
        _ = reducer.reduce(&state, .list(.users, .recordOpened("u", title: "Ada")))
        let list = try #require(state.list).id
        _ = reducer.reduce(&state, .listResult(list, .recordRead("u", .success(Self.record()))))
        let room = TreeRoom(page: 40)
        for _ in 0..<2 { _ = reducer.reduce(&state, .jsonTree(.moved(.down, in: room))) }
        let effects = reducer.reduce(&state, .referenceOpened)
        #expect(state.pane == .groups && state.list?.detail?.id == "Ops")
        #expect(state.list?.detail?.isFollowed == true)
        #expect(effects.filter { !$0.isCancellation }.map(\.id) == [.list(.groups, .reading("Ops"))])
        _ = reducer.reduce(&state, .historyStepped(-1))
        #expect(state.pane == .users && state.list?.detail?.id == "u")
        #expect(state.jsonTree.map(Self.cursor) == "Ops")
    }

    @Test("What a request came to stands in the record it was made for and in no other")
    func otherRecord() throws {
        var state = try Samples.console()
        let reducer = ConsoleReducer(.nowhere)
        let list = try #require(state.list).id
        _ = reducer.reduce(&state, .list(.users, .recordOpened("u", title: "Ada")))
        _ = reducer.reduce(&state, .listResult(list, .recordRead("u", .success(Self.record()))))
        let answer = [Self.access: RecordBlock.Content.list([Self.line("x")])]
        _ = reducer.reduce(&state, .listResult(list, .blocksRead("other", .dashboards, .success(answer))))
        #expect(state.list?.detail?.blocks.last?.content.isLoading == true)
        _ = reducer.reduce(&state, .listResult(list, .blocksRead("u", .dashboards, .success(answer))))
        #expect(state.list?.detail?.blocks.last?.lines == ["x"])
    }

    @Test("Changes from here are those of this record: by its kind and id in the path of the request")
    func changes() {
        let id = "64ab01000000000000000002"
        #expect(RecordReference.isAbout(RequestTarget("PATCH /api/v1/users/\(id)"), id, in: .users))
        #expect(!RecordReference.isAbout(RequestTarget("PATCH /api/v1/users/\(id)"), id, in: .groups))
        #expect(!RecordReference.isAbout(RequestTarget("PATCH /api/v1/users/64ab01000000000000000003"), id, in: .users))
        #expect(RecordReference.isAbout(RequestTarget("POST /api/shares/dashboard/\(id)"), id, in: .dashboards))
        #expect(
            RecordReference.isAbout(
                RequestTarget("DELETE /api/v1/dashboards/\(id)?adminAccess=true"), id, in: .dashboards))
        #expect(!RecordReference.isAbout(RequestTarget("malformed"), id, in: .users))
    }
}
