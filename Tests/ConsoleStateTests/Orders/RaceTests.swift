import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Changes, refreshes and tokens that overtake each other", .timeLimit(.minutes(15)))
struct RaceTests {
    @Test(
        "A list that is being read while a write ends shows how it is after the write",
        arguments: [[], ["mobile"]] as [[RecordID]])
    func refreshUnderWrite(records: [RecordID]) async throws {
        let console = try HeldConsole()
        await console.openFeatures()
        await console.send(.list(.features, .refreshRequested))
        await console.transport.arrival("/features")
        await console.send(.changed(.list(.features, records), touches: [.features]))
        await console.transport.arrivals("/features", 2)
        await console.transport.answer("/features", HeldConsole.features(mobile: true), newest: true)
        await console.until { $0.lists[.features]?.isLoading == false }
        #expect(await console.mobile == "on")
        // What was read before the write comes after it.
        await console.transport.answer("/features", HeldConsole.features(mobile: false))
        await console.roundTrip()
        #expect(await console.mobile == "on")
        await console.close()
    }

    @Test("A list whose very first reading a write overtakes is read once more, and shows every row once")
    func firstReading() async throws {
        let console = try HeldConsole()
        await console.send(.paneOpened(.features))
        await console.transport.arrival("/features")
        await console.send(.changed(.list(.features, []), touches: [.features]))
        await console.transport.arrivals("/features", 2)
        await console.transport.answer("/features", HeldConsole.features(mobile: false))
        await console.transport.answer("/features", HeldConsole.features(mobile: true))
        await console.until { $0.lists[.features]?.isLoading == false }
        #expect(await console.mobile == "on")
        #expect(await console.state.lists[.features]?.table.total == 2)
        await console.close()
    }

    @Test("A sign-in that expires leaves form and preview as they are, and comes back to them unseen")
    func expired() async throws {
        let console = try HeldConsole()
        await console.openFeatures()
        await console.send(.form(.opened(Samples.form)), .form(.edited(.insert("half"))))
        let write = PlannedWrite([try Samples.plan()], .list(.features, []))
        await console.send(.write(.planned(write)), .write(.shown), .list(.features, .refreshRequested))
        await console.transport.answer("/features", "{}", status: 401)
        await console.until { if case .signIn? = $0.overlay { true } else { false } }
        await console.send(.write(.confirmed))
        #expect(await console.state.writes.confirmation?.isSending == false)
        for edit in ["ada", "secret"] {
            await console.send(.session(.edited(.insert(edit))), .session(.submitted))
        }
        await console.transport.answer("/authentication/login", #"{"access_token":"new"}"#)
        await console.transport.answer("/users/loggedin", #"{"_id":"1","email":"ada@acme.example"}"#)
        await console.until(\.session.isReady)
        let state = await console.state
        #expect(state.pane == .features && state.isPreviewOnTop)
        #expect(state.writes.confirmation?.isShown == false)
        #expect(state.form?.values.text("name") == "half")
        #expect(state.lists[.features]?.isLoading == true)
        await console.close()
    }

    @Test("Shares that are edited while they are read again keep the edit, in the draft and on the screen")
    func sharesEdited() throws {
        let reducer = ConsoleReducer(.nowhere)
        var state = try Samples.console()
        state.open(.shares(of: "d", title: "Sales"))
        let bea = Share(.user, id: "2", rule: .view)
        let raw: JSONValue = ["oid": "d", "title": "Sales", "owner": "1"]
        let read = SharesState(
            SharesDocument(
                dashboard: try #require(Dashboard(raw)), list: ShareList(["sharesTo": [bea.raw]]), names: .none))
        let list = try #require(state.lists[.shares]).id
        func come() {
            let rows = RowPage(read.rows.map(\.content), columns: ShareRow.layout.columns.count)
            _ = reducer.reduce(&state, .shares(.loaded(read)))
            _ = reducer.reduce(&state, .listResult(list, .pageLoaded(rows)))
            _ = reducer.reduce(&state, .listResult(list, .loadEnded(.success(.distantPast))))
        }
        _ = reducer.reduce(&state, .list(.shares, .refreshRequested))
        come()
        _ = reducer.reduce(&state, .list(.shares, .refreshRequested))
        _ = reducer.reduce(&state, .shares(.removeToggled))
        come()
        #expect(state.shares?.draft == [])
        #expect(state.lists[.shares]?.table.count == 1)
        #expect(state.lists[.shares]?.table.cell(at: 0, 4) == "removed")
    }
}
