import Testing

@testable import TerminalKit

@Suite("Key strokes")
struct KeyStrokeTests {
    static let strokes: [(KeyStroke, String)] = [
        (KeyStroke("j"), "j"), (KeyStroke("G"), "G"), (KeyStroke("/"), "/"), (KeyStroke("-"), "-"),
        (KeyStroke("^"), "^"), (KeyStroke(" "), "Space"), (.control("s"), "Ctrl-S"), (.control("\\"), "Ctrl-\\"),
        (KeyStroke(" ", .control), "Ctrl-Space"), (KeyStroke(.enter), "Enter"), (KeyStroke(.backTab), "Shift-Tab"),
        (KeyStroke(.escape), "Esc"), (KeyStroke(.pageUp), "PgUp"), (KeyStroke(.delete), "Del"),
        (KeyStroke(.function(1)), "F1"), (KeyStroke(.up, .control), "Ctrl-Up"),
        (KeyStroke(.left, [.alt, .shift]), "Alt-Shift-Left"), (KeyStroke("ß"), "ß"), (KeyStroke("山"), "山"),
    ]

    @Test("A stroke is written as users write it, and read back", arguments: strokes)
    func roundTrip(stroke: KeyStroke, text: String) {
        #expect(stroke.description == text)
        #expect(KeyStroke(parsing: text) == stroke)
    }

    @Test(
        "Other spellings are understood",
        arguments: [
            ("ctrl-s", KeyStroke.control("s")), ("^S", .control("s")), ("C-s", .control("s")),
            ("Ctrl-Shift-S", .control("s")), ("shift-g", KeyStroke("G")), ("return", KeyStroke(.enter)),
            ("ESCAPE", KeyStroke(.escape)), ("pagedown", KeyStroke(.pageDown)), ("f12", KeyStroke(.function(12))),
        ])
    func spellings(text: String, stroke: KeyStroke) {
        #expect(KeyStroke(parsing: text) == stroke)
    }

    @Test(
        "What names no key is refused",
        arguments: ["", "Ctrl-", "foo", "F0", "F99", "\u{1B}", "\u{7}", "ab", "Ctrl-foo"])
    func refused(text: String) {
        #expect(KeyStroke(parsing: text) == nil)
    }
}

@Suite("Click counter")
struct ClickCounterTests {
    @Test("Two quick presses on one cell are a double press, and a third begins again")
    func double() {
        var counter = ClickCounter()
        let start = ContinuousClock.now
        let presses = [(0, 0), (0, 300), (0, 400), (1, 450), (1, 900)]
        let seconds = presses.map { counter.isSecond(at: Point($0.0, 0), now: start + .milliseconds($0.1)) }
        #expect(seconds == [false, true, false, false, false])
    }
}
