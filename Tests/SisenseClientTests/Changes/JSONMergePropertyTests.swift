import TestRandom
import Testing

@testable import SisenseClient

@Suite("Merging random documents")
struct JSONMergePropertyTests {
    /// Makes documents as servers send them, and edits of them.
    private struct Author {
        var random: SeededRandom

        mutating func one<Value>(of values: [Value]) -> Value { values[Int.random(in: values.indices, using: &random)] }

        mutating func object(depth: Int = 3) -> JSONValue {
            let names = ["a", "b", "c", "groups", "sharesTo", "lastUpdated", "webServer"]
            let chosen = names.filter { _ in Bool.random(using: &random) }
            return .object(JSONObject(chosen.map { ($0, value(depth: depth - 1)) }))
        }

        mutating func value(depth: Int) -> JSONValue {
            switch Int.random(in: 0..<(depth > 0 ? 8 : 4), using: &random) {
            case 0: .null
            case 1: .bool(Bool.random(using: &random))
            case 2: .number(JSONNumber(Int.random(in: 0..<4, using: &random)))
            case 3: .string(one(of: ["x", "y", ""]))
            case 4: .array(texts())
            case 5: .array(ids().map { ["shareId": .string($0), "rule": .string(one(of: ["view", "edit"]))] })
            case 6: .array(ids().map(JSONValue.string))
            default: object(depth: depth)
            }
        }

        /// Plain values, some of them twice.
        private mutating func texts() -> [JSONValue] {
            (0..<Int.random(in: 0..<5, using: &random)).map { _ in .string(one(of: ["p", "q", "r", "s", "t", "u"])) }
        }

        private mutating func ids() -> [String] {
            (0..<6).filter { _ in Bool.random(using: &random) }.shuffled(using: &random)
                .map { String(repeating: "\($0)", count: 24) }
        }

        /// The same document after a few edits, deep in it or not.
        mutating func edited(_ value: JSONValue, depth: Int = 3) -> JSONValue {
            switch value {
            case .object(var object) where !object.isEmpty:
                let key = one(of: object.keys + ["new"])
                switch Int.random(in: 0..<4, using: &random) {
                case 0: object[key] = nil
                case 1: object[key] = self.value(depth: 1)
                default: object[key] = object[key].map { edited($0, depth: depth - 1) } ?? "new"
                }
                return .object(object)
            case .array(var items) where !items.isEmpty:
                let index = Int.random(in: items.indices, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: items.remove(at: index)
                case 1: items.append(["shareId": "new", "rule": "view"])
                case 2: items.shuffle(using: &random)
                default: items[index] = edited(items[index], depth: depth - 1)
                }
                return .array(items)
            default: return self.value(depth: 1)
            }
        }
    }

    private static let rounds = 400

    @Test("An edit that nobody else made one beside stays whole, whoever made it", arguments: FuzzSeeds.of([1, 2, 3]))
    func oneSided(seed: UInt64) {
        var author = Author(random: SeededRandom(seed: seed))
        for _ in 0..<Self.rounds {
            let base = author.object()
            let edited = author.edited(author.edited(base))
            let mine = JSONMerge(base: base, mine: edited, theirs: base)
            #expect(!mine.isContested && mine.merged(contested: .theirs) == edited, "\(base)\n\(edited)")
            let theirs = JSONMerge(base: base, mine: base, theirs: edited)
            #expect(!theirs.isContested && theirs.merged(contested: .mine) == edited, "\(base)\n\(edited)")
            #expect(!theirs.hasMine)
        }
    }

    @Test("Edits of different members both survive, and none is asked about", arguments: FuzzSeeds.of([4, 5, 6]))
    func disjoint(seed: UInt64) {
        var author = Author(random: SeededRandom(seed: seed))
        for _ in 0..<Self.rounds {
            let documents = (0..<6).map { ("member \($0)", author.object(depth: 2)) }
            let base = JSONValue.object(JSONObject(documents))
            var (mine, theirs, both) = (base, base, base)
            for (name, value) in documents {
                let edited = author.edited(value)
                switch Int.random(in: 0..<3, using: &author.random) {
                case 0: (mine[name], both[name]) = (edited, edited)
                case 1: (theirs[name], both[name]) = (edited, edited)
                default: break
                }
            }
            let merge = JSONMerge(base: base, mine: mine, theirs: theirs)
            #expect(!merge.isContested && merge.merged(contested: .mine) == both, "\(merge.differences)")
        }
    }

    @Test(
        "Edits of different records of a list both survive, in whatever order it comes",
        arguments: FuzzSeeds.of([7, 8]))
    func records(seed: UInt64) {
        var author = Author(random: SeededRandom(seed: seed))
        for _ in 0..<Self.rounds {
            let ids = (0..<6).map(String.init)
            func record(_ id: String, _ rule: String) -> JSONValue { ["shareId": .string(id), "rule": .string(rule)] }
            var (mine, theirs): ([JSONValue], [JSONValue]) = ([], [])
            var both: [String: JSONValue] = [:]
            for id in ids {
                let old = Optional(record(id, "view"))
                let new = author.one(of: [record(id, "edit"), Optional.none])
                let (left, right) = author.one(of: [(old, old), (new, old), (old, new)])
                mine += [left].compactMap(\.self)
                theirs += [right].compactMap(\.self)
                both[id] = left == old ? right : left
            }
            let base = JSONValue.array(ids.map { record($0, "view") })
            theirs.shuffle(using: &author.random)
            let merge = JSONMerge(base: base, mine: .array(mine), theirs: .array(theirs))
            let merged = merge.merged(contested: .mine).array ?? []
            #expect(!merge.isContested)
            #expect(merged.count == both.count)
            #expect(merged.allSatisfy { both[$0["shareId"]?.string ?? ""] == $0 }, "\(merged) \(both)")
        }
    }

    @Test("Whatever both did, choosing one side everywhere makes its version", arguments: FuzzSeeds.of([9, 10, 11]))
    func sides(seed: UInt64) {
        var author = Author(random: SeededRandom(seed: seed))
        for _ in 0..<Self.rounds {
            let base = author.object()
            let (mine, theirs) = (author.edited(base), author.edited(author.edited(base)))
            let merge = JSONMerge(base: base, mine: mine, theirs: theirs)
            let rules = DocumentRules.sisense
            #expect(
                rules.areSame(merge.merged(merge.differences.map { _ in .theirs }), theirs),
                "\(base)\n\(mine)\n\(theirs)")
            #expect(Set(merge.differences.map { "\($0.path) \($0.item ?? "")" }).count == merge.differences.count)
        }
    }
}
