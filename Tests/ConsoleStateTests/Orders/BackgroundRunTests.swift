import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("A run that goes on in the background", .timeLimit(.minutes(15)))
struct BackgroundRunTests {
    private let file = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID()).jsonl")

    private var audit: AuditLog { AuditLog(file: file, profile: "acme") { Issue.record("\($0)") } }

    /// Three groups that are being created, in the background; the first request is on its way.
    private func run(_ audit: AuditLog) async throws -> HeldConsole {
        let console = try HeldConsole(.groups, endsCancelled: true, audit: audit)
        let plans = [try Samples.plan("A"), try Samples.plan("B"), try Samples.plan("C")]
        await console.send(.write(.planned(PlannedWrite(plans, .list(.groups, [])))))
        await console.send(.write(.shown), .write(.confirmed), .write(.sentBehind))
        await console.transport.arrival("/groups")
        return console
    }

    private func clean(_ console: HeldConsole) async {
        await console.close()
        try? FileManager.default.removeItem(at: file)
    }

    @Test("Other work goes on, no second change is planned meanwhile, and the end is said without covering anything")
    func behind() async throws {
        let console = try await run(audit)
        #expect(await console.state.overlay == nil)
        #expect(await console.state.writes.behind?.progressText == "0 of 3")
        #expect(await console.state.unfinished?.contains("0 of 3") == true)
        await console.send(.write(.planned(PlannedWrite([try Samples.plan("D")], .list(.groups, [])))))
        #expect(await console.state.writes.confirmation == nil)
        #expect(await console.state.messages.current?.text.plain.hasPrefix("Not now: ") == true)
        await console.send(.form(.opened(Samples.form)), .form(.edited(.insert("half"))))
        await console.transport.answer("/groups", #"{"_id":"a","name":"A"}"#)
        await console.transport.answer("/groups", #"{"message":"exists"}"#, status: 409)
        await console.until { $0.writes.behind?.results.failedCount == 1 }
        #expect(await console.state.writes.behind?.progressText == "1 of 3, 1 refused")
        await console.transport.answer("/groups", #"{"_id":"c","name":"C"}"#)
        await console.until { $0.writes.behind == nil }
        let state = await console.state
        #expect(state.form?.isChanged == true && state.writes.openResults == nil)
        #expect(state.messages.current?.text.plain.contains("2 of 3 done, 1 refused") == true)
        await console.send(.form(.dismissed), .write(.results(.opened)))
        #expect(await console.state.writes.shownResults?.results.doneCount == 2)
        await clean(console)
    }

    @Test("Its results lead back to it, and stopping waits for the request under way")
    func stopped() async throws {
        let audit = audit
        let console = try await run(audit)
        await console.send(.write(.results(.opened)))
        #expect(await console.state.writes.behind == nil)
        #expect(await console.state.writes.confirmation?.isSending == true)
        await console.send(.write(.stopped))
        await console.transport.answer("/groups", #"{"_id":"a","name":"A"}"#)
        await console.until { $0.writes.shownResults != nil }
        #expect(await console.state.writes.shownResults?.results.summary == "1 of 3 done, 2 not sent")
        // The newest first; what was not sent is recorded with the reason why.
        let changes = audit.read()
        #expect(changes.map(\.outcome.rawValue).sorted() == ["done", "not sent", "not sent"])
        #expect(Set(changes.compactMap(\.run?.id)).count == 1)
        #expect(changes.first?.run?.count == 3)
        #expect(changes.first { $0.outcome == .notSent }?.explanation == "The run was stopped.")
        await clean(console)
    }

    @Test("A session that becomes read-only sends no more of it")
    func readOnly() async throws {
        let console = try await run(audit)
        await console.send(.readOnlyChosen(reason: ":readonly was used"))
        await console.transport.answer("/groups", #"{"_id":"a","name":"A"}"#)
        await console.until { $0.writes.behind == nil }
        #expect(await console.state.writes.results.last?.results.summary == "1 of 3 done, 2 not sent")
        await clean(console)
    }
}
