import Foundation
import Glibc
import TestTerminal
import Testing

extension EndToEnd {
    @Suite("The terminal on the way in and out")
    struct TerminalTests {
        @Test("A terminal that goes away takes the program along")
        func lostTerminal() async throws {
            let session = try Program.open(["--demo"])
            try await session.expect("Users 60")
            session.terminal.hangUp()
            _ = try await session.ended(within: 3)
        }

        @Test(
            "The smallest terminal gets a notice and still takes q", arguments: [(20, 5), (1, 1), (59, 15), (60, 14)])
        func tiny(columns: Int, rows: Int) async throws {
            let session = try Program.open(["--demo"], size: TerminalSize(columns: columns, rows: rows))
            try await session.expect("a frame") { $0.screen.lines.contains { !$0.isEmpty } }
            try session.type("q")
            #expect(try await session.ended() == .exited(0))
        }

        @Test("Sizes that change while it runs are redrawn")
        func resizing() async throws {
            let session = try Program.open(["--demo"])
            try await session.expect("Users 60")
            for (columns, rows) in [(80, 24), (20, 5), (200, 60), (60, 15)] {
                try session.resize(to: TerminalSize(columns: columns, rows: rows))
                try await session.settle()
            }
            try await session.expect("Users 60")
            #expect(session.lines.allSatisfy { $0.count <= 60 })
            try session.type("q")
            #expect(try await session.ended() == .exited(0))
        }

        @Test("The console opens on Home, or on the pane that is asked for")
        func firstPane() async throws {
            for (arguments, content) in [([], "Needs attention"), (["--pane", "features"], "Features 1")] {
                let session = try Program.open(["--ascii", "--demo"] + arguments)
                try await session.expect(content)
                try session.type("q")
                #expect(try await session.ended() == .exited(0))
            }
        }

        @Test("A terminal type nobody knows is reported in one sentence")
        func unknownTerminal() async throws {
            let session = try Program.open(["--demo"], term: "no-such-terminal")
            #expect(try await session.ended() == .exited(2))
            #expect(session.screenText.contains("no-such-terminal"))
        }

        @Test("Nothing of a type of terminal reaches the terminal raw")
        func hostileTerminal() async throws {
            let session = try Program.open(["--demo"], term: "x\u{1B}]0;title\u{7}\u{1B}[31m")
            #expect(try await session.ended() == .exited(2))
            #expect(!session.output.contains { $0 == 0x1B || $0 == 0x07 })
            #expect(session.screenText.contains("TERM=xterm-256color"))
        }

        @Test("Without a terminal it says so and ends with 2")
        func noTerminal() async throws {
            let result = try await Program.run(["--demo"])
            #expect(result.status == 2)
            #expect(result.errors.contains("terminal"))
            #expect(result.output.isEmpty)
        }

        @Test("Where no locale is set, one line says why letters show as ? and what to do")
        func noLocale() async throws {
            let session = try Program.open(["--demo"], environment: ["LANG": ""])
            try await session.expect("No locale is set, so letters beyond ASCII show as ?")
            try session.type("q")
            #expect(try await session.ended() == .exited(0))
        }

        @Test("A locale that is not installed here changes nothing about UTF-8")
        func foreignLocale() async throws {
            let session = try Program.open(["--demo"], environment: ["LANG": "xx_XX.UTF-8"])
            try await session.expect("Users 60")
            try session.type("1")
            try await session.expect("Álvaro")
        }

        @Test("In the C locale only ASCII is drawn")
        func ascii() async throws {
            let session = try Program.open(["--demo"], environment: ["LANG": "C", "LC_ALL": "C"])
            try await session.expect("Users 60")
            #expect(session.output.allSatisfy { $0 < 0x80 })
            try session.type("q")
            #expect(try await session.ended() == .exited(0))
        }

        @Test("Two hundred held keys cost about one frame and end where they should")
        func heldKey() async throws {
            let session = try Program.open(["--demo", "--users", "5000"])
            try await session.expect("5 000")
            try await session.expect("1/5 000")
            try await session.settle()
            _ = session.takeOutput()
            try session.type(String(repeating: "j", count: 200))
            try await session.expect("201/5 000")
            #expect(session.output.count < 40_000)
            try session.type("q")
            #expect(try await session.ended() == .exited(0))
        }

        @Test("At rest nothing is written")
        func rest() async throws {
            let session = try Program.open(["--demo"])
            try await session.expect("Users 60")
            try await session.settle(quiet: 0.5)
            let before = session.terminal.traffic
            try await session.settle(quiet: 1)
            #expect(session.terminal.traffic == before)
        }

        @Test("Refreshes that bring nothing new write nothing; one that brings something shows it")
        func quietRefreshes() async throws {
            let server = try await RunningServer()
            let environment = [
                "SISENSE_URL": server.address, "SISENSE_USER": "admin@acme.example", "SISENSE_PASSWORD": "acme-demo",
            ]
            let session = try Program.open(["--pane", "groups"], environment: environment)
            try await session.expect("Groups ")
            try session.type(":refresh 10s\r")
            try await session.expect("auto 10 s")
            // The message about that goes after 4 s.
            try await session.expectNo("refreshes every 10 s")
            try await session.settle(quiet: 1)
            let before = session.terminal.traffic
            try await session.settle(quiet: 22, within: 40)
            #expect(session.terminal.traffic == before)
            // Proves that it was read all the while.
            let added = try await Program.run(
                ["call", "POST", "/groups", "-f", "name=Aardvarks"], environment: environment)
            #expect(added.status == 0, "\(added.errors)")
            try await session.expect("Aardvarks", within: 30)
            try await session.expect("1 new")
        }
    }
}
