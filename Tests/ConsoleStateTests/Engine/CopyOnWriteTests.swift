import Testing

@testable import ConsoleState

@Suite("Parts of the state that copies share")
struct CopyOnWriteTests {
    private struct State {
        @CopyOnWrite var texts: [String] = []
        @CopyOnWrite var number: Int? = nil
    }

    @Test("A change in one copy is not seen in another, whichever is changed first")
    func copies() {
        var state = State()
        state.texts.append("one")
        let before = state
        state.texts.append("two")
        state.number = 2
        var other = before
        other.texts[0] = "other"
        other.number = 3
        #expect(before.texts == ["one"] && before.number == nil)
        #expect(state.texts == ["one", "two"] && state.number == 2)
        #expect(other.texts == ["other"] && other.number == 3)
    }
}
