import Foundation
import JSONDocument
import TestRandom
import Testing

@Suite("JSON5")
struct JSON5Tests {
    private func read(_ text: String) throws -> JSONValue { try JSON5Document(Data(text.utf8)).value }

    private func fault(_ text: String) -> JSON5Document.Fault? {
        #expect(throws: JSON5Document.Fault.self) { try read(text) }
    }

    @Test("What people write by hand is read")
    func handwritten() throws {
        let value = try read(
            """
            // comment with { and "
            {
              bare: 'single "quoted"', $x_1: "double 'quoted'", "a b": [1, 2,], été: true,
              /* more
                 lines */
              escapes: '\\x41\\u00e9\\'\\"\\n\\v\\0 goes \\
            on \\ü', nothing: null,
            }
            """)
        #expect(value["bare"] == "single \"quoted\"" && value["$x_1"] == "double 'quoted'")
        #expect(value["a b"] == [1, 2] && value["été"] == true && value["nothing"] == JSONValue.null)
        #expect(value["escapes"] == "Aé'\"\n\u{0B}\0 goes on ü")
    }

    @Test(
        "Numbers are read as programmers write them",
        arguments: [
            ("0x1F", "31"), ("-0xa", "-10"), (".5", "0.5"), ("5.", "5"), ("+1", "1"), ("-.25e2", "-25"),
            ("1.e3", "1000"),
            ("123456789012345678901234567890", "123456789012345678901234567890"),
        ])
    func numbers(text: String, plain: String) throws {
        #expect(try read(text) == (try JSONReader.read(plain)))
    }

    @Test(
        "Every JSON document is JSON5",
        arguments: [#"{"a":[1,-2.50,1e3,true,false,null],"b":{"c":"\u00e9\ud83d\ude00\/"},"":{}}"#, "\u{FEFF}[]"])
    func json(text: String) throws {
        #expect(try read(text) == (try JSONReader.read(text)))
    }

    @Test(
        "A fault is reported with its line",
        arguments: [
            ("", 1), ("{\n a: ,\n}", 2), ("{\n a 1 }", 2), ("{\r a:\r wrong\r}", 3), ("[\r\n 1 2]", 2),
            ("{ a: 'x\n' }", 1),
            ("[1]\n\n]", 3), ("{\n/* open", 2), ("[Infinity]", 1), ("[1.2.3]", 1), ("['\\x4']", 1), ("[+]", 1),
            ("{,}", 1),
        ])
    func faults(text: String, line: Int) {
        #expect(fault(text)?.line == line, "\(text)")
    }

    @Test("Nesting has a limit")
    func depth() {
        #expect(fault(String(repeating: "[", count: 100_000)) != nil)
        #expect(fault(String(repeating: "{a:", count: 100_000)) != nil)
    }

    @Test("Members and items have lines, and keys that come again are named")
    func lines() throws {
        let text = "// first\n{\n a: [\n  1,\n  2 ],\r\n b: { c: 1,\r c: 2 } }"
        let document = try JSON5Document(Data(text.utf8))
        #expect(document.line(of: JSONPath()) == 2)
        #expect(document.line(of: JSONPath(dotted: "a")) == 3)
        #expect(document.line(of: JSONPath([.member("a"), .item(1)])) == 5)
        #expect(document.line(of: JSONPath(dotted: "b.c")) == 7)
        #expect(document.line(of: JSONPath(dotted: "x")) == nil)
        #expect(document.repeated.map(\.path) == [JSONPath(dotted: "b.c")] && document.repeated.map(\.line) == [7])
        #expect(document.value["b"]?["c"] == 2)
    }

    @Test("No bytes make it crash", arguments: FuzzSeeds.of([5]))
    func fuzz(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let seed = Array("{a:[1,.5,'x\\u00e9\\\n'],/*c*/\"b\":{c:null,d:true},//e\n f:0x1F,}".utf8)
        for _ in 0..<20_000 {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: index)
                default: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: index)
                }
            }
            _ = try? JSON5Document(Data(bytes))
        }
    }
}
