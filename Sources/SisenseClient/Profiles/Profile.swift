/// A server as one user of this machine wants to use it.
package struct Profile: Sendable, Equatable {
    package var name: ProfileName
    package var server: ServerAddress
    package var user: String?
    package var kind: ServerKind?
    package var isReadOnly = false
    package var tokenSource = TokenSource.prompt
    /// Whether each write asks for a reason, for the audit record.
    package var asksReason = false
    /// How long an answer may take; nil for the product's default.
    package var answerTimeout: Duration?
    /// The profile that is used when none is named.
    package var isDefault = false
    /// Members of the file that this version does not know. They are written back.
    var unknown = JSONObject()

    package init(name: ProfileName, server: ServerAddress) {
        self.name = name
        self.server = server
    }
}
