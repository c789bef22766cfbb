import Foundation
import SisenseClient

/// The whole way to the server of a profile: the token from its source, the connection, the version, the login. It
/// changes nothing.
struct ProfileTrial {
    let profile: Profile
    let environment: [String: String]

    /// Tells what the server answered, a sentence for each step.
    /// - Throws: `APIError` for the first step that fails; a token that cannot be had is one too.
    func run(_ tell: (String) -> Void) async throws(APIError) {
        let token: Secret?
        do throws(TokenError) {
            token = try await profile.tokenSource.token(environment: environment)
        } catch {
            throw APIError(
                .invalidCall, message: error.description, request: "the token of \(profile.name)",
                server: profile.server.description, nextStep: error.nextStep)
        }
        let transport = NetworkSettings(profile, environment: environment).transport
        let client = APIClient(
            server: profile.server, transport: Connection.transport(transport), token: token,
            policy: .readOnly(reason: "a test changes nothing"))
        let status = try await ApplicationService(client).status()
        tell("\(client.server) answers: Sisense \(status.version ?? "of unknown version")")
        guard client.hasToken else {
            return tell("The password is asked for when the console opens.")
        }
        tell("The token is that of \(try await UsersService(client).loggedIn().label)")
    }
}
