/// One of the documents of settings that a server keeps: its name, and how it is read and saved.
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
        case .emailServer: "email server settings"
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

    /// The operation that saves a document that the server does not have yet, where that differs.
    var create: Operation? {
        switch self {
        case .emailServer: .createEmailServer
        case .globalization: .createGlobalization
        default: save
        }
    }

    /// The operation that removes a document that was made; nil where none does.
    var remove: Operation? {
        switch self {
        case .emailServer: .deleteEmailServer
        case .globalization: .deleteGlobalization
        case .security, .singleSignOn, .system, .loginLockout, .publicSettings: nil
        }
    }

    /// True for an operation, of any version of the API, that saves, makes or removes the document.
    package func isSaved(by operation: Operation?) -> Bool {
        guard let save, let operation else { return false }
        return operation.writes && operation.path == save.path
    }

    /// True when a server may be without it until somebody makes one.
    package var canBeCreated: Bool { create != save }

    /// True when a save carries only what changed.
    var merges: Bool { self == .emailServer || self == .loginLockout }

    /// The members that the documented body of a save does not have (seeds/003, Settings): the server made them.
    var ownMembers: Set<String> { self == .security ? ["name", "secret"] : [] }

    /// True when a wrong value can cut off people, the one who saves included: such a save is offered with automatic
    /// revert.
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

/// Facts to know before a document of settings is saved: who is cut off, and what everyone loses.
extension SettingsDocument {
    /// - Parameter changed: the paths that differ between `base` and `edited`.
    func warnings(from base: JSONValue, to edited: JSONValue, changing changed: [String]) -> [String] {
        func changes(_ words: String...) -> Bool {
            changed.contains { path in words.contains { path.lowercased().contains($0) } }
        }
        switch self {
        case .security:
            var warnings: [String] = []
            if changes("authenticationmode", "samesite", "crosssite", "cookie") {
                warnings.append("This change can end every API token of every user: integrations break.")
            }
            if changes("embeddeddomains"), edited["embeddedDomains"]?.array?.isEmpty != false {
                warnings.append("An empty list lets every site embed this server in a frame.")
            }
            if changes("adminstimeout"), let minutes = edited["adminsTimeout"]?.integer, (1..<5).contains(minutes) {
                warnings.append(
                    "Administrators, you included, are logged out after \(counted(minutes, "idle minute")).")
            }
            return warnings
        case .singleSignOn:
            return ["A wrong value can lock out everyone who signs in this way, you included."]
                + Self.missingWayBack(in: edited)
        case .loginLockout:
            var warnings: [String] = []
            if changes("enabled"), edited["enabled"]?.bool == false {
                warnings.append("Without the lockout, passwords can be tried without end.")
            }
            if changes("maxfailedattempts"), let attempts = edited["maxFailedAttempts"]?.integer, attempts < 3 {
                warnings.append("After \(counted(attempts, "slip")) the account is locked, yours too.")
            }
            return warnings
        case .system:
            var warnings: [String] = []
            if changes("domaingrouplogin"), edited["authentication"]?.flag("domainGroupLogin") == true {
                warnings.append("Users outside imported groups can no longer log in. Check that you are in one.")
            }
            if changes("enablessl") {
                warnings.append(
                    "The address of this server changes its scheme: this profile may not reach it any more.")
            }
            return warnings
        case .emailServer where changes("ignoretls") && edited["ignoreTLS"]?.bool == true:
            return ["Passwords and mails cross the network in the clear."]
        case .emailServer, .globalization, .publicSettings: return []
        }
    }

    /// The parts that single sign-on lacks without which nobody comes in.
    private static func missingWayBack(in document: JSONValue) -> [String] {
        guard document.flag("enabled") == true else { return [] }
        let isSAML = document.text("ssoType") == "saml"
        let needed =
            isSAML
            ? [("loginUrlSaml", "login address"), ("idPCert", "certificate")]
            : [("loginUrl", "login address"), ("sharedSecret", "shared secret")]
        let missing = needed.filter { document.text($0.0) == nil }.map(\.1)
        guard !missing.isEmpty else { return [] }
        return ["It is on and has no \(missing.joined(separator: " and no ")): no one could log in, you included."]
    }
}
