import SisenseClient

/// What servers are compared in.
enum CompareArea: String, Sendable, CaseIterable {
    case features, origins, servers, groups, roles
    case system, security, singleSignOn, emailServer, globalization, loginLockout

    /// The document of settings that this is; nil for what is read in another way.
    var document: SettingsDocument? { SettingsDocument(rawValue: rawValue) }

    /// What a path in it is called: `webServer.cors.enabled`, or the name of a group as it is.
    func name(_ path: [String]) -> String {
        document == nil ? path.joined(separator: " ") : JSONPath(path.map(JSONPath.Step.member)).description
    }

    var title: String {
        switch self {
        case .features: "Features"
        case .origins: "CORS origins"
        case .servers: "Trusted servers"
        case .groups: "Groups"
        case .roles: "Roles"
        case .system: "System settings"
        case .security: "Security settings"
        case .singleSignOn: "Single sign-on"
        case .emailServer: "Email server"
        case .globalization: "Locale"
        case .loginLockout: "Login lockout"
        }
    }
}
