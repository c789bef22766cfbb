extension TerminalEmulator {
    mutating func perform(_ sequence: ControlSequence) {
        switch (sequence.prefix, sequence.intermediates) {
        case (nil, []): performPlain(sequence)
        case (UInt8(ascii: "?"), []): performPrivate(sequence)
        // A VT220: what is newer may set left and right margins.
        case (UInt8(ascii: ">"), []) where sequence.final == UInt8(ascii: "c"): reply("\u{1B}[>1;10;0c")
        case (UInt8(ascii: ">"), []) where sequence.final == UInt8(ascii: "u"):
            modes.keyboard.append(sequence.parameter(0))
        case (UInt8(ascii: "<"), []) where sequence.final == UInt8(ascii: "u"):
            modes.keyboard.removeLast(min(sequence.count(), modes.keyboard.count))
        case (UInt8(ascii: ">"), []) where sequence.final == UInt8(ascii: "m") && sequence.parameter(0) == 4:
            modes.otherKeys = sequence.parameter(1)
        case (nil, [UInt8(ascii: "!")]) where sequence.final == UInt8(ascii: "p"): softReset()
        // The cursor's shape (DECSCUSR) changes nothing that can be read.
        case (nil, [UInt8(ascii: " ")]) where sequence.final == UInt8(ascii: "q"): break
        default: unsupported.append(sequence.description)
        }
    }

    private mutating func performPlain(_ sequence: ControlSequence) {
        let count = sequence.count()
        switch Unicode.Scalar(sequence.final) {
        case "@": insertCells(count)
        case "A": moveBy(rows: -count)
        case "B", "e": moveBy(rows: count)
        case "C", "a": moveBy(columns: count)
        case "D": moveBy(columns: -count)
        case "E": moveBy(rows: count, columns: -cursor.column)
        case "F": moveBy(rows: -count, columns: -cursor.column)
        case "G", "`": move(toColumn: count - 1)
        case "H", "f": move(toRow: count - 1, column: sequence.count(1) - 1)
        case "I": tab(count)
        case "J": eraseDisplay(sequence.parameter(0))
        case "K": eraseLine(sequence.parameter(0))
        case "L": insertLines(count)
        case "M": deleteLines(count)
        case "P": deleteCells(count)
        case "S": screen.scrollUp(count, region: scrollRegion, style: cursor.style)
        case "T": screen.scrollDown(count, region: scrollRegion, style: cursor.style)
        case "X": eraseCells(count)
        case "Z": backTab(count)
        case "b": repeatLast(count)
        case "c": reply("\u{1B}[?62;22c")
        case "d": move(toRow: count - 1, column: cursor.column)
        case "g": clearTabStops(sequence.parameter(0))
        case "h", "l": setANSIModes(sequence, on: sequence.final == UInt8(ascii: "h"))
        case "m": cursor.style.select(sequence.parameters)
        case "n": reportStatus(sequence)
        case "r": setScrollRegion(top: count, bottom: sequence.parameter(1) == 0 ? size.rows : sequence.count(1))
        case "s": saveCursor()
        case "t": manipulateWindow(sequence)
        case "u": restoreCursor()
        default: unsupported.append(sequence.description)
        }
    }

    private mutating func performPrivate(_ sequence: ControlSequence) {
        switch Unicode.Scalar(sequence.final) {
        case "h", "l": setPrivateModes(sequence, on: sequence.final == UInt8(ascii: "h"))
        // The Linux console's cursor shape.
        case "c": break
        default: unsupported.append(sequence.description)
        }
    }

    private mutating func clearTabStops(_ which: Int) {
        if which == 3 { tabStops = [] } else { tabStops.remove(cursor.column) }
    }

    private mutating func reportStatus(_ sequence: ControlSequence) {
        switch sequence.parameter(0) {
        case 5: reply("\u{1B}[0n")
        case 6:
            let top = modes.originMode ? scrollRegion.lowerBound : 0
            reply("\u{1B}[\(cursor.row - top + 1);\(cursor.column + 1)R")
        default: unsupported.append(sequence.description)
        }
    }

    /// xterm's window operations: the size in cells, and the stack of titles.
    private mutating func manipulateWindow(_ sequence: ControlSequence) {
        switch sequence.parameter(0) {
        case 18: reply("\u{1B}[8;\(size.rows);\(size.columns)t")
        case 22: titleStack.append(title)
        case 23: title = titleStack.popLast() ?? title
        default: unsupported.append(sequence.description)
        }
    }

    mutating func reply(_ text: String) { replies += Array(text.utf8) }
}
