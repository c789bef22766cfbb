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
            ids.isEmpty
                ? "\(title) (nobody else sees it)"
                : "\(title) (\(counted(ids.count, "person loses it", "people lose it")))"
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
        return people.isEmpty ? "" : " \(counted(people.count, "person loses", "people lose")) at least one."
    }
}
