package import SisenseClient

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
