import Foundation
import JSONDocument
import TestRandom
import Testing

@Suite("JSONReader")
struct JSONReaderTests {
    private func fault(_ text: String, strictness: JSONReader.Strictness = .tolerant) -> JSONError? {
        do {
            _ = try JSONReader.read(text, strictness: strictness)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "What is no number is null to a tolerant reader, and an error to a strict one",
        arguments: ["NaN", "Infinity", "-Infinity"])
    func notANumber(text: String) throws {
        #expect(try JSONReader.read("[1,\(text),-2]") == [1, .null, -2])
        #expect(fault("[1,\(text)]", strictness: .strict) != nil)
        #expect(fault("[1,\(text.dropLast())]") != nil)
    }

    @Test("Values of every kind are read")
    func kinds() throws {
        let text = #" {"a":[1,-2.50,1e3,true,false,null],"b":{"c":"é😀\n\u00e9\ud83d\ude00\/"},"":{}} "#
        let value = try JSONReader.read(text)
        #expect(value["a"] == [1, .number(try #require(JSONNumber(-2.5))), 1000, true, false, nil])
        #expect(value["b"]?["c"] == "é😀\né😀/")
        #expect(value[""] == [:])
    }

    @Test(
        "A round trip keeps digits, order and unknown members",
        arguments: [
            #"{"z":1.0,"a":123456789012345678901234567890,"m":1e400,"n":-0}"#, #"[[],{},"",0,"\u007f"]"#,
            #"{"deep":{"deeper":[{"x":null}]}}"#, "\"\\\"\\\\\\n\"",
        ])
    func roundTrip(text: String) throws {
        let value = try JSONReader.read(text)
        let written = JSONWriter.text(value, layout: .compact)
        #expect(try JSONReader.read(written) == value)
        #expect(written == text.replacing(#"\u007f"#, with: "\u{7f}"))
    }

    @Test(
        "What is no JSON is refused at the right place",
        arguments: [
            ("", 0, JSONError.Reason.unexpectedEnd), ("{", 1, .unexpectedEnd), ("[1,]", 3, .unexpected(0x5D)),
            ("{\"a\" 1}", 5, .unexpected(0x31)), ("01", 1, .trailingContent), ("1 2", 2, .trailingContent),
            ("\"a\nb\"", 2, .controlCharacterInString), (#""\x""#, 2, .badEscape), ("tru", 3, .unexpectedEnd),
            ("-", 1, .unexpectedEnd), ("1.", 2, .unexpectedEnd), ("+1", 0, .unexpected(0x2B)),
            ("nan", 1, .unexpected(0x61)), ("{a:1}", 1, .unexpected(0x61)),
        ])
    func faults(text: String, offset: Int, reason: JSONError.Reason) {
        #expect(fault(text) == JSONError(reason: reason, offset: offset))
    }

    @Test("Text that is no UTF-8 is refused")
    func encoding() {
        for bytes: [UInt8] in [[0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]] {
            #expect(throws: JSONError.self) { try JSONReader.read(bytes) }
        }
    }

    @Test("A lone surrogate becomes the replacement character and hides nothing else")
    func surrogates() throws {
        #expect(try JSONReader.read(#""a\ud800b""#) == "a\u{FFFD}b")
        #expect(try JSONReader.read(#""\ud800\ud83d\ude00""#) == "\u{FFFD}😀")
        #expect(try JSONReader.read(#""\udc00""#) == "\u{FFFD}")
    }

    @Test("Of members that come twice the last counts, or the document is refused, whichever was asked for")
    func duplicates() throws {
        let text = #"[{"a":1,"b":2},{"a":1,"b":2,"a":3},{"a":1,"b":2}]"#
        let value = try JSONReader.read(text)
        #expect(value == [["a": 1, "b": 2], ["a": 3, "b": 2], ["a": 1, "b": 2]])
        #expect(fault(text, strictness: .strict) == JSONError(reason: .duplicateKey("a"), offset: 28))
        let large = "{" + (0..<100).map { "\"k\($0)\":\($0)" }.joined(separator: ",") + ",\"k7\":0}"
        #expect(fault(large, strictness: .strict)?.reason == .duplicateKey("k7"))
        #expect(try JSONReader.read(large)["k7"] == 0)
    }

    @Test("Records whose keys differ from those before are read right")
    func shapes() throws {
        let text = #"""
            [{"a":1,"b":{"a":2}},{"a":1},{"b":1,"a":2},{},{"a":1,"b":2,"c":3},{"a":1,"bb":2},{"a\n":1,"b":2},{"a":1,"b"
            :2}]
            """#
        let value = try JSONReader.read(text)
        #expect(
            value == [
                ["a": 1, "b": ["a": 2]], ["a": 1], ["b": 1, "a": 2], [:], ["a": 1, "b": 2, "c": 3],
                ["a": 1, "bb": 2], ["a\n": 1, "b": 2], ["a": 1, "b": 2],
            ])
    }

    @Test("Nesting is read down to the limit and refused below it")
    func depth() throws {
        let inside = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        #expect(fault(inside) == nil)
        let beyond = String(repeating: "[", count: 100_000)
        #expect(fault(beyond) == JSONError(reason: .tooDeep(limit: 512), offset: 512))
    }

    @Test("No bytes make it crash, and what it reads it can write and read again", arguments: FuzzSeeds.of([7]))
    func fuzz(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let seeds = [
            #"{"a":[1,2.5e-3,"x\u00e9"],"b":{"c":null,"d":true},"e":"\ud83d\ude00"}"#,
            #"[{"_id":"1","n":1.0},{"_id":"2","n":-0},{"_id":"3"}]"#, "\u{FEFF}[\"é\"]",
        ].map { Array($0.utf8) }
        for _ in 0..<20_000 {
            var bytes = seeds[Int.random(in: 0..<seeds.count, using: &random)]
            for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: index)
                default: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: index)
                }
            }
            guard let value = try? JSONReader.read(bytes) else { continue }
            let again = try JSONReader.read(JSONWriter.write(value))
            #expect(again == value)
        }
    }
}
