import CNcurses
import Foundation
import Glibc
import Testing

@testable import TerminalKit

@Suite("Text width")
struct TextWidthTests {
    @Test(
        "Each cluster takes the cells that terminals give to what is drawn of it",
        arguments: [
            ("a", 1), ("é", 1), ("e\u{0301}", 1), ("漢", 2), ("Ａ", 2), ("ｱ", 1), ("가", 2),
            ("\u{1112}\u{1161}\u{11AB}", 2), ("😀", 2), ("⌚", 2), ("❤", 1), ("❤️", 2), ("1️⃣", 2), ("🇩🇪", 2),
            ("👍🏽", 11), ("👨‍👩‍👧", 8), ("🧑‍💻", 5), ("क्षि", 3), ("ก็", 1), ("§", 1), ("…", 1), ("─", 1), ("⟨", 1),
        ] as [(String, Int)])
    func clusters(text: String, cells: Int) {
        #expect(TextWidth.cells(of: text) == cells)
        #expect(text.reduce(0) { $0 + TextWidth.cells(of: $1) } == cells)
    }

    @Test("A string is as wide as its clusters together")
    func strings() {
        #expect(TextWidth.cells(of: "") == 0)
        #expect(TextWidth.cells(of: "Ada Lovelace") == 12)
        #expect(TextWidth.cells(of: "山田 太郎") == 9)
        #expect(TextWidth.cells(of: "a\u{1B}b") == 3)
    }

    @Test("The measure agrees with the C library, and so with ncurses, on every drawable character up to Unicode 15")
    func agreesWithTheCLibrary() throws {
        let locale = try #require(newlocale(1 << LC_CTYPE, "C.UTF-8", nil))
        let former = uselocale(locale)
        defer {
            uselocale(former)
            freelocale(locale)
        }
        var different: [String] = []
        for value in UInt32(0x20)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), let age = scalar.properties.age, age.major < 15,
                Sanitizer.clean("x" + String(scalar)).unicodeScalars.contains(scalar)
            else { continue }
            let width = cn_width(value)
            // Unicode made this vowel sign of Ahom nonspacing after glibc's table was made.
            if value == 0x1171E { continue }
            if width != Int32(TextWidth.cells(of: scalar)) { different.append(String(value, radix: 16)) }
        }
        #expect(different.isEmpty)
    }
}
