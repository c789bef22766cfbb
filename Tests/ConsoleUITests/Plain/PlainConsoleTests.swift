import ConsoleState
import Foundation
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

/// The dialogue in lines against a local server. The transcripts beside these tests are what a screen reader reads out.
@Suite("The dialogue in lines")
struct PlainConsoleTests {
    private struct Session {
        let transcript: String
        let state: ConsoleState
    }

    /// Types lines one after the other, and leaves.
    private static func session(
        _ lines: [String], policy: WritePolicy = .readWrite, purpose: ServerPurpose? = .demo, asksReason: Bool = false,
        signIn: SignIn? = nil, prepare: (APIClient) async throws -> Void = { _ in }
    ) async throws -> Session {
        let console =
            if let signIn {
                try await ConsoleDriver.open(
                    Size(120, 40), policy: policy, purpose: purpose, asksReason: asksReason, signIn: signIn,
                    prepare: prepare)
            } else {
                try await ConsoleDriver.open(
                    Size(120, 40), policy: policy, purpose: purpose, asksReason: asksReason, prepare: prepare)
            }
        let terminal = ScriptedTerminal(lines)
        let plain = PlainConsole(
            sessions: ServerSessions(console.store, named: "acme-bi"), terminal: terminal, patience: nil)
        _ = await plain.run()
        let state = await console.state
        await console.close()
        return Session(transcript: terminal.transcript, state: state)
    }

    @Test("A list is told by its rows, page by page, filtered, and a row by all that it says")
    func lists() async throws {
        let session = try await Self.session(
            [
                "", "/role:viewer groups:finance", "2", "1 mark", "again", "/", "groups", "users", "nonsense",
                "99", "q",
            ])
        try Golden.expect(text: session.transcript, "plain/lists")
        #expect(session.state.quit == .yes)
    }

    @Test("A change is told as its preview and sent by yes alone; undoing it takes another")
    func change() async throws {
        let session = try await Self.session(
            ["/nunez", "1 deactivate", "", "1 deactivate", "yes", "undo", "yes", "q"])
        try Golden.expect(text: session.transcript, "plain/change")
        #expect(session.state.writes.done.isEmpty)
    }

    @Test("A form is asked field by field, with choices by number, problems where they are, and pickers by search")
    func form() async throws {
        let session = try await Self.session(
            [
                "add", "not an address", "new@acme.example", "New", "Person", ":close", ":close", "q",
            ])
        try Golden.expect(text: session.transcript, "plain/form")
    }

    @Test("Menus, help and messages are lists to choose from or to read on")
    func menus() async throws {
        let session = try await Self.session([
            "1 actions", ":close", "copy", ":close", "?", "", "", "", "", "messages", "", "q",
        ])
        try Golden.expect(text: session.transcript, "plain/menus")
    }

    @Test("A record is told line by line, what leads somewhere with a number")
    func record() async throws {
        let session = try await Self.session(["/nunez", "1 open", "", "back", "home", "q"])
        try Golden.expect(text: session.transcript, "plain/record")
    }

    @Test("Where a name has to be typed, yes sends nothing and the name does; a reason is asked for first")
    func named() async throws {
        let lines = ["/nunez", "1 delete", "because", "yes", "1 delete", "because", "acme-bi", "q"]
        let session = try await Self.session(lines, purpose: .kind(.production), asksReason: true)
        #expect(session.transcript.contains("Type acme-bi to send"))
        #expect(session.transcript.contains("Reason, for the audit log"))
        #expect(session.state.writes.done.count == 1, "\(session.transcript)")
    }

    @Test("A wrong password is told, and what is typed then is not shown")
    func signIn() async throws {
        let session = try await Self.session(
            ["wrong-secret", "acme-demo", "q"], signIn: .ask(user: "admin@acme.example"))
        #expect(session.transcript.contains("Log in to"))
        #expect(!session.transcript.contains("wrong-secret") && !session.transcript.contains("acme-demo"))
    }

    @Test("In a read-only session a preview says that nothing can be sent, and yes sends nothing")
    func readOnly() async throws {
        let session = try await Self.session(
            ["/nunez", "1 deactivate", "yes", "q"], policy: .readOnly(reason: "a test"))
        #expect(session.state.writes.done.isEmpty)
        #expect(session.transcript.contains("read-only"))
    }

    @Test("The end of the input leaves, also in the middle of a question")
    func ended() async throws {
        let session = try await Self.session(["/nunez", "1 deactivate"])
        #expect(session.state.quit == .yes && session.state.writes.done.isEmpty)
    }

    @Test("Ctrl-C ends a question and all that lies below it; at the prompt it says how to leave, and twice it leaves")
    func interrupted() async throws {
        let typed = ScriptedTerminal.interrupt
        let session = try await Self.session([
            "/nunez", "1 deactivate", typed, "add", "new@acme.example", typed, "1 actions", typed, typed, "alerts",
            typed, typed, "users",
        ])
        #expect(session.state.quit == .yes && session.state.pane == .alerts, "\(session.transcript)")
        #expect(session.state.writes.done.isEmpty && session.state.overlay == nil)
        #expect(!session.transcript.contains("discards what you typed"))
        // After each question, and before each line that is no second Ctrl-C, stands the prompt.
        let leaving = "Ctrl-D leaves, and so does Ctrl-C once more."
        #expect(session.transcript.split(separator: leaving).count == 3, "\(session.transcript)")
        #expect(session.transcript.split(separator: "acme-bi> ^C").count == 4, "\(session.transcript)")
    }

    /// Holds requests, types Ctrl-C, and lets them go once something was told.
    private struct HeldTransport: HTTPTransport {
        let base: any HTTPTransport
        let terminal: ScriptedTerminal
        let holds: @Sendable (HTTPRequest, _ isChange: Bool) -> Bool
        let until: String

        func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
            if holds(request, isChange) {
                terminal.interrupt()
                while !terminal.transcript.contains(until), !Task.isCancelled { await Task.yield() }
            }
            return try await base.send(request, isChange: isChange)
        }
    }

    /// Types lines while some requests are held until something is told.
    private static func transcript(
        _ lines: [String], until: String, holding holds: @escaping @Sendable (HTTPRequest, Bool) -> Bool
    ) async throws -> String {
        let terminal = ScriptedTerminal(lines)
        let console = try await ConsoleDriver.open(
            Size(120, 40), over: { HeldTransport(base: $0, terminal: terminal, holds: holds, until: until) })
        let plain = PlainConsole(
            sessions: ServerSessions(console.store, named: "acme-bi"), terminal: terminal, patience: nil)
        _ = await plain.run()
        await console.close()
        return terminal.transcript
    }

    @Test("A change that has left is not cut off by Ctrl-C, which says so, and its outcome is told")
    func interruptedChange() async throws {
        let said = "It is being sent, and not cut off."
        let transcript = try await Self.transcript(["/nunez", "1 deactivate", "yes", "q"], until: said) {
            $1 && $0.url.path().contains("/users/")
        }
        #expect(transcript.split(separator: said).last?.contains("Done: Deactivate") == true, "\(transcript)")
    }

    @Test("What is being read is not waited for any longer after Ctrl-C")
    func interruptedReading() async throws {
        let said = "No longer waited for"
        let transcript = try await Self.transcript(["alerts", "q"], until: said) { request, _ in
            request.url.path().contains("alert")
        }
        #expect(transcript.contains(said) && transcript.contains("acme-bi> q\n"), "\(transcript)")
    }

    @Test("An argument behind a name is looked up as on the screen: panes with filters, records, themes, views")
    func arguments() async throws {
        let session = try await Self.session(
            ["users re:^an", "user nunez", "back", "theme daylight", "view save mine", "groups", "view mine", "q"])
        #expect(session.state.appearance.theme == "daylight", "\(session.transcript)")
        #expect(session.state.views.map(\.filter) == ["re:^an"], "\(session.transcript)")
        #expect(session.state.pane == .users && session.state.list?.filter.text == "re:^an")
    }

    @Test("Whatever a server sends is told without anything that acts on a terminal")
    func hostile() async throws {
        let session = try await Self.session(["1", "1 open", "q"], prepare: HostileUsers.create)
        let scalars = session.transcript.unicodeScalars
        #expect(!scalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F })
        #expect(!scalars.contains { (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value) })
    }

    @Test("A command about a record waits until one is chosen by its number, in every list anew")
    func unchosen() async throws {
        let missing = "Choose a record first: type its number."
        let first = try await Self.session([":delete", "mark", "open", "delete", "q"])
        // Each line has its answer, the same one too.
        #expect(first.transcript.split(separator: missing).count == 5, "\(first.transcript)")
        #expect(first.state.writes.confirmation == nil && first.state.list?.marks.isEmpty == true)
        let other = try await Self.session(["1", "/nunez", "deactivate", "1", "deactivate", "yes", "q"])
        #expect(other.transcript.split(separator: missing).count == 2, "\(other.transcript)")
        #expect(other.state.writes.done.count == 1)
    }

    @Test("A line break in a text of the server begins no line of the dialogue")
    func forged() async throws {
        let session = try await Self.session(["/line", "1", "1 open", "q"], prepare: HostileUsers.create)
        #expect(session.transcript.contains("line break"))
        #expect(!session.transcript.split(separator: "\n").contains { $0.hasPrefix("break") })
    }

    @Test("Every command that can be reached somewhere is run by a line with its id, its name or its key")
    func reachable() async throws {
        try await ConsoleDriver.with { console in
            for keys in [
                [], ["Enter"], ["Esc", "e"], ["Esc", "Esc", "x"], ["Esc", ":"], ["Esc", "/"], ["Esc", "t"],
                ["Esc", "6"],
            ] {
                for key in keys { await console.press(key) }
                let state = await console.state
                let lines = PlainText.lines(of: state)
                #expect(!lines.isEmpty)
                for command in CommandTable.active(in: state) {
                    #expect(PlainText.reaches(command, in: state), "\(command.id)")
                }
            }
        }
    }
}
