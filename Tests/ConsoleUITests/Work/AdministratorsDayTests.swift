import ConsoleState
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("An administrator's day")
struct AdministratorsDayTests {
    @Test("Each task is done with the keys that it may take, on a wide and on a small screen", arguments: Goal.day)
    func goals(_ goal: Goal) async throws {
        #expect(goal.keyCount <= goal.limit, "\(goal.keyCount) keys")
        for size in [Size(120, 40), Size(80, 24)] {
            try await ConsoleDriver.with(size, prepare: goal.prepare) { console in
                for step in goal.steps {
                    switch step {
                    case .press(let key): await console.press(key)
                    case .type(let text): await console.type(text)
                    }
                }
                let state = await console.state
                let after = Aftermath(screen: await console.screen, state: state, client: state.session.client)
                let isDone = try await goal.isDone(after)
                #expect(isDone, "\(goal.title) at \(size.width) columns ends with\n\(after.screen)")
            }
        }
    }
}
