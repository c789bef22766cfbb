import ConsoleState
import SisenseClient
import Synchronization
import TerminalKit

/// The whole way to the server of a profile: the token from its source, the connection, the version, the login. It
/// changes nothing.
struct ProfileTest {
    let profile: Profile
    let environment: [String: String]

    private var transport: RetryingTransport {
        Connection.transport(NetworkSettings(profile, environment: environment).transport)
    }

    /// Reports each step that went well, as it is gone.
    /// - Throws: `ConnectionTestError` for the first that fails; a token that cannot be had is one too.
    func run(_ report: @Sendable (ConnectionTest.Passed) -> Void) async throws(ConnectionTestError) {
        CoreDumps.turnOff()
        let token: Secret?
        do throws(TokenError) {
            token = try await profile.tokenSource.token(environment: environment)
        } catch {
            let failure = APIError(
                .invalidCall, message: error.description, request: "the token of \(profile.name)",
                server: profile.server.description, nextStep: error.nextStep)
            throw ConnectionTestError(step: .token, error: failure)
        }
        report(.init(.token, token == nil ? "the console asks for the password when it opens" : "it is there"))
        try await ConnectionTest(server: profile.server, transport: transport, token: token).run(report)
    }

    /// What may mend a failure, beside what its error says; nil where nothing is known.
    func advice(_ failure: ConnectionTestError) async -> String? {
        await AddressSuggestion(transport: transport).advice(for: profile.server, after: failure)
    }

    /// The whole way as one value.
    func verdict() async -> ConnectionVerdict {
        let steps = Mutex<[ConnectionTest.Passed]>([])
        do throws(ConnectionTestError) {
            try await run { passed in steps.withLock { $0.append(passed) } }
            return ConnectionVerdict(passed: steps.withLock { $0 })
        } catch {
            return ConnectionVerdict(passed: steps.withLock { $0 }, failure: error, advice: await advice(error))
        }
    }
}

extension Connection {
    /// The profiles of this user, for the console.
    static func profileAccess(environment: [String: String]) -> ProfileAccess {
        ProfileAccess(
            list: { profiles(environment: environment).read() },
            stranger: { profile in
                let network = NetworkSettings(profile, environment: environment)
                return APIClient(
                    server: profile.server, transport: transport(network.transport), token: nil, policy: .comparison)
            },
            test: { await ProfileTest(profile: $0, environment: environment).verdict() },
            save: { profile, former in
                let store = profiles(environment: environment)
                do throws(ProfileStoreError) {
                    if let former { try store.replace(former, with: profile) } else { try store.add(profile) }
                    return nil
                } catch {
                    return error.description
                }
            },
            remove: { name in
                do throws(PrivateFileError) {
                    try profiles(environment: environment).remove(name)
                    return nil
                } catch {
                    return "\(error) \(error.nextStep)"
                }
            })
    }
}
