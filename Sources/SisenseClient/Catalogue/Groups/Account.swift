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
        danger: .destructive, change: .act,
        needsLogin: false,
        parameters: [.body(#"{"email"}"#)],
        answers: [Answer(204, "Mail sent"), Answer(404, "No such e-mail address")],
        notes: "Sends a mail.")

    package static let activateAccount = write(
        .post, "/account/activate/{token}", "Finish activation by setting the password",
        danger: .destructive, change: .act,
        needsLogin: false,
        parameters: [.path("token", "The one-time token of the mail"), .body(#"{"password"}"#)],
        answers: [Answer(204, "User is active now"), Answer(404, "Activation token is invalid")],
        notes: "Old references speak of the MD5 of the password.")

    package static let beginActivations = write(
        .post, "/account/begin_activate_bulk", "Start activation for several users",
        danger: .destructive, change: .act,
        needsLogin: false,
        parameters: [.body(#"[{"email"}]; newer servers take ["address"]"#, .array)],
        answers: [Answer(204, "Mails sent"), Answer(404, "An address is invalid")],
        notes: "Sends mails. The item form differs between versions.")

    package static let beginPasswordReset = write(
        .post, "/account/begin_reset_password", "Start a password reset: create a token and mail it",
        danger: .destructive, change: .act,
        needsLogin: false,
        parameters: [.body(#"{"email"}"#)],
        answers: [Answer(204, "Mail sent"), Answer(404, "No such e-mail address")],
        notes: "Sends a mail.")

    package static let resetPassword = write(
        .post, "/account/reset_password/{token}", "Finish a password reset by setting the password",
        danger: .destructive, change: .act,
        needsLogin: false,
        parameters: [.path("token", "The one-time token of the mail"), .body(#"{"password"}"#)],
        answers: [Answer(204, "Password replaced"), Answer(404, "Reset token is invalid")],
        notes: "Old references speak of the MD5 of the password.")

    package static let changePassword = write(
        .post, "/account/change_password", "Change the own password",
        danger: .destructive, change: .act,
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
        danger: .reversible, change: .act,
        parameters: [.path("user_id", "Id of the user")],
        answers: [Answer(204, "Unlocked"), Answer(403, "Forbidden"), Answer(404, "No such user")])

    package static let setNewLicence = write(
        .post, "/account/set_new_license", "Activate a licence online with credentials",
        danger: .critical, change: .act,
        parameters: [.body("The credentials of the licence")],
        answers: [
            Answer(200, "Licence object"), Answer(400, "Missing arguments"), Answer(401, "Invalid credentials"),
        ])
}
