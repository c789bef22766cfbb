package import SisenseClient

/// What can happen to the session.
package enum SessionAction: Sendable {
    case connectRequested
    /// With the client that carries the new token.
    case connected(User, APIClient)
    case connectFailed(APIError)
    case fieldChosen(SignInForm.Field)
    case edited(TextEdit)
    case submitted
    /// The server has made another token, which ended ours.
    case tokenReplaced(Secret)
    /// Our token was ended at our own wish.
    case ended
    /// The server no longer takes our token.
    case expired(APIError)
}
