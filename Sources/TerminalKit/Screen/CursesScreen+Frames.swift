import CNcurses

extension CursesScreen {
    package func present(_ buffer: CellBuffer, cursor: Point?) {
        guard isActive else { return }
        let frame = buffer.size == size ? buffer : buffer.resized(to: size)
        let scroll = shown.flatMap { frame.scrolled(since: $0) }
        if let scroll { shown?.scroll(scroll.rows, by: scroll.step) }
        let rows = (0..<size.height).compactMap { y in frame.changedSpan(y, since: shown).map { (y, $0) } }
        guard !rows.isEmpty || scroll != nil || cursor != shownCursor || shown == nil else { return }
        output.frame(painter.trueColour) {
            if let scroll { self.scroll(scroll.rows, by: scroll.step) }
            for (y, span) in rows {
                frame.withRow(y) { painter.put($0[span], at: span.lowerBound, y, in: window) }
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

    /// Moves rows inside ncurses, which is less work than to put all their cells anew. It finds out itself whether the
    /// terminal can do the same.
    private func scroll(_ rows: Range<Int>, by step: Int) {
        scrollok(window, true)
        wsetscrreg(window, Int32(rows.lowerBound), Int32(rows.upperBound - 1))
        wscrl(window, Int32(step))
        wsetscrreg(window, 0, Int32(size.height - 1))
        scrollok(window, false)
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
