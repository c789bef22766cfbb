package import SisenseClient

/// What can happen to Home.
package enum HomeAction: Sendable {
    case refreshRequested
    case applicationRead(Result<ApplicationStatus, APIError>)
    case licenceRead(Result<Licence, APIError>)
    case findingsRead(Result<[Finding], APIError>)
    /// A request was made, which may have failed.
    case requestMade
    case failuresRead([RequestTrace])
    /// `count` is the number of lines that lead somewhere.
    case moved(Movement, count: Int, page: Int)
}

extension HomeAction {
    /// The error this tells of, when it does.
    var failure: APIError? {
        switch self {
        case .applicationRead(.failure(let error)), .licenceRead(.failure(let error)),
            .findingsRead(.failure(let error)):
            error
        default: nil
        }
    }
}
