extension TerminalEmulator {
    mutating func setANSIModes(_ sequence: ControlSequence, on: Bool) {
        for index in sequence.parameters.indices {
            let mode = sequence.parameter(index)
            guard TerminalModes.knownANSI.contains(mode) else {
                unsupported.append(sequence.description)
                continue
            }
            if on { modes.ansi.insert(mode) } else { modes.ansi.remove(mode) }
        }
    }

    mutating func setPrivateModes(_ sequence: ControlSequence, on: Bool) {
        for index in sequence.parameters.indices {
            let mode = sequence.parameter(index)
            // Left and right margins are not emulated; switching them off changes nothing.
            if mode == 69, !on { continue }
            guard TerminalModes.knownDEC.contains(mode) else {
                unsupported.append(sequence.description)
                continue
            }
            let wasAlternate = modes.alternateScreen
            if on { modes.dec.insert(mode) } else { modes.dec.remove(mode) }
            switch mode {
            case 6: move(toRow: 0, column: 0)
            case 47, 1047, 1049: switchScreen(mode, from: wasAlternate, to: modes.alternateScreen)
            case 1048: if on { saveCursor() } else { restoreCursor() }
            default: break
            }
        }
    }

    /// 1049 saves the cursor, opens a cleared screen, and brings all of it back; 47 and 1047 do it by halves.
    private mutating func switchScreen(_ mode: Int, from wasAlternate: Bool, to isAlternate: Bool) {
        guard wasAlternate != isAlternate else { return }
        if isAlternate {
            savedMainCursor = cursor
            savedMainCursor.originMode = modes.originMode
            mainScreen = screen
            if mode == 1049 { screen.eraseRows(0..<size.rows, style: cursor.style) }
        } else {
            screen = mainScreen ?? screen
            mainScreen = nil
            guard mode == 1049 else { return }
            savedCursor = savedMainCursor
            restoreCursor()
        }
    }

    /// DECSTR: what a program may have left behind, without touching the cells.
    mutating func softReset() {
        modes.dec.subtract([1, 6])
        modes.dec.formUnion([7, 25])
        modes.ansi = []
        modes.applicationKeypad = false
        scrollRegion = 0...size.rows - 1
        cursor.style = TerminalStyle()
        cursor.drawsLines = [false, false, false, false]
        cursor.activeSet = 0
        cursor.wrapPending = false
        savedCursor = TerminalCursor()
    }

    /// RIS: as switched on.
    mutating func fullReset() {
        let (clipboard, bells, unsupported) = (clipboard, bells, unsupported)
        let replies = replies
        self = TerminalEmulator(size: size)
        (self.clipboard, self.bells, self.unsupported, self.replies) = (clipboard, bells, unsupported, replies)
    }
}
