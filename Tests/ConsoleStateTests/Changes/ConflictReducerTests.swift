import Testing

@testable import ConsoleState
@testable import SisenseClient

@Suite("Two changes of one record")
struct ConflictReducerTests {
    private let context = WorkContext.nowhere

    private func conflict(mine: JSONValue, theirs: JSONValue) async throws -> ConflictState {
        let base: JSONValue = ["a": 1, "b": 1]
        let plan = try await SettingsService(context.client).planSave(.loginLockout, edited: mine, base: base)
        return ConflictState(
            Conflict(base: base, mine: mine, theirs: theirs), plan: plan, origin: .list(.settings, ["loginLockout"]))
    }

    private func store(_ state: ConflictState) -> TestStore<ConflictState?, ConsoleAction, ConsoleWork> {
        let reducer = ConflictReducer(context: context)
        return TestStore(state) { state, action in
            guard case .conflict(let action) = action else { return ConsoleOutcome() }
            return reducer.reduce(&state, action)
        }
    }

    @Test("Nothing is planned before every contested place has a choice")
    func open() async throws {
        let store = store(try await conflict(mine: ["a": 2, "b": 1], theirs: ["a": 3, "b": 4]))
        #expect(store.state?.openCount == 1)
        #expect(store.state?.difference?.path.description == "a")
        store.send(.conflict(.resolved), then: ["posted"])
        store.send(.conflict(.sideChosen(.mine))) { $0?.sides[0] = .mine }
        store.send(.conflict(.resolved), effects: ["preparation"], then: ["form.recordMerged"]) { $0 = nil }
    }

    @Test("The plan made anew holds both changes and rests on what the server has now")
    func merged() async throws {
        let store = store(try await conflict(mine: ["a": 2, "b": 1], theirs: ["a": 1, "b": 4]))
        store.send(.conflict(.resolved), effects: ["preparation"], then: ["form.recordMerged"]) { $0 = nil }
        await store.run(.preparation)
        store.receive { action in
            guard case .pendingOperation(.previewRead(.success(let write))) = action,
                write.origin == .list(.settings, ["loginLockout"])
            else { return false }
            return write.plans.map(\.base) == [["a": 1, "b": 4]] && write.plans.map(\.result) == [["a": 2, "b": 4]]
        }
        store.finish()
    }

    @Test("The places of a conflict of shares are said by party, and their versions as rights")
    func words() {
        func list(_ rule: String?) -> JSONValue {
            ["sharesTo": .array(rule.map { [Share(.group, id: "g1", rule: Share.Rule($0)).raw] } ?? [])]
        }
        let merge = JSONMerge(base: list("view"), mine: list("edit"), theirs: list(nil))
        let names = RecordNames(["g1": "Support"])
        let differences = merge.differences.map { ConflictText($0, names) }
        #expect(differences.map(\.label) == ["group Support"])
        let difference = merge.differences[0]
        let versions = [difference.base, difference.mine, difference.theirs].map { differences[0].text(of: $0) }
        #expect(versions == ["view", "edit", "not in the list"])
        let groups = JSONMerge(base: ["groups": ["g2"]], mine: ["groups": ["g2", "g1"]], theirs: ["groups": ["g2"]])
        #expect(groups.differences.map { ConflictText($0, names).label } == ["group Support"])
    }

    @Test("Giving everything up reads the record again and plans nothing")
    func givenUp() async throws {
        var state: ConflictState? = try await conflict(mine: ["a": 2, "b": 1], theirs: ["a": 3, "b": 1])
        let reducer = ConflictReducer(context: context)
        _ = reducer.reduce(&state, .sideChosen(.theirs))
        let outcome = reducer.reduce(&state, .resolved)
        #expect(state == nil)
        #expect(outcome.effects.isEmpty)
        #expect(outcome.actions.map(caseName) == ["posted", "form.dismissed", "changed.list"])
    }

    @Test("Leaving keeps what was typed: nothing is read again")
    func left() async throws {
        var state: ConflictState? = try await conflict(mine: ["a": 2, "b": 1], theirs: ["a": 3, "b": 1])
        let outcome = ConflictReducer(context: context).reduce(&state, .closed)
        #expect(state == nil)
        #expect(outcome.actions.map(caseName) == ["posted"])
    }

    @Test("Of several plans of which one is contested none is shown, and the contested record is named")
    func several() throws {
        let conflict = Conflict(base: ["a": 1], mine: ["a": 2], theirs: ["a": 3])
        let plans = [try Samples.plan("A"), try Samples.plan("B").conflicting(conflict)]
        let reducer = WriteReducer(context: context, session: Samples.session(), autoReverts: false)
        var state = WriteState()
        let outcome = reducer.reduce(&state, .planned(PlannedWrite(plans, .list(.groups, []))))
        #expect(state.confirmation == nil)
        guard case .posted(let message)? = outcome.actions.first else {
            Issue.record("nothing was said")
            return
        }
        #expect(message.text.plain.contains("someone else has changed group B meanwhile"))
    }
}
