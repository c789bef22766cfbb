import SisenseClient
import Testing

@Suite("Merging two changes of a document")
struct JSONMergeTests {
    @Test("What only one of two changed is decided; what both changed is not")
    func differences() throws {
        let merge = JSONMerge(
            base: ["a": 1, "b": 1, "c": 1, "d": 1], mine: ["a": 2, "b": 1, "c": 2, "d": 5],
            theirs: ["a": 1, "b": 2, "c": 3, "d": 5])
        #expect(merge.differences.map(\.path.description) == ["a", "b", "c"])
        #expect(merge.differences.map(\.changedBy) == [.mine, .theirs, nil])
        #expect(merge.merged([.mine, .theirs, .mine]) == ["a": 2, "b": 2, "c": 2, "d": 5])
        #expect(merge.merged([.theirs, .theirs, .theirs]) == ["a": 1, "b": 2, "c": 3, "d": 5])
    }

    @Test("Members that came or went are places too, at any depth")
    func comingAndGoing() {
        let merge = JSONMerge(
            base: ["in": ["old": 1, "kept": 1]], mine: ["in": ["kept": 1, "new": ["x": 1]]],
            theirs: ["in": ["old": 1, "kept": 2]])
        #expect(merge.differences.map(\.path.description) == ["in.old", "in.kept", "in.new"])
        #expect(merge.differences.map(\.changedBy) == [.mine, .theirs, .mine])
        #expect(merge.merged([.mine, .theirs, .mine]) == ["in": ["kept": 2, "new": ["x": 1]]])
    }

    @Test("Two people who change different items of a list do not contradict each other")
    func lists() {
        let merge = JSONMerge(
            base: ["l": ["a", "b"]], mine: ["l": ["a", "b", "mine"]], theirs: ["l": ["b", "theirs"]])
        #expect(merge.differences.map(\.item) == ["theirs", "a", "mine"])
        #expect(merge.differences.map(\.changedBy) == [.theirs, .theirs, .mine])
        #expect(merge.merged([.theirs, .theirs, .mine]) == ["l": ["b", "theirs", "mine"]])
        #expect(merge.merged([.theirs, .mine, .mine]) == ["l": ["b", "theirs", "a", "mine"]])
    }

    @Test("Records in a list are told apart by their ids, and one that both changed waits for a choice")
    func records() {
        let merge = JSONMerge(
            base: [["shareId": "1", "rule": "view"], ["shareId": "2", "rule": "view"]],
            mine: [["shareId": "1", "rule": "edit"], ["shareId": "2", "rule": "view"]],
            theirs: [["shareId": "1", "rule": "none"]])
        #expect(merge.differences.map(\.item) == ["1", "2"])
        #expect(merge.differences.map(\.changedBy) == [nil, .theirs])
        #expect(merge.merged([.mine, .theirs]) == [["shareId": "1", "rule": "edit"]])
    }

    @Test("A list in another order, or with the same item twice, is one value")
    func order() {
        let sorted = JSONMerge(base: ["a", "b"], mine: ["b", "a"], theirs: ["a", "b", "c"])
        #expect(sorted.differences.count == 1)
        #expect(sorted.merged([.mine]) == ["b", "a"])
        let records = JSONMerge(
            base: [["id": "1"], ["id": "2"]], mine: [["id": "2"], ["id": "1"]], theirs: [["id": "1"], ["id": "2"]])
        #expect(records.differences.isEmpty)
        let twice = JSONMerge(base: ["a"], mine: ["a", "a"], theirs: ["b"])
        #expect(twice.differences.map(\.changedBy) == [nil])
    }

    @Test("The same change made twice is none, and another kind of value is a place")
    func kinds() {
        #expect(JSONMerge(base: ["a": 1], mine: ["a": [2]], theirs: ["a": [2]]).differences.isEmpty)
        let merge = JSONMerge(base: ["a": 1], mine: ["a": ["b": 2]], theirs: ["a": [3]])
        #expect(merge.differences.map(\.path.description) == ["a"])
        #expect(merge.merged([.mine]) == ["a": ["b": 2]])
    }

    @Test("Two rights of one share are two places, and each has the id of its share")
    func insideRecords() {
        let merge = JSONMerge(
            base: ["sharesTo": [["shareId": "1", "rule": "view", "subscribe": false]]],
            mine: ["sharesTo": [["shareId": "1", "rule": "edit", "subscribe": false]]],
            theirs: ["sharesTo": [["shareId": "1", "rule": "view", "subscribe": true]]])
        #expect(merge.differences.map(\.path.description) == ["sharesTo.rule", "sharesTo.subscribe"])
        #expect(merge.differences.map(\.item) == ["1", "1"])
        #expect(
            merge.merged(contested: .theirs)
                == ["sharesTo": [["shareId": "1", "rule": "edit", "subscribe": true]]])
    }

    @Test("A list of ids is a set: its order says nothing, and what each added or took out stands")
    func sets() {
        let merge = JSONMerge(
            base: ["groups": ["a", "b", "c"]], mine: ["groups": ["c", "a", "mine"]],
            theirs: ["groups": ["c", "b", "a", "theirs"]])
        #expect(!merge.isContested)
        #expect(merge.merged(contested: .theirs) == ["groups": ["c", "a", "theirs", "mine"]])
    }

    @Test("What the server keeps by itself is no place, and what it has now goes along")
    func serverKept() {
        let merge = JSONMerge(
            base: ["name": "old", "lastUpdated": 1], mine: ["name": "new", "lastUpdated": 1],
            theirs: ["name": "old", "lastUpdated": 2])
        #expect(merge.differences.map(\.path.description) == ["name"])
        #expect(merge.merged(contested: .theirs) == ["name": "new", "lastUpdated": 2])
    }

    // Each of these took minutes when every choice copied the document.
    @Test("Thirty thousand members and items are compared and merged in one go")
    func large() {
        func members(_ range: Range<Int>, _ value: JSONValue) -> JSONValue {
            .object(JSONObject(range.map { ("key \($0)", value) }))
        }
        let base = members(0..<30_000, 1)
        let merge = JSONMerge(base: base, mine: members(15_000..<45_000, 2), theirs: base)
        #expect(merge.differences.count == 45_000)
        #expect(merge.merged(merge.differences.map { _ in .mine }) == members(15_000..<45_000, 2))
        func items(_ range: Range<Int>) -> JSONValue { .array(range.map { .string("https://\($0).example") }) }
        let lists = JSONMerge(base: items(0..<30_000), mine: items(15_000..<45_000), theirs: items(0..<30_000))
        #expect(lists.differences.count == 30_000)
        #expect(lists.merged(lists.differences.map { _ in .mine }) == items(15_000..<45_000))
    }
}
