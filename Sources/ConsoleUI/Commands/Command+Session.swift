import ConsoleState

extension Command {
    /// What the sign-in and a failed connection take.
    static let session: [Command] = [
        Command("signin.next", .signIn, "Tab Down Shift-Tab Up", hint: "next field", "Next field") {
            context in
            guard case .signIn(let form) = context.state.session.phase else { return [] }
            return [.session(.fieldChosen(form.focus == .user ? .password : .user))]
        },
        Command("signin.submit", .signIn, "Enter", hint: "log in", "Log in") { context in
            guard case .signIn(let form) = context.state.session.phase else { return [] }
            // Enter leads through the fields before it sends them.
            if form.focus == .user, form.password.text.isEmpty { return [.session(.fieldChosen(.password))] }
            return [.session(.submitted)]
        },
        Command("signin.quit", .signIn, "Ctrl-C Esc", hint: "quit", "Quit") { _ in [.quitRequested] },
        Command("session.logout", .console, "", "Log out of this session") { _ in
            [.token(.logoutRequested)]
        },
        Command("session.logout-everywhere", .console, "", "Log out on all devices and revoke all your tokens") { _ in
            [.token(.logoutEverywhereRequested)]
        },
        Command("session.logout-everyone", .console, "", "Log out everyone and revoke all tokens of all users") { _ in
            [.token(.everyoneLogoutRequested)]
        },
        Command("session.retry", .connectionFailed, "R Ctrl-R Enter", hint: "try again", "Connect again") { _ in
            [.session(.connectRequested)]
        },
    ]
}
