/// Whether a text may be an email address; whether it is one, the server knows.
enum EmailAddress {
    /// Whether a text may be an address: one @ with something on each side, and no blank.
    static func isPlausible(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && !text.contains(where: \.isWhitespace)
    }
}
