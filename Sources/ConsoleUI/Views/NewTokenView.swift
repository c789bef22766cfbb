import ConsoleState
import SisenseClient
import TerminalKit

/// A new API token, masked, with the proof that it works.
struct NewTokenView {
    private let new: NewToken

    init(_ new: NewToken) {
        self.new = new
    }

    /// Draws it over the pane and returns where the cursor stands.
    func draw(on canvas: Canvas, _ layout: ConsoleLayout) -> Point? {
        let body: [StyledLine] = [
            StyledLine([Span("Token  ", .muted), Span(new.token.description)]),
            StyledLine([Span("Check  ", .muted), check]),
            StyledLine([Span("Stored ", .muted), storage]), "",
            "The old tokens have stopped working. \(key: .copyToken) copies the new one; after closing it cannot be shown again.",
        ]
        let dialog = DialogView(
            title: StyledLine("The new API token", Style(.heading)), body: body,
            buttons: [DialogView.Button("\(key: .copyToken) copy"), DialogView.Button("\(key: .closeToken) close")],
            focus: 0)
        let area = canvas.sub(layout.body)
        return dialog.draw(on: area).map { canvas.place($0, of: area) }
    }

    private var storage: Span {
        switch (new.storage, new.check) {
        case (.stored(let place)?, _): Span(place, .ok)
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
