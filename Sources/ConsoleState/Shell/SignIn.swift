package import SisenseClient

/// How the console comes to a token when it starts.
package enum SignIn: Sendable {
    /// The client has one already.
    case token
    case password(user: String, password: Secret)
    /// There is no server yet: a person says which.
    case setup(Setup)
    /// A person types user and password.
    /// The name may be known already.
    case ask(user: String)
}
