import ConsoleState
import Foundation
import SisenseClient

/// What is done with profiles.
extension ParsedOptions {
    func profile(_ plain: [String]) throws(UsageError) -> ProfileOptions {
        let (word, rest) = (plain.first ?? "", plain.dropFirst())
        guard Usage.groups.contains(where: { $0.word == "profile" && $0.actions.contains(word) }) else {
            throw Self.unknown(word)
        }
        try allow(only: "profile \(word)", rest: rest.dropFirst(word == "rename" ? 2 : 1))
        guard let first = rest.first else {
            if word == "list" { return .list(isJSON: given.contains("--json")) }
            throw Self.unknown(word)
        }
        let name = try Self.profileName(first)
        switch word {
        case "add": return .add(name, try edits(), replaces: given.contains("--replace"))
        case "edit": return .edit(name, try edits())
        case "show": return .show(name, isJSON: given.contains("--json"))
        case "rename":
            guard let new = rest.dropFirst().first else { throw UsageError("profile rename takes NAME NEW-NAME.") }
            return .rename(name, to: try Self.profileName(new))
        case "default": return .makeDefault(name)
        case "test":
            var arguments = connection
            arguments.profile = first
            return .test(arguments)
        case "remove": return .remove(name)
        default: throw Self.unknown(word)
        }
    }

    private static func unknown(_ word: String) -> UsageError {
        let question = NearestName.question(word, among: Usage.groups.flatMap(\.actions))
        return UsageError("profile takes \(profileCommands).\(question)")
    }

    private static let profileCommands =
        "list, add NAME --server URL, edit NAME, show NAME, rename NAME NEW-NAME, default NAME, test NAME, "
        + "or remove NAME"

    private static func profileName(_ text: String) throws(UsageError) -> ProfileName {
        guard let name = ProfileName(text) else {
            throw UsageError("\"\(text)\" is not a valid profile name: use letters, digits, \"-\", \"_\" and dots.")
        }
        return name
    }

    /// The options that stand for a key of the file. `--set` takes all of them.
    private static let keys: [(option: String, key: ProfileKey)] = [
        ("--user", .user), ("--kind", .kind), ("--token-env", .tokenEnvironment), ("--token-file", .tokenFile),
        ("--token-command", .tokenCommand),
    ]

    private func edits() throws(UsageError) -> ProfileEdits {
        var edits = ProfileEdits()
        if let server = connection.server { edits.set(.server, server.description) }
        let sources = Self.keys.filter { given.contains($0.option) && $0.option.hasPrefix("--token") }
        guard sources.count <= 1 else {
            throw UsageError("Use only one of \(sources.map(\.option).joined(separator: " and ")).")
        }
        for (option, key) in Self.keys {
            guard let value = values[option] else { continue }
            edits.set(key, key == .tokenFile ? URL(filePath: value).absoluteURL.path(percentEncoded: false) : value)
        }
        if let timeout = connection.timeout { edits.set(.timeout, "\(timeout.components.seconds)") }
        if connection.isReadOnly { edits.set(.readonly, "true") }
        if given.contains("--default") { edits.set(.default, "true") }
        if given.contains("--ask-reason") { edits.set(.askReason, "true") }
        edits.settings += pairs["--set", default: []].map { ProfileEdits.Setting($0.name, $0.value) }
        edits.unset = (values["--unset"] ?? "").split(separator: ",").map(String.init)
        return edits
    }
}
