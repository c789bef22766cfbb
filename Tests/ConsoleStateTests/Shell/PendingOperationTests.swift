import SisenseClient
import Testing

@testable import ConsoleState

@Suite("What is read before a form or a preview")
struct PendingOperationTests {
    private let reducer = ConsoleReducer(.nowhere)

    private func started() throws -> (state: ConsoleState, effects: [ConsoleEffect]) {
        let client = Dependencies.nowhere.client
        let user = try #require(User(["_id": "1", "email": "ada@acme.example"]))
        var state = ConsoleState(session: SessionState(profile: "p", client: client))
        state.session.phase = .ready(user)
        let rows = [RowContent(id: "1", cells: ["Bea"]), RowContent(id: "2", cells: ["Dara"])]
        let page = RowPage(rows, columns: UserRow.layout.columns.count)
        _ = reducer.reduce(&state, .listResult(ListID(.users), .pageLoaded(page)))
        let effects = reducer.reduce(&state, .list(.users, .commandRun(ListCommand.ID("toggle"))))
        return (state, effects)
    }

    private func preview() throws -> PlannedWrite {
        PlannedWrite([try GroupsService(Dependencies.nowhere.client).planCreate(name: "Ops")], .list(.users, ["1"]))
    }

    private var form: FormState { FormState("Edit", []) { _, _ in .messageDismissed } }

    @Test("It is told of once it lasts, with how far it is")
    func lasts() throws {
        var (state, effects) = try started()
        #expect(effects.map(\.id) == [.preparation, .preparationTimer])
        #expect(state.pendingOperation?.isShown == false)
        _ = reducer.reduce(&state, .pendingOperation(.lasting))
        _ = reducer.reduce(&state, .pendingOperation(.progressed("120 of 1000")))
        #expect(state.pendingOperation?.isShown == true)
        #expect(state.pendingOperation?.text == "reading the current state: 120 of 1000")
    }

    @Test("Stopping ends the reading, and says that nothing was changed")
    func stops() throws {
        var (state, _) = try started()
        let effects = reducer.reduce(&state, .pendingOperation(.stopped))
        #expect(effects.filter(\.isCancellation).map(\.id).contains(.preparation))
        #expect(state.pendingOperation == nil)
        #expect(state.messages.current?.text == "Stopped; nothing was changed")
    }

    @Test("It is over with the preview, the form, or an error of either, and with leaving the pane")
    func ends() throws {
        let error = APIError(.notFound, message: "gone", request: "", server: "")
        let ends: [ConsoleAction] = [
            .pendingOperation(.previewRead(.success(try preview()))), .pendingOperation(.formRead(.success(form))),
            .pendingOperation(.previewRead(.failure(error))), .pendingOperation(.formRead(.failure(error))),
            .paneOpened(.groups),
        ]
        for end in ends {
            var (state, _) = try started()
            #expect(state.pendingOperation != nil)
            let effects = reducer.reduce(&state, end)
            #expect(state.pendingOperation == nil)
            #expect(effects.contains { $0.id == .preparationTimer && $0.isCancellation })
        }
    }

    @Test("What was read does not come up over the menu, a question or a line being typed: it waits until they close")
    func waits() throws {
        let layers: [(open: [ConsoleAction], close: ConsoleAction)] = [
            ([.menu(.opened(.keys))], .menu(.closed)),
            ([.messages(.opened)], .messages(.closed)),
            ([.list(.users, .filterOpened)], .list(.users, .filterKept)),
            ([.list(.users, .sortRequested)], .picker(.closed)),
        ]
        for layer in layers {
            var (state, _) = try started()
            for action in layer.open { _ = reducer.reduce(&state, action) }
            _ = reducer.reduce(&state, .pendingOperation(.previewRead(.success(try preview()))))
            #expect(state.writes.confirmation == nil)
            #expect(state.pendingOperation != nil)
            _ = reducer.reduce(&state, layer.close)
            #expect(state.writes.confirmation?.plans.count == 1)
            #expect(state.writes.confirmation?.isShown == false)
            #expect(state.pendingOperation == nil)
        }
    }

    @Test("What waits behind the menu is dropped when the pane is left from there")
    func dropped() throws {
        var (state, _) = try started()
        _ = reducer.reduce(&state, .menu(.opened(.keys)))
        _ = reducer.reduce(&state, .pendingOperation(.previewRead(.success(try preview()))))
        _ = reducer.reduce(&state, .menu(.closed))
        state.writes.confirmation = nil
        _ = reducer.reduce(&state, .list(.users, .commandRun(ListCommand.ID("toggle"))))
        _ = reducer.reduce(&state, .menu(.opened(.keys)))
        _ = reducer.reduce(&state, .pendingOperation(.previewRead(.success(try preview()))))
        _ = reducer.reduce(&state, .paneOpened(.groups))
        _ = reducer.reduce(&state, .menu(.closed))
        #expect(state.writes.confirmation == nil)
    }

    @Test("A preview that was seen counts as unseen once something else lay on it")
    func covered() throws {
        var (state, _) = try started()
        _ = reducer.reduce(&state, .pendingOperation(.previewRead(.success(try preview()))))
        _ = reducer.reduce(&state, .write(.shown))
        #expect(state.writes.confirmation?.canSend == true)
        _ = reducer.reduce(&state, .menu(.opened(.keys)))
        #expect(!state.isPreviewOnTop)
        _ = reducer.reduce(&state, .write(.confirmed))
        #expect(state.writes.confirmation?.isSending == false)
        _ = reducer.reduce(&state, .menu(.closed))
        #expect(state.isPreviewOnTop)
        #expect(state.writes.confirmation?.canSend == false)
    }
}
