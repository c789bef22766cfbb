package import SisenseClient

/// A revert that can be kept: what it takes back, where that is written down, and the way to sign in again for it.
package struct KeptRevert: Sendable {
    /// The name and the password to sign in with once the token of the session is gone.
    package struct Credentials: Sendable {
        let user: String
        let password: Secret
    }

    package let pending: PendingRevert
    /// Nil where nothing is written down.
    var entry: RevertJournal.Entry?
    /// Nil where the token of the session is enough.
    var credentials: Credentials?
    /// The source of the session's token, which may have another one by now; nil where there is none.
    var source: TokenReading?

    init(
        _ pending: PendingRevert, entry: RevertJournal.Entry? = nil, credentials: Credentials? = nil,
        source: TokenReading? = nil
    ) {
        (self.pending, self.entry, self.credentials, self.source) = (pending, entry, credentials, source)
    }

    /// Makes sure that a revert can be kept, before the save is sent: the password is tried, and what is to be reverted
    /// is written down.
    /// - Throws: `APIError`; then nothing is to be sent.
    @concurrent static func keep(
        _ pending: PendingRevert, _ credentials: Credentials?, _ context: WorkContext
    ) async throws(APIError) -> KeptRevert {
        if let credentials {
            do throws(APIError) {
                _ = try await context.client.login(user: credentials.user, password: credentials.password)
            } catch {
                throw APIError(
                    .notAllowed,
                    message: "Nothing was sent: \(credentials.user) could not sign in with this password, which the "
                        + "revert may need. \(error.message)", request: error.request,
                    server: context.client.server.description,
                    nextStep: "Type the password again, or save without the automatic revert.")
            }
        }
        do throws(PrivateFileError) {
            let entry = try context.dependencies.reverts?.keep(
                pending, on: context.client.server, at: context.dependencies.now())
            return KeptRevert(
                pending, entry: entry, credentials: credentials, source: context.dependencies.signIn.source)
        } catch {
            throw APIError(
                .notAllowed, message: "Nothing was sent: what is to be reverted could not be written down. \(error)",
                request: pending.title, server: context.client.server.description,
                nextStep: "\(error.nextStep) Or save without the automatic revert.")
        }
    }

    /// A session that was begun because the one before is gone.
    package struct SignedIn: Sendable {
        let user: User
        let client: APIClient
    }

    /// Signs in again where the token is no longer taken.
    /// - Returns: Nil where it still is, and where there is neither a password nor a source of tokens.
    /// - Throws: `APIError` when that fails.
    @concurrent func signIn(_ client: APIClient) async throws(APIError) -> SignedIn? {
        guard credentials != nil || source != nil else { return nil }
        do throws(APIError) {
            _ = try await UsersService(client).loggedIn()
            return nil
        } catch {
            guard error.kind == .unauthorized, var client = try await renewed(client) else { throw error }
            let user = try await UsersService(client).loggedIn()
            client.account = user.label
            return SignedIn(user: user, client: client)
        }
    }

    /// The client with another token; nil where there is no other.
    private func renewed(_ client: APIClient) async throws(APIError) -> APIClient? {
        if let credentials {
            return client.with(try await client.login(user: credentials.user, password: credentials.password))
        }
        guard let token = try await source?(), !client.carries(token) else { return nil }
        return client.with(token: token)
    }

    /// A revert that was made, and the session that was begun for it.
    package struct Done: Sendable {
        let pending: PendingRevert
        let outcome: PendingRevert.Outcome
        var session: SignedIn?
    }

    /// Reverts, with another session where it takes one.
    /// - Parameters:
    ///   - isByHand: True where a person asked for it.
    ///   - isFirst: True for the first try, whose failure is recorded.
    /// - Throws: `APIError`: why it could not be done, or that it is not known whether it was.
    @concurrent func revert(_ client: APIClient, isByHand: Bool, isFirst: Bool) async throws(APIError) -> Done {
        let session = try? await signIn(client)
        let current = session?.client ?? client
        let outcome = try await pending.revert(current, isByHand: isByHand, recordsFailure: isFirst)
        // What ends tokens when it is changed does so when it is changed back.
        let next = try? await signIn(current)
        return Done(pending: pending, outcome: outcome, session: next ?? session)
    }
}

extension [KeptRevert] {
    /// The titles of what was saved together, as in `Save the CORS settings`.
    package var title: String { map(\.pending.title).joined(separator: " and ") }

    /// The changes in a few words.
    package var summary: String { map(\.pending.summary).joined(separator: ", ") }

    /// The kinds of record that the reverts change.
    var touches: Set<RecordKind> { reduce(into: []) { $0.formUnion($1.pending.touches) } }
}
