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
        let layout = ConsoleLayout(canvas.size)
        guard !layout.isTooSmall else {
            var text = "\(ConsoleLayout.smallest.width)x\(ConsoleLayout.smallest.height) required; \(key: .quit) quits"
            if case .asking = state.quit { text = "Unfinished work; \(key: .quit) again discards it" }
            canvas.put(text, at: .zero, maxWidth: canvas.width)
            return nil
        }
        let scopes = Scope.active(in: state)
        StatusLine(state.session).draw(on: canvas.sub(layout.status))
        if !state.session.isBeingSetUp { Panes.tabs(state).draw(on: canvas.sub(layout.tabs)) }
        if layout.breadcrumbs.height > 0, !state.session.isBeingSetUp {
            drawBreadcrumbs(on: canvas.sub(layout.breadcrumbs))
        }
        let inPane = drawBody(on: canvas, layout, hasKeys: scopes.contains(where: \.isInPane))
        let inPrompt = drawMessage(on: canvas.sub(layout.message)).map { Point($0.x, layout.message.y) }
        drawHints(of: scopes, on: canvas.sub(layout.hints))
        let inOverlay = drawOverlay(on: canvas, layout)
        return inOverlay ?? inPrompt ?? inPane
    }

    private func drawBreadcrumbs(on canvas: Canvas) {
        let steps =
            parents(of: state.pane).map(\.title) + [state.feature(of: state.pane)?.heading ?? state.pane.title]
            + [state.list?.detail?.title, state.shownAnswer?.title].compactMap(\.self)
        var line = StyledLine()
        for (index, step) in steps.enumerated() {
            if index > 0 { line = line + StyledLine(" \(canvas.glyphs.separator) ", Style(.muted)) }
            line = line + StyledLine(step, Style(index == steps.count - 1 ? .plain : .muted))
        }
        canvas.put(line, at: Point(1, 0), maxWidth: canvas.width - 2)
    }

    /// The panes a list below records was opened from, the first one first.
    private func parents(of pane: PaneID) -> [PaneID] {
        state.feature(of: pane)?.parent.map { parents(of: $0.pane) + [$0.pane] } ?? []
    }

    /// - Parameter hasKeys: False while a dialog in front of it takes the keys.
    private func drawBody(on canvas: Canvas, _ layout: ConsoleLayout, hasKeys: Bool) -> Point? {
        let frame = canvas.sub(layout.body)
        guard state.session.isReady else {
            let inside = frame.ruled()
            if case .failed(let error) = state.session.phase {
                ErrorText.draw(error, hint: "\(key: .retryConnection) connects again", on: inside)
            } else if case .connecting = state.session.phase {
                inside.put("Connecting to \(state.session.client.server)", at: Point(1, 0), .muted)
            }
            return nil
        }
        let pane = Panes.pane(state)
        let inside = frame.ruled(
            title: pane.title(state), footer: pane.footer(state), style: Style(hasKeys ? .focus : .border))
        return pane.draw(state, on: inside).map { Point($0.x + layout.content.x, $0.y + layout.content.y) }
    }

    /// The prompt, or else the newest message. Returns where one types.
    private func drawMessage(on canvas: Canvas) -> Point? {
        let canvas = state.autoRevert.map { AutoRevertBanner($0).draw(on: canvas) } ?? canvas
        guard state.session.isReady || state.session.isBeingSetUp else { return nil }
        if let prompt = Prompt(state) { return prompt.view.draw(on: canvas) }
        if let pendingOperation = state.pendingOperation, pendingOperation.isShown {
            ToastView(.info, pendingOperation.text, hint: StyledLine("\(key: .stopReading) stops", Style(.muted))).draw(
                on: canvas)
            return nil
        }
        guard let message = state.messages.current else { return nil }
        ToastView(ToastView.Kind(message.level), message.text.shown).draw(on: canvas)
        return nil
    }

    private func drawHints(of scopes: [Scope], on canvas: Canvas) {
        let hints = CommandTable.hints(in: scopes)
        if !scopes.contains(.console), let last = hints.last {
            // A dialog takes all keys, so none opens the list of keys.
            HintBar(hints.dropLast(), last: last).draw(on: canvas)
        } else {
            HintBar(hints).draw(on: canvas)
        }
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
                return ReportView(confirmation).draw(on: canvas, layout)
            }
            return ConfirmationView(confirmation, session: state.session).draw(on: canvas, layout)
        case .report(let report):
            drawForm(on: canvas, layout)
            return ReportView(report).draw(on: canvas, layout)
        case .form: return drawForm(on: canvas, layout)
        }
    }

    /// A form stays in sight below the preview of what it asks for.
    @discardableResult private func drawForm(on canvas: Canvas, _ layout: ConsoleLayout) -> Point? {
        state.form.flatMap { FormDialog($0).draw(on: canvas, layout) }
    }
}
