import TestTerminal
import Testing

extension EndToEnd {
    /// What is written for a terminal of few columns.
    @Suite("Lines for a narrow terminal")
    struct NarrowTests {
        @Test("A table leaves away its least columns and says so; no line is longer, and no short text is cut")
        func table() async throws {
            let server = try await RunningServer()
            let environment = ["SISENSE_URL": server.address, "SISENSE_TOKEN": try await server.token()]
            for (columns, isWhole) in [(40, false), (60, false), (80, false), (200, true)] {
                let session = try Program.open(
                    ["get", "users", "role:designer"], size: TerminalSize(columns: columns, rows: 40),
                    environment: environment)
                _ = try await session.ended()
                let lines = session.screen.lines
                let heading = try #require(lines.first { $0.hasPrefix("NAME") })
                #expect(heading.contains("ROLE"), "\(heading)")
                #expect(heading.contains("ORIGIN") == isWhole, "\(heading)")
                #expect(lines.contains { $0.contains("No room for") } == !isWhole, "\(lines)")
                #expect(lines.contains { $0.hasPrefix("Adaeze Obi ") && $0.contains("Designer") }, "\(lines)")
            }
        }

        @Test("The help fits", arguments: [60, 80, 110, 200])
        func help(columns: Int) async throws {
            let session = try Program.open(
                ["help", "operations"], size: TerminalSize(columns: columns, rows: 60))
            _ = try await session.ended()
            let lines = session.screen.lines
            // A line that was broken by the terminal would go on at its left edge.
            let known = ["sisense-console", "Examples:", "Options of every command:", " "]
            #expect(lines.allSatisfy { line in line.isEmpty || known.contains { line.hasPrefix($0) } }, "\(lines)")
            #expect(lines.contains { $0.contains("print JSON, with parameters, danger class") }, "\(lines)")
        }
    }
}
