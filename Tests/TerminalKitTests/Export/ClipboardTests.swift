import Foundation
import TestTerminal
import Testing

@testable import TerminalKit

@Suite("Clipboard")
struct ClipboardTests {
    @Test("The sequence carries the text, whatever it holds")
    func plain() throws {
        let text = "山\u{1B}\u{7}\n" + String(repeating: "x", count: 3000)
        var terminal = TerminalEmulator()
        terminal.feed(try Clipboard.sequence(for: text))
        #expect(terminal.clipboard == Data(text.utf8))
        #expect(terminal.unsupported == [])
    }

    @Test("Within tmux it goes plain and passed through, within screen in short pieces")
    func wrapped() throws {
        let tmux = String(decoding: try Clipboard.sequence(for: "hi", within: .tmux), as: UTF8.self)
        #expect(tmux == "\u{1B}]52;c;aGk=\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;aGk=\u{7}\u{1B}\\")
        let text = String(repeating: "x", count: 3000)
        let pieces = String(decoding: try Clipboard.sequence(for: text, within: .screen), as: UTF8.self)
            .components(separatedBy: "\u{1B}\\").filter { !$0.isEmpty }
        #expect(pieces.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count <= 768 })
        let joined = pieces.map { $0.dropFirst(2) }.joined()
        #expect(Array(joined.utf8) == (try Clipboard.sequence(for: text)))
    }

    @Test("A short text goes plain as well where TERM says screen, for it may be tmux")
    func ambiguous() throws {
        let plain = try Clipboard.sequence(for: "hi")
        let sequence = try Clipboard.sequence(for: "hi", within: .screen)
        #expect(sequence == plain + Array("\u{1B}P".utf8) + plain + Array("\u{1B}\\".utf8))
    }

    @Test("What stands in between is told by the environment")
    func environment() {
        #expect(Clipboard.Wrapping(environment: ["TERM": "xterm-256color"]) == .none)
        #expect(Clipboard.Wrapping(environment: ["TERM": "screen-256color", "TMUX": "/tmp/x"]) == .tmux)
        #expect(Clipboard.Wrapping(environment: ["TERM": "screen", "STY": "1.pts"]) == .screen)
        #expect(Clipboard.Wrapping(environment: ["TERM": "tmux-256color"]) == .tmux)
    }

    @Test("A text too long for terminals is refused with the limit")
    func limit() {
        #expect(throws: ClipboardError.tooLong(bytes: 60_000, limit: 56_250)) {
            try Clipboard.sequence(for: String(repeating: "x", count: 60_000))
        }
    }
}
