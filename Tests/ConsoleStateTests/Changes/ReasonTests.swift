import SisenseClient
import Testing

@testable import ConsoleState

@Suite("The preview of a change that wants a reason")
struct ReasonTests {
    /// A change that waits for approval, and has been seen.
    private static func waiting(asksReason: Bool) throws -> WriteState {
        let client = Dependencies.nowhere.client
        let plan = try GroupsService(client).planCreate(name: "Ops")
        let session = SessionState(profile: "acme", client: client, asksReason: asksReason)
        var state = WriteState()
        state.confirmation = .init(plans: [plan], origin: .list(.groups, []), session: session)
        state.confirmation?.isShown = true
        return state
    }

    @Test("It cannot be sent while the reason is missing or blank")
    func missing() throws {
        var state = try Self.waiting(asksReason: true)
        #expect(state.confirmation?.canSend == false)
        state.confirmation?.reason = TextInput("  ")
        #expect(state.confirmation?.canSend == false)
        state.confirmation?.reason = TextInput("CHG-1")
        #expect(state.confirmation?.canSend == true)
    }

    @Test("The focus goes from the reason to Cancel and Send and round; without a reason between the two")
    func focus() throws {
        var asked = try #require(try Self.waiting(asksReason: true).confirmation)
        #expect(asked.focus == .reason)
        asked.moveFocus()
        #expect(asked.focus == .cancel)
        asked.moveFocus()
        #expect(asked.focus == .send)
        asked.moveFocus()
        #expect(asked.focus == .reason)
        var plain = try #require(try Self.waiting(asksReason: false).confirmation)
        plain.moveFocus()
        #expect(plain.focus == .send)
        plain.moveFocus()
        #expect(plain.focus == .cancel)
    }

    @Test("A dry run hands the plans to the client, which keeps them, and says how many")
    func rehearsal() async throws {
        var context = WorkContext.nowhere
        context.client = context.client.dryRun(true)
        let session = SessionState(profile: "acme", client: context.client)
        let reducer = WriteReducer(context: context, session: session, autoReverts: false)
        var state = try Self.waiting(asksReason: false)
        let outcome = reducer.reduce(&state, .confirmed)
        guard case .run(_, let operation)? = outcome.effects.first?.kind else {
            Issue.record("nothing was started")
            return
        }
        let counts = Counts()
        await operation { action in
            if case .write(.rehearsed(let count)) = action { await counts.add(count) }
        }
        #expect(await counts.all == [1])
        _ = reducer.reduce(&state, .rehearsed(1))
        #expect(state.confirmation == nil)
        #expect(state.done.isEmpty)
    }

    private actor Counts {
        var all: [Int] = []

        func add(_ count: Int) { all.append(count) }
    }
}
