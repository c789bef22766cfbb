package import ConsoleState

extension PaneID {
    /// What a person calls the pane.
    package var title: String {
        switch self {
        case .users: "Users"
        case .groups: "Groups"
        case .dashboards: "Dashboards"
        case .alerts: "Alerts"
        case .features: "Features"
        case .security: "Security"
        case .api: "API"
        case .trace: "Trace"
        case .audit: "Audit"
        case .servers: "Trusted servers"
        }
    }
}
