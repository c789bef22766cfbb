/// What goes with users that are deleted, and who else loses it.
package struct UserLoss: Sendable, Equatable {
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

    private let dashboards: [DashboardLoss]
    private let alerts: [Alert]

    package init(dashboards: [DashboardLoss] = [], alerts: [Alert] = []) {
        (self.dashboards, self.alerts) = (dashboards, alerts)
    }

    package var isEmpty: Bool { dashboards.isEmpty && alerts.isEmpty }

    /// What is deleted by name, and whom that hits; none where nothing is.
    package var sentences: [String] {
        var sentences: [String] = []
        if !dashboards.isEmpty {
            let titles = dashboards.map(\.text).joined(separator: ", ")
            let isOne = dashboards.count == 1
            let together = DashboardLoss.together(dashboards)
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
}
