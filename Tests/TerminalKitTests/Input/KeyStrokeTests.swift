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

@Suite("Key decoder")
struct KeyDecoderTests {
    private func events(_ scalars: String) -> [InputEvent] {
        var decoder = KeyDecoder()
        var events: [InputEvent] = []
        for scalar in scalars.unicodeScalars { decoder.take(scalar, into: &events) }
        return events
    }

    @Test(
        "Control characters are the keys that send them",
        arguments: [
            ("\r", KeyStroke(.enter)), ("\n", .control("j")), ("\t", KeyStroke(.tab)), ("\u{1B}", KeyStroke(.escape)),
            ("\u{7F}", KeyStroke(.backspace)), ("\u{8}", KeyStroke(.backspace)), ("\u{13}", .control("s")),
            ("\u{1C}", .control("\\")), ("\u{0}", KeyStroke(" ", .control)), ("ä", KeyStroke("ä")),
        ])
    func controls(text: String, stroke: KeyStroke) {
        #expect(events(text) == [.key(stroke)])
    }

    @Test("Marks join the character they belong to")
    func combining() {
        #expect(events("e\u{0301}x") == [.key(KeyStroke("e\u{0301}")), .key(KeyStroke("x"))])
        #expect(events("👍🏽") == [.key(KeyStroke("👍🏽"))])
    }

    @Test("A paste is one event, whatever it holds")
    func paste() {
        var decoder = KeyDecoder()
        var events: [InputEvent] = []
        decoder.startPaste(now: .now)
        for scalar in "a\r\nb\rc\u{1B}".unicodeScalars { decoder.take(scalar, into: &events) }
        decoder.take(KeyStroke(.up), into: &events)
        #expect(events.isEmpty)
        decoder.endPaste(into: &events)
        #expect(events == [.paste("a\nb\nc\u{1B}")])
        decoder.endPaste(into: &events)
        #expect(events.count == 1)
    }

    @Test("A paste whose end is lost does not swallow keys for ever")
    func lostPaste() {
        var decoder = KeyDecoder()
        var events: [InputEvent] = []
        let start = ContinuousClock.now
        decoder.startPaste(now: start)
        decoder.take("a", into: &events)
        decoder.endLostPaste(now: start + .seconds(1), into: &events)
        decoder.take("b", into: &events)
        #expect(events.isEmpty)
        decoder.endLostPaste(now: start + .seconds(4), into: &events)
        decoder.take("c", into: &events)
        #expect(events == [.paste("ab"), .key(KeyStroke("c"))])
    }

    @Test("Whatever a terminal sends, keys stay keys: nothing stops the decoder or is lost for ever")
    func fuzz() {
        var random = SplitMix(seed: 5)
        // What begins, carries on and ends sequences, which characters at random hardly ever do.
        let parts: [Unicode.Scalar] = [
            "\u{1B}", "[", "O", "]", "P", "_", ";", "5", "~", "<", "\u{7}", "\\", "\u{301}", "ä",
        ]
        for _ in 0..<400 {
            var decoder = KeyDecoder()
            var events: [InputEvent] = []
            var now = ContinuousClock.now
            for _ in 0..<200 {
                switch random.next() % 14 {
                case 0: decoder.startPaste(now: now)
                case 1: decoder.endPaste(into: &events)
                case 2: decoder.take(KeyStroke(.up), into: &events)
                case 3:
                    now += .milliseconds(Int(random.next() % 3000))
                    decoder.endLostPaste(now: now, into: &events)
                case 4:
                    let name = String(
                        (0..<random.next() % 6).map { _ in "kUPDN5x9".randomElement(using: &random) ?? "k" })
                    _ = KeyDecoder.stroke(extendedName: name)
                case 5: decoder.endBatch()
                case 6: decoder.take(Unicode.Scalar(UInt32(random.next() % 0x11_0000)) ?? "\u{FFFD}", into: &events)
                case 7: decoder.take(Unicode.Scalar(UInt8(random.next() % 0x80)), into: &events)
                default:
                    let scalar = parts.randomElement(using: &random) ?? "\u{1B}"
                    decoder.take(scalar, into: &events)
                }
            }
            decoder.endPaste(into: &events)
            decoder.endBatch()
            var later: [InputEvent] = []
            decoder.take("q", into: &later)
            #expect(later == [.key(KeyStroke("q"))])
            for case .key(let stroke) in events { #expect(!stroke.description.isEmpty) }
        }
    }

    @Test(
        "A character that comes together with an Esc is one key, with Alt",
        arguments: [
            ("\u{1B}x", KeyStroke("x", .alt)), ("\u{1B}ä", KeyStroke("ä", .alt)), ("\u{1B}\r", KeyStroke(.enter, .alt)),
            ("\u{1B}\u{13}", KeyStroke("s", [.control, .alt])), ("\u{1B}\u{7F}", KeyStroke(.backspace, .alt)),
        ])
    func alt(text: String, stroke: KeyStroke) {
        #expect(events(text) == [.key(stroke)])
    }

    @Test("Esc twice is two keys, and Esc before a key of its own stays one")
    func escapes() {
        #expect(events("\u{1B}\u{1B}") == [.key(KeyStroke(.escape)), .key(KeyStroke(.escape))])
        var decoder = KeyDecoder()
        var later: [InputEvent] = []
        decoder.take("\u{1B}", into: &later)
        decoder.endBatch()
        later = []
        decoder.take("x", into: &later)
        #expect(later == [.key(KeyStroke("x"))])
    }

    @Test(
        "A sequence that nobody knows presses no keys",
        arguments: [
            "\u{1B}[27;5;113~", "\u{1B}[113;5u", "\u{1B}[?62;22c", "\u{1B}O[", "\u{1B}[<x", "\u{1B}]52;c;cXE=\u{7}",
            "\u{1B}P1$r0m\u{1B}\\", "\u{1B}[1;",
        ])
    func unknown(text: String) {
        var events = events(text + "\r")
        if events.last == .key(KeyStroke(.enter)) { events.removeLast() }
        #expect(events.isEmpty)
    }

    @Test("Extended key names carry their modifiers")
    func extended() {
        #expect(KeyDecoder.stroke(extendedName: "kUP5") == KeyStroke(.up, .control))
        #expect(KeyDecoder.stroke(extendedName: "kLFT4") == KeyStroke(.left, [.shift, .alt]))
        #expect(KeyDecoder.stroke(extendedName: "kDN") == KeyStroke(.down, .shift))
        #expect(KeyDecoder.stroke(extendedName: "kUP99") == nil)
        #expect(KeyDecoder.stroke(extendedName: "KEY_SUSPEND") == nil)
    }
}

@Suite("Click counter")
struct ClickCounterTests {
    @Test("Two quick presses at one place are a double press, and a third begins anew")
    func double() {
        var counter = ClickCounter()
        let start = ContinuousClock.now
        let presses = [(0, 0), (0, 300), (0, 400), (1, 450), (1, 900)]
        let seconds = presses.map { counter.isSecond(at: Point($0.0, 0), now: start + .milliseconds($0.1)) }
        #expect(seconds == [false, true, false, false, false])
    }
}
