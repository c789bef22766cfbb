import SisenseClient
import Testing

@testable import ConsoleState

@Suite("What is read before a form or a preview")
struct PendingOperationTests {
    private let reducer = ConsoleReducer(.nowhere)

    private func started() -> (state: ConsoleState, effects: [Effect<ConsoleAction>]) {
        let client = ConsoleEnvironment.nowhere.client
        var state = ConsoleState(session: SessionState(profile: "p", label: "", client: client))
        let rows = [RowContent(id: "1", cells: ["Bea"]), RowContent(id: "2", cells: ["Dara"])]
        _ = reducer.reduce(&state, .list(.users, .pageLoaded(RowPage(rows, columns: UserRow.layout.columns.count))))
        let effects = reducer.reduce(&state, .list(.users, .commandRun(ListCommand.ID("toggle"))))
        return (state, effects)
    }

    @Test("It is told of once it lasts, with how far it is")
    func lasts() {
        var (state, effects) = started()
        #expect(effects.map(\.id) == ["plan", "preparation"])
        #expect(state.pendingOperation?.isShown == false)
        _ = reducer.reduce(&state, .pendingOperation(.lasting))
        _ = reducer.reduce(&state, .pendingOperation(.progressed("120 of 1000")))
        #expect(state.pendingOperation?.isShown == true)
        #expect(state.pendingOperation?.text == "reading what is about to change: 120 of 1000")
    }

    @Test("Stopping ends the reading, and says that nothing was changed")
    func stops() {
        var (state, _) = started()
        let effects = reducer.reduce(&state, .pendingOperation(.stopped))
        #expect(effects.filter(\.isCancellation).map(\.id).contains("plan"))
        #expect(state.pendingOperation == nil)
        #expect(state.messages.current?.text == "Stopped; nothing was changed")
    }

    @Test("It is over with the preview, the form, or an error of either, and with leaving the pane")
    func ends() {
        let error = APIError(.notFound, message: "gone", request: "", server: "")
        let ends: [ConsoleAction] = [
            .write(.planned(.failure(error), .list(.users, []))), .form(.openFailed(error)),
            .form(.opened(FormState("Edit", []) { _, _ in .messageDismissed })), .paneOpened(.groups),
        ]
        for end in ends {
            var (state, _) = started()
            #expect(state.pendingOperation != nil)
            let effects = reducer.reduce(&state, end)
            #expect(state.pendingOperation == nil)
            #expect(effects.contains { $0.id == "preparation" && $0.isCancellation })
        }
    }
}
