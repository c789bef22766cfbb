import SisenseClient
import TestRandom
import Testing

@testable import LocalServer

/// Random and mutated input for everything that reads bytes from outside. What is checked is that nothing traps, and
/// what each reader promises besides.
@Suite("Hostile input")
struct FuzzTests {
    private static let seeds = FuzzSeeds.of([1, 2, 3, 4])

    private static let requests = [
        "GET /api/v1/users?fields=a,b&skip=1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer x\r\n\r\n",
        "POST /api/v1/users HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "OPTIONS * HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
    ]

    private func mutate(_ bytes: [UInt8], _ random: inout SampleRandom) -> [UInt8] {
        var bytes = bytes
        for _ in 0...random.below(6) where !bytes.isEmpty {
            let index = random.below(bytes.count)
            switch random.below(5) {
            case 0: bytes[index] = UInt8(truncatingIfNeeded: random.next())
            case 1: bytes.remove(at: index)
            case 2: bytes.insert(random.pick([10, 13, 32, 58, 0, 255, 37]), at: index)
            case 3: bytes.removeSubrange(index..<min(bytes.count, index + random.below(20)))
            default: bytes.insert(contentsOf: bytes[index..<min(bytes.count, index + random.below(20))], at: index)
            }
        }
        return bytes
    }

    @Test("The HTTP parser gives the same events however mutated requests are cut", arguments: seeds)
    func http(seed: UInt64) {
        var random = SampleRandom(seed: seed, kind: 99, index: 0)
        for _ in 0..<1500 {
            let text = (0...random.below(3)).map { _ in random.pick(Self.requests) }.joined()
            let bytes = mutate(Array(text.utf8), &random)
            var whole = HTTPParser()
            whole.feed(bytes)
            var expected: [HTTPParser.Event] = []
            while let event = whole.next() { expected.append(event) }
            var cut = HTTPParser()
            var found: [HTTPParser.Event] = []
            var start = 0
            while start < bytes.count {
                let end = min(bytes.count, start + 1 + random.below(40))
                cut.feed(bytes[start..<end])
                while let event = cut.next() { found.append(event) }
                start = end
            }
            // Whether somebody waits for 100 depends on what has come; all else does not.
            #expect(found.filter { $0 != .expectsContinue } == expected.filter { $0 != .expectsContinue })
        }
    }

    @Test("fields and expand take any text, and what they accept has a bounded depth", arguments: seeds)
    func query(seed: UInt64) {
        var random = SampleRandom(seed: seed, kind: 98, index: 0)
        let words = ["groups", "users", "(fields:", ")", "(", ",", ".", "-", "name", "é", "", "role", "::"]
        for _ in 0..<3000 {
            let text = (0..<random.below(14)).map { _ in random.pick(words) }.joined()
            _ = try? FieldSelection(text)
            guard let nodes = try? ExpandNode.parse(text) else { continue }
            #expect(depth(nodes) <= 4)
        }
    }

    private func depth(_ nodes: [ExpandNode]) -> Int {
        (nodes.map { depth($0.children) }.max() ?? -1) + 1
    }

    @Test("JSON from outside is read or refused, and what is read writes and reads the same", arguments: seeds)
    func json(seed: UInt64) throws {
        var random = SampleRandom(seed: seed, kind: 97, index: 0)
        let base = Array(#"{"a":[1,-2.5e3,"x\u00e9\n",null,true],"b":{"c":{},"d":"\ud83d\ude00"}}"#.utf8)
        for _ in 0..<2000 {
            let bytes = mutate(base, &random)
            guard let value = try? JSONReader.read(bytes, strictness: .strict, depthLimit: 64) else { continue }
            let again = try JSONReader.read(JSONWriter.write(value))
            #expect(again == value)
        }
    }

    @Test(
        "A member read alone is the one of the whole object, and damaged objects give nothing worse", arguments: seeds)
    func members(seed: UInt64) {
        var random = SampleRandom(seed: seed, kind: 93, index: 0)
        let base = Array(#"{"a":[1,{"b":"]}\""},"x\u00e9"], "b" : {"a":null,"c":[[]]},"\u0064":-2.5e3,"e":true}"#.utf8)
        for _ in 0..<2000 {
            let bytes = mutate(base, &random)
            let found = ["a", "b", "d", "e"].map { JSONReader.member($0, of: bytes) }
            guard let whole = try? JSONReader.read(bytes, strictness: .strict) else { continue }
            #expect(found == ["a", "b", "d", "e"].map { whole[$0] })
        }
    }

    @Test("Lines of a snapshot that were touched are not taken", arguments: seeds)
    func snapshotLines(seed: UInt64) {
        var random = SampleRandom(seed: seed, kind: 92, index: 0)
        let change = Database.Change(table: .users, id: "a\"b", record: JSONObject([("name", "Zoe")]))
        let line = Array(RecordLine.encode(RecordLine.json(change)).dropLast())
        for _ in 0..<2000 {
            let touched = mutate(line, &random)
            let isTaken = touched.withUnsafeBytes { RecordLine.locate($0) != nil }
            #expect(isTaken == (touched == line))
        }
    }

    @Test("Document queries take any JSON", arguments: seeds)
    func documents(seed: UInt64) {
        var random = SampleRandom(seed: seed, kind: 96, index: 0)
        let base = Array(#"{"a":{"$gt":3,"$in":[1,2]},"$or":[{"b.c":"x"},{"d":{"$not":{"$exists":true}}}]}"#.utf8)
        let document: JSONValue = ["a": 4, "b": ["c": "x"], "d": [1, 2]]
        for _ in 0..<2000 {
            guard let query = try? JSONReader.read(mutate(base, &random)) else { continue }
            _ = try? DocumentFilter(query).matches(document)
        }
    }

    @Test("Lines of the journal that were touched are not taken", arguments: seeds)
    func lines(seed: UInt64) {
        var random = SampleRandom(seed: seed, kind: 95, index: 0)
        let line = Array(RecordLine.encode(["table": "users", "number": 12]).dropLast())
        for _ in 0..<2000 {
            let touched = mutate(line, &random)
            let isTaken = touched.withUnsafeBytes { RecordLine.decode($0) != nil }
            #expect(isTaken == (touched == line))
        }
    }
}
