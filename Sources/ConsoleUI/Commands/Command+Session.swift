import ConsoleState

extension Command {
    /// What the sign-in and a failed connection take.
    static let session: [Command] = [
        Command("signin.next", .signIn, "Tab Down Shift-Tab Up", hint: "next field", "Go to the other field") {
            context in
            guard case .signIn(let form) = context.state.session.phase else { return [] }
            return [.session(.fieldChosen(form.focus == .user ? .password : .user))]
        },
        Command("signin.submit", .signIn, "Enter", hint: "sign in", "Sign in") { context in
            guard case .signIn(let form) = context.state.session.phase else { return [] }
            // Enter leads through the fields before it sends them.
            if form.focus == .user, form.password.text.isEmpty { return [.session(.fieldChosen(.password))] }
            return [.session(.submitted)]
        },
        Command("signin.quit", .signIn, "Ctrl-C Esc", hint: "quit", "Leave the console") { _ in [.quitRequested] },
        Command("session.retry", .connectionFailed, "R Ctrl-R Enter", hint: "try again", "Connect again") { _ in
            [.session(.connectRequested)]
        },
    ]
}
