import Foundation

/// The kinds of things that files describe, in the order in which their changes are sent: what others need comes first,
/// and what can cut people off comes last.
package enum StateKind: String, Sendable, CaseIterable {
    case features
    case roles
    case groups
    case users
    case servers
    /// Documents of settings, and the CORS origins, which are a part of one of them.
    case settings
    case origins
    /// With whom dashboards are shared.
    case shares

    package var title: String {
        switch self {
        case .features: "Features"
        case .roles: "Roles"
        case .groups: "Groups"
        case .users: "Users"
        case .servers: "Trusted servers"
        case .settings: "Settings"
        case .origins: "CORS origins"
        case .shares: "Shares"
        }
    }

    /// The members of a thing that say which of them may be pruned; none for what no pruning removes.
    var prunedBy: [String] {
        switch self {
        case .groups: ["name"]
        case .servers: ["address", "name"]
        case .features, .roles, .users, .settings, .origins, .shares: []
        }
    }

    /// The key that things of this kind are known by, in its one spelling: two spellings of one address are one person.
    func identity(_ key: String) -> String {
        switch self {
        case .users: key.lowercased()
        case .servers: (try? ServerAddress(key))?.description ?? key
        case .features, .roles, .groups, .settings, .origins, .shares: key
        }
    }

    /// All kinds by their names, for messages.
    package static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

/// A thing that a file describes.
package struct StateEntry: Sendable, Equatable {
    /// The name it is known by, never an id.
    package let key: String
    /// What is wanted of it; `null` where it shall not be there.
    package let value: JSONValue
    /// The file that describes it.
    package let file: String

    package init(key: String, value: JSONValue, file: String) {
        (self.key, self.value, self.file) = (key, value, file)
    }

    /// The name that it had before it was renamed; nil where it was not.
    var formerKey: String? { value.text("was") }
}

/// The reason why what a file wants cannot be compared or planned, with its place.
package struct StateProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file, and the path in it where that is known.
    package let location: String
    package let message: String

    package init(_ location: String, _ message: String) {
        (self.location, self.message) = (location, message)
    }

    init(_ kind: StateKind, _ entry: StateEntry, _ message: String) {
        self.init("\(entry.file), \(kind.rawValue).\(entry.key)", message)
    }

    package var description: String { location.isEmpty ? message : "\(location): \(message)" }
}

/// All that is wrong with what files want. Nothing is planned while there is anything.
package struct StateProblems: Error, Sendable, CustomStringConvertible {
    package let problems: [StateProblem]

    package init(_ problems: [StateProblem]) { self.problems = problems }

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Names that people take for the same: the case of letters and the marks on them do not count.
enum SpelledAlike {
    static func key(_ name: String) -> String {
        name.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    }
}
