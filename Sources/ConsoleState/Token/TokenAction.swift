package import SisenseClient

/// What can happen to the API token of the user.
package enum TokenAction: Sendable {
    case renewalRequested
    /// The server has made a new one; nil when it did not say which.
    case renewed(APIToken?)
    case checked(Result<User, APIError>)
    /// Closes the new token. It cannot be shown again.
    case closed
}
