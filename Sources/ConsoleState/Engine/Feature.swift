/// A part of a program: its state, what can happen to it, and what follows.
///
/// A feature changes its own state alone. Whatever else has to change it asks for with actions of the whole.
package protocol Feature<State, Action> {
    associatedtype State
    associatedtype Action
    /// The actions of the whole program.
    associatedtype Whole: Sendable
    associatedtype Work: Hashable & Sendable

    func reduce(_ state: inout State, _ action: Action) -> Outcome<Whole, Work>
}

/// The work and the actions that follow from an action.
package struct Outcome<Action: Sendable, Work: Hashable & Sendable>: Sendable {
    /// The effects, started once all actions are reduced.
    package var effects: [Effect<Action, Work>]
    /// The actions, reduced at once and in this order, before anything else can happen.
    package var actions: [Action]

    package init(effects: [Effect<Action, Work>] = [], actions: [Action] = []) {
        self.effects = effects
        self.actions = actions
    }

    package static func run(_ effects: Effect<Action, Work>...) -> Outcome { Outcome(effects: effects) }

    package static func then(_ actions: Action...) -> Outcome { Outcome(actions: actions) }

    package static func + (one: Outcome, other: Outcome) -> Outcome {
        Outcome(effects: one.effects + other.effects, actions: one.actions + other.actions)
    }

    package static func += (one: inout Outcome, other: Outcome) { one = one + other }

    /// Reduces an action and all that follow from it. What follows from an action comes before the actions that
    /// followed from an earlier one.
    /// - Parameter observe: Called with each action that follows, before it is reduced.
    /// - Returns: the effects of all of them, in their order.
    package static func all<State>(
        from action: Action, in state: inout State, observe: (Action) -> Void = { _ in },
        by reduce: (inout State, Action) -> Outcome
    ) -> [Effect<Action, Work>] {
        var outcome = reduce(&state, action)
        var (waiting, effects): ([Action], [Effect<Action, Work>]) = (outcome.actions.reversed(), outcome.effects)
        while let next = waiting.popLast() {
            observe(next)
            outcome = reduce(&state, next)
            effects += outcome.effects
            waiting += outcome.actions.reversed()
        }
        return effects
    }
}
