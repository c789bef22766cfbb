import Foundation
import TestTerminal
import Testing

extension EndToEnd {
    @Suite("The mouse in a terminal")
    struct MouseTests {
        /// The bytes xterm sends for a button or the wheel at a cell, counted from 0 (XTerm Control Sequences, SGR mode 1006).
        private func report(_ button: Int, _ column: Int, _ row: Int, released: Bool = false) -> String {
            "\u{1B}[<\(button);\(column + 1);\(row + 1)\(released ? "m" : "M")"
        }

        private func click(_ column: Int, _ row: Int) -> String {
            report(0, column, row) + report(0, column, row, released: true)
        }

        /// The cell at which a text begins on the screen.
        private func cell(of text: String, _ session: TerminalSession) throws -> (column: Int, row: Int) {
            let row = try #require(session.lines.firstIndex { $0.contains(text) })
            let line = session.lines[row]
            let start = try #require(line.range(of: text)?.lowerBound)
            return (line.distance(from: line.startIndex, to: start), row)
        }

        @Test("It is the terminal's own until it is asked for, and given back on leaving")
        func off() async throws {
            let session = try Program.open(["--demo"])
            try await session.expect("Users 60")
            #expect(!session.emulator.modes.mouse)
            try session.type(":mouse\r")
            try await session.expect("mouse reports") { $0.modes.mouse }
            try session.type(":mouse\r")
            try await session.expect("no mouse reports") { !$0.modes.mouse }
            try session.type(":mouse\r")
            try await session.expect("mouse reports") { $0.modes.mouse }
            try session.type("q")
            #expect(try await session.ended() == .exited(0))
            #expect(!session.emulator.modes.mouse)
        }

        @Test("The wheel moves the cursor, a click goes to a row or a tab, one on a heading sorts, two open")
        func list() async throws {
            let session = try Program.open(["--demo", "--mouse"])
            try await session.expect("mouse reports") { $0.modes.mouse }
            try await session.expect("1/60")
            let name = try cell(of: "NAME", session)
            try session.type(report(65, 20, 10) + report(65, 20, 10))
            try await session.expect("7/60")
            try session.type(report(64, 20, 10))
            try await session.expect("4/60")
            try session.type(click(name.column, name.row + 10))
            try await session.expect("10/60")
            try session.type(click(name.column, name.row))
            try await session.expect("NAME ▲")
            try session.type(click(name.column, name.row))
            try await session.expect("NAME ▼")
            let groups = try cell(of: "2 Groups", session)
            try session.type(click(groups.column, groups.row))
            try await session.expect("Groups 15")
            try session.type(click(name.column, name.row + 2) + click(name.column, name.row + 2))
            try await session.expect("Groups › Sales")
        }
    }
}
