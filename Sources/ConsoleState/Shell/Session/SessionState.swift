package import SisenseClient

/// The server this is and the user we are on it.
package struct SessionState: Sendable {
    package enum Phase: Sendable {
        /// Nobody has said yet which server.
        case setup
        case connecting
        case signIn(SignInForm)
        case ready(User)
        case failed(APIError)
    }

    /// The name of the profile, or what stands for it, as `demo`.
    package let profile: String
    /// What the server is for; nil when nobody said.
    package let purpose: ServerPurpose?
    /// True when every change asks for a reason, for the record of changes.
    package let asksReason: Bool
    /// The way to the server, with the token we have now.
    package var client: APIClient
    /// Counts the tokens of the session, so that a request refused for an old one is known as such.
    private(set) var tokenNumber = 0
    /// True while the source of the token is read again, because the server takes the old one no more.
    var isRereadingToken = false
    /// True when that was done since the last login, so that it is not tried for ever.
    var hasRereadToken = false
    /// The refusals that came while the token is being renewed.
    var refusals: [Refusal] = []
    package var phase = Phase.connecting
    /// The number of requests on their way, once there have been some for a while; 0 otherwise.
    package internal(set) var slowRequests = 0
    /// The time of the first request that got no answer, while none has got one since; nil while the server answers.
    package internal(set) var offlineSince: ClockTime?
    /// What the caller may do on the server, as far as it says so.
    package internal(set) var authorities = Authorities.unknown
    /// The last name we were signed in with, offered again.
    package var userName = ""

    package init(profile: String, purpose: ServerPurpose? = nil, client: APIClient, asksReason: Bool = false) {
        self.asksReason = asksReason
        self.profile = profile
        self.purpose = purpose
        self.client = client
    }

    /// Goes on with a client that carries another token.
    mutating func adopt(_ client: APIClient) {
        self.client = client
        tokenNumber += 1
    }

    /// True on servers where mistakes cost most.
    package var isProduction: Bool { purpose?.isProduction == true }

    /// The care that changes on this server need.
    var approvalRules: ApprovalRules {
        ApprovalRules(name: profile, isProduction: isProduction, asksReason: asksReason)
    }

    /// True before there is a server.
    package var isBeingSetUp: Bool {
        if case .setup = phase { true } else { false }
    }

    package var isReady: Bool {
        if case .ready = phase { true } else { false }
    }
}

/// The actions on the session.
package enum SessionAction: Sendable {
    case connectRequested
    /// The session goes on with the client that carries the new token.
    case connected(User, APIClient)
    case connectFailed(APIError)
    /// The server has said what the caller may do, whose token has this number.
    case authoritiesRead(Authorities, token: Int)
    case fieldChosen(SignInForm.Field)
    case edited(TextEdit)
    case submitted
    /// The server has made another token, which ended ours.
    case tokenReplaced(Secret)
    /// Our token was ended at our own wish.
    case ended
    /// The server no longer takes our token; its source is read again where there is one.
    case expired(APIError)
}

/// Reads a token from its source.
package typealias TokenReading = @concurrent @Sendable () async throws(APIError) -> Secret

/// The way the console gets its token at the start.
package enum SignIn: Sendable {
    /// The client has one already.
    case token
    /// The client has one, or its source is read now; and once more when the server no longer takes it.
    case source(TokenReading)
    case password(user: String, password: Secret)
    /// There is no server yet: a person says which.
    case setup(ProfileAccess)
    /// A person types user and password.
    /// The name may be known already.
    case ask(user: String)

    /// The source that the token can be read from again; nil where there is none.
    var source: TokenReading? {
        if case .source(let read) = self { read } else { nil }
    }
}

/// User and password, or a token, while they are typed.
package struct SignInForm: Sendable {
    package enum Field: Sendable, Equatable {
        case user
        case password
        case token

        /// The field below; from the last one, the first.
        package var next: Field {
            switch self {
            case .user: .password
            case .password: .token
            case .token: .user
            }
        }

        /// The field above; from the first one, the last.
        package var previous: Field { next.next }
    }

    package var user = TextInput()
    package var password = TextInput()
    /// An API token, which takes the place of both.
    package var token = TextInput()
    package var focus = Field.user
    package var isSending = false
    /// The reason why the last try failed. What was typed stays.
    package var failure: APIError?

    package init(user: String = "", failure: APIError? = nil) {
        self.user = TextInput(user)
        self.failure = failure
        focus = user.isEmpty ? .user : .password
    }
}
