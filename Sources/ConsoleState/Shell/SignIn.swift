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

/// User and password while they are typed.
package struct SignInForm: Sendable {
    package enum Field: Sendable, Equatable {
        case user
        case password
    }

    package var user = TextInput()
    package var password = TextInput()
    package var focus = Field.user
    package var isSending = false
    /// Why the last try failed. What was typed stays.
    package var failure: APIError?

    package init(user: String = "", failure: APIError? = nil) {
        self.user = TextInput(user)
        self.failure = failure
        focus = user.isEmpty ? .user : .password
    }
}

/// What the first run needs from outside, before there is a server: to try out what was typed, and to keep it.
package struct Setup: Sendable {
    /// Goes the whole way to the server, and tells what it answered: of itself, then of the sign-in.
    package let test: @Sendable (Profile) async throws(APIError) -> [String]
    /// Keeps the profile; returns why it could not, nil when it did.
    package let save: @Sendable (Profile) async -> String?

    package init(
        test: @escaping @Sendable (Profile) async throws(APIError) -> [String],
        save: @escaping @Sendable (Profile) async -> String?
    ) {
        (self.test, self.save) = (test, save)
    }
}
