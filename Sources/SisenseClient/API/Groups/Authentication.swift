extension OperationGroup {
    package static let authentication = OperationGroup(
        "authentication",
        [
            .logout, .logoutAll, .logoutUsers, .getTrustedServers, .login, .createTrustedServer, .loginWithSAML,
            .updateTrustedServer, .deleteTrustedServer, .revokeTokens, .logoutEveryone, .getAPIToken, .renewAPIToken,
        ])
}

extension Operation {
    package static let logout = write(
        .get, "/authentication/logout", "Log out: revoke the token of the caller",
        danger: .destructive, change: .act, touches: [],
        parameters: [.device, .query("targetDevice", "Device whose token to revoke")],
        answers: [
            Answer(204, "Logged out, token revoked"), Answer(401, "Invalid API token"),
            Answer(200, "Done (newer servers)"),
        ],
        notes: "Changes state although it is a GET. Without targetDevice the API token goes.")

    package static let logoutAll = write(
        .get, "/authentication/logout_all", "Revoke all tokens of the caller (API and devices)",
        danger: .destructive, change: .act, touches: [],
        parameters: [.device],
        answers: [Answer(204, "All tokens revoked"), Answer(401, "Invalid API token")],
        notes: "Changes state although it is a GET.")

    package static let logoutUsers = write(
        .get, "/authentication/admin/logout", "Revoke all tokens of several users (admin)",
        danger: .destructive, change: .act, touches: [],
        parameters: [.device, .query("users", "Ids of users", .array, required: true)],
        answers: [Answer(204, "Tokens revoked"), Answer(401, "Invalid token")],
        notes: "Changes state although it is a GET. API tokens go as well.")

    package static let getTrustedServers = read(
        "/authentication/server_access", "List trusted servers (may copy dashboards here)",
        answers: [Answer(200, "Array of trusted servers")])

    package static let login = read(
        "/authentication/login", "Check credentials and return an API token",
        method: .post,
        needsLogin: false,
        parameters: [
            .device, .form("username", "User name or email"), .form("password", "Plain password"),
            .form("localeId", "ISO language code", required: false),
        ],
        answers: [
            Answer(200, "{success, message, access_token, profile}"),
            Answer(401, "Wrong user name or password"),
        ],
        notes: "Form encoded; newer servers accept JSON too.")

    package static let createTrustedServer = write(
        .post, "/authentication/server_access", "Add trusted server",
        danger: .critical, change: .create, touches: [.trustedServers],
        parameters: [.body(#"{"serverName": "https://host:port", "name": label}"#)],
        answers: [Answer(200, "Added"), Answer(400, "Server is on the list already")],
        notes: "A trusted server may copy dashboards to this one.")

    package static let loginWithSAML = write(
        .post, "/authentication/login_saml_callback", "SAML assertion consumer: log in and redirect",
        danger: .reversible, change: .act, touches: [],
        needsLogin: false,
        parameters: [
            .form("RelayState", "URL the user asked for", required: false),
            .form("SAMLResponse", "Answer of the identity provider"),
        ],
        answers: [Answer(302, "Redirect to the asked URL")],
        notes: "Called by the browser, on behalf of the identity provider.")

    package static let updateTrustedServer = write(
        .patch, "/authentication/server_access/{id}", "Edit a trusted server",
        danger: .critical, change: .merge, touches: [.trustedServers],
        parameters: [.path("id", "Id of the trusted server"), .body(#"{"serverName", "name"}"#)],
        answers: [Answer(200, "Saved")])

    package static let deleteTrustedServer = write(
        .delete, "/authentication/server_access/{id}", "Remove a trusted server",
        danger: .critical, change: .delete, touches: [.trustedServers],
        parameters: [.path("id", "Id of the trusted server")],
        answers: [Answer(200, "Removed")])

    package static let revokeTokens = write(
        .delete, "/authentication/admin/tokens/{tokenType}",
        "Revoke the API tokens of several users, keep device tokens (admin)",
        danger: .destructive, change: .act, touches: [],
        parameters: [
            .path("tokenType", "Kind of token", choices: ["api", "odbc", "sso"]),
            .query("users", "Ids of users", .array, required: true),
        ],
        answers: [Answer(204, "Revoked"), Answer(401, "Invalid token")])

    package static let logoutEveryone = write(
        .post, "/authentication/admin/logout_all_users", "Revoke all tokens of ALL users",
        danger: .critical, change: .act, touches: [],
        parameters: [.device, .body("{}", required: false)],
        answers: [Answer(204, "Done"), Answer(401, "Invalid API token")],
        notes: "Logs the caller out too.")

    package static let getAPIToken = read(
        "/authentication/tokens/api", "API token of the logged-in user",
        answers: [Answer(200, #"{"token", "notification"}"#)],
        notes: "A notification comes along when tokens expire.")

    package static let renewAPIToken = write(
        .post, "/authentication/tokens/api/renew",
        "Regenerate: invalidate every API token of the user and return a new one",
        danger: .critical, change: .act, touches: [],
        answers: [Answer(200, #"{"token"}"#)],
        notes: "Ends every API token of the user: all their integrations break. The answer is not documented.")
}

extension OperationGroup {
    package static let oauth = OperationGroup(
        "oauth",
        [
            .getOAuthLoginURL, .authorizeOAuth,
        ])
}

extension Operation {
    package static let getOAuthLoginURL = read(
        "/oauth/{service}/login_uri", "Login URL of an OAuth service, without redirect_uri",
        parameters: [.path("service", "Name of the OAuth service")],
        answers: [Answer(200, "URL"), Answer(404, "API not found")],
        notes: "The caller adds redirect_uri.")

    package static let authorizeOAuth = write(
        .post, "/oauth/{service}/auth", "Exchange the code for tokens",
        danger: .destructive, change: .act, touches: [],
        parameters: [.path("service", "Name of the OAuth service"), .body(#"{"code", "redirectUri"}"#)],
        answers: [Answer(200, "Tokens"), Answer(404, "API not found")])
}

extension OperationGroup {
    package static let account = OperationGroup(
        "account",
        [
            .checkActivation, .getLicenceInfo, .checkPasswordReset, .beginActivation, .activateAccount,
            .beginActivations, .beginPasswordReset, .resetPassword, .changePassword, .getLockoutStatus,
            .removeLockout, .setNewLicence,
        ])
}

extension Operation {
    package static let checkActivation = read(
        "/account/activate/{token}", "Check an activation token and return the user name it belongs to",
        needsLogin: false,
        parameters: [.path("token", "The one-time token of the mail")],
        answers: [
            Answer(200, "Token is valid; body {userName}"), Answer(404, "Token is unknown or already used"),
        ],
        notes: "The link in the invitation leads here.")

    package static let getLicenceInfo = read(
        "/account/get_license_info", "Licence details: enabled features, seats in use and seats available",
        answers: [Answer(200, "Licence object")],
        notes: #"The name of the machine stands under "macine", misspelt."#)

    package static let checkPasswordReset = read(
        "/account/reset_password/{token}",
        "Check a password-reset token and return the user name it belongs to",
        needsLogin: false,
        parameters: [.path("token", "The one-time token of the mail")],
        answers: [
            Answer(200, "Token is valid; body {userName}"), Answer(404, "Token is unknown or already used"),
        ])

    package static let beginActivation = write(
        .post, "/account/begin_activate", "Start activation: create a token and mail it to the address",
        danger: .destructive, change: .act, touches: [],
        needsLogin: false,
        parameters: [.body(#"{"email"}"#)],
        answers: [Answer(204, "Mail sent"), Answer(404, "No such email address")],
        notes: "Sends a mail.")

    package static let activateAccount = write(
        .post, "/account/activate/{token}", "Finish activation by setting the password",
        danger: .destructive, change: .act, touches: [.users, .licence],
        needsLogin: false,
        parameters: [.path("token", "The one-time token of the mail"), .body(#"{"password"}"#)],
        answers: [Answer(204, "User is active now"), Answer(404, "Activation token is invalid")],
        notes: "Old references speak of the MD5 of the password.")

    package static let beginActivations = write(
        .post, "/account/begin_activate_bulk", "Start activation for several users",
        danger: .destructive, change: .act, touches: [],
        needsLogin: false,
        parameters: [.body(#"[{"email"}]; newer servers take ["address"]"#, .array)],
        answers: [Answer(204, "Mails sent"), Answer(404, "An address is invalid")],
        notes: "Sends mails. The item form differs between versions.")

    package static let beginPasswordReset = write(
        .post, "/account/begin_reset_password", "Start a password reset: create a token and mail it",
        danger: .destructive, change: .act, touches: [],
        needsLogin: false,
        parameters: [.body(#"{"email"}"#)],
        answers: [Answer(204, "Mail sent"), Answer(404, "No such email address")],
        notes: "Sends a mail.")

    package static let resetPassword = write(
        .post, "/account/reset_password/{token}", "Finish a password reset by setting the password",
        danger: .destructive, change: .act, touches: [],
        needsLogin: false,
        parameters: [.path("token", "The one-time token of the mail"), .body(#"{"password"}"#)],
        answers: [Answer(204, "Password replaced"), Answer(404, "Reset token is invalid")],
        notes: "Old references speak of the MD5 of the password.")

    package static let changePassword = write(
        .post, "/account/change_password", "Change the own password",
        danger: .destructive, change: .act, touches: [],
        parameters: [.body(#"{"currentPassword", "newPassword"}"#)],
        answers: [Answer(204, "Changed"), Answer(404, "Current password is wrong")])

    package static let getLockoutStatus = read(
        "/account/lockout_status/{user_id}", "Is this account locked out, and until when",
        parameters: [.path("user_id", "Id of the user")],
        answers: [
            Answer(200, "{blocked, blockedUntil}"), Answer(403, "Forbidden"), Answer(404, "No such user"),
        ])

    package static let removeLockout = write(
        .post, "/account/remove_lockout/{user_id}", "Unlock an account",
        danger: .reversible, change: .act, touches: [.users, .lockouts],
        parameters: [.path("user_id", "Id of the user")],
        answers: [Answer(204, "Unlocked"), Answer(403, "Forbidden"), Answer(404, "No such user")])

    package static let setNewLicence = write(
        .post, "/account/set_new_license", "Activate a licence online with credentials",
        danger: .critical, change: .act, touches: [.licence],
        parameters: [.body("The credentials of the licence")],
        answers: [
            Answer(200, "Licence object"), Answer(400, "Missing arguments"), Answer(401, "Invalid credentials"),
        ])
}
