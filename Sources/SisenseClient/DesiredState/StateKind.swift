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

    package var title: String {
        switch self {
        case .features: "Features"
        case .roles: "Roles"
        case .groups: "Groups"
        case .users: "Users"
        case .servers: "Trusted servers"
        case .settings: "Settings"
        case .origins: "CORS origins"
        }
    }

    /// The key that things of this kind are known by, in its one spelling: two spellings of one address are one person.
    func identity(_ key: String) -> String {
        switch self {
        case .users: key.lowercased()
        case .features, .roles, .groups, .servers, .settings, .origins: key
        }
    }
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
}

/// The reason why what a file wants cannot be compared or planned, with its place.
package struct StateProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file, and the path in it where that is known.
    package let place: String
    package let message: String

    package init(_ place: String, _ message: String) {
        (self.place, self.message) = (place, message)
    }

    init(_ kind: StateKind, _ entry: StateEntry, _ message: String) {
        self.init("\(entry.file), \(kind.rawValue).\(entry.key)", message)
    }

    package var description: String { place.isEmpty ? message : "\(place): \(message)" }
}

/// All that is wrong with what files want. Nothing is planned while there is anything.
package struct StateProblems: Error, Sendable, CustomStringConvertible {
    package let problems: [StateProblem]

    package init(_ problems: [StateProblem]) { self.problems = problems }

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
