package import SisenseClient

/// One person's way to one dashboard: every path, and what they give together.
package struct Grant: Sendable, Equatable, Identifiable {
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

    /// What unsaved changes do to it.
    package enum Change: Sendable, Equatable {
        case none
        case gained
        case lost
    }

    /// Of the person, or of the dashboard: whichever was not asked for.
    package let id: String
    package let name: String
    /// The strongest first: it is the one that counts. Of what is lost, the paths there were.
    package let paths: [Path]
    package let change: Change

    init(id: String, name: String, paths: [Path], change: Change = .none) {
        self.id = id
        self.name = name
        self.paths = paths.sorted { $0.strength > $1.strength }
        self.change = change
    }
}
