package import SisenseClient

/// What can happen to the API token of the user.
package enum TokenAction: Sendable {
    case renewalRequested
    /// Ends the token of this session.
    case logoutRequested
    /// Ends every token of this user.
    case logoutEverywhereRequested
    /// Ends every token of every user.
    case everyoneLogoutRequested
    /// The server has made a new one; nil when it did not say which.
    case renewed(APIToken?)
    case checked(Result<User, APIError>)
    case stored(TokenStorage)
    /// Closes the new token. It cannot be shown again.
    case closed
}
