import SisenseClient

/// A line of the Security hub: one part of how a server is protected. The raw value is the name that opens it.
package enum SecuritySection: String, Sendable, CaseIterable {
    case cors, embedding, tokens, others, trusted, sessions, passwords, lockouts, sso, ldap, email, switches, settings

    package var title: String {
        switch self {
        case .cors: "CORS origins"
        case .embedding: "Embedding"
        case .tokens: "API token"
        case .others: "Other people"
        case .trusted: "Trusted servers"
        case .sessions: "Sessions"
        case .passwords: "Passwords"
        case .lockouts: "Lockout"
        case .sso: "Single sign-on"
        case .ldap: "LDAP"
        case .email: "Email server"
        case .switches: "Other switches"
        case .settings: "All settings"
        }
    }

    /// What it decides, in a sentence.
    package var about: String {
        switch self {
        case .cors: "Pages of these origins may call this server from a browser."
        case .embedding: "The sites that may show this server in a frame."
        case .tokens: "Your API token: its age, when it ends and who uses it."
        case .others: "Tokens and sessions of others. The server lists neither; they can be ended."
        case .trusted: "Dashboards may be copied between this server and these."
        case .sessions: "When people are logged out. The server lists no sessions."
        case .passwords: "The rule that new passwords have to match."
        case .lockouts: "Accounts lock after failed logins."
        case .sso: "People log in at an identity provider, by JWT or SAML."
        case .ldap: "The directories that accounts and groups come from."
        case .email: "The server that mails leave by: invitations, alerts, reports."
        case .switches: "Parts of the server that are open or closed to everyone."
        case .settings: "Every document of settings as a form."
        }
    }

    /// The pane that is all about it; nil for one whose record says everything.
    package var pane: PaneID? {
        switch self {
        case .cors: .cors
        case .trusted: .trusted
        case .lockouts: .lockouts
        case .ldap: .ldap
        case .settings: .settings
        case .embedding, .tokens, .others, .sessions, .passwords, .sso, .email, .switches: nil
        }
    }

    /// The document of settings that holds it, and the heading it stands below there; nil where no document does.
    var document: (document: SettingsDocument, heading: String?)? {
        switch self {
        case .cors, .switches: (.system, nil)
        case .embedding: (.security, "Embedding")
        case .sessions: (.security, "Sessions")
        case .passwords: (.security, "Passwords")
        case .lockouts: (.loginLockout, nil)
        case .sso: (.singleSignOn, nil)
        case .email: (.emailServer, nil)
        case .tokens, .others, .trusted, .ldap, .settings: nil
        }
    }

    /// The settings of it that a form edits; empty for what is edited elsewhere.
    var fields: [DocumentField] {
        guard self != .cors, let (document, heading) = document else { return [] }
        return heading.map { heading in document.groups.first { $0.title == heading }?.fields ?? [] } ?? document.fields
    }

    package var id: RecordID { RecordID(rawValue) }

    /// The section of a row; nil for no such row.
    package init?(_ id: RecordID) { self.init(rawValue: id.description) }

    /// The actions that open it.
    package var opening: [ConsoleAction] {
        if let pane { return [.paneOpened(pane)] }
        return [.paneOpened(.security), .list(.security, .recordOpened(id, title: title))]
    }
}

extension SettingsDocument {
    /// The documented fields below their headings.
    var groups: [(title: String, fields: [DocumentField])] {
        var groups: [(title: String, fields: [DocumentField])] = []
        for field in fields {
            if groups.isEmpty || !field.heading.isEmpty {
                groups.append((field.heading.isEmpty ? "Settings" : field.heading, []))
            }
            groups[groups.count - 1].fields.append(field)
        }
        return groups
    }
}
