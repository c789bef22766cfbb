/// The panes, in the order of their numbers.
package enum PaneID: String, Sendable, Hashable, CaseIterable {
    case users
    case groups
    case dashboards
    case alerts
    case features
    case security
    case api
    case trace
    case audit
    case servers
}
