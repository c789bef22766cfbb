import TerminalKit
import Testing

/// What people need who do not see colours, or not the screen.
@Suite("Access")
struct AccessTests {
    /// A place of the console: what it is, and the keys that lead there. What is in quotes is typed.
    struct Place: Sendable, CustomTestStringConvertible {
        let name: String
        let keys: [String]

        init(_ name: String, _ keys: String...) {
            self.name = name
            self.keys = keys
        }

        var testDescription: String { name }
    }

    static let places = [
        Place("a list", "j", "j"), Place("a filter", "/", "'ada"), Place("the columns to sort by", "s", "j"),
        Place("the choice of columns", "C", "j"), Place("an open record", "Enter", "j"),
        Place("a search in a record", "Enter", "/", "'ada"), Place("a record beside the list", "v", "j"),
        Place("a tree", "3", "f", "j"), Place("Home", "0", "j"), Place("shares", "3", "j", "w", "j"),
        Place("the security sections", "6", "j"), Place("an origin", "6", "Enter", "a", "'https://a"),
        Place("a form", "a", "Tab"), Place("a choice in a form", "a", "Tab", "Tab", "Tab", "Tab"),
        Place("a call", "7", "Enter", "e"), Place("all commands", ":", "Down"), Place("the actions", "x", "Down"),
        Place("a preview", "j", "j", "t"), Place("the button that sends", "j", "j", "t", "Tab"),
        Place("a name to type", "6", "Enter", "c", "a", "'*", "Enter", "Ctrl-S"),
    ]

    @Test("The terminal's cursor stands on what has the keyboard", arguments: places)
    func cursor(place: Place) async throws {
        try await open(place) { console in
            let cursor = try #require(await console.cursor(), "it is hidden")
            let row = await console.buffer().row(cursor.y)
            #expect(row.indices.contains(cursor.x))
            let style = row[cursor.x].style
            #expect(
                style.role == .input || [.selected, .input].contains(style.ground),
                "it stands on \(style) in \(row.map(\.text).joined())")
        }
    }

    @Test("No sign of the console's own is beyond ASCII with --ascii", arguments: places)
    func ascii(place: Place) async throws {
        try await open(place, glyphs: .ascii) { console in
            let signs = await console.screen.unicodeScalars.filter { !$0.isASCII && !$0.properties.isAlphabetic }
            // Names of people may have marks of their own.
            #expect(signs.allSatisfy { $0.properties.canonicalCombiningClass != .notReordered }, "\(signs)")
        }
    }

    private func open(
        _ place: Place, glyphs: Glyphs = .unicode, _ body: (ConsoleDriver) async throws -> Void
    ) async throws {
        let console = try await ConsoleDriver.open(Size(120, 40), glyphs: glyphs)
        for key in place.keys {
            if key.hasPrefix("'") {
                await console.type(String(key.dropFirst()))
            } else {
                await console.press(key)
            }
        }
        try await body(console)
        await console.close()
    }
}
