import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Forms and previews that come while something else is done", .timeLimit(.minutes(15)))
struct WaitingPreviewTests {
    private static let toggle = ConsoleAction.list(.features, .commandRun(ListCommand.ID("toggle")))

    /// A change of the first feature has been asked for; the server has not answered.
    private static func asked() async throws -> HeldConsole {
        let console = try HeldConsole()
        await console.openFeatures()
        await console.send(toggle)
        await console.transport.arrival("/features")
        return console
    }

    /// The record is read twice: for its present value, and for the plan.
    private static func answer(_ console: HeldConsole) async {
        await console.transport.answer("/features", HeldConsole.features(mobile: false))
        await console.transport.answer("/features", HeldConsole.features(mobile: false))
    }

    @Test("A preview comes up where it was asked for, unseen: what was typed ahead does not answer it")
    func typedAhead() async throws {
        let console = try await Self.asked()
        await console.send(.write(.confirmed), .write(.focusMoved), .write(.confirmed))
        await Self.answer(console)
        await console.until { $0.writes.confirmation != nil }
        await console.send(.write(.focusMoved), .write(.confirmed))
        #expect(await console.state.writes.confirmation?.isSending == false)
        #expect(console.transport.waiting.isEmpty)
        await console.close()
    }

    @Test("A preview never comes up in another pane, nor on coming back")
    func otherPane() async throws {
        let console = try await Self.asked()
        await console.send(.paneOpened(.alerts))
        await console.transport.answer("/features", HeldConsole.features(mobile: false))
        await console.roundTrip()
        // The plan may go on reading although nobody waits for it; then it gets its answer too.
        if console.transport.waiting.contains(where: { $0.hasSuffix("/features") }) {
            await console.transport.answer("/features", HeldConsole.features(mobile: false))
        }
        await console.send(.paneOpened(.features))
        await console.roundTrip()
        let state = await console.state
        #expect(state.writes.confirmation == nil && state.pendingOperation == nil)
        await console.close()
    }

    @Test("A preview waits below the menu, the messages, the question to quit and the filter, then comes up unseen")
    func layers() async throws {
        let layers: [(open: ConsoleAction, close: ConsoleAction)] = [
            (.menu(.opened(.keys)), .menu(.closed)), (.messages(.opened), .messages(.closed)),
            (.list(.features, .filterOpened), .list(.features, .filterKept)),
        ]
        for layer in layers {
            let console = try await Self.asked()
            await console.send(layer.open)
            await Self.answer(console)
            await console.until { $0.pendingOperation?.result != nil }
            #expect(await console.state.writes.confirmation == nil)
            await console.send(.write(.shown), .write(.confirmed), layer.close)
            #expect(await console.state.writes.confirmation?.isShown == false)
            await console.close()
        }
    }

    @Test("A preview does not come up over the question whether to quit")
    func quitting() async throws {
        let console = try await Self.asked()
        await console.send(.form(.opened(Samples.form)), .form(.edited(.insert("x"))), .quitRequested)
        await Self.answer(console)
        await console.until { $0.pendingOperation?.result != nil }
        await console.send(.quitCancelled)
        #expect(await console.state.writes.confirmation == nil)
        await console.send(.form(.dismissed))
        #expect(await console.state.writes.confirmation != nil)
        await console.close()
    }

    @Test("Neither a preview nor a form takes the place of a form that was opened meanwhile")
    func otherForm() async throws {
        let reducer = ConsoleReducer(.nowhere)
        let preview = PlannedWrite([try Samples.plan()], .list(.features, []))
        let results: [PendingOperationAction] = [.previewRead(.success(preview)), .formRead(.success(Samples.form))]
        for result in results {
            var state = try Samples.console()
            state.pane = .features
            state.pendingOperation = PendingOperation("reading")
            _ = reducer.reduce(&state, .form(.opened(Samples.form)))
            _ = reducer.reduce(&state, .form(.edited(.insert("half"))))
            _ = reducer.reduce(&state, .pendingOperation(result))
            #expect(state.form?.values.text("name") == "half")
            #expect(state.writes.confirmation == nil && state.pendingOperation != nil)
            _ = reducer.reduce(&state, .form(.dismissed))
            #expect(state.pendingOperation == nil)
            #expect(state.form?.isChanged == false || state.writes.confirmation != nil)
        }
    }

    @Test("What the open form itself asked for comes up over it")
    func ownForm() throws {
        var state = try Samples.console()
        state.form = Samples.form
        state.pendingOperation = PendingOperation("planning anew", isAskedByForm: true)
        let preview = PlannedWrite([try Samples.plan()], .list(.features, []))
        _ = ConsoleReducer(.nowhere).reduce(&state, .pendingOperation(.previewRead(.success(preview))))
        #expect(state.isPreviewOnTop && state.form != nil)
    }
}
