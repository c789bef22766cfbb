import ConsoleState
import SisenseClient
import TerminalKit

/// Asks for the name and the password.
struct SignInView {
    private let form: SignInForm
    private let session: SessionState

    init(_ form: SignInForm, session: SessionState) {
        self.form = form
        self.session = session
    }

    /// Draws it over the pane and returns where the cursor stands.
    func draw(on canvas: Canvas, _ layout: ConsoleLayout) -> Point? {
        let width = layout.dialogWidth(72)
        let failure = form.failure.map {
            ErrorText.fitted(
                $0, hint: "", in: Size(width - 4, max(layout.dialogs.height - 9, 1)), ellipsis: canvas.glyphs.ellipsis)
        }
        let warning =
            session.client.server.privacyWarning.map {
                StyledLine($0, Style(.warning)).wrapped(to: width - 4)
            } ?? []
        let rowCount = fields.height(width: width - 2)
        let frame = layout.dialog(Size(width, 5 + rowCount + warning.count + (failure?.count ?? 0)))
        let window = canvas.sub(frame).on(.overlay)
        window.fill()
        let kind = session.purpose.map { "   \($0.title)" } ?? ""
        let title = StyledLine([
            Span("Log in to ", .heading), Span(session.client.server.description, .accent),
            Span(kind, session.isProduction ? .danger : .muted),
        ])
        let inside = window.box(title: title, style: Style(.focus))
        let rows = inside.sub(Rect(0, 1, inside.width, rowCount))
        let cursor = fields.draw(on: rows)
        let note = form.isSending ? "Logging in" : "Neither password nor token is stored."
        inside.put(note, at: Point(1, 2 + rowCount), .muted, maxWidth: inside.width - 2)
        for (y, line) in warning.enumerated() {
            inside.put(line, at: Point(1, 3 + rowCount + y), maxWidth: inside.width - 2)
        }
        for (y, line) in (failure ?? []).enumerated() {
            inside.put(line, at: Point(1, 3 + rowCount + warning.count + y), maxWidth: inside.width - 2)
        }
        return cursor.map { canvas.place($0, of: rows) }
    }

    private var fields: FormView {
        func cursor(_ field: SignInForm.Field, _ input: TextInput) -> Int? {
            form.focus == field ? input.cursor : nil
        }
        return FormView(
            [
                .field(.init("User", .text(form.user.text, cursor: cursor(.user, form.user)))),
                .field(.init("Password", .secret(form.password.text, cursor: cursor(.password, form.password)))),
                .field(.init("or API token", .secret(form.token.text, cursor: cursor(.token, form.token)))),
            ], focus: focusedRow)
    }

    private var focusedRow: Int {
        switch form.focus {
        case .user: 0
        case .password: 1
        case .token: 2
        }
    }
}

/// Asks before leaving would lose something.
struct QuitView {
    private let reason: String

    init(_ reason: String) {
        self.reason = reason
    }

    /// Draws it over the pane and returns where the cursor stands.
    func draw(on canvas: Canvas, _ layout: ConsoleLayout) -> Point? {
        let body = [StyledLine(reason), "", StyledLine("Quit and discard changes?")]
        let buttons = [DialogView.Button("Stay"), DialogView.Button("\(key: .discardAndQuit) quit", isDanger: true)]
        var dialog = DialogView(title: StyledLine("Quitting", Style(.heading)), body: body, buttons: buttons)
        dialog.fillsCanvas = layout.isLow
        let area = canvas.sub(layout.dialogs)
        return dialog.draw(on: area).map { canvas.place($0, of: area) }
    }
}

/// A new API token, masked, with the proof that it works.
struct NewTokenView {
    private let new: NewToken

    init(_ new: NewToken) {
        self.new = new
    }

    /// Draws it over the pane and returns where the cursor stands.
    func draw(on canvas: Canvas, _ layout: ConsoleLayout) -> Point? {
        var dialog = DialogView(
            title: StyledLine("The new API token", Style(.heading)), body: body,
            buttons: [
                DialogView.Button("\(key: .saveToken) save"), DialogView.Button("\(key: .copyToken) copy"),
                DialogView.Button("\(key: .revealToken) \(new.isRevealed ? "mask" : "show")"),
                DialogView.Button("\(key: .closeToken) close"),
            ], focus: 0)
        dialog.fillsCanvas = layout.isLow
        let area = canvas.sub(layout.dialogs)
        return dialog.draw(on: area).map { canvas.place($0, of: area) }
    }

    /// The token, the proof that it works, and where it is.
    var body: [StyledLine] {
        [
            StyledLine([Span("Token  ", .muted), Span(new.isRevealed ? new.token.exposed : new.token.description)]),
            StyledLine([Span("Check  ", .muted), check]),
            StyledLine([Span("Stored ", .muted), storage]),
        ] + (new.copy.map { [StyledLine([Span("Taken  ", .muted), Span($0, .ok)])] } ?? []) + [
            "",
            StyledLine("The old tokens have stopped working. After closing, the new one cannot be shown again."),
        ]
    }

    private var storage: Span {
        switch (new.storage, new.check) {
        case (.stored(let location)?, _): Span(location, .ok)
        case (.failed(let reason)?, _): Span("no: \(reason)", .error)
        case (.notKept?, _): Span("no: this profile does not store its token in a file", .muted)
        case (nil, .running): Span("after the check", .muted)
        case (nil, .works): Span("storing", .muted)
        case (nil, .failed): Span("no: it does not work", .warning)
        }
    }

    private var check: Span {
        switch new.check {
        case .running: Span("checking", .muted)
        case .works(let name): Span("works as \(name)", .ok)
        case .failed(let error): Span("does not work: \(error.message)", .error)
        }
    }
}
