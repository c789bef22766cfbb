import Testing

@testable import JSONDocument

@Suite("Single members of JSON objects")
struct JSONMemberTests {
    private static let documents = [
        #"{"a":1,"b":"two","c":[1,{"a":"inner ]}"}],"d":{"b":{"c":"\"}"}},"e":null,"f":true,"g":-1.5e3}"#,
        #" { "x" : { } , "y" : [ ] , "a\"b" : "quote" , "é" : "\u00e9" , "z" : false } "#,
        "{}",
        #"{"only":"one"}"#,
    ]

    @Test("Each member is the one that reading the whole object gives", arguments: documents)
    func members(document: String) throws {
        let whole = try JSONReader.read(document)
        for key in (whole.object?.keys ?? []) + ["", "missing", "inner", "b"] {
            #expect(JSONReader.member(key, of: Array(document.utf8)) == whole[key])
        }
    }

    @Test("What is no object has no members, and cut bytes end in nothing worse", arguments: documents)
    func cut(document: String) {
        #expect(JSONReader.member("a", of: Array("[1]".utf8)) == nil)
        let bytes = Array(document.utf8)
        for end in bytes.indices { _ = JSONReader.member("zz", of: bytes[..<end]) }
    }

    @Test("Texts are written with the escapes they need and no others")
    func escapes() {
        let text = "plain \"quoted\" back\\slash\n\r\t\u{01}\u{1F} é 👍 \u{7F}"
        let written = #""plain \"quoted\" back\\slash\n\r\t\u0001\u001f é 👍 "# + "\u{7F}\""
        #expect(JSONWriter.text(.string(text)) == written)
        #expect(
            JSONWriter.text(["a": [], "b": [:], "c": ["x", 1]], layout: .compact) == #"{"a":[],"b":{},"c":["x",1]}"#)
    }
}
