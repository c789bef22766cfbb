import TestRandom
import TestTerminal
import Testing

@testable import TerminalKit

@Suite("Rendition filter")
struct RenditionFilterTests {
    private func filtered(_ frames: [String]) -> [String] {
        var filter = RenditionFilter()
        return frames.map { String(decoding: filter.filter(Array($0.utf8)[...], exact: [:]), as: UTF8.self) }
    }

    @Test("Only what differs is written, and nothing is taken back at the end of a frame")
    func differences() {
        let frames = filtered([
            "\u{1B}[38;5;252m\u{1B}[48;5;234mab\u{1B}[39;49m\u{1B}(B\u{1B}[m",
            "\u{1B}[2d\u{1B}[38;5;252m\u{1B}[48;5;234mc\u{1B}(B\u{1B}[0;1m\u{1B}[38;5;252m\u{1B}[48;5;237md",
            "\u{1B}(B\u{1B}[m\u{1B}[38;5;252m\u{1B}[48;5;237me\u{1B}[31mf\u{1B}[mg",
        ])
        #expect(
            frames == [
                "\u{1B}[0;38;5;252;48;5;234mab", "\u{1B}[2dc\u{1B}[1;48;5;237md", "\u{1B}[22me\u{1B}[31mf\u{1B}[mg",
            ])
    }

    @Test("From the first sequence that it does not know everything passes unchanged")
    func unknown() {
        #expect(
            filtered(["\u{1B}[1ma\u{1B}[7m\u{1B}[38:2::1:2:3mb\u{1B}[m", "\u{1B}[m\u{1B}[7mc"]) == [
                "\u{1B}[0;1ma\u{1B}[7m\u{1B}[38:2::1:2:3mb\u{1B}[m", "\u{1B}[m\u{1B}[7mc",
            ])
    }

    @Test("The usual font, which ncurses sends to the Linux console with every change, takes nothing away")
    func linuxConsole() {
        #expect(filtered(["\u{1B}[0;10;7m\u{0F}a"]) == ["\u{0F}\u{1B}[0;7ma"])
    }

    @Test("A terminal shows the same with and without it, whatever ncurses writes")
    func sameScreen() {
        var random = SeededRandom(seed: 21)
        func number(_ limit: UInt64) -> Int { Int(random.next() % limit) }
        for _ in 0..<40 {
            var filter = RenditionFilter()
            var plain = TerminalEmulator(size: TerminalSize(columns: 20, rows: 6))
            var short = plain
            for _ in 0..<6 {
                var frame = ""
                for _ in 0..<30 {
                    switch number(12) {
                    case 0: frame += "\u{1B}(B\u{1B}[m"
                    case 1: frame += "\u{1B}[0;\(1 + number(4));7m"
                    case 2: frame += "\u{1B}[38;5;\(number(256))m"
                    case 3: frame += "\u{1B}[48;5;\(number(256))m"
                    case 4: frame += "\u{1B}[39;49m"
                    case 5: frame += "\u{1B}[\(30 + number(8))m\u{1B}[\(100 + number(8))m"
                    case 6: frame += "\u{1B}[\(1 + number(6));\(1 + number(20))H"
                    case 7: frame += "\u{1B}[K"
                    case 8: frame += "\u{1B}[\(number(5))X\r\n"
                    case 9: frame += "\u{1B}[2\(2 + number(4))m"
                    default: frame += "text"
                    }
                }
                frame += "\u{1B}[39;49m\u{1B}(B\u{1B}[m"
                plain.feed(frame)
                short.feed(filter.filter(Array(frame.utf8)[...], exact: [:]))
                #expect(plain.screen.rows.map { $0.map(seen) } == short.screen.rows.map { $0.map(seen) })
            }
        }
    }

    /// A cell without what nobody sees: the look of text where there is none.
    private func seen(_ cell: TerminalCell) -> TerminalCell {
        var cell = cell
        if cell.text == " ", cell.style.attributes.isDisjoint(with: [.underline, .reverse, .strikethrough]) {
            var style = TerminalStyle()
            style.background = cell.style.background
            cell.style = style
        }
        return cell
    }

    @Test("Blanks wait for no colour of text, but do for their ground and for what shows on them")
    func blanks() {
        let frames = filtered([
            "\u{1B}[38;5;9;48;5;1mab \u{1B}[38;5;8m  \u{1B}[Kx\u{1B}[38;5;7m\u{1B}[48;5;2m  y",
            "\u{1B}[4m \u{1B}[24m \u{1B}[1;38;5;3m z",
        ])
        #expect(
            frames == [
                "\u{1B}[0;91;41mab   \u{1B}[K\u{1B}[90mx\u{1B}[37;42m  y",
                "\u{1B}[4m \u{1B}[24m  \u{1B}[1;33mz",
            ])
    }

    @Test("Colour numbers become exact colours")
    func exact() {
        var filter = RenditionFilter()
        let bytes = filter.filter(Array("\u{1B}[38;5;16m\u{1B}[48;5;20mx".utf8)[...], exact: [16: RGB(1, 2, 3)])
        #expect(String(decoding: bytes, as: UTF8.self) == "\u{1B}[0;38;2;1;2;3;48;5;20mx")
    }
}
