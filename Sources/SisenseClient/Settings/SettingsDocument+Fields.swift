/// The documented settings (seeds/003, Settings; seeds/000 for the system document). A setting more is a line more.
extension SettingsDocument {
    package var fields: [DocumentField] {
        switch self {
        case .security: Self.securityFields
        case .singleSignOn: Self.singleSignOnFields
        case .system: Self.systemFields
        case .emailServer: Self.emailServerFields
        case .globalization: Self.globalizationFields
        case .loginLockout: Self.lockoutFields
        case .publicSettings: Self.publicFields
        }
    }

    /// The fields that say in a line how things stand.
    package var summary: [JSONPath] {
        let names: [String] =
            switch self {
            case .security: ["authenticationMode", "cookieExp", "embeddedDomains"]
            case .singleSignOn: ["enabled", "ssoType"]
            case .system: ["alias", "email.enabled", "firstday"]
            case .emailServer: ["enable", "host", "port"]
            case .globalization: ["language", "localization.autoDetectEnabled"]
            case .loginLockout: ["enabled", "maxFailedAttempts", "lockoutPeriod"]
            case .publicSettings: ["firstday", "language"]
            }
        return names.map { JSONPath(dotted: $0) }
    }

    private static let securityFields = [
        DocumentField(
            "authenticationMode", "Sessions end",
            .choice([.init("client", "with the cookie"), .init("server", "when idle")]),
            below: "Sessions", help: "Changing it ends every API token of every user"),
        DocumentField(
            "cookieExp", "Cookie lasts", .number(0...3650, unit: "days"),
            help: "For sessions that end with the cookie"),
        DocumentField(
            "defaultTimeout", "Idle time", .number(0...100_000, unit: "min"),
            help: "0: no limit. For sessions that end when idle"),
        DocumentField(
            "adminsTimeout", "Admin idle time", .number(0...100_000, unit: "min"),
            help: "0: no limit. Applies to you as well"),
        DocumentField(
            "sameSite", "Cookies of other sites",
            .choice([.init("Lax", "on links only"), .init("Strict", "never"), .init("None", "always, over TLS")]),
            help: "The SameSite rule. Changing it ends every API token of every user"),
        DocumentField(
            "passwordRegex", "Password rule", .text(.pattern), below: "Passwords",
            help: "A regular expression that a new password has to match"),
        DocumentField(
            "passwordError", "Message", .text(), help: "Shown for a password that does not match"),
        DocumentField(
            "embeddedDomains", "Sites that may embed", .list(.origin), below: "Embedding",
            help: "With scheme, as in https://portal.acme.example; empty: every site"),
    ]

    private static let singleSignOnFields = [
        DocumentField("enabled", "Single sign-on", .flag, help: "Everyone logs in at the identity provider"),
        DocumentField("ssoType", "Kind", .choice([.init("jwt", "JWT"), .init("saml", "SAML 2.0")])),
        DocumentField(
            "userCreationDisabled", "Known users only", .flag,
            help: "Off: unknown users get an account when they log in"),
        DocumentField(
            "loginUrl", "Login address", .text(.address), below: "JWT", help: "Where users are sent to log in"),
        DocumentField("logoutUrl", "Logout address", .text(.address), help: "Where users are sent after they log out"),
        DocumentField("sharedSecret", "Shared secret", .secret),
        DocumentField(
            "lowSecurityJwtSso", "Tokens without jti", .flag, help: "On: a stolen token can be used again"),
        DocumentField(
            "loginUrlSaml", "Login address", .text(.address), below: "SAML", help: "Where users are sent to log in"),
        DocumentField(
            "logoutUrlSaml", "Logout address", .text(.address), help: "Where users are sent after they log out"),
        DocumentField(
            "idPCert", "Certificate", .lines,
            help: "Of the identity provider, in PEM form; its answers are checked with it"),
        DocumentField(
            "syncGroupsFromSamlToken", "Groups from the token", .flag, help: "At each login, not only the first"),
    ]

    private static let systemFields = [
        DocumentField("alias", "Address for links", .text(), below: "Server", help: "The host name in mails and links"),
        DocumentField(
            "webServer.enableSSl", "TLS", .flag,
            help: "Without a valid certificate the server can no longer be reached"),
        DocumentField(
            "authentication.domainGroupLogin", "Imported groups only", .flag,
            help: "On: only members of groups imported from a directory can log in"),
        DocumentField("email.enabled", "Mails", .flag, below: "Mail", help: "Invitations, alerts and reports"),
        DocumentField("email.senderEmail", "From address", .text()),
        DocumentField("email.senderName", "From name", .text()),
        DocumentField(
            "reporting.endUserScheduling.enabled", "Own reports", .flag, help: "Viewers may schedule reports"),
        DocumentField("firstday", "Week starts on", .choice(days), below: "Calendar"),
        DocumentField("fiscal.month", "Fiscal year starts in", .choice(months)),
        DocumentField(
            "fiscal.format", "Fiscal year is named by",
            .choice([.init("start", "the year it starts in"), .init("end", "the year it ends in")])),
        DocumentField(
            "dashboardAdministration.enabled", "Administer all dashboards", .flag, below: "Dashboards",
            help: "Administrators see all dashboards, shared with them or not"),
        DocumentField("dashboardCoAuthoring.enabled", "Edit together", .flag),
        DocumentField("dataExplore.enabled", "Explore data", .flag),
        DocumentField("usage.enabled", "Usage analytics", .flag),
        DocumentField("usage.restoreDashboards", "Restore usage dashboards", .flag),
    ]

    private static let emailServerFields = [
        DocumentField("enable", "Own mail server", .flag),
        DocumentField("type", "Kind", .choice([.init("SMTP", "SMTP"), .init("Mandrill", "Mandrill")])),
        DocumentField("host", "Host", .text(), isRequired: true),
        DocumentField(
            "port", "Port", .number(1...65535, unit: ""), isRequired: true, help: "25, 465 with TLS, 587 with STARTTLS"),
        DocumentField("secure", "TLS from the start", .flag, below: "Encryption"),
        DocumentField("requireTLS", "STARTTLS or nothing", .flag),
        DocumentField("ignoreTLS", "Never TLS", .flag, help: "On: passwords and mails cross the network in the clear"),
        DocumentField("user", "User", .text(), below: "Login"),
        DocumentField("pass", "Password", .secret),
        DocumentField("apiKey", "API key", .secret, help: "For Mandrill"),
        DocumentField("domain", "Domain", .text(), help: "For NTLM"),
        DocumentField("workstation", "Workstation", .text(), help: "For NTLM"),
        DocumentField("senderName", "From name", .text(), below: "Sender"),
        DocumentField("senderEmail", "From address", .text()),
        DocumentField(
            "connectionTimeout", "Connect", .number(0...600_000, unit: "ms"), below: "Timeouts"),
        DocumentField("greetingTimeout", "Greeting", .number(0...600_000, unit: "ms")),
        DocumentField("socketTimeout", "Idle", .number(0...3_600_000, unit: "ms")),
    ]

    private static let globalizationFields = [
        DocumentField("language", "Language", .text(), isRequired: true, help: "As in en-US"),
        DocumentField("localization.default", "Formats", .text(), help: "Of numbers and dates, as in de-DE"),
        DocumentField(
            "localization.autoDetectEnabled", "Formats of the browser", .flag, help: "If the browser sends them"),
    ]

    private static let lockoutFields = [
        DocumentField("enabled", "Lock accounts", .flag, help: "After too many wrong passwords"),
        DocumentField("maxFailedAttempts", "Wrong passwords", .number(1...10_000, unit: "")),
        DocumentField("failedAttemptsPeriod", "Within", .number(1...10_000, unit: "min")),
        DocumentField("lockoutPeriod", "Locked for", .number(1...10_000, unit: "min")),
    ]

    private static let publicFields = [
        DocumentField("firstday", "Week starts on", .choice(days)), DocumentField("language", "Language", .text()),
    ]

    private static let days = [
        ("mon", "Monday"), ("tue", "Tuesday"), ("wed", "Wednesday"), ("thu", "Thursday"), ("fri", "Friday"),
        ("sat", "Saturday"), ("sun", "Sunday"),
    ].map { DocumentField.Choice($0.0, $0.1) }

    private static let months = [
        ("jan", "January"), ("feb", "February"), ("mar", "March"), ("apr", "April"), ("may", "May"), ("jun", "June"),
        ("jul", "July"), ("aug", "August"), ("sep", "September"), ("oct", "October"), ("nov", "November"),
        ("dec", "December"),
    ].map { DocumentField.Choice($0.0, $0.1) }
}
