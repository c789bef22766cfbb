import Foundation
import TestRandom
import Testing

@testable import TerminalKit

@Suite("Sanitizer")
struct SanitizerTests {
    @Test(
        "What is not drawn as itself becomes a visible mark",
        arguments: [
            ("plain", "plain"), ("a\u{1B}[2J", "a␛[2J"), ("\u{7}\u{7F}", "␇␡"), ("\u{9B}31m", "⟨U+009B⟩31m"),
            ("line\nend\ttab", "line␊end␉tab"), ("\u{202E}abc", "⟨U+202E⟩abc"), ("a\u{200B}b", "a⟨U+200B⟩b"),
            ("a\u{FEFF}", "a⟨U+FEFF⟩"), ("a\u{AD}b", "a⟨U+00AD⟩b"), ("a\u{A0}b", "a⍽b"), ("a\u{3000}b", "a⍽⍽b"),
            ("a\u{2009}b", "a⟨U+2009⟩b"), ("\u{E000}", "⟨U+E000⟩"), ("\u{0378}", "⟨U+0378⟩"),
            ("\u{2028}", "⟨U+2028⟩"), ("\u{3164}", "⟨U+3164⟩"), ("\u{2800}", "⟨U+2800⟩"), ("\u{E0041}", "⟨U+E0041⟩"),
            ("\u{0301}a", "⟨U+0301⟩a"), (" \u{0301}", " ⟨U+0301⟩"), ("a\u{FE0F}", "a⟨U+FE0F⟩"),
            ("1\u{FE0F}", "1⟨U+FE0F⟩"), ("\u{1F1E9}", "⟨U+1F1E9⟩"), ("a\u{200D}b", "a⟨U+200D⟩b"),
            ("\u{1161}", "⟨U+1161⟩"),
        ])
    func marks(text: String, expected: String) {
        #expect(Sanitizer.clean(text) == expected)
    }

    @Test("Emoji on which terminals disagree are drawn as the parts they agree on")
    func emoji() {
        #expect(Sanitizer.clean("👨‍👩‍👧") == "👨⁀👩⁀👧")
        #expect(Sanitizer.clean("👨‍👩", marks: .ascii) == "👨+👩")
        #expect(Sanitizer.clean("👍🏽") == "👍⟨U+1F3FD⟩")
        #expect(Sanitizer.clean("👩🏽‍💻") == "👩⟨U+1F3FD⟩⁀💻")
        #expect(Sanitizer.clean("❤️") == "❤⁺")
        #expect(Sanitizer.clean("❤️", marks: .ascii) == "❤^")
        #expect(Sanitizer.clean("❤️‍🔥") == "❤⁺⁀🔥")
        #expect(Sanitizer.clean("1️⃣") == "1\u{20E3}⁺")
        #expect(Sanitizer.clean("🇩🇪🇫🇷") == "🇩🇪🇫🇷")
    }

    @Test(
        "Two texts that differ in what cannot be seen look different",
        arguments: [
            ("Ada", "Ada\u{200B}"), ("Ada", "A\u{200D}da"), ("Ada", "\u{2066}Ada\u{2069}"), ("Ada", "Ada\u{FE0F}"),
            ("Ada L", "Ada\u{A0}L"), ("Ada", "Ada\u{E0001}"), ("❤", "❤\u{FE0F}"), ("1\u{20E3}", "1\u{FE0F}\u{20E3}"),
            ("❤\u{FE0F}\u{301}", "❤\u{301}\u{FE0F}"), ("☝\u{FE0F}🏽", "☝🏽\u{FE0F}"), ("😀", "😀\u{FE0F}"),
            ("😀", "😀\u{FE0E}"),
            ("❤\u{FE0F}", "❤\u{FE0F}\u{FE0F}"), ("❤", "❤\u{FE0E}"), ("👨👩", "👨\u{200D}👩"), ("👍", "👍🏽"),
            ("👍🏽", "👍🏿"), ("e\u{301}", "e\u{301}\u{34F}"), ("12", "1\u{20E3}2"), ("🇩🇪", "🇩🇪\u{E0061}"),
        ])
    func different(one: String, other: String) {
        #expect(Sanitizer.clean(one) != Sanitizer.clean(other))
        #expect(Sanitizer.clean(one, marks: .ascii) != Sanitizer.clean(other, marks: .ascii))
    }

    @Test("A storm of combining marks is cut and counted")
    func combining() {
        let storm = "Z" + String(repeating: "\u{0300}", count: 50) + "o"
        #expect(Sanitizer.clean(storm) == "Z\u{0300}\u{0300}\u{0300}⟨+47⟩o")
    }

    @Test("The quick way for common letters and the thorough one agree on every code point")
    func quickWay() {
        let different = (UInt32(0)...0x1FFFF).compactMap { Unicode.Scalar($0) }.filter { scalar in
            let text = "x" + String(scalar)
            return Sanitizer.clean(text) != SanitizerPass(marks: .unicode).run(text)
        }
        #expect(different.isEmpty)
    }

    @Test("The marks have an ASCII form")
    func ascii() {
        #expect(Sanitizer.clean("a\u{1B}\u{7F}\u{202E}", marks: .ascii) == "a^[^?<U+202E>")
    }

    @Test(
        "Whatever comes in, what comes out has no control character, and cleaning it again changes nothing",
        arguments: FuzzSeeds.of([7]))
    func fuzz(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<2000 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int(random.next() % 12) {
                let pools: [ClosedRange<UInt32>] = [
                    0...0xFF, 0x300...0x36F, 0x1100...0x11FF, 0x2000...0x206F, 0xFE00...0xFE0F, 0x1F1E6...0x1F1FF,
                    0x1F3FB...0x1F3FF, 0x1F440...0x1F480, 0...0x10FFFF,
                ]
                let pool = pools[Int(random.next() % UInt64(pools.count))]
                let value = pool.lowerBound + UInt32(random.next() % UInt64(pool.count))
                if let scalar = Unicode.Scalar(value) { view.append(scalar) }
            }
            let text = String(view)
            let clean = Sanitizer.clean(text)
            #expect(Sanitizer.clean(clean) == clean, "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
            let isSafe = clean.unicodeScalars.allSatisfy {
                $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) && !(0x202A...0x202E).contains($0.value)
                    && !(0x2066...0x2069).contains($0.value)
            }
            #expect(isSafe)
        }
    }

    @Test("Lines are split at line ends and tabs go to the next column of eight cells")
    func lines() {
        #expect(Sanitizer.lines(of: "a\tb\r\n山\tc\n\u{1B}") == ["a       b", "山      c", "␛"])
        #expect(Sanitizer.lines(of: "") == [""])
    }

    @Test("Truncation counts cells and never cuts a cluster")
    func truncation() {
        #expect("Ada Lovelace".truncated(to: 12) == "Ada Lovelace")
        #expect("Ada Lovelace".truncated(to: 6) == "Ada L…")
        #expect("山田太郎".truncated(to: 5) == "山田…")
        #expect("山田太郎".truncated(to: 4) == "山…")
        #expect("e\u{0301}abc".truncated(to: 2) == "e\u{0301}…")
        #expect("x🇩🇪🇫🇷".truncated(to: 5) == "x🇩🇪🇫🇷")
        #expect("x🇩🇪🇫🇷y".truncated(to: 5) == "x🇩🇪…")
        #expect("abc".truncated(to: 0) == "")
        #expect("abc".truncated(to: 1) == "…")
        #expect("山".padded(to: 4) == "山  ")
    }

    @Test("JSON for a terminal escapes what must not reach one, and means the same")
    func json() throws {
        let hostile = "a\u{9B}31m\u{7F}\u{202E}\u{200B}\u{A0}\u{E0041}é日"
        let text = "{\n  \"n\": \"\(hostile)\"\n}"
        let shown = Sanitizer.json(text)
        #expect(shown == "{\n  \"n\": \"a\\u009b31m\\u007f\\u202e\\u200b\\u00a0\\udb40\\udc41é日\"\n}")
        let read = try JSONSerialization.jsonObject(with: Data(shown.utf8)) as? [String: String]
        #expect(read == ["n": hostile])
        #expect(Sanitizer.json("{\n}") == "{\n}")
    }

    @Test("Marks that would cover the lines above are escaped beyond the third")
    func stackedJSON() {
        let shown = Sanitizer.json("\"e" + String(repeating: "\u{301}", count: 5) + "\"")
        #expect(shown == "\"e\u{301}\u{301}\u{301}\\u0301\\u0301\"")
    }
}
