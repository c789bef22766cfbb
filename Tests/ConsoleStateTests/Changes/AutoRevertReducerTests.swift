import Foundation
import SisenseClient
import Synchronization
import Testing

@testable import ConsoleState

@Suite("Settings pending confirmation")
struct AutoRevertReducerTests {
    /// Two clocks that a test turns: that of the machine, and the one that nobody can set.
    private final class Clocks: Sendable {
        private let wall = Mutex(0.0)
        private let uptime = Mutex(Duration.zero)
        private let start = ContinuousClock.now

        var now: Date { Date(timeIntervalSince1970: wall.withLock { $0 }) }
        var instant: ContinuousClock.Instant { start + uptime.withLock { $0 } }
        func set(_ by: Double) { wall.withLock { $0 += by } }
        func turn(_ by: Double) { uptime.withLock { $0 += .seconds(by) } }
    }

    private let clocks = Clocks()
    private let reducer: AutoRevertReducer

    init() {
        let clocks = clocks
        let dependencies = Dependencies(
            client: Samples.client(), signIn: .token, now: { clocks.now }, uptime: { clocks.instant })
        reducer = AutoRevertReducer(context: WorkContext(dependencies))
    }

    private func kept() async throws -> KeptRevert {
        KeptRevert(try #require(PendingRevert(of: try await Samples.riskyPlan())))
    }

    private func begun() async throws -> AutoRevertState? {
        var state: AutoRevertState?
        let outcome = reducer.reduce(&state, .began([try await kept()], .list(.settings, ["security"])))
        #expect(outcome.effects.map(\.id) == [.autoRevertClock])
        return state
    }

    private func seconds(_ state: AutoRevertState?) -> Int? {
        switch state?.phase {
        case .waiting(let seconds): seconds
        case .failed(_, let nextTry): nextTry
        case .reverting, nil: nil
        }
    }

    private func failed(_ kind: APIError.Kind, _ state: inout AutoRevertState?) -> ConsoleOutcome {
        _ = reducer.reduce(&state, .putBackRequested)
        return reducer.reduce(
            &state, .putBack(.failure(APIError(kind, message: "No answer came.", request: "", server: ""))))
    }

    @Test("The time that is left is told by a clock, not by how often it ticked")
    func countdown() async throws {
        var state = try await begun()
        #expect(seconds(state) == 60)
        clocks.turn(0.5)
        #expect(reducer.reduce(&state, .ticked).effects.isEmpty)
        #expect(seconds(state) == 60)
        clocks.turn(20)
        #expect(reducer.reduce(&state, .ticked).effects.isEmpty)
        #expect(seconds(state) == 40)
    }

    @Test(
        "A clock of the machine that jumps, forward or back, neither reverts early nor late",
        arguments: [3600.0, -3600])
    func jump(by: Double) async throws {
        var state = try await begun()
        clocks.set(by)
        clocks.turn(10)
        #expect(reducer.reduce(&state, .ticked).effects.isEmpty)
        #expect(seconds(state) == 50)
        clocks.turn(50)
        #expect(reducer.reduce(&state, .ticked).effects.map(\.id) == [.autoRevert])
    }

    @Test("When nobody answers in time, as after a suspension of an hour, the settings are reverted once")
    func deadline() async throws {
        var state = try await begun()
        clocks.turn(3600)
        #expect(reducer.reduce(&state, .ticked).effects.map(\.id) == [.autoRevert])
        #expect(reducer.reduce(&state, .ticked).effects.isEmpty)
        #expect(reducer.reduce(&state, .putBackRequested).effects.isEmpty)
        #expect(state?.isByHand == false)
    }

    @Test("Confirmed settings stay, and the clock stops")
    func confirmed() async throws {
        var state = try await begun()
        let outcome = reducer.reduce(&state, .kept)
        #expect(state == nil)
        #expect(outcome.effects.map(\.id) == [.autoRevertClock, .autoRevertJournal])
        #expect(outcome.actions.map(caseName) == ["posted"])
    }

    @Test("A server that does not answer is tried until it does, at longer and longer intervals, and said once")
    func retried() async throws {
        var state = try await begun()
        clocks.turn(60)
        var pauses: [Int?] = []
        for index in 0..<7 {
            let outcome = failed(.unreachable, &state)
            #expect(outcome.actions.map(caseName) == (index == 0 ? ["posted", "changed.list"] : []))
            pauses.append(seconds(state))
            clocks.turn(Double(seconds(state) ?? 0) - 0.5)
            #expect(reducer.reduce(&state, .ticked).effects.isEmpty)
            clocks.turn(0.5)
            #expect(reducer.reduce(&state, .ticked).effects.map(\.id) == [.autoRevert])
        }
        #expect(pauses == [2, 4, 8, 16, 30, 30, 30])
    }

    @Test("A revert that the server refuses waits for a person, who can try again or confirm")
    func refused() async throws {
        var state = try await begun()
        #expect(failed(.refused, &state).actions.map(caseName) == ["posted", "changed.list"])
        clocks.turn(3600)
        #expect(reducer.reduce(&state, .ticked).effects.isEmpty)
        #expect(reducer.reduce(&state, .putBackRequested).effects.map(\.id) == [.autoRevert])
        #expect(state?.isByHand == true)
        #expect(failed(.forbidden, &state).actions.map(caseName) == ["posted", "changed.list"])
        _ = reducer.reduce(&state, .kept)
        #expect(state == nil)
    }

    @Test("Signed in again, a revert that found the session gone is tried at once, and once for each wait")
    func signedIn() async throws {
        var state = try await begun()
        clocks.turn(60)
        #expect(reducer.reduce(&state, .signedIn).effects.isEmpty, "nothing has failed yet")
        _ = failed(.unauthorized, &state)
        #expect(reducer.reduce(&state, .signedIn).effects.map(\.id) == [.autoRevert])
        // A server that takes no token for this is not asked without end.
        _ = reducer.reduce(&state, .putBack(.failure(Samples.expired)))
        #expect(reducer.reduce(&state, .signedIn).effects.isEmpty)
        clocks.turn(Double(seconds(state) ?? 0))
        #expect(reducer.reduce(&state, .ticked).effects.map(\.id) == [.autoRevert])
        _ = reducer.reduce(&state, .putBack(.failure(Samples.expired)))
        #expect(reducer.reduce(&state, .signedIn).effects.map(\.id) == [.autoRevert])
        // What failed for another reason has no use for a session.
        _ = failed(.unreachable, &state)
        #expect(reducer.reduce(&state, .signedIn).effects.isEmpty)
    }

    @Test("A revert that finds the session gone asks for a sign-in")
    func loggedOut() throws {
        let error = APIError(.unauthorized, message: "Sign in again.", request: "", server: "")
        var state = try Samples.console()
        _ = ConsoleReducer(.nowhere).reduce(&state, .autoRevert(.putBack(.failure(error))))
        guard case .signIn = state.session.phase else {
            Issue.record("nobody is asked to sign in")
            return
        }
    }

    @Test(
        "What a program that died has left begins its countdown again; a session that cannot revert it says that it stands"
    )
    func recovered() async throws {
        var state: AutoRevertState?
        let outcome = reducer.reduce(&state, .recovered(try await kept()))
        #expect(seconds(state) == 60)
        #expect(outcome.effects.map(\.id) == [.autoRevertClock])
        #expect(outcome.actions.map(caseName) == ["posted"])
        var other: AutoRevertState?
        let readOnly = AutoRevertReducer(context: .nowhere)
        guard case .posted(let message)? = readOnly.reduce(&other, .recovered(try await kept())).actions.first else {
            Issue.record("nothing was said")
            return
        }
        #expect(other == nil)
        #expect(message.text.plain.contains("stands"))
    }

    @Test("Suspending says that nothing is reverted meanwhile, and after how long it will be")
    func suspended() async throws {
        var state = try await begun()
        clocks.turn(17)
        _ = reducer.reduce(&state, .ticked)
        #expect(state?.suspensionNote?.contains("After 43 s") == true)
        _ = failed(.unreachable, &state)
        #expect(state?.suspensionNote?.hasPrefix("Not reverted yet") == true)
    }

    @Test("On the way out it says what became of them: here, that nothing was reverted, and what to do")
    func leaving() async throws {
        let state = try #require(try await begun())
        let text = await state.end(Dependencies.nowhere.client)
        #expect(text.hasPrefix("Not reverted: Save the security settings."))
        #expect(text.contains("by hand"))
    }

    @Test("Of several saves the last is reverted first, and what could not be is tried again alone")
    func several() async throws {
        func save(_ document: SettingsDocument, _ before: JSONValue, _ after: JSONValue) async throws -> KeptRevert {
            let service = SettingsService(Samples.client())
            return KeptRevert(
                try #require(PendingRevert(of: try await service.planSave(document, edited: after, base: before))))
        }
        let first = try await save(.security, ["cookieExp": 30], ["cookieExp": 1])
        let second = try await save(.singleSignOn, ["enabled": true], ["enabled": false])
        var state: AutoRevertState?
        _ = reducer.reduce(&state, .began([first, second], .list(.settings, [])))
        _ = reducer.reduce(&state, .putBackRequested)
        let done = KeptRevert.Done(
            pending: second.pending, outcome: PendingRevert.Outcome(isReverted: true, kept: []))
        let outcome = reducer.reduce(&state, .putBack(.success(done)))
        #expect(!outcome.effects.map(\.id).contains(.autoRevertClock))
        #expect(state?.kept.map(\.pending) == [first.pending])
        _ = reducer.reduce(
            &state, .putBack(.failure(APIError(.unreachable, message: "", request: "", server: ""))))
        #expect(seconds(state) == 2)
        #expect(reducer.reduce(&state, .ended([.singleSignOn])).effects.map(\.id) == [.autoRevertJournal])
        #expect(state != nil)
        _ = reducer.reduce(&state, .ended([.security]))
        #expect(state == nil)
    }
}
