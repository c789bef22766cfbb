import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Going to another pane")
struct PaneChangeTests {
    @Test("What was still being read for the pane that is left no longer comes up")
    func cancels() {
        let environment = ConsoleEnvironment.nowhere
        var state = ConsoleState(session: SessionState(profile: "p", label: "", client: environment.client))
        let effects = ConsoleReducer(environment).reduce(&state, .paneOpened(.groups))
        let cancelled = effects.filter { if case .cancel = $0.kind { true } else { false } }.map(\.id)
        #expect(cancelled.contains("form"))
        #expect(cancelled.contains("plan"))
        #expect(state.pane == .groups)
    }
}
