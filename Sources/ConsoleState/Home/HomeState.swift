package import Foundation
package import SisenseClient

/// What Home shows of the server beside what the panes have read themselves.
package struct HomeState: Sendable {
    /// The panes whose records are counted. They are read when Home is opened, and then are there when one goes on.
    package static let counted: [PaneID] = [
        .users, .groups, .dashboards, .alerts, .connections, .datasets, .cubes, .builds,
    ]

    /// The panes that are read when Home is opened: those that are counted, and the findings.
    package static let read = counted + [.health]

    package var application = Loadable<ApplicationStatus>.loading
    package var licence = Loadable<Licence>.loading
    /// Requests of this session that failed, the newest first.
    package var failures: [RequestTrace] = []
    /// When all this was asked for; nil before.
    package internal(set) var openedAt: Date?
    package var scroll = Scroll()
}
