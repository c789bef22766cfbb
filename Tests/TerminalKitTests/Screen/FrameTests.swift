import Foundation
import TestTerminal
import Testing

@testable import TerminalKit

@Suite("Frames on a terminal")
struct FrameTests {
    struct Setting: Sendable, CustomTestStringConvertible {
        let term: String
        let size: TerminalSize
        var environment: [String: String] = [:]
        /// Attributes that this terminal has not, or not together with colours.
        var lacks: Attributes = []
        /// True when tmux stands between the program and the emulator.
        var isInTmux = false

        var testDescription: String {
            "\(term) \(size.columns)x\(size.rows) \(environment)" + (isInTmux ? " in tmux" : "")
        }

        /// True when the description names nothing that turns margins off.
        var hasFixedMargins: Bool { ["tmux", "screen", "xterm-mono"].contains { term.hasPrefix($0) } }

        var command: TerminalCommand {
            TerminalCommand(Probe.path, ["scenes"], environment: environment, term: term, size: size)
        }
    }

    static let settings: [Setting] = [
        Setting(term: "xterm-256color", size: TerminalSize(columns: 80, rows: 24)),
        Setting(
            term: "xterm-256color", size: TerminalSize(columns: 60, rows: 15), environment: ["COLORTERM": "truecolor"]),
        Setting(term: "xterm-256color", size: TerminalSize(columns: 120, rows: 40), environment: ["NO_COLOR": "1"]),
        Setting(
            term: "xterm-256color", size: TerminalSize(columns: 20, rows: 5), environment: ["PROBE_THEME": "daylight"]),
        Setting(term: "tmux-256color", size: TerminalSize(columns: 80, rows: 24)),
        Setting(term: "screen-256color", size: TerminalSize(columns: 33, rows: 9)),
        Setting(term: "linux", size: TerminalSize(columns: 80, rows: 24), lacks: [.italic, .underline, .dim]),
        Setting(term: "vt100", size: TerminalSize(columns: 80, rows: 24), lacks: [.italic, .dim]),
        Setting(term: "vt220", size: TerminalSize(columns: 80, rows: 24), lacks: [.italic, .dim]),
        Setting(term: "xterm-mono", size: TerminalSize(columns: 40, rows: 10), lacks: [.italic, .dim]),
        Setting(term: "xterm-direct", size: TerminalSize(columns: 80, rows: 24), environment: DirectTerminal.variables),
        Setting(term: "xterm", size: TerminalSize(columns: 80, rows: 24)),
        Setting(term: "xterm", size: TerminalSize(columns: 80, rows: 24), environment: ["PROBE_THEME": "terminal"]),
    ]

    /// The same in tmux. It knows italics by the name of screen as well, and no exact colours of its own accord.
    static let tmuxSettings: [Setting] = settings.filter {
        $0.environment["COLORTERM"] == nil && $0.term != "xterm-direct"
    }
    .map { setting in
        var setting = setting
        setting.isInTmux = true
        return setting
    }

    @Test("Every cell of the terminal shows what the frame holds, whatever was shown before", arguments: settings)
    func cells(setting: Setting) async throws {
        try await compare(setting.command, setting)
    }

    @Test(
        "Every cell of tmux shows what the frame holds, so that the emulator is no witness of its own",
        .enabled(if: Tmux.installed != nil), arguments: tmuxSettings)
    func cellsInTmux(setting: Setting) async throws {
        var command = try #require(Tmux.installed).command(around: setting.command, term: setting.term)
        command.term = "xterm-256color"
        try await compare(command, setting)
    }

    private func compare(_ command: TerminalCommand, _ setting: Setting) async throws {
        let dump = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        var command = command
        command.environment["PROBE_DUMP"] = dump
        let session = try TerminalSession(command)
        for number in 0..<25 {
            let footer = "scene \(number)."
            try await session.expect(footer)
            let file = URL(fileURLWithPath: "\(dump).\(number)")
            let lines = String(decoding: try Data(contentsOf: file), as: UTF8.self).split(separator: "\n")
            try FileManager.default.removeItem(at: file)
            let expected = Self.fillable(lines.map { Self.masked(String($0), setting) }, setting)
            do {
                try await session.expect("frame \(number)") { emulator in
                    Self.cells(of: emulator.screen, setting) == expected
                }
            } catch {
                let shown = Self.cells(of: session.screen, setting)
                for (index, pair) in zip(shown, expected).enumerated()
                where pair.0 != pair.1 {
                    Issue.record(
                        "frame \(number), cell \(index % setting.size.columns),\(index / setting.size.columns): \(pair)"
                    )
                    return
                }
                throw error
            }
            // tmux looks for what a terminal may know.
            if !setting.isInTmux { #expect(session.emulator.unsupported == []) }
            try session.press(.character("n"))
        }
        try session.press(.character("q"))
        #expect(try await session.ended() == .exited(0))
    }

    private static func cells(of screen: TerminalScreen, _ setting: Setting) -> [String] {
        screen.rows.flatMap { row in
            row.map { cell in
                masked("\(cell.text)|\(cell.width)|\(style(cell.style))", setting)
            }
        }
    }

    /// The last cells as the screen makes them, on which ncurses and the terminals do not agree.
    private static func fillable(_ cells: [String], _ setting: Setting) -> [String] {
        var cells = cells
        let last = cells.count - 1
        func rest(_ cell: String) -> String { String(cell.drop { $0 != "|" }) }
        if setting.hasFixedMargins, cells[last - 1].hasPrefix("|0") {
            let style = rest(String(rest(cells[last - 1]).dropFirst()))
            cells[last - 1] = "?|1" + style
            cells[last - 2] = "?|1" + style
        }
        if cells[last].hasPrefix("|") == false, let base = cells[last].unicodeScalars.first {
            cells[last] = String(base) + rest(cells[last])
        }
        return cells
    }

    /// Leaves out what cannot be seen: the style of text in a blank, and styles where they are the terminal's affair.
    private static func masked(_ cell: String, _ setting: Setting) -> String {
        let fields = cell.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 5 else { return cell }
        // Screen has no italics: ncurses shows them as reverse there, which is the terminal's affair.
        if setting.term.hasPrefix("screen") { return fields[0] + "|" + fields[1] }
        let attributes = Attributes(rawValue: UInt8(fields[4]) ?? 0).subtracting(setting.lacks)
        if fields[0] == " ", attributes.isDisjoint(with: [.underline, .reverse]) { return " |" + fields[3] }
        return (fields.dropLast() + ["\(attributes.rawValue)"]).joined(separator: "|")
    }

    private static func style(_ style: TerminalStyle) -> String {
        let attributes: [(TerminalStyle.Attributes, Attributes)] = [
            (.bold, .bold), (.dim, .dim), (.underline, .underline), (.reverse, .reverse), (.italic, .italic),
        ]
        let raw = attributes.filter { style.attributes.contains($0.0) }.reduce(into: Attributes()) { $0.insert($1.1) }
        return "\(name(style.foreground))|\(name(style.background))|\(raw.rawValue)"
    }

    private static func name(_ color: TerminalColor) -> String {
        switch color {
        case .default: "default"
        case .indexed(let index): "\(index)"
        case .rgb(let red, let green, let blue): RGB(red, green, blue).hex
        }
    }
}
