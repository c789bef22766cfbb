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
        terminal.feed(try #require(Clipboard.sequence(for: text)))
        #expect(terminal.clipboard == Data(text.utf8))
        #expect(terminal.unsupported == [])
    }

    @Test("Within screen it goes in short pieces")
    func wrapped() throws {
        let text = String(repeating: "x", count: 3000)
        let sequence = try #require(Clipboard.sequence(for: text, within: .screen))
        let pieces = String(decoding: sequence, as: UTF8.self)
            .components(separatedBy: "\u{1B}\\").filter { !$0.isEmpty }
        #expect(pieces.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count <= 768 })
        let joined = pieces.map { $0.dropFirst(2) }.joined()
        #expect(Array(joined.utf8) == Clipboard.sequence(for: text))
    }

    @Test("A short text goes plain as well where TERM says screen, for it may be tmux")
    func ambiguous() throws {
        let plain = try #require(Clipboard.sequence(for: "hi"))
        let sequence = Clipboard.sequence(for: "hi", within: .screen)
        #expect(sequence == plain + Array("\u{1B}P".utf8) + plain + Array("\u{1B}\\".utf8))
    }

    @Test(
        "The way of a copy is one that is known to work",
        arguments: [
            (["TERM": "xterm-256color"], .terminal(.none)),
            (["TERM": "screen-256color", "TMUX": "/tmp/x"], .tmux),
            (["TERM": "tmux-256color", "TMUX": "/tmp/x", "STY": "1.pts"], .tmux),
            (["TERM": "screen", "TMUX": "/tmp/x", "STY": "1.pts"], .terminal(.screen)),
            (["TERM": "screen.xterm-256color", "STY": "1.pts"], .terminal(.screen)),
            (["TERM": "screen-256color"], .terminal(.screen)),
            (["TERM": "tmux-256color"], .none), (["TERM": "linux"], .none), (["TERM": "vt220"], .none),
            (["TERM": "xterm-256color", "VTE_VERSION": "7200"], .none),
        ] as [([String: String], Clipboard.Route)])
    func route(environment: [String: String], route: Clipboard.Route) {
        #expect(Clipboard.Route(environment: environment) == route)
    }

    @Test("A terminal whose description has the sequence is sent it")
    func described() {
        #expect(Clipboard.Route(environment: ["TERM": "rxvt-unicode"], isDescribed: true) == .terminal(.none))
    }

    @Test("A text too long for terminals is not sent")
    func limit() {
        #expect(Clipboard.sequence(for: String(repeating: "x", count: 56_250)) != nil)
        #expect(Clipboard.sequence(for: String(repeating: "x", count: 56_251)) == nil)
    }
}
