import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Changes that a person stops while they are sent", .timeLimit(.minutes(15)))
struct StoppedChangeTests {
    private let file = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID()).jsonl")

    private var audit: AuditLog { AuditLog(file: file, profile: "acme") { Issue.record("\($0)") } }

    /// The toggle of a feature, approved; the server has not answered to what is read just before it.
    private func approved(_ audit: AuditLog) async throws -> HeldConsole {
        let console = try HeldConsole(endsCancelled: true, audit: audit)
        await console.openFeatures()
        await console.send(.list(.features, .commandRun(ListCommand.ID("toggle"))))
        await console.transport.answer("/features", HeldConsole.features(mobile: false))
        await console.transport.answer("/features", HeldConsole.features(mobile: false))
        await console.until { $0.writes.confirmation != nil }
        await console.send(.write(.shown), .write(.focusMoved))
        await console.send(.write(.textEdited(.insert("acme"))), .write(.confirmed))
        await console.transport.arrival("/features")
        return console
    }

    /// The same, with the change on its way.
    private func underWay(_ audit: AuditLog) async throws -> HeldConsole {
        let console = try await approved(audit)
        await console.transport.answer("/features", HeldConsole.features(mobile: false))
        await console.transport.arrival("/toggle")
        return console
    }

    private func clean(_ console: HeldConsole) async {
        await console.close()
        try? FileManager.default.removeItem(at: file)
    }

    @Test("Before the change has left: it never does, and is recorded as not sent")
    func before() async throws {
        let audit = audit
        let console = try await approved(audit)
        await console.send(.write(.cancelled))
        await console.until { $0.writes.confirmation == nil }
        #expect(await console.state.messages.current?.text.plain == "Nothing was sent")
        #expect(console.transport.waiting.allSatisfy { !$0.hasSuffix("/toggle") })
        #expect(audit.read().map(\.outcome) == [.notSent])
        await clean(console)
    }

    @Test("On its way: it is cut off at once, recorded as not known, and its record is read again in the background")
    func during() async throws {
        let audit = audit
        let console = try await underWay(audit)
        await console.send(.write(.cancelled))
        await console.until { $0.writes.confirmation == nil }
        let message = try #require(await console.state.messages.current)
        #expect(message.level == .error)
        #expect(message.text.plain.hasPrefix("Outcome not known: "))
        #expect(message.text.plain.hasSuffix("It was cut off after it was sent. It is being read again."))
        #expect(audit.read().map(\.outcome) == [.notKnown])
        #expect(await console.state.writes.done.isEmpty)
        // The list and the look both ask for it; local keys work meanwhile.
        await console.transport.arrivals("/features", 2)
        await console.send(.list(.features, .moved(.down, page: 10)))
        #expect(await console.state.lists[.features]?.table.total == 2)
        for _ in 0..<2 { await console.transport.answer("/features", HeldConsole.features(mobile: true)) }
        await console.until { $0.messages.current?.level == .ok }
        #expect(await console.state.messages.current?.text.plain.contains("shows the change") == true)
        #expect(await console.state.messages.shown.count == 1, "what was not known is known now")
        #expect(await console.state.writes.done.count == 1)
        #expect(audit.read().first?.found.contains("shows the change") == true)
        #expect(audit.read().first?.outcome == .notKnown)
        await clean(console)
    }

    @Test("What shows after it that nothing was changed is no change to undo")
    func unchanged() async throws {
        let audit = audit
        let console = try await underWay(audit)
        await console.send(.write(.cancelled))
        await console.transport.arrivals("/features", 2)
        for _ in 0..<2 { await console.transport.answer("/features", HeldConsole.features(mobile: false)) }
        await console.until { $0.messages.current?.text.plain.contains("is as it was before") == true }
        #expect(await console.state.messages.shown.map(\.level) == [.error], "it stays until somebody has seen it")
        #expect(await console.state.writes.done.isEmpty)
        await clean(console)
    }

    @Test("Of several: what is done stays done, one is not known, and the rest is not sent")
    func several() async throws {
        let console = try HeldConsole(.groups, endsCancelled: true)
        let plans = [try Samples.plan("A"), try Samples.plan("B"), try Samples.plan("C")]
        await console.send(.write(.planned(PlannedWrite(plans, .list(.groups, [])))))
        await console.send(.write(.shown), .write(.confirmed))
        await console.transport.answer("/groups", #"{"_id":"a","name":"A"}"#)
        await console.until { $0.writes.confirmation?.results.doneCount == 1 }
        await console.transport.arrival("/groups")
        await console.send(.write(.stopped))
        #expect(await console.state.writes.confirmation?.progress == .sending(isStopping: true))
        // What is under way is waited for, until it is cut off too.
        await console.send(.write(.stopped))
        await console.until { $0.writes.confirmation == nil }
        let report = try #require(await console.state.writes.shownResults)
        #expect(report.results.summary == "1 of 3 done, 1 not known, 1 not sent")
        #expect(report.results.states.map(\.outcome.word) == [.done, .notKnown, .notSent])
        // A group could be made twice.
        #expect(report.results.retryable.map(\.title) == ["Create C"])
        #expect(await console.state.writes.done.first?.plans.map(\.title) == ["Create A"])
        await console.close()
    }

    @Test("A change of an earlier session without an outcome is said at the start, once, until somebody has looked")
    func recalled() async throws {
        let audit = audit
        let console = try await underWay(audit)
        // The program ends here; another one begins, with another log of the same file.
        let message = AuditLog(file: file, profile: "acme") { _ in }.abandonedMessage(on: Samples.client().server)
        #expect(message?.text.plain.hasPrefix("Outcome not known: ") == true)
        #expect(audit.abandonedMessage(on: Samples.client().server) == nil)
        await clean(console)
    }
}
