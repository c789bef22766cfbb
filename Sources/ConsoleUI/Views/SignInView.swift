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
        let width = min(layout.body.width - 2, 72)
        let failure = form.failure.map {
            ErrorText.lines(of: $0, hint: "").dropLast(2).flatMap { $0.wrapped(to: width - 4) }
        }
        let place = layout.body.centred(Size(width, 7 + (failure?.count ?? 0)))
        let window = canvas.sub(place).on(.overlay)
        window.fill()
        let title = StyledLine([Span("Log in to ", .heading), Span(session.client.server.description, .accent)])
        let inside = window.box(title: title, style: Style(.focus))
        let rows = inside.sub(Rect(0, 1, inside.width, 2))
        let cursor = fields.draw(on: rows)
        let note = form.isSending ? "Logging in" : "The password is used once and not stored."
        inside.put(note, at: Point(1, 4), .muted, maxWidth: inside.width - 2)
        for (y, line) in (failure ?? []).enumerated() {
            inside.put(line, at: Point(1, 5 + y), maxWidth: inside.width - 2)
        }
        return cursor.map { canvas.place($0, of: rows) }
    }

    private var fields: FormView {
        let isUser = form.focus == .user
        return FormView(
            [
                .field(.init("User", .text(form.user.text, cursor: isUser ? form.user.cursor : nil))),
                .field(.init("Password", .secret(form.password.text, cursor: isUser ? nil : form.password.cursor))),
            ], focus: isUser ? 0 : 1)
    }
}
