extension OperationGroup {
    package static let settings = OperationGroup(
        "settings",
        [
            .getSSOSettings, .getSystemSettings, .getEmailServer, .getGlobalization, .getPublicSettings,
            .replaceSSOSettings, .replaceSystemSettings, .createEmailServer, .createGlobalization,
            .replaceGlobalization, .updateEmailServer, .deleteEmailServer, .deleteGlobalization, .getLoginLockout,
            .updateLoginLockout, .getSecuritySettings, .replaceSecuritySettings, .getSystemSettingsV0,
            .replaceSystemSettingsV0, .getServerAPIKey, .generateServerAPIKey, .getBranding,
            .replaceBranding, .deleteBranding, .getDesignSettings, .replaceDesignSettings, .deleteDesignSettings,
            .getGlobals,
        ])
}

extension Operation {
    package static let getSSOSettings = read(
        "/settings/sso", "Single sign-on settings",
        answers: [Answer(200, "SSO document"), Answer(403, "Forbidden"), Answer(404, "Name not found")],
        notes: "Holds a shared secret.")

    package static let getSystemSettings = read(
        "/settings/system", "System settings document, incl. CORS",
        answers: [
            Answer(200, "System document"), Answer(400, "System settings are empty"), Answer(403, "Forbidden"),
            Answer(404, "Name not found"),
        ],
        notes: "Holds the CORS settings under webServer.cors.")

    package static let getEmailServer = read(
        "/settings/email_server", "Email server settings",
        answers: [Answer(200, "Email server"), Answer(404, "Email server does not exist")],
        notes: "Holds a password or an API key.")

    package static let getGlobalization = read(
        "/settings/globalization", "Locale settings",
        answers: [
            Answer(200, "{language, localization:{default, autoDetectEnabled}}"),
            Answer(404, "Not configured yet"),
        ])

    package static let getPublicSettings = read(
        "/settings/public_settings", "Settings readable without login",
        needsLogin: false,
        answers: [Answer(200, "{firstday, language}")])

    package static let replaceSSOSettings = write(
        .post, "/settings/sso", "Save SSO settings",
        danger: .critical, change: .replace, touches: [.settings],
        parameters: [
            .body(
                "The whole document: enabled, ssoType (jwt or saml), loginUrl, logoutUrl, sharedSecret and the rest"
            )
        ],
        answers: [Answer(200, "SSO document"), Answer(400, "Invalid input"), Answer(403, "Forbidden")],
        notes: "A wrong document can lock out everyone who signs in through it.")

    package static let replaceSystemSettings = write(
        .post, "/settings/system", "Create or update system settings, incl. CORS",
        danger: .critical, change: .replace, touches: [.settings],
        parameters: [.body("The whole document as read, changed where needed, with firstday")],
        answers: [Answer(200, "System document"), Answer(400, "Invalid input"), Answer(403, "Forbidden")],
        notes: "Keys left out may be set back: send the whole document, with firstday.")

    package static let createEmailServer = write(
        .post, "/settings/email_server", "Create email server settings",
        danger: .reversible, change: .create, touches: [.settings],
        parameters: [.body(#"{"enable", "host", "port", ...}; these three are mandatory"#)],
        answers: [Answer(200, "Email server"), Answer(400, "Bad request", codes: [7501])],
        notes: "Creates only; PATCH changes.")

    package static let createGlobalization = write(
        .post, "/settings/globalization", "Create locale settings",
        danger: .reversible, change: .create, touches: [.settings],
        parameters: [.body(#"{"language", "localization": {"default", "autoDetectEnabled"}}"#)],
        answers: [Answer(200, "Saved"), Answer(400, "Invalid input"), Answer(403, "Forbidden")])

    package static let replaceGlobalization = write(
        .put, "/settings/globalization", "Replace locale settings",
        danger: .reversible, change: .replace, touches: [.settings],
        parameters: [.body(#"{"language", "localization": {"default", "autoDetectEnabled"}}"#)],
        answers: [Answer(200, "Saved"), Answer(400, "Invalid input"), Answer(403, "Forbidden")])

    package static let updateEmailServer = write(
        .patch, "/settings/email_server", "Change email server settings",
        danger: .reversible, change: .merge, touches: [.settings],
        parameters: [.body("The members to change")],
        answers: [Answer(200, "Email server"), Answer(400, "Invalid input"), Answer(403, "Forbidden")],
        notes: "Code 7501 stands for settings that do not exist.")

    package static let deleteEmailServer = write(
        .delete, "/settings/email_server", "Remove email server settings",
        danger: .destructive, change: .delete, touches: [.settings],
        answers: [Answer(204, "Removed")])

    package static let deleteGlobalization = write(
        .delete, "/settings/globalization", "Remove locale settings",
        danger: .destructive, change: .delete, touches: [.settings],
        answers: [Answer(204, "Removed"), Answer(400, "Invalid input"), Answer(403, "Not configured yet")])

    package static let getLoginLockout = read(
        "/settings/login_lockout", "Lockout rules for failed logins",
        answers: [
            Answer(200, "{enabled, maxFailedAttempts, failedAttemptsPeriod, lockoutPeriod}"),
            Answer(403, "Forbidden"),
        ])

    package static let updateLoginLockout = write(
        .patch, "/settings/login_lockout", "Change lockout rules",
        danger: .critical, change: .merge, touches: [.settings, .lockouts],
        parameters: [
            .body(
                #"{"enabled", "maxFailedAttempts", "failedAttemptsPeriod", "lockoutPeriod"}; periods in minutes"#
            )
        ],
        answers: [Answer(200, "Settings"), Answer(403, "Forbidden")])

    package static let getSecuritySettings = read(
        "/settings/security", "Security settings",
        version: .v0,
        answers: [Answer(200, "Security document"), Answer(403, "Forbidden"), Answer(404, "Name not found")],
        notes: "Holds a secret.")

    package static let replaceSecuritySettings = write(
        .post, "/settings/security", "Save security settings",
        version: .v0,
        danger: .critical, change: .replace, touches: [.settings],
        parameters: [
            .body(
                #"{"cookieExp", "passwordRegex", "passwordError", "defaultTimeout", "adminsTimeout", "authenticationMode": client or server, "embeddedDomains"}"#
            )
        ],
        answers: [Answer(200, "Security document"), Answer(400, "Invalid input"), Answer(403, "Forbidden")],
        notes: "Some changes end every API token of the server.")

    package static let getSystemSettingsV0 = read(
        "/settings/system", "System settings (v0.9)",
        version: .v0,
        answers: [Answer(200, "System document (fewer keys)")],
        notes: "The document of version 1 with fewer keys.")

    package static let replaceSystemSettingsV0 = write(
        .post, "/settings/system", "Save system settings (v0.9)",
        version: .v0,
        danger: .critical, change: .replace, touches: [.settings],
        parameters: [.body("The whole document")],
        answers: [Answer(200, "System document")],
        notes: "The document of version 1: keys left out may be set back.")

    package static let getServerAPIKey = write(
        .get, "/settings/api", "Server-wide API key, made at the first read",
        version: .v0,
        danger: .reversible, change: .act, touches: [.settings],
        answers: [Answer(200, "{_id, apiKey}"), Answer(403, "Forbidden")],
        notes: "Makes the key when there is none, although it is a GET. An old kind of key, not the token of a user.")

    package static let generateServerAPIKey = write(
        .get, "/settings/api/generate", "Generate a new server-wide API key",
        version: .v0,
        danger: .critical, change: .act, touches: [.settings],
        answers: [Answer(200, "{_id, apiKey}"), Answer(403, "Forbidden")],
        notes: "Changes state although it is a GET: the old key ends.")

    package static let getBranding = read(
        "/branding", "Branding document",
        version: .v0,
        answers: [Answer(200, "Branding"), Answer(404, "Not configured yet")])

    package static let replaceBranding = write(
        .post, "/branding", "Save the branding of the web application",
        version: .v0,
        danger: .destructive, change: .replace, touches: [.settings],
        parameters: [.body("The whole branding document")],
        answers: [Answer(200, "Branding"), Answer(400, "Invalid input"), Answer(403, "Forbidden")],
        notes: "Everyone sees it at once.")

    package static let deleteBranding = write(
        .delete, "/branding", "Go back to the branding of the product",
        version: .v0,
        danger: .destructive, change: .delete, touches: [.settings],
        answers: [Answer(204, "Reset"), Answer(400, "Invalid input"), Answer(404, "Not configured yet")])

    package static let getDesignSettings = read(
        "/settings/ui", "Colours and fonts of the web application",
        answers: [Answer(200, "Array of {typography, general, dashboards}")])

    package static let replaceDesignSettings = write(
        .post, "/settings/ui/common", "Change the colours and fonts of the web application for everyone",
        danger: .destructive, change: .act, touches: [.settings],
        parameters: [.body(#"{"typography", "general", "dashboards"}"#)],
        answers: [Answer(200, "Design settings"), Answer(403, "Forbidden")])

    package static let deleteDesignSettings = write(
        .delete, "/settings/ui/common", "Set the colours and fonts of the web application back",
        danger: .destructive, change: .delete, touches: [.settings],
        answers: [Answer(204, "Deleted"), Answer(403, "Forbidden")])

    package static let getGlobals = read(
        "/globals", "Version, platform, features, and what the caller may do",
        version: .v0,
        answers: [Answer(200, "{version, platform, user, props, features}")],
        notes: "Large. user.userAuth says what the caller may do.")
}

extension OperationGroup {
    package static let features = OperationGroup(
        "features",
        [
            .getFeatures, .toggleFeature,
        ])
}

extension Operation {
    package static let getFeatures = read(
        "/features", "List features with their subscriptions",
        answers: [Answer(200, "Array of {key, active, name, description, subscriptions:[{name,active}]}")],
        notes: "Gone from newer servers.")

    package static let toggleFeature = write(
        .patch, "/features/{key}/toggle", "Turn a feature on or off",
        danger: .reversible, change: .merge, touches: [.features],
        parameters: [
            .path("key", "Feature key"), .body(#"{"active": true or false}; the form is not documented"#),
        ],
        answers: [Answer(200, "Updated feature"), Answer(404, "Feature not found")],
        notes: "Gone from newer servers.")
}
