/// What goes with users that are deleted, and who else loses it.
package struct UserLoss: Sendable, Equatable {
    /// A dashboard that is deleted with its owner.
    package struct Dashboard: Sendable, Equatable {
        let title: String
        /// The others who see it now; nil where that is not known.
        let viewers: Viewers?

        package init(_ title: String, _ viewers: Viewers?) {
            (self.title, self.viewers) = (title, viewers)
        }

        fileprivate var text: String {
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
    }

    /// Those who see a dashboard beside its owner.
    package enum Viewers: Sendable, Equatable {
        case everyone
        /// By their ids.
        case people(Set<String>)
    }

    /// An alert that is deleted with its owner.
    package struct Alert: Sendable, Equatable {
        let name: String
        /// The other users and groups that it notifies, by name.
        let recipients: [String]

        package init(_ name: String, notifying recipients: [String]) {
            (self.name, self.recipients) = (name, recipients)
        }

        fileprivate var text: String {
            switch recipients.count {
            case 0: "\(name) (nobody else gets it)"
            case 1: "\(name) (no longer sent to \(recipients[0]))"
            default: "\(name) (no longer sent to \(Excerpt.of(recipients)))"
            }
        }
    }

    private let dashboards: [Dashboard]
    private let alerts: [Alert]

    package init(dashboards: [Dashboard] = [], alerts: [Alert] = []) {
        (self.dashboards, self.alerts) = (dashboards, alerts)
    }

    package var isEmpty: Bool { dashboards.isEmpty && alerts.isEmpty }

    /// What is deleted by name, and whom that hits; none where nothing is.
    package var sentences: [String] {
        var sentences: [String] = []
        if !dashboards.isEmpty {
            let titles = dashboards.map(\.text).joined(separator: ", ")
            let isOne = dashboards.count == 1
            let advice = isOne ? "Change its owner first if it is still needed." : UsersService.changeOwner
            sentences.append(
                "Also deletes \(counted(dashboards.count, "dashboard")): \(titles).\(together) \(advice)")
        }
        if !alerts.isEmpty {
            let names = alerts.map(\.text).joined(separator: ", ")
            sentences.append("Also deletes \(counted(alerts.count, "alert")): \(names).")
        }
        return sentences
    }

    /// How many people lose at least one of several dashboards, where that is known of all.
    private var together: String {
        guard dashboards.count > 1 else { return "" }
        var people: Set<String> = []
        for dashboard in dashboards {
            guard case .people(let ids)? = dashboard.viewers else { return "" }
            people.formUnion(ids)
        }
        switch people.count {
        case 0: return ""
        case 1: return " 1 person loses at least one."
        default: return " \(Quantity.count(people.count)) people lose at least one."
        }
    }
}
