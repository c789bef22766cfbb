import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Going to another pane")
struct PaneChangeTests {
    @Test("What was still being read for the pane that is left no longer comes up")
    func cancels() {
        let dependencies = Dependencies.nowhere
        var state = ConsoleState(session: SessionState(profile: "p", client: dependencies.client))
        let effects = ConsoleReducer(dependencies).reduce(&state, .paneOpened(.groups))
        #expect(effects.filter(\.isCancellation).map(\.id).contains(.preparation))
        #expect(state.pane == .groups)
    }
}
