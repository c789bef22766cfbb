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

    private var store: ProfileStore { Connection.profiles(environment: environment) }

    func run() async -> ExitStatus {
        do {
            switch options {
            case .list(let isJSON): try list(store.read(), isJSON)
            case .add(let name, let edits, let replaces):
                try add(try profile(name, from: nil, edits), replaces)
            case .edit(let name, let edits):
                guard !edits.isEmpty else { throw UsageError("Name what to change, as in --set kind=prod.") }
                let former = try store.profile(name)
                try replace(former, with: try profile(name, from: former, edits))
            case .show(let name, let isJSON): try show(try store.profile(name), isJSON)
            case .rename(let name, let new):
                var profile = try store.profile(name)
                profile.name = new
                try store.replace(name, with: profile)
                try Output.lines("\(name) is \(new) now")
            case .makeDefault(let name):
                var profile = try store.profile(name)
                profile.isDefault = true
                try store.replace(name, with: profile)
                try Output.lines("\(name) is used when no profile is named")
            case .remove(let name):
                try store.remove(name)
                try Output.lines("Removed \(name)")
            case .test(let arguments): return try await test(arguments)
            }
            return ExitStatus.done
        } catch let error as ProfileStoreError {
            return Failure.report(UsageError(error.description))
        } catch {
            return Failure.report(error)
        }
    }

    private func profile(
        _ name: ProfileName, from former: Profile?, _ edits: ProfileEdits
    ) throws(UsageError) -> Profile {
        do throws(ProfileEditError) {
            return try store.profile(name, from: former, with: edits)
        } catch {
            let keys = ProfileKey.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError("\(name): \(error) The keys are: \(keys).")
        }
    }

    private func add(_ profile: Profile, _ replaces: Bool) throws {
        do throws(ProfileStoreError) {
            try store.add(profile)
        } catch .exists where replaces {
            return try replace(profile, with: profile)
        } catch .exists(let name) {
            throw UsageError(
                "There is a profile with the name \(name) already. --replace replaces it; "
                    + "profile edit \(name) changes it.")
        }
        try saved(profile)
    }

    private func replace(_ former: Profile, with profile: Profile) throws {
        try store.replace(former.name, with: profile)
        try saved(profile)
    }

    private func saved(_ profile: Profile) throws {
        if let warning = profile.privacyWarning { Output.error(warning) }
        try Output.lines("Saved \(store.file(of: profile.name).path(percentEncoded: false))")
    }

    private func show(_ profile: Profile, _ isJSON: Bool) throws(OutputError) {
        guard !isJSON else {
            try Output.lines(JSONWriter.text(json(profile)))
            return
        }
        try Output.lines("name  \(profile.name)")
        try Output.lines("file  \(store.file(of: profile.name).path(percentEncoded: false))")
        for member in profile.json.object?.members ?? [] {
            let value = member.value.string ?? JSONWriter.text(member.value, layout: .compact)
            try Output.lines("\(member.key)  \(value)")
        }
    }

    /// What its file says, below its name and where that is.
    private func json(_ profile: Profile) -> JSONValue {
        let file = store.file(of: profile.name).path(percentEncoded: false)
        let members = profile.json.object?.members.map { ($0.key, $0.value) } ?? []
        return .object(JSONObject([("name", .string(profile.name.description)), ("file", .string(file))] + members))
    }

    private func list(_ listing: ProfileStore.Listing, _ isJSON: Bool) throws(OutputError) {
        for problem in listing.problems { Output.error(problem.description) }
        guard !isJSON else {
            try Output.lines(JSONWriter.text(.array(listing.profiles.map(json))))
            return
        }
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
    private func test(_ arguments: ConnectionSettings.Arguments) async throws -> ExitStatus {
        let connection = try Connection(arguments, environment: environment)
        guard var profile = connection.settings.profile else { return ExitStatus.failed }
        profile.answerTimeout = arguments.timeout ?? profile.answerTimeout
        if let warning = profile.privacyWarning { Output.error(warning) }
        let failure = Mutex<OutputError?>(nil)
        let test = ProfileTest(profile: profile, environment: environment)
        do throws(ConnectionTestError) {
            try await test.run { passed in
                let name = passed.step.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
                do throws(OutputError) {
                    try Output.lines("ok  \(name)  \(passed.text)")
                } catch {
                    failure.withLock { $0 = error }
                }
            }
        } catch {
            let status = Failure.report(error.named)
            if let advice = await test.advice(error) { Output.error(advice) }
            return status
        }
        if let failure = failure.withLock({ $0 }) { throw failure }
        return ExitStatus.done
    }
}
