import CNcurses

extension CursesScreen {
    package func present(_ buffer: CellBuffer, cursor: Point?) {
        guard isActive else { return }
        guard output.isSent else {
            pendingFrame = (buffer.copy(), cursor)
            return
        }
        let frame = (buffer.size == size ? buffer : buffer.resized(to: size)).fillable(withMargins: hasFixedMargins)
        let scroll = shown.flatMap { frame.scrolled(since: $0) }
        if let scroll { shown?.scroll(scroll.rows, by: scroll.step) }
        let rows = (0..<size.height).compactMap { y in frame.changedSpan(y, since: shown).map { (y, $0) } }
        guard !rows.isEmpty || scroll != nil || cursor != shownCursor || shown == nil else { return }
        output.frame(painter.trueColour) {
            if let scroll { self.scroll(scroll.rows, by: scroll.step) }
            for (y, span) in rows {
                frame.withRow(y) { painter.put($0[span], at: span.lowerBound, y, in: window) }
            }
            // ncurses may also turn one row into another cell by cell instead of moving it.
            for y in scroll.map({ Array($0.rows) }) ?? rows.map(\.0) where frame.hasFlag(y) {
                wredrawln(window, Int32(y), 1)
            }
            moveCursor(to: cursor)
            wnoutrefresh(window)
            doupdate()
        }
        shown = frame.copy()
        shownCursor = cursor
        if !output.isOpen { hangUp() }
    }

    /// Shows the newest of the frames for which there was no room.
    func presentPending() {
        if let pendingFrame {
            self.pendingFrame = nil
            present(pendingFrame.frame, cursor: pendingFrame.cursor)
        }
        if !output.isOpen { hangUp() }
        if output.isSent { resumeFrameWaiters() }
    }

    /// Returns when the terminal has taken the last frame, or takes none any more.
    package func painted() async {
        await withCheckedContinuation { continuation in
            let isPainted = output.isSent && pendingFrame == nil || !isActive || !isConnected
            if isPainted { continuation.resume() } else { frameWaiters.append(continuation) }
        }
    }

    func resumeFrameWaiters() {
        for continuation in frameWaiters { continuation.resume() }
        frameWaiters = []
    }

    /// Sends everything again with the next frame, whatever the terminal shows now.
    package func redraw() {
        shown = nil
        clearok(window, true)
    }

    /// Moves rows inside ncurses, which is less work than to put all their cells again. It finds out itself whether the
    /// terminal can do the same.
    private func scroll(_ rows: Range<Int>, by step: Int) {
        scrollok(window, true)
        wsetscrreg(window, Int32(rows.lowerBound), Int32(rows.upperBound - 1))
        wscrl(window, Int32(step))
        wsetscrreg(window, 0, Int32(size.height - 1))
        scrollok(window, false)
    }

    private func moveCursor(to cursor: Point?) {
        let isShown = cursor != nil
        if isShown != isCursorShown {
            curs_set(isShown ? 1 : 0)
            leaveok(window, !isShown)
            isCursorShown = isShown
        }
        if let cursor { wmove(window, Int32(clamping: cursor.y), Int32(clamping: cursor.x)) }
    }
}
