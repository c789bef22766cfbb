package import ConsoleState
import SisenseClient
package import TerminalKit

/// The whole console, drawn from its state.
package struct ConsoleView {
    private let state: ConsoleState

    package init(_ state: ConsoleState) {
        self.state = state
    }

    /// Returns where the terminal's cursor belongs; nil hides it.
    package func draw(on canvas: Canvas) -> Point? {
        let message = MessageArea(state, width: canvas.width)
        let layout = ConsoleLayout(canvas.size, showing: state, and: message)
        guard !layout.isTooSmall else {
            var text = "\(ConsoleLayout.smallest.width)x\(ConsoleLayout.smallest.height) required; \(key: .quit) quits"
            if case .asking = state.quit { text = "Unfinished work; \(key: .quit) again discards it" }
            canvas.put(text, at: .zero, maxWidth: canvas.width)
            if let autoRevert = state.autoRevert, canvas.height > 1 {
                AutoRevertBanner(autoRevert, hasKeys: false).draw(on: canvas.sub(Rect(0, 1, canvas.width, 1)))
            }
            return nil
        }
        let scopes = Scope.active(in: state)
        StatusLine(
            state.session, behind: state.writes.behind, refresh: RefreshNote(state),
            elsewhere: state.servers.activities
        ).draw(on: canvas.sub(layout.status))
        if !state.session.isBeingSetUp { Panes.tabs(state).draw(on: canvas.sub(layout.tabs)) }
        if let autoRevert = state.autoRevert {
            AutoRevertBanner(autoRevert, hasKeys: scopes.contains(.autoRevert)).draw(on: canvas.sub(layout.notice))
        }
        let inPane = drawBody(on: canvas, layout, hasKeys: scopes.contains(where: \.isInPane))
        let inPrompt = message.draw(on: canvas.sub(layout.message)).map { Point($0.x, layout.message.y) }
        drawHints(of: scopes, on: canvas.sub(layout.hints), layout)
        let inOverlay = drawOverlay(on: canvas, layout)
        return inOverlay ?? inPrompt ?? inPane
    }

    /// The title of the pane behind those it was opened from, and its number where no tabs show it.
    private func title(_ pane: any Pane, _ layout: ConsoleLayout) -> BarView.Part {
        let isInside = state.list?.detail != nil || state.shownAnswer != nil
        let above =
            parents(of: state.pane).map(\.title)
            + (isInside ? [state.feature(of: state.pane)?.heading ?? state.pane.title] : [])
        let number = layout.tabs.isEmpty ? Panes.number(state).map { "\($0) " } ?? "" : ""
        let steps = above.map { "\($0) › " }.joined()
        let title = pane.title(state)
        // Where there is little room the panes above go first: Esc leads there, whether they are named or not.
        return BarView.Part(
            StyledLine("\(number)\(steps)", Style(.muted)) + title, priority: 10,
            short: StyledLine(number, Style(.muted)) + (pane.shortTitle(state) ?? title), isCut: true)
    }

    /// The panes a list below records was opened from, the first one first.
    private func parents(of pane: PaneID) -> [PaneID] {
        state.feature(of: pane)?.parent.map { parents(of: $0.pane) + [$0.pane] } ?? []
    }

    /// - Parameter hasKeys: False while a dialog in front of it takes the keys.
    private func drawBody(on canvas: Canvas, _ layout: ConsoleLayout, hasKeys: Bool) -> Point? {
        let (rule, content) = (canvas.sub(layout.body), canvas.sub(layout.content))
        guard state.session.isReady else {
            RuleView(left: []).draw(on: rule)
            if case .failed(let error) = state.session.phase {
                ErrorText.draw(error, hint: "\(key: .retryConnection) connects again", on: content)
            } else if case .connecting = state.session.phase {
                content.put("Connecting to \(state.session.client.server)", at: Point(1, 0), .muted)
            }
            return nil
        }
        let pane = Panes.pane(state)
        RuleView(
            left: [title(pane, layout)] + pane.notes(state),
            right: pane.position(state, layout), style: Style(hasKeys ? .focus : .border)
        ).draw(on: rule)
        return pane.draw(state, layout, on: content)
            .map { Point($0.x + layout.content.x, $0.y + layout.content.y) }
    }

    private func drawHints(of scopes: [Scope], on canvas: Canvas, _ layout: ConsoleLayout) {
        let hints = CommandTable.hints(in: scopes, CommandContext(state: state, layout: layout))
        if !scopes.contains(.console), let last = hints.last {
            // A dialog takes all keys, so none opens the list of keys.
            HintBar(hints.dropLast(), last: last).draw(on: canvas)
        } else {
            HintBar(hints, lead: marks(of: scopes, layout)).draw(on: canvas)
        }
    }

    /// The rows that the keys of a list act on, while those are not the row under the cursor. On narrow screens the
    /// title says it.
    private func marks(of scopes: [Scope], _ layout: ConsoleLayout) -> StyledLine {
        guard scopes.contains(.list), layout.hints.width >= 100, let marks = state.list.flatMap(ListPane.marks) else {
            return StyledLine()
        }
        return StyledLine("\(marks):", Style(.mark))
    }

    private func drawOverlay(on canvas: Canvas, _ layout: ConsoleLayout) -> Point? {
        switch state.overlay {
        case nil: return nil
        case .quit(let reason): return QuitView(reason).draw(on: canvas, layout)
        case .menu: return CommandMenu.draw(CommandContext(state: state, layout: layout), on: canvas)
        case .messages: return MessagesView(state.messages).draw(on: canvas, layout)
        case .signIn(let form): return SignInView(form, session: state.session).draw(on: canvas, layout)
        case .newToken(let new): return NewTokenView(new).draw(on: canvas, layout)
        case .conflict(let conflict): return ConflictView(conflict).draw(on: canvas, layout)
        case .confirmation(let confirmation):
            drawForm(on: canvas, layout)
            if confirmation.isSending, confirmation.plans.count > 1 {
                return ResultsView(confirmation, session: state.session).draw(on: canvas, layout)
            }
            return ConfirmationView(confirmation, session: state.session).draw(on: canvas, layout)
        case .results(let run): return ResultsView(run, session: state.session).draw(on: canvas, layout)
        case .picker(let picker):
            // A form that is one picker shows once there is something else to say.
            if state.form?.isPicker == false { drawForm(on: canvas, layout) }
            return PickerDialog(picker, state).draw(on: canvas, layout)
        case .form: return drawForm(on: canvas, layout)
        }
    }

    /// A form stays in sight below the preview of what it asks for.
    @discardableResult private func drawForm(on canvas: Canvas, _ layout: ConsoleLayout) -> Point? {
        state.form.flatMap { FormDialog($0).draw(on: canvas, layout) }
    }
}
