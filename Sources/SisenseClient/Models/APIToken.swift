/// The API token of a user, as asking for it and renewing it answer.
package struct APIToken: Sendable, Equatable {
    package let token: Secret
    /// What the server says beside it, such as when it expires.
    package let notification: String?

    /// Nil when there is no token in it. The answer of renewing is not documented; a bare string is taken too.
    package init?(_ raw: JSONValue) {
        guard let text = raw.text("token", "access_token", "apiToken") ?? raw.string, !text.isEmpty else { return nil }
        token = Secret(text)
        notification = raw.text("notification")
    }
}
