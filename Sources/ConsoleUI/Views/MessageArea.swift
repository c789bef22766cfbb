import ConsoleState
import TerminalKit

/// The text between the pane and the hints: the prompt one types into, or the messages, or what the columns cut of
/// the row under the cursor. It takes as many lines as that needs.
struct MessageArea {
    /// The line one types into; nil while there is none.
    let prompt: Prompt?
    let lines: [StyledLine]
    /// Lines that messages may take of the list; the rest of them is in the list of messages.
    private static let most = 4

    init(_ state: ConsoleState, width: Int) {
        guard state.session.isReady || state.session.isBeingSetUp else {
            (prompt, lines) = (nil, [])
            return
        }
        prompt = Prompt(state, width: width)
        // What lies below a dialog needs no words.
        let cut = state.overlay == nil ? Self.cutTexts(state, width: width) : nil
        if let prompt {
            lines = Self.fitting(prompt.below.flatMap { $0.wrapped(to: width - 2) }, to: prompt.most)
        } else if let pending = state.pendingOperation, pending.isShown {
            let hint = StyledLine("\(key: .stopReading) stops", Style(.muted))
            lines = ToastView(.info, pending.text, hint: hint).lines(width: width)
        } else if !state.messages.shown.isEmpty {
            let all = state.messages.shown.flatMap { message in
                ToastView(ToastView.Kind(message.level), message.text.shown).lines(width: width)
            }
            lines = Self.fitting(all, to: Self.most, end: "   the rest is in :messages")
        } else if let cut, !cut.isEmpty {
            let text = StyledLine(cut.joined(separator: "   "), Style(.muted))
            lines = Self.fitting(text.wrapped(to: width - 5), to: 3).map { StyledLine("    ") + $0 }
        } else {
            lines = []
        }
    }

    var rows: Int { lines.count + (prompt == nil ? 0 : 1) }

    /// Draws what there is, and returns where one types.
    func draw(on canvas: Canvas) -> Point? {
        let caret = prompt.map { $0.view.draw(on: canvas) }
        TextView(lines).draw(on: prompt == nil ? canvas : canvas.inset(left: 1, top: 1, right: 1))
        return caret
    }

    private static func fitting(_ lines: [StyledLine], to most: Int, end: String = "…") -> [StyledLine] {
        guard lines.count > most else { return lines }
        return lines.prefix(most - 1) + [StyledLine(end, Style(.muted))]
    }

    /// The texts that the columns cut in the row under the cursor; nil where none of the rows can be cut.
    private static func cutTexts(_ state: ConsoleState, width: Int) -> [String]? {
        guard let feature = state.feature(of: state.pane) else { return nil }
        return ListPane(feature).cutTexts(state, width: Panes.width(state, of: width))
    }
}
