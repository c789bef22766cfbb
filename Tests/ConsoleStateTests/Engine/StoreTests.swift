import Testing

@testable import ConsoleState

/// A counter whose effects stop at gates, so that the tests decide when an answer comes.
private enum CounterAction: Sendable, Equatable {
    case added(Int)
    case fetch(Gate<Int>, Effect<CounterAction, CounterWork>.Rule)
    case stop
    case fetched(Int)

    static func == (left: CounterAction, right: CounterAction) -> Bool { "\(left)" == "\(right)" }
}

private enum CounterWork: Hashable, Sendable { case fetch }

private actor Gate<Value: Sendable> {
    private var value: Value?
    private var waiting: [CheckedContinuation<Value, Never>] = []

    func open(_ value: Value) {
        self.value = value
        for continuation in waiting { continuation.resume(returning: value) }
        waiting = []
    }

    func wait() async -> Value {
        if let value { return value }
        return await withCheckedContinuation { waiting.append($0) }
    }
}

@Suite("The store")
struct StoreTests {
    private typealias CounterStore = Store<Int, CounterAction, CounterWork>

    private let store = CounterStore(0) { state, action, _ in
        switch action {
        case .added(let number):
            state += number
            return []
        case .fetched(let number):
            state = number
            return []
        case .fetch(let gate, let rule):
            return [.run(.fetch, "fetching", rule: rule) { await $0(.fetched(await gate.wait())) }]
        case .stop:
            return [.cancel(.fetch)]
        }
    }

    @Test("An action changes the state before send returns")
    func sendIsSynchronous() async {
        await store.send(.added(2))
        #expect(await store.state == 2)
    }

    @Test("What an effect finds comes back as an action, and idle waits for it")
    func effectsComeBack() async {
        let gate = Gate<Int>()
        await store.send(.fetch(gate, .replace))
        await gate.open(7)
        await store.idle()
        #expect(await store.state == 7)
    }

    @Test("A newer effect of the same id silences the older one, even when the older answers last")
    func newerEffectWins() async {
        let (old, new) = (Gate<Int>(), Gate<Int>())
        await store.send(.fetch(old, .replace))
        await store.send(.fetch(new, .replace))
        await new.open(2)
        await store.idle()
        await old.open(1)
        await store.idle()
        #expect(await store.state == 2)
    }

    @Test("With the keep rule the first effect goes on and the second never starts")
    func keepRule() async {
        let (first, second) = (Gate<Int>(), Gate<Int>())
        await store.send(.fetch(first, .keep))
        await store.send(.fetch(second, .keep))
        await second.open(2)
        await first.open(1)
        await store.idle()
        #expect(await store.state == 1)
    }

    @Test("A cancelled effect no longer changes anything")
    func cancel() async {
        let gate = Gate<Int>()
        await store.send(.fetch(gate, .replace))
        await store.send(.stop)
        await store.idle()
        await gate.open(9)
        #expect(await store.state == 0)
    }

    @Test("Each event of a batch is resolved against the state the ones before it made")
    func batches() async {
        await store.send([1, 1, 1]) { state, event in [.added(state + event)] }
        #expect(await store.state == 7)
    }

    @Test("A slow reader gets the present state first and then the newest, skipping those between")
    func snapshots() async {
        var snapshot = await store.snapshot()
        #expect(snapshot.state == 0)
        for _ in 0..<1000 { await store.send(.added(1)) }
        snapshot = await store.snapshot(after: snapshot)
        #expect(snapshot.state == 1000)
        let next = Task { [snapshot] in await store.snapshot(after: snapshot).state }
        await store.send(.added(1))
        #expect(await next.value == 1001)
    }
}
