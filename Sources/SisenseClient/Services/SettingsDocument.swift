/// One of the documents of settings that a server keeps beside the system settings: what it is called, and how it is
/// read and saved.
package enum SettingsDocument: String, Sendable, CaseIterable {
    case security
    case singleSignOn
    case emailServer
    case globalization
    case loginLockout

    package var title: String {
        switch self {
        case .security: "security settings"
        case .singleSignOn: "single sign-on settings"
        case .emailServer: "e-mail server settings"
        case .globalization: "locale settings"
        case .loginLockout: "lockout rules"
        }
    }

    package var read: OperationID {
        switch self {
        case .security: "GET /api/settings/security"
        case .singleSignOn: "GET /api/v1/settings/sso"
        case .emailServer: "GET /api/v1/settings/email_server"
        case .globalization: "GET /api/v1/settings/globalization"
        case .loginLockout: "GET /api/v1/settings/login_lockout"
        }
    }

    package var save: OperationID {
        switch self {
        case .security: "POST /api/settings/security"
        case .singleSignOn: "POST /api/v1/settings/sso"
        case .emailServer: "PATCH /api/v1/settings/email_server"
        case .globalization: "PUT /api/v1/settings/globalization"
        case .loginLockout: "PATCH /api/v1/settings/login_lockout"
        }
    }

    /// True when a save carries only what changed.
    var merges: Bool { self == .emailServer || self == .loginLockout }

    /// What a change of `paths` brings with it.
    func warnings(changing paths: [String]) -> [String] {
        func changes(_ words: String...) -> Bool {
            paths.contains { path in words.contains { path.lowercased().contains($0) } }
        }
        switch self {
        case .security where changes("authenticationmode", "samesite", "crosssite", "cookie"):
            return ["This change can end every API token of every user: integrations break."]
        case .security where changes("embeddeddomains"):
            return ["An empty list lets every site embed this server in a frame."]
        case .singleSignOn: return ["A wrong value can lock out everyone who signs in this way, you included."]
        case .loginLockout where changes("enabled"):
            return ["Without the lockout, passwords can be tried without end."]
        default: return []
        }
    }
}
