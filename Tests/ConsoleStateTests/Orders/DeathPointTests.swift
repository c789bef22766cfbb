import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

/// What the next start says of a change whose program has died, by how far it had come. A new log on the same file is
/// the next start: it knows of nothing that is under way.
@Suite("A program that dies while it changes something", .timeLimit(.minutes(15)))
struct DeathPointTests {
    /// The points at which a program can die, and what was done on the server by then.
    enum Point: CaseIterable {
        case beforeIntent, afterIntent, afterSend, afterAnswer, afterOutcome
    }

    private let file = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID()).jsonl")
    private var nextStart: AuditLog { AuditLog(file: file, profile: "acme") { Issue.record("\($0)") } }

    /// A console that has come with the toggle of a feature as far as `point`, and goes no further.
    private func console(until point: Point) async throws -> HeldConsole {
        let console = try HeldConsole(endsCancelled: true, audit: nextStart)
        await console.openFeatures()
        await console.send(.list(.features, .commandRun(ListCommand.ID("toggle"))))
        for _ in 0..<2 { await console.transport.answer("/features", HeldConsole.features(mobile: false)) }
        await console.until { $0.writes.confirmation != nil }
        await console.send(.write(.shown), .write(.focusMoved))
        await console.send(.write(.textEdited(.insert("acme"))), .write(.confirmed))
        // Read again just before it is sent.
        await console.transport.arrival("/features")
        guard point != .beforeIntent else { return console }
        await console.transport.answer("/features", HeldConsole.features(mobile: false))
        await console.transport.arrival("/toggle")
        if point == .afterOutcome {
            await console.transport.answer("/toggle", #"{"key":"mobile","active":true}"#)
            await console.until { $0.writes.confirmation == nil }
        }
        return console
    }

    /// True when the server has made the change by then.
    private func isMade(at point: Point) -> Bool {
        switch point {
        case .beforeIntent, .afterIntent: false
        case .afterSend, .afterAnswer, .afterOutcome: true
        }
    }

    @Test("What the next start says, and what it finds when it looks", arguments: Point.allCases)
    func table(point: Point) async throws {
        let console = try await console(until: point)
        let server = await console.state.session.client.server
        let message = nextStart.abandonedMessage(on: server)
        switch point {
        case .beforeIntent:
            #expect(message == nil)
            #expect(nextStart.read().isEmpty)
        case .afterIntent, .afterSend, .afterAnswer:
            #expect(message?.text.plain.hasPrefix("Outcome not known: Turn Mobile on") == true)
            #expect(message?.text.plain.contains("the program ended before the answer") == true)
            let change = try #require(nextStart.read().first)
            #expect(change.outcome == .notKnown && change.isAbandoned)
            let found = try await look(at: change, isMade: isMade(at: point))
            #expect(found.contains(isMade(at: point) ? "shows the change" : "is as it was before"))
            #expect(nextStart.abandonedMessage(on: server) == nil, "what was looked at is said once")
        case .afterOutcome:
            #expect(message == nil)
            #expect(nextStart.read().map(\.outcome) == [.done])
        }
        await console.close()
        try? FileManager.default.removeItem(at: file)
    }

    /// Reads the record of a change again, as `o` in the audit does, on a server that has made it or not.
    private func look(at change: RecordedChange, isMade: Bool) async throws -> String {
        let transport = HeldTransport()
        let client = APIClient(
            server: Dependencies.nowhere.client.server, transport: transport, token: Secret("new"),
            policy: .readWrite, audit: nextStart)
        async let found = client.look(at: change)
        await transport.answer("/features", HeldConsole.features(mobile: isMade))
        return try await found
    }
}
