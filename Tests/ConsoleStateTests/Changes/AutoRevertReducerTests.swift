import Foundation
import SisenseClient
import Synchronization
import Testing

@testable import ConsoleState

@Suite("Settings on trial")
struct AutoRevertReducerTests {
    /// A clock that a test turns.
    private final class Clock: Sendable {
        private let seconds = Mutex(0.0)
        var now: Date { Date(timeIntervalSince1970: seconds.withLock { $0 }) }
        func turn(_ by: Double) { seconds.withLock { $0 += by } }
    }

    private let clock = Clock()
    private let reducer: AutoRevertReducer

    init() {
        let (nowhere, clock) = (Dependencies.nowhere, clock)
        let dependencies = Dependencies(client: nowhere.client, signIn: .token, now: { clock.now })
        reducer = AutoRevertReducer(context: WorkContext(dependencies))
    }

    private func begun() async throws -> AutoRevertState? {
        let plan = try await SettingsService(reducer.context.client).planSave(
            .security, edited: ["cookieExp": 1], base: ["cookieExp": 30])
        var state: AutoRevertState?
        let outcome = reducer.reduce(&state, .began(plan, .list(.settings, ["security"])))
        #expect(outcome.effects.map(\.id) == [.autoRevertClock])
        return state
    }

    private func seconds(_ state: AutoRevertState?) -> Int? {
        guard case .waiting(let seconds) = state?.phase else { return nil }
        return seconds
    }

    @Test("The time that is left is told by the clock, not by how often it ticked")
    func countdown() async throws {
        var state = try await begun()
        #expect(seconds(state) == 60)
        clock.turn(0.5)
        #expect(reducer.reduce(&state, .ticked).effects.isEmpty)
        #expect(seconds(state) == 60)
        clock.turn(20)
        #expect(reducer.reduce(&state, .ticked).effects.isEmpty)
        #expect(seconds(state) == 40)
    }

    @Test("When nobody answers in time, as after a suspension of an hour, the settings are put back once")
    func deadline() async throws {
        var state = try await begun()
        clock.turn(3600)
        #expect(reducer.reduce(&state, .ticked).effects.map(\.id) == [.autoRevertClock, .autoRevert])
        #expect(reducer.reduce(&state, .ticked).effects.isEmpty)
        #expect(reducer.reduce(&state, .putBackRequested).effects.isEmpty)
    }

    @Test("Kept settings stay, and the clock stops")
    func kept() async throws {
        var state = try await begun()
        let outcome = reducer.reduce(&state, .kept)
        #expect(state == nil)
        #expect(outcome.effects.map(\.id) == [.autoRevertClock])
        #expect(outcome.actions.map(caseName) == ["posted"])
    }

    @Test("What could not be put back stays on the screen and can be tried again")
    func failure() async throws {
        var state = try await begun()
        _ = reducer.reduce(&state, .putBackRequested)
        let error = APIError(.unreachable, message: "No answer came.", request: "", server: "")
        guard case .posted(let message)? = reducer.reduce(&state, .putBack(.failure(error))).actions.first else {
            Issue.record("nothing was said")
            return
        }
        #expect(message.level == .error)
        #expect(state != nil)
        #expect(reducer.reduce(&state, .putBackRequested).effects.count == 2)
    }

    @Test("On the way out it says what became of them: here, that nothing was put back, and how to do it by hand")
    func leaving() async throws {
        let state = try #require(try await begun())
        let text = await state.end(reducer.context.client)
        #expect(text.hasPrefix("Not reverted: Save the security settings."))
        #expect(text.contains("curl"))
    }
}
