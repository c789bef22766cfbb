import ConsoleUI
import TerminalKit
import TestRandom
import TestTerminal

/// Something that a hand without a plan does to a terminal.
enum MonkeyGesture: CustomStringConvertible {
    case keys([KeyStroke])
    case paste(String)
    /// A button of the mouse or its wheel, at a column and a row from 1.
    case mouse(button: Int, column: Int, row: Int)
    case resize(TerminalSize)

    private static let sizes = [(120, 40), (80, 24), (60, 15), (59, 14), (20, 5), (200, 60), (1, 1)]
    private static let texts = [
        "a", "walk", "7", "-1", "demo", "bea@acme.example", "https://portal.acme.example", "{\"a\":", "日本語", "👩‍👩‍👧‍👦",
        "e\u{301}", "status:active", String(repeating: "long ", count: 60),
    ]

    /// Keys of commands, as the table of commands has them, most of all.
    static func any(using random: inout SeededRandom) -> MonkeyGesture {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<55: .keys(command(using: &random))
        case 55..<68: .keys(typing(":" + name(using: &random)) + [KeyStroke(.enter)])
        case 68..<75: .keys([Key.enter, .tab, .escape].shuffled(using: &random).prefix(1).map { KeyStroke($0) })
        // What approves a preview.
        case 75..<78: .keys([KeyStroke(.tab), KeyStroke(.enter)])
        case 78..<88: .keys(typing(text(using: &random)))
        case 88..<92: .paste(text(using: &random) + "\n" + text(using: &random))
        case 92..<96:
            .mouse(
                button: [0, 0, 2, 64, 65].randomElement(using: &random) ?? 0,
                column: Int.random(in: 1...120, using: &random), row: Int.random(in: 1...40, using: &random))
        default:
            (sizes.randomElement(using: &random)).map { .resize(TerminalSize(columns: $0.0, rows: $0.1)) } ?? .keys([])
        }
    }

    /// A key of a command, or its name where it has none. Not the key that stops the program: nobody would continue it.
    private static func command(using random: inout SeededRandom) -> [KeyStroke] {
        guard let command = CommandTable.all.randomElement(using: &random) else { return [] }
        let key = command.keys.filter { $0 != .control("z") }.randomElement(using: &random)
        return key.map { [$0] } ?? typing(":" + command.name) + [KeyStroke(.enter)]
    }

    private static func name(using random: inout SeededRandom) -> String {
        CommandTable.all.randomElement(using: &random)?.name ?? ""
    }

    private static func text(using random: inout SeededRandom) -> String { texts.randomElement(using: &random) ?? "" }

    private static func typing(_ text: String) -> [KeyStroke] { text.map { KeyStroke($0) } }

    func perform(in session: TerminalSession) throws {
        switch self {
        case .keys(let keys): try session.type(keys)
        case .paste(let text): try session.paste(text)
        case .mouse(let button, let column, let row):
            let report = "\u{1B}[<\(button);\(column);\(row)"
            try session.type(report + "M" + (button < 64 ? report + "m" : ""))
        case .resize(let size): try session.resize(to: size)
        }
    }

    var description: String {
        switch self {
        case .keys(let keys): keys.map(\.description).joined(separator: " ")
        case .paste(let text): "paste \(text.debugDescription)"
        case .mouse(let button, let column, let row): "mouse \(button) at \(column),\(row)"
        case .resize(let size): "resize to \(size.columns)x\(size.rows)"
        }
    }
}
