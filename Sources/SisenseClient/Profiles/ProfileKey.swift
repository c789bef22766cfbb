/// A member of a profile's file, with what it is for. Files, the command line and the manual know them by these names.
package enum ProfileKey: String, Sendable, CaseIterable {
    case server, user, kind, readonly, askReason, pane, timeout
    case caFile, caFolder, clientCertificate, clientKey, proxy
    case tokenEnvironment, tokenDescriptor, tokenCommand, tokenFile, tokenCommandTimeout
    case snapshotAtStart
    case allowedSigners, selfApproval
    case `default`

    /// The members of which only one can be set.
    static let tokenSources: [ProfileKey] = [.tokenEnvironment, .tokenDescriptor, .tokenCommand, .tokenFile]

    /// The kind of its value.
    enum Kind {
        case text, flag, number
    }

    var kind: Kind {
        switch self {
        case .readonly, .askReason, .snapshotAtStart, .selfApproval, .default: .flag
        case .timeout, .tokenDescriptor, .tokenCommandTimeout: .number
        case .server, .user, .kind, .pane, .caFile, .caFolder, .clientCertificate, .clientKey, .proxy,
            .tokenEnvironment, .tokenCommand, .tokenFile, .allowedSigners:
            .text
        }
    }

    /// What it says, for the manual.
    package var about: String {
        switch self {
        case .server: "the address of the server"
        case .user: "the user that the sign-in suggests"
        case .kind: "prod, staging or dev; prod asks for more confirmation"
        case .readonly: "true refuses every change; false allows them where another profile of the server does not"
        case .askReason: "true asks for the reason of each change, for the audit log"
        case .pane: "the pane to begin with; home if not set"
        case .timeout: "seconds that an answer may take; 30 if not set"
        case .caFile: "a file with certificate authorities of your own"
        case .caFolder: "a folder with certificate authorities of your own"
        case .clientCertificate: "a PEM file to show to a server that asks who you are"
        case .clientKey: "its key, in a file that only you can read"
        case .proxy: "the proxy on the way"
        case .tokenEnvironment: "the environment variable that holds the token"
        case .tokenDescriptor: "the file descriptor that the token is read from, 3 or more"
        case .tokenCommand: "the command that prints the token, as a line for the shell or a list of words"
        case .tokenFile: "the file that holds the token, which only you can read"
        case .tokenCommandTimeout: "seconds that the command may take; 30 if not set"
        case .snapshotAtStart: "true keeps a snapshot of the server each time it is opened"
        case .allowedSigners: "the file of those whose SSH keys may approve plan files, as ssh-keygen reads it"
        case .selfApproval: "true lets whoever made a plan file approve it too"
        case .default: "true for the profile that is used when none is named"
        }
    }
}

/// What is to be set in a profile, and what to be taken out of it.
package struct ProfileEdits: Sendable, Equatable {
    package var settings: [Setting] = []
    /// The names of the members to take out.
    package var unset: [String] = []

    /// A member by its name, and its value as it is typed.
    package struct Setting: Sendable, Equatable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
    }

    package init() {}

    package mutating func set(_ key: ProfileKey, _ value: String) {
        settings.append(Setting(key.rawValue, value))
    }

    package var isEmpty: Bool { settings.isEmpty && unset.isEmpty }
}

extension ProfileStore {
    /// The profile that these edits make of one, or of nothing.
    /// - Throws: `ProfileEditError` with everything that is wrong with them.
    package func profile(
        _ name: ProfileName, from former: Profile?, with edits: ProfileEdits
    ) throws(ProfileEditError) -> Profile {
        var document = former?.json.object ?? JSONObject()
        var problems: [String] = []
        for name in edits.unset {
            if document[name] == nil { problems.append("\(name) is not set") }
            document[name] = nil
        }
        for setting in edits.settings {
            guard let key = ProfileKey(rawValue: setting.name) else {
                problems.append("no key with the name \(setting.name)")
                continue
            }
            guard let value = Self.value(setting.value, of: key) else {
                problems.append("\(key.rawValue): expected \(key.kind == .flag ? "true or false" : "a number")")
                continue
            }
            if ProfileKey.tokenSources.contains(key) {
                for other in ProfileKey.tokenSources { document[other.rawValue] = nil }
            }
            document[key.rawValue] = value
        }
        guard problems.isEmpty else { throw ProfileEditError(problems) }
        var file = file(JSONWriter.write(.object(document)), path: name.description)
        let profile = file.profile(named: name)
        // What this version does not know was in the file before.
        let own = file.problems.filter { problem in
            problem.field.map { ProfileKey(rawValue: $0) != nil || former?.json[$0] == nil } ?? true
        }
        guard let profile, own.isEmpty else {
            throw ProfileEditError(own.map { [$0.field, $0.message].compactMap(\.self).joined(separator: ": ") })
        }
        return profile
    }

    private static func value(_ text: String, of key: ProfileKey) -> JSONValue? {
        switch key.kind {
        case .text: return .string(text)
        case .flag: return text == "true" ? .bool(true) : text == "false" ? .bool(false) : Optional.none
        case .number: return Int(text).map { .number(JSONNumber($0)) }
        }
    }
}

/// Everything that is wrong with the edits of a profile.
package struct ProfileEditError: Error, Sendable, Equatable, CustomStringConvertible {
    package let problems: [String]

    init(_ problems: [String]) { self.problems = problems }

    package var description: String { problems.joined(separator: "; ") + "." }
}
