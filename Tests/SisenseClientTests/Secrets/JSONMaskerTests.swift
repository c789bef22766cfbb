import Foundation
import TestRandom
import Testing

@testable import SisenseClient

@Suite("Masking the first part of an answer")
struct JSONMaskerTests {
    private static let document =
        #"{"a": [1, {"password" : "hunter2", "n": null}], "token":{"x":["hunter2"]}, "#
        + #""apiKey": 12345, "hash": "", "isSet": true, "secret": true, "note": "Bearer hunter2 is sent", "#
        + #""p\u0061ssword": "hunter2", "text": "eyJhbGciOiJIUzI1NiJ9.hunter2", "z": "end"}"#

    @Test("Values of secret members are masked, flags and empty texts stay")
    func whole() throws {
        let masked = JSONMasker.mask(Self.document.utf8)
        let json = try JSONReader.read(masked)
        #expect(json["a"]?.array?[1] == ["password": .string(Redactor.mask), "n": nil])
        #expect(json["token"]?.string == Redactor.mask)
        #expect(json["apiKey"]?.string == Redactor.mask)
        #expect(json["hash"]?.string == "")
        #expect(json["secret"]?.bool == true)
        #expect(json["z"]?.string == "end")
        #expect(!masked.contains("hunter2"))
    }

    @Test("Wherever it is cut, no secret shows")
    func cut() {
        for length in 0...Self.document.utf8.count {
            let masked = JSONMasker.mask(Self.document.utf8.prefix(length))
            #expect(!masked.contains("hunter"), "cut at \(length)")
        }
    }

    @Test("Whatever the bytes are, it ends", arguments: FuzzSeeds.of([3]))
    func fuzz(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let alphabet = Array(#"{}[]",:\ tokenpassword1"#.utf8)
        for _ in 0..<400 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            let masked = JSONMasker.mask(bytes)
            #expect(masked.utf8.count <= bytes.count * 12 + 12)
        }
    }

    @Test("An excerpt tells binary data by its size, and masks forms and texts")
    func excerpt() {
        func excerpt(_ data: Data, _ type: String, limit: Int = 100) -> String {
            Redactor.excerpt(data, contentType: type, limit: limit)
        }
        #expect(excerpt(Data([0x89, 0x50, 0, 0xFF, 0xFE, 1, 2, 3, 4, 5, 6]), "image/png") == "11 bytes")
        #expect(excerpt(Data("user=a&password=b".utf8), "application/x-www-form-urlencoded") == "user=a&password=••••")
        #expect(excerpt(Data("<p>Bearer abcdefgh</p>".utf8), "text/html").contains("abcdefgh") == false)
        #expect(excerpt(Data(#"{"token": "abc", "x": 1}"#.utf8), "application/json", limit: 12) == #"{"token": "••••""#)
        #expect(excerpt(Data("naïve".utf8), "text/plain", limit: 3).hasPrefix("na"))
    }
}
