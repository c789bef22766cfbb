import Testing

@testable import TerminalKit

@Suite("Pastes")
struct PasteTests {
    private let start = ContinuousClock.now
    private let j = InputEvent.key(KeyStroke("j"))

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("A paste is one event with its line ends, torn wherever it may be")
    func whole() {
        let paste = bytes("\u{1B}[200~a\r\nb\rc\u{1B}[A\u{1B}[201~j")
        for count in 2..<paste.count {
            var decoder = InputDecoder()
            var events = decoder.take(Array(paste[..<count]), now: start)
            events += decoder.expire(now: start + .milliseconds(300))
            events += decoder.take(Array(paste[count...]), now: start + .milliseconds(300))
            #expect(events == [.paste("a\nb\nc\u{1B}[A"), j], "torn at \(count)")
            #expect(decoder.deadline == nil)
        }
    }

    @Test("A paste without an end is given up while somebody presses keys, and the keys are keys")
    func pressed() {
        var decoder = InputDecoder()
        #expect(decoder.take(bytes("\u{1B}[200~ann"), now: start).isEmpty)
        #expect(decoder.take(bytes("j"), now: start + .milliseconds(300)).isEmpty)
        #expect(decoder.take(bytes("j"), now: start + .milliseconds(1000)).isEmpty)
        #expect(decoder.take(bytes("j"), now: start + .milliseconds(2100)) == [.paste("ann"), j, j, j])
        #expect(decoder.take(bytes("j"), now: start + .milliseconds(2800)) == [j])
    }

    @Test("It is given up after a rest, at Ctrl-C at once and at Esc soon")
    func givenUp() {
        var decoder = InputDecoder()
        #expect(decoder.take(bytes("\u{1B}[200~ann\u{1B}[20"), now: start).isEmpty)
        #expect(decoder.expire(now: start + .seconds(1)).isEmpty)
        #expect(decoder.expire(now: start + .seconds(2)) == [.paste("ann")])
        decoder = InputDecoder()
        #expect(decoder.take(bytes("\u{1B}[200~ann"), now: start).isEmpty)
        #expect(decoder.take([3], now: start + .milliseconds(200)) == [.paste("ann"), .key(.control("c"))])
        decoder = InputDecoder()
        #expect(decoder.take(bytes("\u{1B}[200~ann"), now: start).isEmpty)
        #expect(decoder.take([0x1B], now: start + .milliseconds(200)).isEmpty)
        #expect(decoder.expire(now: start + .milliseconds(700)) == [.paste("ann"), .key(KeyStroke(.escape))])
    }

    @Test("What comes in pieces behind a paste that was given up is pasted, not pressed")
    func late() {
        var decoder = InputDecoder()
        #expect(decoder.take(bytes("\u{1B}[200~one "), now: start).isEmpty)
        #expect(decoder.expire(now: start + .seconds(3)) == [.paste("one ")])
        #expect(decoder.take(bytes("two\u{1B}[201~j"), now: start + .seconds(4)) == [.paste("two"), j])
        #expect(decoder.take(bytes("jj"), now: start + .seconds(5)) == [j, j])
    }

    @Test("A paste of any size takes a bounded room, and its end is seen")
    func bounded() {
        var decoder = InputDecoder()
        _ = decoder.take(bytes("\u{1B}[200~"), now: start)
        let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
        for _ in 0..<6 { #expect(decoder.take(piece, now: start).isEmpty) }
        let events = decoder.take(bytes("\u{1B}[201~"), now: start)
        guard case .paste(let text)? = events.first else { return #expect(Bool(false), "no paste") }
        #expect(text.utf8.count <= PasteCollector.limit && events.count == 1)
    }
}
