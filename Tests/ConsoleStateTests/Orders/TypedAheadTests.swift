import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Keys that are typed before the form they are meant for has opened", .timeLimit(.minutes(15)))
struct TypedAheadTests {
    /// A key that types a text into a form, and leaves a pane.
    private static func key(_ text: String) -> ConsoleAction {
        .typedAhead(
            TypedAhead { state in state.form == nil ? [.paneOpened(.alerts)] : [.form(.edited(.insert(text)))] })
    }

    /// Another name for a group has been asked for; the server has not answered.
    private static func asked() async throws -> HeldConsole {
        let console = try HeldConsole(.groups)
        let page = RowPage([RowContent(id: "g1", cells: ["Sales"])], columns: ListFeature.groups.columns.count)
        await console.send(
            .listResult(ListID(.groups), .pageLoaded(page)), .list(.groups, .commandRun(ListCommand.ID("rename"))))
        await console.transport.arrival("/groups/g1")
        return console
    }

    @Test("They wait for it, and are typed into it in their order")
    func kept() async throws {
        let console = try await Self.asked()
        await console.send(Self.key("A"), Self.key("b"))
        #expect(await console.state.pane == .groups)
        await console.transport.answer("/groups/g1", #"{"_id": "g1", "name": "Sales"}"#)
        await console.until { $0.form != nil }
        #expect(await console.state.form?.values.text("name") == "SalesAb")
        #expect(await console.state.pane == .groups)
        await console.close()
    }

    @Test("They go with the reading that is stopped, that fails, or that makes way for another")
    func dropped() throws {
        let reducer = ConsoleReducer(.nowhere)
        let ends: [ConsoleAction] = [
            .pendingOperation(.stopped), .pendingOperation(.formRead(.failure(Samples.error))), .paneOpened(.groups),
            .list(.users, .commandRun(ListCommand.ID("add"))),
        ]
        for end in ends {
            var state = try Samples.console()
            state.pendingOperation = PendingOperation("reading", holdsInput: true)
            _ = reducer.reduce(&state, Self.key("x"))
            #expect(state.pendingOperation?.typedAhead.count == 1)
            _ = reducer.reduce(&state, end)
            #expect(state.pendingOperation?.typedAhead.isEmpty ?? true)
            _ = reducer.reduce(&state, .form(.opened(Samples.form)))
            #expect(state.form?.values.text("name") == "")
        }
    }

    @Test("They are kept for a form alone, and not while a preview is read or something else lies on top")
    func unkept() throws {
        let reducer = ConsoleReducer(.nowhere)
        var state = try Samples.console()
        state.pendingOperation = PendingOperation("planning")
        #expect(!state.holdsInput)
        state.pendingOperation = PendingOperation("reading", holdsInput: true)
        #expect(state.holdsInput)
        _ = reducer.reduce(&state, .menu(.opened(.keys)))
        #expect(!state.holdsInput)
    }
}
