import SisenseClient

/// The facts about the tokens of whoever is signed in.
struct TokenFacts: Sendable {
    /// The times that a token says of itself; nil for what it does not say.
    struct Times: Sendable {
        var issued: Timestamp?
        var ends: Timestamp?
    }

    /// The API token that the server keeps for the account.
    enum Kept: Sendable {
        /// The one of this session.
        case same(notification: String?)
        case another(Times, notification: String?)
        /// This version keeps none.
        case lacking
        case unknown(String)
    }

    /// Those of the token of this session.
    var session = Times()
    var kept = Kept.lacking
    /// The profiles of this machine that use it.
    var use = TokenUse()

    /// The times of the API token; those of the session where nothing is known of one.
    var times: Times {
        switch kept {
        case .another(let times, _): times
        case .same, .lacking, .unknown: session
        }
    }

    /// The words of the server about its API token, such as when it ends.
    var notification: String? {
        switch kept {
        case .same(let text), .another(_, let text): text
        case .lacking, .unknown: nil
        }
    }

    /// - Throws: `APIError` only where the server takes the token of this session no more.
    @concurrent static func read(_ context: WorkContext) async throws(APIError) -> TokenFacts {
        let client = context.client.trying
        var facts = TokenFacts(
            session: Times(issued: client.tokenIssued, ends: client.tokenExpires),
            use: context.dependencies.tokenKeepers.use(of: client.account))
        do throws(APIError) {
            let own = try await AuthenticationService(client).token()
            facts.kept =
                client.carries(own.token)
                ? .same(notification: own.notification)
                : .another(Times(issued: own.issued, ends: own.expires), notification: own.notification)
        } catch {
            switch error.kind {
            case .unauthorized: throw error
            case .notFound: facts.kept = .lacking
            default: facts.kept = .unknown(error.message)
            }
        }
        return facts
    }
}
