import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Two changes of one record")
struct ConflictReducerTests {
    private let environment = ConsoleEnvironment.nowhere

    private func conflict(mine: JSONValue, theirs: JSONValue) async throws -> ConflictState {
        let base: JSONValue = ["a": 1, "b": 1]
        let plan = try await SettingsService(environment.client).planSave(.loginLockout, edited: mine, base: base)
        return ConflictState(
            Conflict(base: base, mine: mine, theirs: theirs), plan: plan, origin: .list(.settings, ["loginLockout"]))
    }

    private func store(_ state: ConflictState) -> TestStore<ConflictState?, ConsoleAction> {
        let reducer = ConflictReducer(environment: environment)
        return TestStore(state) { state, action in
            guard case .conflict(let action) = action else { return [] }
            return reducer.reduce(&state, action).effects
        }
    }

    @Test("Nothing is planned before every contested place has a choice")
    func open() async throws {
        let store = store(try await conflict(mine: ["a": 2, "b": 1], theirs: ["a": 3, "b": 4]))
        #expect(store.state?.openCount == 1)
        #expect(store.state?.place?.path.description == "a")
        store.send(.conflict(.resolved))
        store.send(.conflict(.sideChosen(.mine))) { $0?.sides[0] = .mine }
        store.send(.conflict(.resolved), effects: ["plan"]) { $0 = nil }
    }

    @Test("The plan made anew holds both changes and rests on what the server has now")
    func merged() async throws {
        let store = store(try await conflict(mine: ["a": 2, "b": 1], theirs: ["a": 1, "b": 4]))
        store.send(.conflict(.resolved), effects: ["plan"]) { $0 = nil }
        await store.run("plan")
        store.receive { action in
            guard case .write(.planned(.success(let plans), .list(.settings, ["loginLockout"]))) = action else {
                return false
            }
            return plans.map(\.base) == [["a": 1, "b": 4]] && plans.map(\.result) == [["a": 2, "b": 4]]
        }
        store.finish()
    }

    @Test("Giving everything up reads the record again and plans nothing")
    func givenUp() async throws {
        var state: ConflictState? = try await conflict(mine: ["a": 2, "b": 1], theirs: ["a": 3, "b": 1])
        let reducer = ConflictReducer(environment: environment)
        _ = reducer.reduce(&state, .sideChosen(.theirs))
        let outcome = reducer.reduce(&state, .resolved)
        #expect(state == nil)
        #expect(outcome.effects.isEmpty)
        #expect(outcome.reloaded == .list(.settings, ["loginLockout"]))
    }

    @Test("Leaving keeps what was typed: nothing is read again")
    func left() async throws {
        var state: ConflictState? = try await conflict(mine: ["a": 2, "b": 1], theirs: ["a": 3, "b": 1])
        let outcome = ConflictReducer(environment: environment).reduce(&state, .closed)
        #expect(state == nil)
        #expect(outcome.reloaded == nil)
    }
}
