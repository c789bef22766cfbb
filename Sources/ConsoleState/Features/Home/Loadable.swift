package import SisenseClient

/// Something of the server that is shown as soon as it has come, and says why when it cannot.
package enum Loadable<Value: Sendable>: Sendable {
    case loading
    case loaded(Value)
    case failed(APIError)

    init(_ result: Result<Value, APIError>) {
        switch result {
        case .success(let value): self = .loaded(value)
        case .failure(let error): self = .failed(error)
        }
    }

    /// What has come; nil before that.
    package var value: Value? {
        if case .loaded(let value) = self { value } else { nil }
    }
}
