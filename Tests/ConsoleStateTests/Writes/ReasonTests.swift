import SisenseClient
import Testing

@testable import ConsoleState

@Suite("The preview of a change that wants a reason")
struct ReasonTests {
    private static func confirmation(asksReason: Bool, label: String = "") throws -> Confirmation {
        let client = ConsoleEnvironment.nowhere.client
        let plan = try GroupsService(client).planCreate(name: "Ops")
        let session = SessionState(profile: "acme", label: label, client: client, asksReason: asksReason)
        var confirmation = Confirmation(plans: [plan], origin: .list(.groups, []), session: session)
        confirmation.isShown = true
        return confirmation
    }

    @Test("It cannot be sent while the reason is missing or blank")
    func missing() throws {
        var confirmation = try Self.confirmation(asksReason: true)
        #expect(!confirmation.canSend)
        confirmation.reason = TextInput("  ")
        #expect(!confirmation.canSend)
        confirmation.reason = TextInput("CHG-1")
        #expect(confirmation.canSend)
    }

    @Test("The focus goes from the reason to Cancel and Send and round; without a reason between the two")
    func focus() throws {
        var asked = try Self.confirmation(asksReason: true)
        #expect(asked.focus == .reason)
        for expected in [Confirmation.Focus.cancel, .send, .reason] {
            asked.moveFocus()
            #expect(asked.focus == expected)
        }
        var plain = try Self.confirmation(asksReason: false)
        for expected in [Confirmation.Focus.send, .cancel] {
            plain.moveFocus()
            #expect(plain.focus == expected)
        }
    }

    @Test("A dry run hands the plans to the client, which keeps them, and says how many")
    func rehearsal() async throws {
        let environment = ConsoleEnvironment.nowhere.dry
        let session = SessionState(profile: "acme", label: "", client: environment.client)
        let reducer = WriteReducer(environment: environment, session: session)
        var state = WriteState()
        state.confirmation = try Self.confirmation(asksReason: false)
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

extension ConsoleEnvironment {
    /// The same in a dry run.
    fileprivate var dry: ConsoleEnvironment {
        var environment = self
        environment.client = client.dryRun(true)
        return environment
    }
}
