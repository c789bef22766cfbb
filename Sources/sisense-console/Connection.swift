import ConsoleState
import ConsoleUI
import Foundation
import SisenseClient
import TerminalKit

/// The way to a server that arguments, environment and profiles lead to.
struct Connection {
    let settings: ConnectionSettings
    private let environment: [String: String]

    /// Reads the profiles of this user and settles what counts.
    init(_ arguments: ConnectionSettings.Arguments, environment: [String: String]) throws(UsageError) {
        // From here on there are secrets to be held.
        CoreDumps.turnOff()
        self.environment = environment
        do throws(ConnectionError) {
            let listing = Self.profiles(environment: environment).read()
            var arguments = arguments
            arguments.defaults = ConfigurationFile.read(environment: environment, [.limits]).limits
            settings = try ConnectionSettings(arguments, environment: environment, profiles: listing)
        } catch {
            throw UsageError(error.description)
        }
    }

    static func home(_ environment: [String: String]) -> URL {
        // One that is not absolute would lead elsewhere from each folder.
        environment["HOME"].flatMap { $0.hasPrefix("/") ? URL(filePath: $0, directoryHint: .isDirectory) : nil }
            ?? FileManager.default.homeDirectoryForCurrentUser
    }

    static func locations(environment: [String: String]) -> Locations {
        Locations(environment: environment, home: home(environment))
    }

    static func profiles(environment: [String: String]) -> ProfileStore {
        ProfileStore(locations(environment: environment), home: home(environment))
    }

    /// The transport of the product: reads are tried again when that may help, changes never.
    static func transport(_ settings: TransportSettings) -> RetryingTransport {
        RetryingTransport(CurlTransport(settings))
    }

    /// The record of changes of this machine.
    func audit(onError: @escaping @Sendable (String) -> Void) -> AuditLog {
        let file = Self.locations(environment: environment).audit
        return AuditLog(file: file, profile: settings.name, onError: onError)
    }

    /// A client with the token where there is one; it has not logged in.
    /// - Throws: `TokenError` when the source of the token fails.
    func client(
        policy: WritePolicy, audit: AuditLog, observe: @escaping @Sendable (RequestTrace) -> Void = { _ in },
        rehearsed: @escaping @Sendable (RequestPlan) -> Void = { _ in }
    ) async throws(TokenError) -> APIClient {
        client(try await token(), policy: policy, audit: audit, observe: observe, rehearsed: rehearsed)
    }

    /// The token from its source; nil where a name and a password take its place.
    func token() async throws(TokenError) -> Secret? {
        guard case .token(let source) = settings.credential.value else { return nil }
        return try await source.token(environment: environment)
    }

    /// A client with this token; it has not logged in.
    func client(
        _ token: Secret?, policy: WritePolicy, audit: AuditLog,
        observe: @escaping @Sendable (RequestTrace) -> Void = { _ in },
        rehearsed: @escaping @Sendable (RequestPlan) -> Void = { _ in }
    ) -> APIClient {
        APIClient(
            server: settings.server.value, transport: Self.transport(settings.network.transport), token: token,
            policy: policy,
            observe: observe, audit: audit, rehearsed: rehearsed)
    }

    /// A client that has logged in where that takes a name and a password.
    /// - Parameter warns: False where the person has been told already that the server is not encrypted.
    func signedInClient(
        warns: Bool = true, observe: @escaping @Sendable (RequestTrace) -> Void = { _ in }
    ) async throws -> APIClient {
        if warns, let warning = settings.server.value.privacyWarning(for: settings.kind) { Output.error(warning) }
        return try await signedIn(
            try await client(policy: settings.policy, audit: audit(onError: Output.error), observe: observe))
    }

    /// The same client, logged in where that takes a name and a password.
    func signedIn(_ client: APIClient) async throws(APIError) -> APIClient {
        guard case .password(let user, let password) = settings.credential.value else { return client }
        var signedIn = client.with(try await client.login(user: user, password: password))
        signedIn.account = user
        return signedIn
    }

    /// A client that has logged in and knows whose account it uses: with a token, one read says so. For plan files, which
    /// name who made them.
    func identifiedClient() async throws -> APIClient {
        var client = try await signedInClient()
        if client.account == nil { client.account = try? await UsersService(client).loggedIn().label }
        return client
    }

    /// The rules for plan files that are sent to this server.
    var planFileRules: PlanFileRules {
        PlanFileRules(settings, profiles: Self.profiles(environment: environment).read().profiles)
    }

    /// Replaces the old token with a new one, where it is in a file.
    @Sendable func store(_ token: Secret) -> TokenStorage {
        guard case .token(let source) = settings.credential.value else { return .notKept }
        do throws(PrivateFileError) {
            return try source.replace(with: token) ? .stored(source.summary) : .notKept
        } catch {
            return .failed(error.description)
        }
    }

    /// Keeps a new token where the old one is, or in a file of its own where that is not ours to write: its old one has
    /// ended, so it must not be lost.
    func keep(_ token: Secret) -> KeptToken {
        let reason: String
        switch store(token) {
        case .stored(let location): return KeptToken(isKept: true, sentence: "The new token is stored in \(location).")
        case .notKept: reason = "The old one is not in a file that could be replaced."
        case .failed(let problem): reason = "It could not replace the old one: \(problem)"
        }
        switch Self.save(token, profile: settings.name, environment: environment) {
        case .stored(let path):
            return KeptToken(
                isKept: true,
                sentence: "The new token is in \(path), which only you can read. \(reason) "
                    + "Put it where it is used, then remove the file.")
        case .failed(let problem):
            return KeptToken(isKept: false, sentence: "The new token is kept nowhere. \(reason) \(problem)")
        case .notKept: return KeptToken(isKept: false, sentence: "The new token is kept nowhere. \(reason)")
        }
    }

    /// Writes a new token to a file of mode 0600 beside the other things that the program remembers.
    static func save(_ token: Secret, profile: String, environment: [String: String]) -> TokenStorage {
        let file = tokenFile(of: profile, environment: environment)
        do throws(PrivateFileError) {
            try PrivateFile.write(Data((token.exposed + "\n").utf8), to: file)
            return .stored(file.path(percentEncoded: false))
        } catch {
            return .failed(error.description)
        }
    }

    /// The file in which the program itself keeps the token of a profile.
    static func tokenFile(of profile: String, environment: [String: String]) -> URL {
        locations(environment: environment).token(of: profile)
    }

    /// The environment variables that hold tokens: that of a connection, and those of all profiles, which may be opened
    /// in the same session.
    static func tokenVariables(_ connection: Connection?, environment: [String: String]) -> Set<String> {
        var sources = profiles(environment: environment).read().profiles.map(\.tokenSource)
        if case .token(let source)? = connection?.settings.credential.value { sources.append(source) }
        var names: Set<String> = []
        for case .environment(let name) in sources { names.insert(name) }
        return names
    }

    /// The profiles that keep a token of the same server.
    var tokenKeepers: TokenKeepers {
        let source: TokenSource? = if case .token(let source) = settings.credential.value { source } else { nil }
        return TokenKeepers(
            Self.profiles(environment: environment).read().profiles, of: settings.server.value, source: source)
    }

    /// The way in which the console gets a token.
    var signIn: SignIn {
        switch settings.credential.value {
        case .token(let source): .source(reading(source))
        case .password(let user, let password): .password(user: user, password: password)
        case .prompt(let user): .ask(user: user ?? "")
        }
    }
}

extension Connection {
    /// Reads the token of a source.
    private func reading(_ source: TokenSource) -> TokenReading {
        let (environment, server, name) = (environment, settings.server.value, settings.name)
        return { () throws(APIError) in
            do throws(TokenError) {
                if let token = try await source.token(environment: environment) { return token }
            } catch {
                throw APIError(
                    .invalidCall, message: error.description, request: "the token of \(name)",
                    server: server.description, nextStep: error.nextStep)
            }
            throw APIError(
                .invalidCall, message: "\(name) has no source of a token.", request: "the token of \(name)",
                server: server.description)
        }
    }
}

/// The place of a new token in words.
struct KeptToken {
    /// False when it is nowhere but in the answer.
    let isKept: Bool
    let sentence: String
}

extension WritePolicy {
    /// The policy for a server that another one is compared with.
    static var comparison: WritePolicy { .readOnly(reason: "it is open for comparison only") }
}

/// The ways to the servers of this user's other profiles. None of them can change anything.
struct OtherConnections: Sendable {
    private let environment: [String: String]
    private let timeout: Duration?
    private let observe: @Sendable (RequestTrace) -> Void

    /// - Parameter timeout: The time an answer may take, if that was set for all servers.
    init(environment: [String: String], timeout: Duration?, observe: @escaping @Sendable (RequestTrace) -> Void) {
        self.environment = environment
        self.timeout = timeout
        self.observe = observe
    }

    /// All profiles but the one that is open.
    static func servers(except open: String, environment: [String: String]) -> [OtherServer] {
        Connection.profiles(environment: environment).read().profiles
            .map { OtherServer($0) }
            .filter { $0.name != open }
    }

    /// Signs in as the profile says; it must be able to do that without a person.
    @concurrent func connect(_ profile: String) async throws(APIError) -> APIClient {
        do {
            let connection = try Connection(
                .init(profile: profile, isReadOnly: true, timeout: timeout), environment: environment)
            let client = try await connection.signedIn(
                try await connection.client(
                    policy: .comparison, audit: connection.audit(onError: { _ in }), observe: observe))
            guard client.hasToken else {
                throw UsageError(
                    "The profile \(profile) asks for a password: open it in this console once, or give it a token source."
                )
            }
            return client
        } catch let error as APIError {
            throw error
        } catch {
            throw APIError(.invalidCall, message: "\(error)", request: "", server: profile)
        }
    }
}
