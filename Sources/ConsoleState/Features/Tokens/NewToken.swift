package import SisenseClient

/// An API token the server has just made. It is kept only until this is closed.
package struct NewToken: Sendable {
    package enum Check: Sendable {
        case running
        /// A call with it was answered; for whom.
        case works(String)
        case failed(APIError)
    }

    package let token: Secret
    package var check = Check.running
    /// Nil until that is known: a token is put away only once it has proven itself.
    package var storage: TokenStorage?
}

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

/// What became of a new token beside showing it.
package enum TokenStorage: Sendable, Equatable {
    /// The profile keeps no token that could be replaced.
    case notKept
    /// Put in the place of the old one; where that is.
    case stored(String)
    /// It could not be put there; why.
    case failed(String)
}
