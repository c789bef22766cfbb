import Foundation
import Testing

/// Keys belong to the table of commands. A text that held one would be wrong as soon as the table has another.
@Suite("The names of keys")
struct KeyNameTests {
    private static let sources = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

    @Test("No text names a key: it names a command", arguments: ["ConsoleState", "ConsoleUI", "SisenseClient"])
    func texts(target: String) throws {
        let folder = Self.sources.appending(path: target)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".swift") }
        #expect(!paths.isEmpty)
        let names = KeyNames()
        // The catalogue is in the words of Sisense's own documentation, with examples in JSON.
        for path in paths.sorted() where !path.hasPrefix("API/") {
            let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
            for quote in Self.quotes(in: text) {
                #expect(!names.namesKey(quote), "\(target)/\(path): \"\(quote)\"; write \\(key: …) with the command")
            }
        }
    }

    @Test(
        "A key in a text is found",
        arguments: [
            "Esc closes", "Ctrl-S continue", "Unsaved; s sorts them", "R tries again", "Enter run",
            "Not shared. a adds",
            "Nothing; ? shows all keys", "shown by c:", "y copy",
        ])
    func found(text: String) {
        #expect(KeyNames().namesKey(text))
    }

    @Test(
        "Keys that are bound, signs, units and words are no such texts",
        arguments: [
            "j Down", "Esc q Ctrl-C", "Enter a number", "x blocked", "% s unless you confirm", "as a user", "[x] ",
        ])
    func others(text: String) {
        #expect(!KeyNames().namesKey(text))
    }

    /// What stands in quotes, with a percent sign where a value is put in.
    private static func quotes(in text: String) -> [String] {
        text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }.flatMap { line in
            line.matches(of: /"((?:[^"\\]|\\.)*)"/).map { match in
                match.output.1.replacing(/\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/, with: "%")
            }.map { String($0) }
        }
    }
}

/// The keys as texts name them.
private struct KeyNames {
    private let key =
        /Ctrl-.|(?:Ctrl|Shift)-(?:Tab|Up|Down|Left|Right)|Esc|Enter|Tab|Space|Backspace|Del|Up|Down|Left|Right|Home|End|PgUp|PgDn|F\d+|./

    private let patterns: [Regex<Substring>] = [
        /Ctrl-|\b(?:Esc|Tab|Space|Backspace|Del)\b/,
        // Not as a verb: Enter a number.
        /\bEnter\b(?! (?:a|an|the|one|your)\b)/,
        // A letter alone that is no word.
        /(?:^|[ (])[b-zB-HJ-Z](?:[ ,;:)]|$)/,
        /(?:^|[.;,:] )a [a-z]+s\b/,
        /(?:^|[;,(.] )[?@] [a-z]/,
    ]

    func namesKey(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        guard words.count > 1, !words.allSatisfy({ $0.wholeMatch(of: key) != nil }) else { return false }
        // An R server is one for statistics, and x in the first column marks what is wrong.
        let text = text.replacing("R server", with: "").replacing(/^x |  x |\[x\]|(?:%|\d) s\b/, with: "")
        return patterns.contains { text.firstMatch(of: $0) != nil }
    }
}
