extension TerminalEmulator {
    mutating func escape(_ intermediates: [UInt8], _ final: UInt8) {
        switch intermediates.map({ Character(Unicode.Scalar($0)) }) {
        case []: plainEscape(final)
        case ["("]: designate(0, final)
        case [")"]: designate(1, final)
        case ["*"]: designate(2, final)
        case ["+"]: designate(3, final)
        case ["#"] where final == UInt8(ascii: "8"): fillForAlignment()
        // The choice of a character encoding; it is UTF-8 whatever is asked for.
        case ["%"]: break
        default: note(intermediates, final)
        }
    }

    private mutating func plainEscape(_ final: UInt8) {
        switch Unicode.Scalar(final) {
        case "7": saveCursor()
        case "8": restoreCursor()
        case "=": modes.applicationKeypad = true
        case ">": modes.applicationKeypad = false
        case "D": index()
        case "E":
            index()
            carriageReturn()
        case "H": tabStops.insert(cursor.column)
        case "M": reverseIndex()
        case "Z": reply("\u{1B}[?62;22c")
        case "c": fullReset()
        // The visible bell of screen and tmux.
        case "g": bells += 1
        // Memory lock and unlock of xterm's description, and leaving VT52 mode.
        case "l", "m", "<": break
        default: note([], final)
        }
    }

    /// Designates a character set. The British one differs from ASCII in one sign, which nobody here uses.
    private mutating func designate(_ set: Int, _ final: UInt8) {
        switch Unicode.Scalar(final) {
        case "0": cursor.drawsLines[set] = true
        case "B", "A", "U", "K": cursor.drawsLines[set] = false
        default: note(Array("()*+".utf8.dropFirst(set).prefix(1)), final)
        }
    }

    /// DECALN
    private mutating func fillForAlignment() {
        var cell = TerminalCell()
        cell.text = "E"
        for row in 0..<size.rows {
            for column in 0..<size.columns { screen.put(cell, row: row, column: column) }
        }
        scrollRegion = 0...size.rows - 1
        move(toRow: 0, column: 0)
    }

    private mutating func note(_ intermediates: [UInt8], _ final: UInt8) {
        let signs = (intermediates + [final]).map { String(Unicode.Scalar($0)) }
        unsupported.append((["ESC"] + signs).joined(separator: " "))
    }
}
