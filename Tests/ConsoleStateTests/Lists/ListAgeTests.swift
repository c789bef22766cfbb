import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("How long a list takes, and how old it is")
struct ListAgeTests {
    private let reducer = ListReducer(feature: .users, context: .nowhere)

    @Test("Loading is said once it is slow, and no longer when it has ended, failed or been stopped")
    func slow() {
        let ends: [(inout ListState) -> Void] = [
            { [reducer] in _ = reducer.reduce(&$0, .loadEnded(.success(.distantPast)), of: $0.id) },
            { [reducer] in _ = reducer.reduce(&$0, .loadEnded(.failure(Samples.error)), of: $0.id) },
            { [reducer] in _ = reducer.reduce(&$0, .loadStopped) },
        ]
        for end in ends {
            var state = ListState(ListID(.users), columns: ListFeature.users.columns)
            let begun = reducer.reduce(&state, .refreshRequested)
            #expect(begun.effects.map(\.id).contains(.list(.users, .loadTimer)))
            #expect(!state.isSlow)
            _ = reducer.reduce(&state, .loadSlow, of: state.id)
            #expect(state.isSlow)
            end(&state)
            // A clock that rings too late is not heard, and the next load begins anew.
            _ = reducer.reduce(&state, .loadSlow, of: state.id)
            #expect(!state.isSlow)
        }
    }

    @Test("Rows that were read long ago are old until they are read again")
    func stale() {
        var state = ListState(ListID(.users), columns: ListFeature.users.columns)
        _ = reducer.reduce(&state, .refreshRequested)
        let read = reducer.reduce(&state, .loadEnded(.success(.distantPast)), of: state.id)
        #expect(read.effects.map(\.id).contains(.list(.users, .ageing)))
        _ = reducer.reduce(&state, .aged, of: state.id)
        #expect(state.isStale)
        _ = reducer.reduce(&state, .refreshRequested)
        #expect(state.isStale, "they are as old until the new ones are here")
        _ = reducer.reduce(&state, .loadEnded(.success(.distantPast)), of: state.id)
        #expect(!state.isStale)
    }

    @Test("A clock of age keeps nobody from being idle")
    func idle() {
        #expect(PaneID.allCases.allSatisfy { ConsoleWork.waiting.contains(.list($0, .ageing)) })
    }
}
