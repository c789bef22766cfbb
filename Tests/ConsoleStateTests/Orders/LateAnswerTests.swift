import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Answers that come late", .timeLimit(.minutes(15)))
struct LateAnswerTests {
    private static func call(_ console: HeldConsole) async throws -> Call {
        try await console.state.session.client.call(.getFeatures)
    }

    /// The answer to a call is on the screen.
    private static func answered() async throws -> HeldConsole {
        let console = try HeldConsole(.api)
        let call = try await call(console)
        await console.send(.form(.opened(Samples.form)), .explorer(.callMade(call, CallDraft(call))))
        await console.transport.answer("/features", "[]")
        await console.until { $0.shownAnswer != nil }
        #expect(await console.state.form == nil)
        return console
    }

    private static func expectUntouched(_ console: HeldConsole, _ pane: PaneID) async {
        let state = await console.state
        #expect(state.pane == pane)
        #expect(state.explorer.history.count == 1)
        #expect(state.explorer.asker == nil)
        #expect(state.messages.current?.level == .info)
        await console.close()
    }

    @Test("A call that is made again does not close the form that is filled in meanwhile")
    func repeatedUnderForm() async throws {
        let console = try await Self.answered()
        await console.send(.explorer(.repeated), .form(.opened(Samples.form)), .form(.edited(.insert("half"))))
        await console.transport.answer("/features", "[1]")
        await console.until { $0.messages.current != nil }
        #expect(await console.state.form?.values.text("name") == "half")
        #expect(await console.state.explorer.answer?.response.body.count == 2)
        await Self.expectUntouched(console, .api)
    }

    @Test("A call that is made again does not lead back to a pane that was left")
    func repeatedAndLeft() async throws {
        let console = try await Self.answered()
        await console.send(.explorer(.repeated), .paneOpened(.groups))
        await console.transport.answer("/features", "[1]")
        await console.until { $0.messages.current != nil }
        await Self.expectUntouched(console, .groups)
    }

    @Test("A request sent again from the trace waits in the history once the trace was left")
    func replayedAndLeft() async throws {
        let console = try await Self.answered()
        let id = try #require(console.traces.all.first).id.uuidString
        await console.send(.paneOpened(.trace), .explorer(.replayed(RecordID(id))), .paneOpened(.groups))
        await console.transport.answer("/features", "[1]")
        await console.until { $0.messages.current != nil }
        await Self.expectUntouched(console, .groups)
    }

    @Test("A request sent again from the trace waits while the menu is open, and comes up where nothing is")
    func replayedUnderMenu() async throws {
        let console = try await Self.answered()
        let id = try #require(console.traces.all.first).id.uuidString
        await console.send(.paneOpened(.trace), .explorer(.replayed(RecordID(id))), .menu(.opened(.keys)))
        await console.transport.answer("/features", "[1]")
        await console.until { $0.messages.current != nil }
        #expect(await console.state.pane == .trace)
        await console.send(.menu(.closed), .explorer(.replayed(RecordID(id))))
        await console.transport.answer("/features", "[1]")
        await console.until { $0.shownAnswer?.response.body.count == 3 }
        await console.close()
    }

    @Test("A call that was cancelled in its form does not close the form when it is answered all the same")
    func cancelled() async throws {
        let console = try HeldConsole(.api)
        let call = try await Self.call(console)
        await console.send(.form(.opened(Samples.form)), .form(.edited(.insert("half"))))
        await console.send(.explorer(.callMade(call, CallDraft(call))))
        await console.transport.arrival("/features")
        await console.send(.form(.closed))
        await console.transport.answer("/features", "[1]")
        await console.roundTrip()
        let state = await console.state
        #expect(state.form?.values.text("name") == "half")
        #expect(state.form?.isBusy == false)
        #expect(state.explorer.answer == nil)
        await console.close()
    }

    @Test("The rows of a list that was left land in that list and nowhere else")
    func list() async throws {
        let console = try HeldConsole()
        await console.send(.paneOpened(.features))
        await console.transport.arrival("/features")
        await console.send(.paneOpened(.alerts))
        await console.transport.answer("/features", HeldConsole.features(mobile: true))
        await console.until { $0.lists[.features]?.isLoading == false }
        let state = await console.state
        #expect(state.pane == .alerts)
        #expect(state.lists[.features]?.table.count == 2)
        #expect(state.lists[.alerts]?.table.count == 0)
        #expect(state.lists[.alerts]?.isLoading == true)
        await console.close()
    }
}
