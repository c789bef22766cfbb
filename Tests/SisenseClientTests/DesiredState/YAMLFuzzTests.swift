import Foundation
import TestRandom
import Testing

@testable import SisenseClient

@Suite("Random files in YAML")
struct YAMLFuzzTests {
    private static let file = """
        # The night shift, and who is in it.
        format: sisense-state 1
        groups:
          Night shift: {}
          "Ops: all": {"was": "Ops"}
        users:
          ada@acme.example:
            role: viewer
            groups: ["Night shift", "Ops: all"]
            active: true
        origins:
          - https://a.example
          - https://b.example:8443
        settings:
          system: {"firstday": "mon", "limit": -15, "note": null}
          security:
            title: 'It''s late'  # the hour

        """

    @Test(
        "No bytes make it crash, an error has its line, and what it reads is as good in JSON",
        arguments: FuzzSeeds.of([1, 2]))
    func fuzz(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let whole = Array(Self.file.utf8)
        let alphabet = Array(" \n\t:-#{}[]\"'&*!|>%@`,?~\\\u{e9}0a".utf8)
        var readable = 0
        for _ in 0..<2_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                let byte =
                    Bool.random(using: &random)
                    ? UInt8.random(in: 0...255, using: &random) : alphabet.randomElement(using: &random) ?? 0
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[index] = byte
                case 1: bytes.insert(byte, at: index)
                case 2: bytes.remove(at: index)
                default: bytes.removeSubrange(index..<min(index + 20, bytes.count))
                }
            }
            let lines = bytes.count { $0 == UInt8(ascii: "\n") } + 1
            let value: JSONValue
            do throws(YAMLError) {
                value = try YAMLReader.read(Data(bytes))
            } catch {
                #expect((1...lines).contains(error.line), "\(error)")
                continue
            }
            readable += 1
            #expect(try JSONReader.read(JSONWriter.write(value)) == value)
        }
        // Most of them go deep into the reader.
        #expect(readable > 100)
    }
}
