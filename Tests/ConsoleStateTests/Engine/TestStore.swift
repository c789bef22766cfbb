import Testing

@testable import ConsoleState

/// Drives a reducer by hand and lets nothing pass unstated: every change of the state, every effect that was asked
/// for, and every action an effect sent back must be named by the test.
///
/// States are compared by their whole reflected content, so no part of them can hide behind an `==` of its own.
final class TestStore<State: Sendable, Action: Sendable, Work: Hashable & Sendable> {
    private(set) var state: State
    private let reducer: (inout State, Action) -> Outcome<Action, Work>
    private var pending: [Effect<Action, Work>] = []
    private var received: [Action] = []

    init(_ state: State, reducer: @escaping (inout State, Action) -> Outcome<Action, Work>) {
        self.state = state
        self.reducer = reducer
    }

    /// Sends an action. `change` makes of the old state what the new one must be; `effects` are the ids of the effects
    /// that must start, those of cancellations with a minus before them; `then` are the actions that follow at once, by
    /// the names of their cases, as in `form.dismissed`.
    func send(
        _ action: Action, effects: [String] = [], then follows: [String] = [],
        at location: SourceLocation = #_sourceLocation,
        _ change: (inout State) -> Void = { _ in }
    ) {
        var expected = state
        change(&expected)
        let outcome = reducer(&state, action)
        let started = outcome.effects
        #expect(lines(of: state) == lines(of: expected), "state after \(action)", sourceLocation: location)
        #expect(started.map(name) == effects, "effects of \(action)", sourceLocation: location)
        #expect(outcome.actions.map(caseName) == follows, "actions after \(action)", sourceLocation: location)
        for effect in started {
            switch effect.kind {
            case .run(.replace, _), .cancel: pending.removeAll { $0.id == effect.id }
            case .run(.keep, _): break
            }
            if case .run = effect.kind { pending.append(effect) }
        }
    }

    /// Runs a pending effect to its end and keeps what it sends for `receive`.
    func run(_ id: Work, at location: SourceLocation = #_sourceLocation) async {
        guard let index = pending.firstIndex(where: { $0.id == id }),
            case .run(_, let operation) = pending.remove(at: index).kind
        else {
            Issue.record("no effect \(id) is pending", sourceLocation: location)
            return
        }
        let inbox = Inbox<Action>()
        await operation { await inbox.take($0) }
        received += await inbox.actions
    }

    /// Sends the next action that came from an effect, after `matches` has recognised it.
    func receive(
        effects: [String] = [], then follows: [String] = [], at location: SourceLocation = #_sourceLocation,
        _ matches: (Action) -> Bool,
        _ change: (inout State) -> Void = { _ in }
    ) {
        guard !received.isEmpty else {
            Issue.record("no action has come from an effect", sourceLocation: location)
            return
        }
        let action = received.removeFirst()
        #expect(matches(action), "received \(action)", sourceLocation: location)
        send(action, effects: effects, then: follows, at: location, change)
    }

    /// Nothing may be left: no effect that did not run, no action that was not looked at.
    func finish(at location: SourceLocation = #_sourceLocation) {
        #expect(pending.map(name) == [], "effects that never ran", sourceLocation: location)
        #expect(received.map { "\($0)" } == [], "actions nobody looked at", sourceLocation: location)
    }

    private func name(_ effect: Effect<Action, Work>) -> String {
        if case .cancel = effect.kind { "-\(effect.id)" } else { "\(effect.id)" }
    }
}

/// All that a value holds, as lines. Where the bytes of a `Data` happen to lie is no part of it.
func lines<Value>(of value: Value) -> [String] {
    var text = ""
    dump(value, to: &text)
    return text.split(separator: "\n").filter { !$0.contains("pointer: 0x") && !$0.contains("pointerValue: ") }.map(
        String.init)
}

/// The name of an action's case, with that of the action inside it where there is one.
func caseName(_ value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .enum, let child = mirror.children.first, let label = child.label else {
        return "\(value)"
    }
    // The first of several values says what it is about.
    let inner = Mirror(reflecting: child.value)
    let first = inner.displayStyle == .tuple ? inner.children.first?.value ?? child.value : child.value
    guard first is any ActionInside, Mirror(reflecting: first).displayStyle == .enum else { return label }
    return "\(label).\(caseName(first))"
}

/// Actions that other actions carry.
private protocol ActionInside {}
extension FormAction: ActionInside {}
extension WriteAction: ActionInside {}
extension ResultsAction: ActionInside {}
extension ListAction: ActionInside {}
extension ListResult: ActionInside {}
extension SessionAction: ActionInside {}
extension AutoRevertAction: ActionInside {}
extension AutoRefreshAction: ActionInside {}
extension ConflictAction: ActionInside {}
extension PendingOperationAction: ActionInside {}
extension ExplorerAction: ActionInside {}
extension CORSAction: ActionInside {}
extension SharesAction: ActionInside {}
extension HomeAction: ActionInside {}
extension TokenAction: ActionInside {}
extension DashboardTreeAction: ActionInside {}
extension WriteOrigin: ActionInside {}

private actor Inbox<Action: Sendable> {
    var actions: [Action] = []

    func take(_ action: Action) { actions.append(action) }
}
