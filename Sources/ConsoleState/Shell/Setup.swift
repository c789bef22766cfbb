package import SisenseClient

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
