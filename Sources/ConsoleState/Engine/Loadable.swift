/// Something that is read: whether it has been asked for, and what came of it.
package enum Loadable<Value: Sendable, Failure: Error>: Sendable {
    /// Nobody has looked at it yet.
    case notStarted
    case loading
    case loaded(Value)
    case failed(Failure)
    /// A person stopped it.
    case stopped

    package init(_ result: Result<Value, Failure>) {
        switch result {
        case .success(let value): self = .loaded(value)
        case .failure(let error): self = .failed(error)
        }
    }

    /// The value; nil before it has come.
    package var value: Value? {
        if case .loaded(let value) = self { value } else { nil }
    }

    package var isLoading: Bool {
        if case .loading = self { true } else { false }
    }

    /// True when reading it now would not ask twice: nothing has come, and nothing is on its way.
    package var isNeeded: Bool {
        switch self {
        case .notStarted, .failed, .stopped: true
        case .loading, .loaded: false
        }
    }
}
