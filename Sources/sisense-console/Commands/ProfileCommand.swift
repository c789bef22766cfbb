import Foundation
import SisenseClient

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
            case .list: list(store.read())
            case .add(let profile):
                try store.save(profile)
                Output.text("Saved \(store.file(of: profile.name).path(percentEncoded: false))")
            case .remove(let name):
                try store.remove(name)
                Output.text("Removed \(name)")
            case .test(let name): return try await test(name)
            }
            return ExitStatus.ok
        } catch {
            return Failure.report(error)
        }
    }

    private func list(_ listing: ProfileStore.Listing) {
        for problem in listing.problems { Output.error(problem.description) }
        for profile in listing.profiles {
            let marks = [
                profile.kind?.rawValue, profile.isReadOnly ? "read-only" : nil, profile.isDefault ? "default" : nil,
            ]
            let words = marks.compactMap(\.self).joined(separator: ", ")
            let user = profile.user.map { "\($0), " } ?? ""
            Output.text(
                "\(profile.name)  \(profile.server)  \(user)token: \(profile.tokenSource.summary)"
                    + (words.isEmpty ? "" : "  (\(words))"))
        }
    }

    /// Goes the whole way, and tells how far it came.
    private func test(_ name: String) async throws -> Int32 {
        let connection = try Connection(.init(profile: name), environment: environment)
        let client = try await connection.client(
            policy: .readOnly(reason: "a test changes nothing"), audit: connection.audit(complain: Output.error))
        let status = try await ApplicationService(client).status()
        Output.text("\(client.server) answers: Sisense \(status.version ?? "of unknown version")")
        guard client.hasToken else {
            Output.text("The token is asked for when the console opens, so the login cannot be tested here.")
            return ExitStatus.ok
        }
        Output.text("The token is that of \(try await UsersService(client).loggedIn().label)")
        return ExitStatus.ok
    }
}
