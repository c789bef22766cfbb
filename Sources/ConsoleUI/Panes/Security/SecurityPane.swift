import ConsoleState
import SisenseClient
import TerminalKit

/// The security settings: which web pages of other sites may use this server.
struct SecurityPane: Pane {
    let id = PaneID.security
    let commands = Command.security

    func title(_ state: ConsoleState) -> StyledLine {
        let changed = state.security.isChanged ? [Span("  unsaved changes", .warning)] : []
        return StyledLine([Span("Security", .heading)] + changed)
    }

    func foot(_ state: ConsoleState) -> StyledLine {
        state.security.isChanged ? StyledLine("+ added  - removed  ~ changed", Style(.muted)) : StyledLine()
    }

    func draw(_ state: ConsoleState, on canvas: Canvas) -> Point? {
        switch state.security.load {
        case .notStarted, .loading:
            canvas.put("Reading the settings", at: Point(1, 0), .muted)
            return nil
        case .failed(let error):
            ErrorText.draw(error, hint: "R tries again", on: canvas)
            return nil
        case .loaded:
            return drawForm(state.security, on: canvas)
        }
    }

    private func drawForm(_ security: SecurityState, on canvas: Canvas) -> Point? {
        let heading = "Cross-origin requests (CORS): the web pages of other sites that may use this server"
        canvas.put(heading, at: Point(1, 0), .heading, maxWidth: canvas.width - 2)
        let list = canvas.inset(top: 2)
        let lines = lines(of: security)
        let top = security.scroll.top(count: lines.count, page: list.height)
        for (index, line) in lines.enumerated().dropFirst(top).prefix(list.height) {
            let isCursor = index == security.scroll.cursor
            let row = list.sub(Rect(0, index - top, list.width, 1)).on(isCursor ? .selected : .plain)
            row.fill()
            if isCursor { row.put(row.glyphs.cursor, at: Point(0, 0)) }
            row.put(line, at: Point(2, 0), maxWidth: list.width - 2)
        }
        return Point(0, 2 + security.scroll.cursor - top)
    }

    /// The rows the cursor can stand on, then the origins that a save would remove.
    private func lines(of security: SecurityState) -> [StyledLine] {
        let saved = security.saved
        let rows = security.rows.map { row in
            switch row {
            case .enabled: switchLine(security.draft.isEnabled, saved: saved?.isEnabled)
            case .origin(let index): originLine(security.draft.origins[index], saved: saved?.origins ?? [])
            case .add: StyledLine("  add an origin", Style(.muted))
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
            Span(isOn ? "" : "  no page of another site may use this server", .muted),
        ])
    }

    private func originLine(_ origin: String, saved: [String]) -> StyledLine {
        let isNew = !saved.contains(origin)
        var spans = [Span(isNew ? "+ " : "  ", .added), Span(origin, isNew ? .added : .plain)]
        if case .accepted(_, let warnings) = OriginEntry.parse(origin), let warning = warnings.first {
            spans.append(Span("  ! \(warning)", .warning))
        } else if case .mended(let text, _, _) = OriginEntry.parse(origin) {
            spans.append(Span("  ! no browser sends this; it would be \(text)", .warning))
        } else if case .rejected(let reason) = OriginEntry.parse(origin) {
            spans.append(Span("  x \(reason)", .error))
        }
        return StyledLine(spans)
    }
}
