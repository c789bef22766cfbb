/// Holds the state of the console and is the only one that changes it.
///
/// An action runs through the reducer at once and without a gap; the effects it returns start afterwards and come
/// back as actions. Whoever draws asks for the `snapshot(after:)` the last one: a slow reader gets the newest state and
/// skips the ones between, so a burst of changes costs a few frames.
///
/// The store runs on the executor it is given, which is where the screen does: a key reaches its reducer and its frame
/// without waking another thread on the way there and back, which took longer than both together. Reducers are short
/// therefore; what looks at all rows is an effect, and effects run beside.
package actor Store<State: Sendable, Action: Sendable, Work: Hashable & Sendable> {
    /// Reduces an action and those that follow from it, which it reports first to the function it is given.
    package typealias Reducer = @Sendable (inout State, Action, (Action) -> Void) -> [Effect<Action, Work>]
    /// A function called where the state changes, before anything else happens: it has to be quick.
    package typealias Observer = @Sendable (StoreEvent<Action, Work>) -> Void

    package nonisolated let unownedExecutor: UnownedSerialExecutor

    package private(set) var state: State
    private let reducer: Reducer
    private let observer: Observer?
    private var running: [Work: Run] = [:]
    private var lastTicket = 0
    /// Counts the changes that were shown to readers.
    private var version = 0
    private var readers: [CheckedContinuation<Void, Never>] = []
    private var waiting: [CheckedContinuation<Void, Never>] = []

    private struct Run {
        let ticket: Int
        let label: SourceText
        let task: Task<Void, Never>
    }

    /// - Parameters:
    ///   - executor: The executor on which the state changes. It has to live as long as the store.
    ///   - observer: Follows what happens, for a log; nil costs nothing.
    package init(
        _ state: State, on executor: UnownedSerialExecutor = MainActor.sharedUnownedExecutor,
        observer: Observer? = nil, reducer: @escaping Reducer
    ) {
        self.state = state
        unownedExecutor = executor
        self.observer = observer
        self.reducer = reducer
    }

    deinit {
        for run in running.values { run.task.cancel() }
    }

    /// Reduces one action and starts the effects it asks for.
    package func send(_ action: Action) {
        apply(action)
        publish()
    }

    /// Turns events into actions one by one, each against the state that the ones before it made, and publishes once.
    /// A burst of keys is therefore read as it was meant, however fast it was typed.
    package func send<Event: Sendable>(_ events: [Event], resolve: @Sendable (State, Event) -> [Action]) {
        for event in events {
            for action in resolve(state, event) { apply(action) }
        }
        publish()
    }

    /// The same as long as a state takes events: what comes after one that no longer does belongs elsewhere.
    /// - Returns: the number of events that were taken.
    package func send<Event: Sendable>(
        _ events: [Event], while takesEvents: @Sendable (State) -> Bool, resolve: @Sendable (State, Event) -> [Action]
    ) -> Int {
        var taken = 0
        while taken < events.count, takesEvents(state) {
            for action in resolve(state, events[taken]) { apply(action) }
            taken += 1
        }
        publish()
        return taken
    }

    /// A state, and which of all it is.
    package struct Snapshot: Sendable {
        package let state: State
        fileprivate let version: Int
    }

    /// The newest state, as soon as there is a newer one than that of an earlier snapshot.
    ///
    /// An `AsyncStream` would wake its reader on a thread of its own, on the way to the screen's.
    package func snapshot(after last: Snapshot? = nil) async -> Snapshot {
        // Asked in here and not before: others may run until the continuation is set up.
        await withCheckedContinuation { reader in
            if last?.version == version { readers.append(reader) } else { reader.resume() }
        }
        return Snapshot(state: state, version: version)
    }

    /// Returns when no effect is running, but for those of `except`, which may only be waiting for time to pass.
    package func idle(except: Set<Work> = []) async {
        while !running.keys.allSatisfy(except.contains) {
            await withCheckedContinuation { waiter in
                if running.keys.allSatisfy(except.contains) { waiter.resume() } else { waiting.append(waiter) }
            }
        }
    }

    /// Cancels every effect that is running, for the way out.
    package func cancelAll() {
        for id in running.keys { cancel(id) }
    }

    private func apply(_ action: Action) {
        observer?(.action(action))
        let observer = observer
        for effect in reducer(&state, action, { observer?(.followed($0)) }) { start(effect) }
    }

    private func start(_ effect: Effect<Action, Work>) {
        switch effect.kind {
        case .cancel:
            cancel(effect.id)
            finish(effect.id)
        case .run(.keep, _) where running[effect.id] != nil:
            break
        case .run(_, let operation):
            cancel(effect.id)
            observer?(.started(effect.id, label: effect.label))
            lastTicket += 1
            let ticket = lastTicket
            let id = effect.id
            let task = Task { [weak self] in
                await operation { [weak self] in await self?.receive($0, from: id, ticket: ticket) }
                await self?.ended(id, ticket: ticket)
            }
            running[id] = Run(ticket: ticket, label: effect.label, task: task)
        }
    }

    private func cancel(_ id: Work) {
        guard let run = running[id] else { return }
        observer?(.cancelled(id, label: run.label))
        run.task.cancel()
    }

    private func receive(_ action: Action, from id: Work, ticket: Int) {
        guard running[id]?.ticket == ticket else { return }
        send(action)
    }

    private func ended(_ id: Work, ticket: Int) {
        guard let run = running[id], run.ticket == ticket else { return }
        if !run.task.isCancelled { observer?(.ended(id, label: run.label)) }
        finish(id)
    }

    private func finish(_ id: Work) {
        running[id] = nil
        for continuation in waiting { continuation.resume() }
        waiting = []
    }

    private func publish() {
        version += 1
        for reader in readers { reader.resume() }
        readers = []
    }
}
