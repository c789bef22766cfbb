import TestRandom
import Testing

@testable import TerminalKit

@Suite("Keys from bytes")
struct InputDecoderTests {
    private let start = ContinuousClock.now

    private func events(_ text: String) -> [InputEvent] {
        var decoder = InputDecoder()
        return decoder.take(Array(text.utf8), now: start) + decoder.expire(now: start + .seconds(1))
    }

    /// Every coding of the keys that terminals disagree about, whatever they are called.
    static let keys: [(String, KeyStroke)] = [
        ("[H", .init(.home)), ("OH", .init(.home)), ("[1~", .init(.home)), ("[7~", .init(.home)),
        ("[F", .init(.end)), ("OF", .init(.end)), ("[4~", .init(.end)), ("[8~", .init(.end)),
        ("[2~", .init(.insert)), ("[3~", .init(.delete)), ("[5~", .init(.pageUp)), ("[6~", .init(.pageDown)),
        ("[A", .init(.up)), ("OB", .init(.down)), ("[C", .init(.right)), ("OD", .init(.left)),
        ("[1;5A", .init(.up, .control)), ("[1;2B", .init(.down, .shift)), ("O5C", .init(.right, .control)),
        ("O1;3D", .init(.left, .alt)), ("[3;5~", .init(.delete, .control)), ("[Z", .init(.backTab)),
        ("[a", .init(.up, .shift)), ("Ob", .init(.down, .control)), ("[7$", .init(.home, .shift)),
        ("[8^", .init(.end, .control)), ("[5@", .init(.pageUp, [.control, .shift])),
        ("OP", .init(.function(1))), ("[11~", .init(.function(1))), ("[[A", .init(.function(1))),
        ("[[E", .init(.function(5))), ("[15~", .init(.function(5))), ("[24~", .init(.function(12))),
        ("OM", .init(.enter)), ("Op", .init("0")), ("Oy", .init("9")), ("Oj", .init("*")), ("Ok", .init("+")),
        ("Om", .init("-")), ("On", .init(".")), ("Oo", .init("/")),
        // The kitty protocol and xterm's other keys.
        ("[27u", .init(.escape)), ("[100;5u", .control("d")), ("[13u", .init(.enter)), ("[9;2u", .init(.backTab)),
        ("[127u", .init(.backspace)), ("[97u", .init("a")), ("[97:65;2u", .init("A")), ("[97;2u", .init("A")),
        ("[49:33;2u", .init("!")), ("[97;1;228u", .init("ä")), ("[1092::97;5u", .control("a")),
        ("[1;1:1A", .init(.up)), ("[1;1:2A", .init(.up)), ("[1;129B", .init(.down)), ("[106;65u", .init("j")),
        ("[57400u", .init("1")), ("[57423u", .init(.home)), ("[27;5;113~", .control("q")), ("[27;2;63~", .init("?")),
        ("[27;5;105~", .init(.tab)),
    ]

    @Test("A key is the same in every coding", arguments: keys)
    func key(sequence: String, stroke: KeyStroke) {
        #expect(events("\u{1B}" + sequence) == [.key(stroke)])
    }

    @Test("A key is whole wherever a slow line tears it behind its Esc", arguments: keys)
    func tornKey(sequence: String, stroke: KeyStroke) {
        let bytes = Array(("\u{1B}" + sequence).utf8)
        for count in 2..<bytes.count {
            var decoder = InputDecoder()
            var events = decoder.take(Array(bytes[..<count]), now: start)
            events += decoder.expire(now: start + .milliseconds(500))
            events += decoder.take(Array(bytes[count...]), now: start + .seconds(1))
            #expect(events == [.key(stroke)], "torn at \(count)")
        }
    }

    @Test(
        "What is let go, locked or meant for somebody else presses nothing",
        arguments: ["[1;1:3A", "[97;1:3u", "[57441u", "[97;9u", "[1;9A", "[49;2u", "[3;1:3~"])
    func noKey(sequence: String) {
        #expect(events("\u{1B}" + sequence).isEmpty)
    }

    static let replies = [
        "[?61;6;7;21;22;23;24;28;32;42c", "[>0;276;0c", "P!|00010203\u{1B}\\", "[0n", "[12;40R", "[?12;40;1R",
        "[1;5R", "]4;82;rgb:5f5f/ffff/0000\u{1B}\\", "]10;rgb:ffff/ffff/ffff\u{7}", "]11;rgb:1e1e/1e1e/1e1e\u{1B}\\",
        "]12;rgb:1e1e/1e1e/1e1e\u{9C}", "]52;c;cXVpdA==\u{1B}\\", "P>|xterm(390)\u{1B}\\",
        "P1+r544e=787465726d\u{1B}\\", "P0$r\u{1B}\\", "[8;24;80t", "[4;600;800t", "]lq title\u{1B}\\", "[?2026;2$y",
        "[4;2$y", "[?1u", "[?997;1n", "_Gi=31;OK\u{1B}\\", "^private\u{1B}\\", "Xstart\u{1B}\\",
    ]

    @Test("An answer presses no key, whole or torn anywhere for a while", arguments: replies)
    func reply(_ reply: String) {
        let bytes = Array(("\u{1B}" + reply).utf8)
        #expect(events("\u{1B}" + reply + "j") == [.key(KeyStroke("j"))])
        for first in 1..<bytes.count {
            for second in first..<bytes.count {
                var decoder = InputDecoder()
                var now = start
                var events: [InputEvent] = []
                for part in [bytes[..<first], bytes[first..<second], bytes[second...]] where !part.isEmpty {
                    events += decoder.take(Array(part), now: now)
                    now += .milliseconds(500)
                    events += decoder.expire(now: now)
                }
                // An Esc alone is a key soon; only a rest that comes in one part can still be recognised as none.
                if first == 1 { #expect(events.first == .key(KeyStroke(.escape))) }
                if first > 1 { #expect(events.isEmpty, "torn at \(first) and \(second)") }
                if first == 1, second == 1, reply.hasPrefix("[") || reply.hasPrefix("]") || reply.hasPrefix("P") {
                    #expect(events.count == 1, "torn behind its Esc")
                }
                #expect(decoder.take([UInt8(ascii: "j")], now: now) == [.key(KeyStroke("j"))])
            }
        }
    }

    @Test("A string without an end lets keys through after a rest, and control keys at once")
    func endlessString() {
        var decoder = InputDecoder()
        #expect(decoder.take(Array("\u{1B}]11;rgb".utf8), now: start).isEmpty)
        #expect(decoder.take([3], now: start) == [.key(.control("c"))])
        #expect(decoder.take(Array("\u{1B}]11;rgb".utf8), now: start).isEmpty)
        #expect(decoder.take([UInt8(ascii: "j")], now: start + .seconds(4)) == [.key(KeyStroke("j"))])
        #expect(decoder.take(Array("\u{1B}P".utf8), now: start).isEmpty)
        #expect(decoder.take(Array("\u{1B}[A".utf8), now: start) == [.key(KeyStroke(.up))])
    }

    @Test("The terminal's description names keys that nobody else sends")
    func described() {
        let keys = ["\u{1B}[M": KeyStroke(.function(1)), "\u{1B}[I": KeyStroke(.pageUp), "\u{1B}A": KeyStroke(.up)]
        var decoder = InputDecoder(described: keys)
        #expect(
            decoder.take(Array("\u{1B}[M\u{1B}[I\u{1B}A".utf8), now: start)
                == [.key(KeyStroke(.function(1))), .key(KeyStroke(.pageUp)), .key(KeyStroke(.up))])
    }

    @Test(
        "Control characters are the keys that send them",
        arguments: [
            ("\r", KeyStroke(.enter)), ("\n", .control("j")), ("\t", KeyStroke(.tab)), ("\u{1B}", KeyStroke(.escape)),
            ("\u{7F}", KeyStroke(.backspace)), ("\u{8}", KeyStroke(.backspace)), ("\u{13}", .control("s")),
            ("\u{1C}", .control("\\")), ("\u{0}", KeyStroke(" ", .control)), ("ä", KeyStroke("ä")),
            ("\u{1B}x", KeyStroke("x", .alt)), ("\u{1B}ä", KeyStroke("ä", .alt)), ("\u{1B}\r", KeyStroke(.enter, .alt)),
            ("\u{1B}\u{7F}", KeyStroke(.backspace, .alt)), ("e\u{301}", KeyStroke("e\u{301}")), ("👍🏽", KeyStroke("👍🏽")),
        ])
    func characters(text: String, stroke: KeyStroke) {
        #expect(events(text) == [.key(stroke)])
    }

    @Test("Esc twice is two keys, and Esc is a key of its own after its delay and not before")
    func escapes() {
        #expect(events("\u{1B}\u{1B}") == [.key(KeyStroke(.escape)), .key(KeyStroke(.escape))])
        var decoder = InputDecoder(escapeDelay: .milliseconds(40))
        #expect(decoder.take([0x1B], now: start).isEmpty)
        #expect(decoder.deadline == start + .milliseconds(40))
        #expect(decoder.expire(now: start + .milliseconds(39)).isEmpty)
        #expect(decoder.expire(now: start + .milliseconds(40)) == [.key(KeyStroke(.escape))])
        #expect(decoder.deadline == nil)
        #expect(decoder.take(Array("x".utf8), now: start + .milliseconds(41)) == [.key(KeyStroke("x"))])
        #expect(decoder.take([0x1B], now: start + .seconds(1)).isEmpty)
        let inTime = start + .seconds(1) + .milliseconds(40)
        #expect(decoder.take(Array("x".utf8), now: inTime) == [.key(KeyStroke("x", .alt))])
    }

    @Test("A key behind an Esc whose time was up is a key of its own, although nobody has looked at the clock")
    func unexpiredEscape() {
        var decoder = InputDecoder()
        #expect(decoder.take([0x1B], now: start).isEmpty)
        let events = decoder.take([UInt8(ascii: "j")], now: start + .milliseconds(100))
        #expect(events == [.key(KeyStroke(.escape)), .key(KeyStroke("j"))])
    }

    @Test(
        "While answers are expected one that is torn behind its Esc presses nothing",
        arguments: replies.filter { ["[", "]", "P", "_"].contains($0.prefix(1)) })
    func expectedAnswer(_ reply: String) {
        var decoder = InputDecoder()
        decoder.expectAnswers(until: start + .seconds(1))
        #expect(decoder.take([0x1B], now: start).isEmpty)
        #expect(decoder.expire(now: start + .milliseconds(100)).isEmpty)
        #expect(decoder.take(Array(reply.utf8), now: start + .milliseconds(200)).isEmpty)
        #expect(decoder.take([UInt8(ascii: "j")], now: start + .milliseconds(300)) == [.key(KeyStroke("j"))])
    }

    @Test("While answers are expected Esc is a key all the same: with the next key, or a little later")
    func escapeAmongAnswers() {
        let (escape, j) = (InputEvent.key(KeyStroke(.escape)), InputEvent.key(KeyStroke("j")))
        var decoder = InputDecoder()
        decoder.expectAnswers(until: start + .seconds(1))
        #expect(decoder.take([0x1B], now: start).isEmpty)
        #expect(decoder.take([UInt8(ascii: "j")], now: start + .milliseconds(100)) == [escape, j])
        #expect(decoder.take([0x1B], now: start + .milliseconds(200)).isEmpty)
        let up = Array("\u{1B}[A".utf8)
        #expect(decoder.take(up, now: start + .milliseconds(300)) == [escape, .key(KeyStroke(.up))])
        #expect(decoder.take([0x1B], now: start + .milliseconds(400)).isEmpty)
        #expect(decoder.expire(now: start + .milliseconds(400) + InputDecoder.answerDelay) == [escape])
        // Later it waits no longer than ever.
        #expect(decoder.take([0x1B], now: start + .seconds(2)).isEmpty)
        #expect(decoder.expire(now: start + .seconds(2) + .milliseconds(25)) == [escape])
    }

    @Test("Bytes that are no text press nothing, and 8-bit terminals are understood")
    func bytes() {
        var decoder = InputDecoder()
        #expect(
            decoder.take([0xFF, 0xC3, 0x28, 0xE2, 0x82, 0x29], now: start) == [
                .key(KeyStroke("(")), .key(KeyStroke(")")),
            ])
        #expect(decoder.take([0x9B, 0x41, 0x8F, 0x42], now: start) == [.key(KeyStroke(.up)), .key(KeyStroke(.down))])
        #expect(decoder.take([0x9D] + Array("11;✜".utf8) + [0x9C, 0x6A], now: start) == [.key(KeyStroke("j"))])
    }

    @Test("The mouse is understood in the coding of xterm, of rxvt and of old terminals")
    func mouse() {
        #expect(
            events("\u{1B}[<0;3;4M\u{1B}[<0;3;4m\u{1B}[<65;1;1M\u{1B}[96;2;2M\u{1B}[M !!\u{1B}[M#!!\u{1B}[<35;9;9M")
                == [
                    .mouse(MouseEvent(.press, at: Point(2, 3))), .mouse(MouseEvent(.release, at: Point(2, 3))),
                    .mouse(MouseEvent(.wheelDown, at: .zero)), .mouse(MouseEvent(.wheelUp, at: Point(1, 1))),
                    .mouse(MouseEvent(.press, at: .zero)), .mouse(MouseEvent(.release, at: .zero)),
                ])
    }

    @Test("Whatever comes, in whatever parts, nothing stops the decoder", arguments: FuzzSeeds.of([5]))
    func fuzz(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let parts = ["\u{1B}", "\u{1B}[", "\u{1B}O", "\u{1B}]", "\u{1B}P", ";5", "~", "u", "\u{7}", "\\", "200~", "M"]
        for _ in 0..<400 {
            var decoder = InputDecoder()
            var now = start
            for _ in 0..<100 {
                var bytes = Array((parts.randomElement(using: &random) ?? "").utf8)
                if random.next() % 4 == 0 { bytes.append(UInt8(truncatingIfNeeded: random.next())) }
                _ = decoder.take(bytes, now: now)
                now += .milliseconds(Int(random.next() % 800))
                if random.next() % 8 == 0 { decoder.expectAnswers(until: now + .seconds(1)) }
                if random.next() % 2 == 0 { _ = decoder.expire(now: now) }
            }
            // Somebody waits and presses Ctrl-C, which ends whatever came last.
            for _ in 0..<4 {
                now += .seconds(3)
                _ = decoder.expire(now: now)
                _ = decoder.take([3], now: now)
            }
            now += .milliseconds(200)
            #expect(decoder.take(Array("q".utf8), now: now) == [.key(KeyStroke("q"))])
        }
    }
}
