/// A dashboard that is deleted with something else, and who loses it.
package struct DashboardLoss: Sendable, Equatable {
    /// Those who see a dashboard beside its owner.
    package enum Viewers: Sendable, Equatable {
        case everyone
        /// By their ids.
        case people(Set<String>)
    }

    let title: String
    /// The others who see it now; nil where that is not known.
    let viewers: Viewers?

    package init(_ title: String, _ viewers: Viewers?) {
        (self.title, self.viewers) = (title, viewers)
    }

    var text: String {
        switch viewers {
        case nil: title
        case .everyone?: "\(title) (everyone loses it)"
        case .people(let ids)?:
            switch ids.count {
            case 0: "\(title) (nobody else sees it)"
            case 1: "\(title) (1 person loses it)"
            default: "\(title) (\(Quantity.count(ids.count)) people lose it)"
            }
        }
    }

    /// How many people lose at least one of several dashboards, where that is known of all; empty where nobody does.
    static func together(_ losses: [DashboardLoss]) -> String {
        guard losses.count > 1 else { return "" }
        var people: Set<String> = []
        for loss in losses {
            guard case .people(let ids)? = loss.viewers else { return "" }
            people.formUnion(ids)
        }
        switch people.count {
        case 0: return ""
        case 1: return " 1 person loses at least one."
        default: return " \(Quantity.count(people.count)) people lose at least one."
        }
    }
}
