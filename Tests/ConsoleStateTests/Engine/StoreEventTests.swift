import Synchronization
import Testing

@testable import ConsoleState

private enum EditAction: Sendable {
    case field(FieldAction)
    case loaded
    case load
    case stop
}

private enum FieldAction: Sendable {
    case typed(String)
    case moved(to: Place, by: Int)
    /// Its description is what was typed.
    case quoted(Quote)
}

private enum Place: Sendable { case start }

private enum Quote: Sendable, CustomStringConvertible {
    case text
    var description: String { "hunter2" }
}

private enum EditWork: Hashable, Sendable { case loading }

@Suite("What an observer of a store hears")
struct StoreEventTests {
    private typealias Event = StoreEvent<EditAction, EditWork>

    @Test("An action is described by the names of its cases, never by what it carries")
    func names() {
        let typed = Event.action(.field(.typed("hunter2")))
        let moved = Event.action(.field(.moved(to: .start, by: 7)))
        let quoted = Event.action(.field(.quoted(.text)))
        let followed = Event.followed(.field(.typed("hunter2")))
        #expect("\(followed)" == "followed field.typed")
        #expect("\(typed)" == "action field.typed")
        #expect("\(moved)" == "action field.moved.start")
        #expect("\(quoted)" == "action field.quoted")
    }

    @Test("An action that follows from another is reported before it is reduced, and after the one it follows from")
    func follows() async {
        let heard = Mutex<[String]>([])
        let store = Store<Int, EditAction, EditWork>(
            0, observer: { event in heard.withLock { $0.append("\(event)") } },
            reducer: { state, action, observe in
                Outcome.all(from: action, in: &state, observe: observe) { state, action in
                    state += 1
                    return switch action {
                    case .load: .then(.stop, .loaded)
                    case .stop: .then(.field(.typed("hunter2")))
                    default: Outcome()
                    }
                }
            })
        await store.send(.load)
        #expect(heard.withLock(\.self) == ["action load", "followed stop", "followed field.typed", "followed loaded"])
        #expect(await store.state == 4)
    }

    @Test("Effects are reported when they start, end, are replaced and are cancelled")
    func effects() async {
        let heard = Mutex<[String]>([])
        let store = Store<Int, EditAction, EditWork>(
            0, observer: { event in heard.withLock { $0.append("\(event)") } },
            reducer: { state, action, _ in
                switch action {
                case .load:
                    state += 1
                    let isLast = state == 3
                    return [
                        .run(.loading, "loading") { send in
                            if isLast { return await send(.loaded) }
                            try? await Task.sleep(for: .seconds(3600))
                        }
                    ]
                case .stop: return [.cancel(.loading)]
                default: return []
                }
            })
        await store.send(.load)
        await store.send(.load)
        await store.send(.stop)
        await store.send(.load)
        await store.idle()
        #expect(
            heard.withLock(\.self) == [
                "action load", "effect started loading (loading)",
                "action load", "effect cancelled loading (loading)", "effect started loading (loading)",
                "action stop", "effect cancelled loading (loading)",
                "action load", "effect started loading (loading)", "action loaded",
                "effect ended loading (loading)",
            ])
    }
}
