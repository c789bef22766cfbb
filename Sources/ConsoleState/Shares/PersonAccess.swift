package import SisenseClient

/// One person's way to a dashboard: every path, and what they give together.
package struct PersonAccess: Sendable, Equatable, Identifiable {
    /// How somebody comes to see a dashboard.
    package enum Path: Sendable, Equatable {
        case owner
        case direct(Share.Rule)
        case group(String, Share.Rule)

        var strength: Int {
            switch self {
            case .owner: 3
            case .direct(.edit), .group(_, .edit): 2
            case .direct(.other), .group(_, .other): 1
            case .direct(.view), .group(_, .view): 0
            }
        }
    }

    /// What the unsaved changes do to this person.
    package enum Change: Sendable, Equatable {
        case none
        case gains
        case loses
    }

    package let id: String
    package let name: String
    /// The strongest first: it is the one that counts. When everything is lost, the paths there were.
    package let paths: [Path]
    package let change: Change
}
