package import ConsoleState

extension PaneID {
    /// What a person calls the pane.
    package var title: String {
        switch self {
        case .users: "Users"
        case .features: "Features"
        case .security: "Security"
        }
    }
}
