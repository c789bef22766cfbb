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
                Output.lines("Saved \(store.file(of: profile.name).path(percentEncoded: false))")
            case .remove(let name):
                try store.remove(name)
                Output.lines("Removed \(name)")
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
            Output.lines(
                "\(profile.name)  \(profile.server)  \(user)token: \(profile.tokenSource.summary)"
                    + (words.isEmpty ? "" : "  (\(words))"))
        }
    }

    /// Goes the whole way, and tells how far it came.
    private func test(_ name: String) async throws -> Int32 {
        let connection = try Connection(.init(profile: name), environment: environment)
        guard let profile = connection.settings.profile else { return ExitStatus.failed }
        try await ProfileTrial(profile: profile, environment: environment).run { Output.lines($0) }
        return ExitStatus.ok
    }
}
