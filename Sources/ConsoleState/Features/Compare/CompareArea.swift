import SisenseClient

/// The areas that servers are compared in.
enum CompareArea: String, Sendable, CaseIterable {
    case features, origins, servers, groups, roles, shares
    case system, security, singleSignOn, emailServer, globalization, loginLockout

    /// The document of settings that this is; nil for what is read in another way.
    var document: SettingsDocument? { SettingsDocument(rawValue: rawValue) }

    /// The name of a path in it: `webServer.cors.enabled`, or the name of a group as it is.
    func name(_ path: [String]) -> String {
        if self == .shares { return path.joined(separator: " with ") }
        if self == .roles { return Self.permission(path) }
        return document == nil ? path.joined(separator: " ") : JSONPath(path.map(JSONPath.Step.member)).description
    }

    /// `consumer`, or `consumer: widgets.export_csv` for what the role allows.
    private static func permission(_ path: [String]) -> String {
        let inside = JSONPath(path.dropFirst().map(JSONPath.Step.member)).description
        return path.count > 1 ? "\(path[0]): \(inside)" : path.joined()
    }

    /// True where a name is a part of the setup, so that another one is a difference. The titles of dashboards are not
    /// what their shares are about.
    var hasOwnNames: Bool {
        switch self {
        case .groups, .roles, .servers: true
        case .features, .origins, .shares, .system, .security, .singleSignOn, .emailServer, .globalization,
            .loginLockout:
            false
        }
    }

    var title: String {
        switch self {
        case .features: "Features"
        case .origins: "CORS origins"
        case .servers: "Trusted servers"
        case .groups: "Groups"
        case .roles: "Roles"
        case .shares: "Shares"
        case .system: "System settings"
        case .security: "Security settings"
        case .singleSignOn: "Single sign-on"
        case .emailServer: "Email server"
        case .globalization: "Locale"
        case .loginLockout: "Login lockout"
        }
    }
}
