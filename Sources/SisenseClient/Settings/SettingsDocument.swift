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

    package var read: Operation {
        switch self {
        case .security: .getSecuritySettings
        case .singleSignOn: .getSSOSettings
        case .system: .getSystemSettings
        case .emailServer: .getEmailServer
        case .globalization: .getGlobalization
        case .loginLockout: .getLoginLockout
        case .publicSettings: .getPublicSettings
        }
    }

    /// Nil for what can only be read.
    package var save: Operation? {
        switch self {
        case .security: .replaceSecuritySettings
        case .singleSignOn: .replaceSSOSettings
        case .system: .replaceSystemSettings
        case .emailServer: .updateEmailServer
        case .globalization: .replaceGlobalization
        case .loginLockout: .updateLoginLockout
        case .publicSettings: nil
        }
    }

    /// How a document is saved that the server does not have yet, where that differs.
    var create: Operation? {
        switch self {
        case .emailServer: .createEmailServer
        case .globalization: .createGlobalization
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
        SettingsDocument.allCases.first { $0.save == call.operation }
    }

    /// True for settings that a wrong value in can cut off people.
    package var isRisky: Bool { settings?.isRisky == true }
}
