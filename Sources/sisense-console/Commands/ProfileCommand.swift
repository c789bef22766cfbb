import Foundation
import SisenseClient
import Synchronization
import TerminalKit

/// Lists, adds, tests and removes profiles.
struct ProfileCommand {
    private let options: ProfileOptions
    private let environment: [String: String]

    init(_ options: ProfileOptions, environment: [String: String]) {
        self.options = options
        self.environment = environment
    }

    func run() async -> Int32 {
        let store = Connection.profiles(environment: environment)
        do {
            switch options {
            case .list: try list(store.read())
            case .add(let profile):
                try store.save(profile)
                try Output.lines("Saved \(store.file(of: profile.name).path(percentEncoded: false))")
            case .remove(let name):
                try store.remove(name)
                try Output.lines("Removed \(name)")
            case .test(let arguments): return try await test(arguments)
            }
            return ExitStatus.ok
        } catch {
            return Failure.report(error)
        }
    }

    private func list(_ listing: ProfileStore.Listing) throws(OutputError) {
        for problem in listing.problems { Output.error(problem.description) }
        for profile in listing.profiles {
            let marks = [
                profile.kind?.rawValue, profile.isReadOnly ? "read-only" : nil, profile.isDefault ? "default" : nil,
            ]
            let words = marks.compactMap(\.self).joined(separator: ", ")
            let user = profile.user.map { "\($0), " } ?? ""
            try Output.lines(
                "\(profile.name)  \(profile.server)  \(user)token: \(profile.tokenSource.summary)"
                    + (words.isEmpty ? "" : "  (\(words))"))
        }
    }

    /// Tests the token, the connection and the login, and prints each step.
    private func test(_ arguments: ConnectionSettings.Arguments) async throws -> Int32 {
        let connection = try Connection(arguments, environment: environment)
        guard var profile = connection.settings.profile else { return ExitStatus.failed }
        profile.answerTimeout = arguments.timeout ?? profile.answerTimeout
        if let warning = profile.server.privacyWarning { Output.error(warning) }
        let failure = Mutex<OutputError?>(nil)
        try await ProfileTest(profile: profile, environment: environment).run { passed in
            let name = passed.step.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
            do throws(OutputError) {
                try Output.lines("ok  \(name)  \(passed.text)")
            } catch {
                failure.withLock { $0 = error }
            }
        }
        if let failure = failure.withLock({ $0 }) { throw failure }
        return ExitStatus.ok
    }
}

/// The whole way to the server of a profile: the token from its source, the connection, the version, the login. It
/// changes nothing.
struct ProfileTest {
    let profile: Profile
    let environment: [String: String]

    /// Reports each step that went well, as it is gone.
    /// - Throws: `APIError` for the first that fails, which it names; a token that cannot be had is one too.
    func run(_ report: @Sendable (ConnectionTest.Passed) -> Void) async throws(APIError) {
        CoreDumps.turnOff()
        let token: Secret?
        do throws(TokenError) {
            token = try await profile.tokenSource.token(environment: environment)
        } catch {
            let failure = APIError(
                .invalidCall, message: error.description, request: "the token of \(profile.name)",
                server: profile.server.description, nextStep: error.nextStep)
            throw ConnectionTestError(step: .token, error: failure).named
        }
        report(.init(.token, token == nil ? "the console asks for the password when it opens" : "it is there"))
        let settings = NetworkSettings(profile, environment: environment).transport
        let test = ConnectionTest(server: profile.server, transport: Connection.transport(settings), token: token)
        do throws(ConnectionTestError) {
            try await test.run(report)
        } catch {
            throw error.named
        }
    }
}
