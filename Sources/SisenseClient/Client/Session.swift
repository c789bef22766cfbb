/// What a login gives.
package struct Session: Sendable {
    package let token: Secret
    /// What the server tells about the user; empty when it tells nothing.
    package let profile: JSONValue

    package init(token: Secret, profile: JSONValue) {
        self.token = token
        self.profile = profile
    }
}
