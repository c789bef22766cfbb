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

        /// What it gives: `owner`, `edit`, `view`.
        var right: String {
            switch self {
            case .owner: "owner"
            case .direct(let rule), .group(_, let rule): rule.description
            }
        }

        /// Where it comes from, with what it gives: `Finance (view)`.
        var text: String {
            switch self {
            case .owner: "owner"
            case .direct(let rule): "by name (\(rule))"
            case .group(let name, let rule): "\(name) (\(rule))"
            }
        }
    }

    /// What unsaved changes do to it.
    package enum Change: String, Sendable, Equatable {
        case none = ""
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
        self.paths = paths.count > 1 ? paths.sorted { $0.strength > $1.strength } : paths
        self.change = change
    }

    /// What there is besides `path`, the strongest first; nothing when access hangs on it alone.
    func without(_ path: Path) -> [Path] {
        var rest = paths
        if let index = rest.firstIndex(of: path) { rest.remove(at: index) }
        return rest
    }
}
