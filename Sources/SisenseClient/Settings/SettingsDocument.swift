/// One of the documents of settings that a server keeps: what it is called, and how it is read and saved.
package enum SettingsDocument: String, Sendable, CaseIterable {
    case security
    case singleSignOn
    case system
    case emailServer
    case globalization
    case loginLockout
    case publicSettings

    package var title: String {
        switch self {
        case .security: "security settings"
        case .singleSignOn: "single sign-on settings"
        case .system: "system settings"
        case .emailServer: "e-mail server settings"
        case .globalization: "locale settings"
        case .loginLockout: "lockout rules"
        case .publicSettings: "public settings"
        }
    }

    package var read: OperationID {
        switch self {
        case .security: "GET /api/settings/security"
        case .singleSignOn: "GET /api/v1/settings/sso"
        case .system: "GET /api/v1/settings/system"
        case .emailServer: "GET /api/v1/settings/email_server"
        case .globalization: "GET /api/v1/settings/globalization"
        case .loginLockout: "GET /api/v1/settings/login_lockout"
        case .publicSettings: "GET /api/v1/settings/public_settings"
        }
    }

    /// Nil for what can only be read.
    package var save: OperationID? {
        switch self {
        case .security: "POST /api/settings/security"
        case .singleSignOn: "POST /api/v1/settings/sso"
        case .system: "POST /api/v1/settings/system"
        case .emailServer: "PATCH /api/v1/settings/email_server"
        case .globalization: "PUT /api/v1/settings/globalization"
        case .loginLockout: "PATCH /api/v1/settings/login_lockout"
        case .publicSettings: nil
        }
    }

    /// How a document is saved that the server does not have yet, where that differs.
    var create: OperationID? {
        switch self {
        case .emailServer: "POST /api/v1/settings/email_server"
        case .globalization: "POST /api/v1/settings/globalization"
        default: save
        }
    }

    /// Whether a server may be without it until somebody makes one.
    package var canBeCreated: Bool { create != save }

    /// True when a save carries only what changed.
    var merges: Bool { self == .emailServer || self == .loginLockout }

    /// The members that the documented body of a save does not have (seeds/003, Settings): the server made them.
    var ownMembers: Set<String> { self == .security ? ["name", "secret"] : [] }

    /// True when a wrong value can cut off people, the one who saves included: such a save is offered on trial.
    package var isRisky: Bool { self == .security || self == .singleSignOn || self == .system }
}

extension RequestPlan {
    /// The document of settings that this saves; nil for every other plan.
    package var settings: SettingsDocument? {
        SettingsDocument.allCases.first { $0.save == call.operation.id }
    }

    /// True for settings that a wrong value in can cut off people.
    package var isRisky: Bool { settings?.isRisky == true }
}
