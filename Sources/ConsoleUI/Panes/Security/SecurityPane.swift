import ConsoleState
import SisenseClient
import TerminalKit

/// The security settings: which web pages of other sites may use this server.
struct SecurityPane: Pane {
    func title(_ state: ConsoleState) -> StyledLine { StyledLine("Security", Style(.heading)) }

    func notes(_ state: ConsoleState) -> [BarView.Part] {
        state.security.isChanged ? [.init("unsaved changes", .warning, priority: 9)] : []
    }

    func position(_ state: ConsoleState, _ layout: ConsoleLayout) -> [BarView.Part] {
        guard case .loaded = state.security.load else { return [] }
        let form = form(state, in: layout.content.size)
        let legend: [BarView.Part] =
            state.security.isChanged ? [.init("+ added  - removed  ~ changed", .muted, priority: 1)] : []
        return legend + [BarView.Part(MoreBelow.line(form.lines.count - form.top - form.height), priority: 6)]
    }

    func draw(_ state: ConsoleState, _ layout: ConsoleLayout, on canvas: Canvas) -> Point? {
        switch state.security.load {
        case .notStarted, .loading, .stopped:
            canvas.put("Reading the settings", at: Point(1, 0), .muted)
            return nil
        case .failed(let error):
            ErrorText.draw(error, hint: "\(key: .refreshSecurity) tries again", on: canvas)
            return nil
        case .loaded:
            return form(state, in: canvas.size).draw(on: canvas)
        }
    }

    func press(at point: Point, _ state: ConsoleState, _ layout: ConsoleLayout) -> [ConsoleAction] { [] }

    private func form(_ state: ConsoleState, in size: Size) -> SecurityForm {
        SecurityForm(
            lines(of: state.security, isProduction: state.session.isProduction), report: report(on: state.security),
            cursor: state.security.scroll.cursor, in: size)
    }

    /// The outcome of a paste, or else the result of the test of the origin under the cursor.
    private func report(on security: SecurityState) -> [StyledLine] {
        let (added, others) = (security.pasted.filter(\.isAdded), security.pasted.filter { !$0.isAdded })
        // Those that were added are in the list as well, so they come last where there is little room.
        guard security.pasted.isEmpty else { return (others + added).map(line) }
        guard let entry = security.origin, let test = security.tests[entry] else { return [] }
        return OriginTestText.lines(of: test, before: security.before[entry])
    }

    private func line(about pasted: PastedOrigin) -> StyledLine {
        switch pasted.outcome {
        case .added: StyledLine([Span("+ ", .ok), Span(pasted.line)])
        case .normalized(let text): StyledLine([Span("+ ", .ok), Span(text), Span("  from \(pasted.line)", .muted)])
        case .known: StyledLine([Span("= ", .muted), Span(pasted.line), Span("  already in the list", .muted)])
        case .refused(let reason): StyledLine([Span("x ", .error), Span(pasted.line), Span("  \(reason)", .error)])
        }
    }

    /// The rows the cursor can stand on, then the origins that a save would remove.
    private func lines(of security: SecurityState, isProduction: Bool) -> [StyledLine] {
        let saved = security.saved
        let rows = security.rows.map { row in
            switch row {
            case .enabled: switchLine(security.draft.isEnabled, saved: saved?.isEnabled)
            case .origin(let index): originLine(security.draft.origins[index], security, isProduction: isProduction)
            case .add: StyledLine("  add origin", Style(.muted))
            }
        }
        let removed = (saved?.origins ?? []).filter { !security.draft.origins.contains($0) }
        return rows + removed.map { StyledLine("- \($0)", Style(.removed)) }
    }

    private func switchLine(_ isOn: Bool, saved: Bool?) -> StyledLine {
        let isChanged = saved.map { $0 != isOn } ?? false
        return StyledLine([
            Span(isChanged ? "~ " : "  ", .changed), Span(isOn ? "[x] " : "[ ] ", isOn ? .ok : .muted),
            Span("CORS is \(isOn ? "on" : "off")"),
            Span(isOn ? "" : "  no page of another site can use this server", .muted),
        ])
    }

    private func originLine(_ origin: String, _ security: SecurityState, isProduction: Bool) -> StyledLine {
        let isNew = security.saved?.origins.contains(origin) == false
        let spans = [Span(isNew ? "+ " : "  ", .added), Span(origin, isNew ? .added : .plain), Span("  ")]
        // The meaning of a name in Punycode, since a lookalike is easily taken for another.
        let name = Origin(serialized: origin)?.unicode
        let meaning = name == origin ? nil : name.map { Span("\($0)  ", .muted) }
        let warning =
            isProduction && origin.hasPrefix("http:")
            ? Span("x not encrypted, on a production server", .error) : warning(about: origin)
        return StyledLine(spans + [meaning, verdict(on: security.tests[origin]), warning].compactMap(\.self))
    }

    private func verdict(on test: OriginTest?) -> Span? {
        switch test {
        case nil: nil
        case .running: Span("testing  ", .muted)
        case .done(let report): report.isAllowed ? Span("ok  ", .ok) : Span("x blocked  ", .error)
        }
    }

    private func warning(about origin: String) -> Span? {
        switch OriginEntry.parse(origin) {
        case .accepted(_, let warnings): warnings.first.map { Span("! \($0)", .warning) }
        case .normalized(let text, _, _): Span("! no browser sends this; write \(text)", .warning)
        case .rejected(let reason): Span("x \(reason)", .error)
        }
    }
}
