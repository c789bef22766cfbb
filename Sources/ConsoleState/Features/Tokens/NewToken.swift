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
