import Foundation
import TestRandom
import Testing

@testable import ConsoleState

@Suite("Regular expressions")
struct PatternTests {
    /// Whether a pattern occurs in a row of these cells.
    private static func occurs(_ pattern: String, _ cells: String...) throws -> Bool {
        var matcher = PatternMatcher(try Pattern(pattern))
        let bytes = Array(cells.map { FoldedText.bytes($0) }.joined(separator: [0]))
        return bytes.withUnsafeBytes { matcher.occurs(in: $0) }
    }

    @Test(
        "What occurs",
        arguments: [
            ("viewer", "a Viewer b"), ("VIEWER", "viewer"), ("núñez", "Nunez"), ("^an", "Anna"), ("na$", "Anna"),
            ("^$", ""), ("a.c", "abc"), ("a.c", "a偉c"), ("a.?c", "ac"), ("ab*c", "ac"), ("ab+c", "abbc"),
            ("a{3}", "baaa"), ("a{2,3}$", "caaa"), ("^a{2,}$", "aaaaa"), ("(ab|cd)+e", "xabcde"), ("[a-c]x", "bx"),
            ("[A-C]x", "bx"), ("[^a-c]x", "dx"), ("[^a-c]x", "偉x"), ("[]x]", "]"), ("[a-]", "-"), ("[偉陳]", "陳"),
            ("\\d{2}-\\d", "id 12-3"), ("\\w+@\\w+\\.com", "bea@acme.com"), ("a\\sb", "a b"), ("\\Sx", "ax"),
            ("\\.", "a.b"), ("a|", "zzz"), ("(?:ab)?c", "c"), ("a+?b", "aab"), ("{", "a{b"), ("a{,2}", "a{,2}"),
            ("x*", ""), ("((a*)*)*b", "aab"), ("$", "a"), ("^", "a"), ("(^a|b$)", "xb"), ("[\\d.]+$", "v1.2"),
        ])
    func found(pattern: String, text: String) throws {
        #expect(try Self.occurs(pattern, text))
    }

    @Test(
        "What does not",
        arguments: [
            ("^nn", "Anna"), ("An$", "Anna"), ("a.c", "ac"), ("ab+c", "ac"), ("a{3}", "aa"), ("^a{2,3}$", "aaaa"),
            ("[^a-c]x", "ax"), ("\\d", "abc"), ("a\\.c", "abc"), ("^$", "a"), ("a$b", "ab"), ("\\W", "a_1"),
        ])
    func missing(pattern: String, text: String) throws {
        #expect(try !Self.occurs(pattern, text))
    }

    @Test("Every cell begins and ends anew, and nothing reaches across two of them")
    func cells() throws {
        #expect(try Self.occurs("^chen$", "a", "chen", "b"))
        #expect(try Self.occurs("^b", "a", "b"))
        #expect(try Self.occurs("a$", "a", "b"))
        #expect(try !Self.occurs("a.*b", "a", "b"))
        #expect(try !Self.occurs("a[^x]b", "a", "b"))
        #expect(try !Self.occurs("ab", "a", "b"))
    }

    @Test(
        "What is no expression says what is wrong with it",
        arguments: [
            ("(a", "a ( is not closed"), ("a)", "a ) has no ( before it"), ("[a", "a [ is not closed"),
            ("*a", "there is nothing before * to repeat"), ("a**", "there is nothing before * to repeat"),
            ("a\\", "a \\ stands at the end"), ("\\b", "\\b is not supported"), ("(?=a)", "(? is not supported"),
            ("[z-a]", "the wrong way round"), ("a{5,2}", "the wrong way round"), ("a{1000}", "at most 200 repeats"),
            ("[^ä-ö]", "not a range"), ("[^偉]", "only plain letters"),
            (String(repeating: "(", count: 60) + String(repeating: ")", count: 60), "groups within groups"),
        ])
    func problems(pattern: String, problem: String) throws {
        let thrown = #expect(throws: PatternProblem.self) { try Pattern(pattern) }
        #expect(thrown?.text.contains(problem) == true, "\(thrown?.text ?? "")")
    }

    @Test("Expressions that would hold up other machines are refused or matched like any other")
    func pathological() throws {
        let text = String(repeating: "a", count: 600)
        for pattern in ["(a+)+$b", "(a|aa)+$b", "(a|a)*c", "(.*)(.*)(.*)(.*)(.*)x", "(a?){100}a{100}b"] {
            #expect(try !Self.occurs(pattern, text), "\(pattern)")
        }
        #expect(throws: PatternProblem.self) { try Pattern("((a{200}){200}){200}") }
        #expect(throws: PatternProblem.self) { try Pattern(String(repeating: ".", count: 100_000)) }
        _ = try Pattern("(((((){200}){200}){200}){200}){200}")
        // More sets of steps than are remembered.
        #expect(try Self.occurs("[ab]*a[ab]{12}c", String(repeating: "abbab", count: 400) + "abababababababac"))
    }

    @Test("On plain expressions it agrees with the expressions of Foundation")
    func differential() throws {
        var random = SeededRandom(seed: 7)
        let parts = [
            "a", "b", "c", ".", "a*", "b+", "c?", "(a|b)", "(ab)*", "[ab]", "[^b]", "^", "$", "a{2}", "(b|c){1,2}",
        ]
        for _ in 0..<200 {
            let pattern = (0..<Int.random(in: 1...5, using: &random))
                .map { _ in parts.randomElement(using: &random) ?? "" }.joined()
            let expression = try NSRegularExpression(pattern: pattern)
            var matcher = PatternMatcher(try Pattern(pattern))
            for _ in 0..<10 {
                let text = String(
                    (0..<Int.random(in: 0...7, using: &random)).map { _ in
                        "abc".randomElement(using: &random) ?? "a"
                    })
                let expected =
                    expression.firstMatch(in: text, range: NSRange(location: 0, length: text.utf16.count)) != nil
                let found = Array(text.utf8).withUnsafeBytes { matcher.occurs(in: $0) }
                #expect(found == expected, "\(pattern) in \(text)")
            }
        }
    }

    @Test("No bytes and no expression crash it", arguments: FuzzSeeds.of([3]))
    func fuzz(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let signs = Array("ab(){}[]|*+?\\^$.-,0129:偉\u{301}")
        for _ in 0..<1000 {
            let text = String(
                (0..<Int.random(in: 0...12, using: &random)).map { _ in
                    signs.randomElement(using: &random) ?? "a"
                })
            guard let pattern = try? Pattern(text) else { continue }
            var matcher = PatternMatcher(pattern)
            let bytes = (0..<30).map { _ in UInt8.random(in: 0...255, using: &random) }
            _ = bytes.withUnsafeBytes { matcher.occurs(in: $0) }
        }
    }
}
