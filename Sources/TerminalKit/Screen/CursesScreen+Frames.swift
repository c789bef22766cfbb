import CNcurses

extension CursesScreen {
    package func present(_ buffer: CellBuffer, cursor: Point?) {
        guard isActive else { return }
        let frame = buffer.size == size ? buffer : buffer.resized(to: size)
        let rows = (0..<size.height).compactMap { y in frame.changedSpan(y, since: shown).map { (y, $0) } }
        guard !rows.isEmpty || cursor != shownCursor || shown == nil else { return }
        output.frame(painter.trueColour) {
            for (y, span) in rows {
                let row = frame.row(y)
                painter.put(
                    row[(row.startIndex + span.lowerBound)..<(row.startIndex + span.upperBound)],
                    at: span.lowerBound, y, in: window)
                if frame.hasFlag(y) { wredrawln(window, Int32(y), 1) }
            }
            place(cursor)
            wnoutrefresh(window)
            doupdate()
        }
        shown = frame.copy()
        shownCursor = cursor
        if !output.isOpen { hangUp() }
    }

    /// Sends everything anew with the next frame, whatever the terminal shows now.
    package func redraw() {
        shown = nil
        clearok(window, true)
    }

    private func place(_ cursor: Point?) {
        let isShown = cursor != nil
        if isShown != isCursorShown {
            curs_set(isShown ? 1 : 0)
            leaveok(window, !isShown)
            isCursorShown = isShown
        }
        if let cursor { wmove(window, Int32(clamping: cursor.y), Int32(clamping: cursor.x)) }
    }
}
