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
        danger: .destructive, change: .act,
        parameters: [.path("service", "Name of the OAuth service"), .body(#"{"code", "redirectUri"}"#)],
        answers: [Answer(200, "Tokens"), Answer(404, "API not found")])
}
