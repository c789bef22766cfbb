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
