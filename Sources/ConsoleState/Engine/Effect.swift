/// Work that a reducer asks for and cannot do itself. What comes of it returns only as actions. It runs beside the
/// store, never on it, so that decoding or sorting cannot delay a key.
///
/// `Work` names what can run, so that newer work replaces older and a person can cancel it.
package struct Effect<Action: Sendable, Work: Hashable & Sendable>: Sendable {
    /// Hands an action to the store. After the effect was cancelled or replaced this does nothing, so that a late
    /// answer never overwrites a newer one.
    package typealias Send = @Sendable (Action) async -> Void

    /// The treatment of an effect of the same id that is still running.
    package enum Rule: Sendable {
        /// The old one is cancelled.
        case replace
        /// The old one goes on and the new one is dropped.
        case keep
    }

    enum Kind: Sendable {
        case run(Rule, @concurrent @Sendable (@escaping Send) async -> Void)
        case cancel
    }

    package let id: Work
    /// The text shown while it runs, as in "loading users"; empty for work that nobody needs to know of.
    package let label: SourceText
    /// True when what is typed while it runs is meant for what comes of it.
    let holdsInput: Bool
    let kind: Kind

    /// Work under an id. `replace` is right for reads: the newest question is the one that counts. Writes use `keep`.
    package static func run(
        _ id: Work, _ label: SourceText, rule: Rule = .replace, holdsInput: Bool = false,
        _ operation: @escaping @concurrent @Sendable (@escaping Send) async -> Void
    ) -> Effect {
        Effect(id: id, label: label, holdsInput: holdsInput, kind: .run(rule, operation))
    }

    /// Cancels the effect of this id when one is running.
    package static func cancel(_ id: Work) -> Effect {
        Effect(id: id, label: "", holdsInput: false, kind: .cancel)
    }

    /// True when it only ends another one.
    var isCancellation: Bool {
        if case .cancel = kind { true } else { false }
    }
}
