import ConsoleState
import SisenseClient

/// The ways to the servers of this user's other profiles. None of them can change anything.
struct OtherConnections: Sendable {
    private let environment: [String: String]
    private let observe: @Sendable (RequestTrace) -> Void

    init(environment: [String: String], observe: @escaping @Sendable (RequestTrace) -> Void) {
        self.environment = environment
        self.observe = observe
    }

    /// All profiles but the one that is open.
    func servers(except open: String) -> [OtherServer] {
        Connection.profiles(environment: environment).read().profiles
            .map { OtherServer(name: $0.name.description, address: $0.server.description) }
            .filter { $0.name != open }
    }

    /// Signs in as the profile says; it must be able to do that without a person.
    @concurrent func connect(_ profile: String) async throws(APIError) -> APIClient {
        do {
            let connection = try Connection(.init(profile: profile, isReadOnly: true), environment: environment)
            let client = try await connection.client(
                policy: .readOnly(reason: "it is only compared with"), audit: connection.audit { _ in },
                observe: observe)
            if case .password(let user, let password) = connection.settings.credential.value {
                return client.with(token: try await client.login(user: user, password: password).token)
            }
            guard client.hasToken else {
                throw UsageError("The profile \(profile) asks for a password. Give it a source for a token.")
            }
            return client
        } catch let error as APIError {
            throw error
        } catch {
            throw APIError(.invalidCall, message: "\(error)", request: "", server: profile)
        }
    }
}
