/// A key as it is pressed, to be sent in xterm's coding.
package enum TerminalKey: Hashable, Sendable {
    case enter, tab, backTab, escape, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 to F12
    case function(Int)
    /// `Ctrl` with a letter or one of `@ [ \ ] ^ _`.
    case control(Character)
    /// `Alt` with a character.
    case alt(Character)
    case character(Character)

    /// The bytes that the terminal sends.
    /// - Parameter applicationCursor: whether the program asked for application cursor keys (DECCKM).
    package func bytes(applicationCursor: Bool) -> [UInt8] {
        let cursor = applicationCursor ? "\u{1B}O" : "\u{1B}["
        let text =
            switch self {
            case .enter: "\r"
            case .tab: "\t"
            case .backTab: "\u{1B}[Z"
            case .escape: "\u{1B}"
            case .backspace: "\u{7F}"
            case .insert: "\u{1B}[2~"
            case .delete: "\u{1B}[3~"
            case .pageUp: "\u{1B}[5~"
            case .pageDown: "\u{1B}[6~"
            case .up: cursor + "A"
            case .down: cursor + "B"
            case .right: cursor + "C"
            case .left: cursor + "D"
            case .end: cursor + "F"
            case .home: cursor + "H"
            case .function(let number): Self.functionKey(number)
            case .control(let character): Self.controlCode(character)
            case .alt(let character): "\u{1B}" + String(character)
            case .character(let character): String(character)
            }
        return Array(text.utf8)
    }

    private static func functionKey(_ number: Int) -> String {
        let codes = [1: "OP", 2: "OQ", 3: "OR", 4: "OS"]
        let numbers = [5: 15, 6: 17, 7: 18, 8: 19, 9: 20, 10: 21, 11: 23, 12: 24]
        if let code = codes[number] { return "\u{1B}" + code }
        return numbers[number].map { "\u{1B}[\($0)~" } ?? ""
    }

    private static func controlCode(_ character: Character) -> String {
        guard let ascii = character.uppercased().first?.asciiValue, (0x40...0x5F).contains(ascii) else { return "" }
        return String(Unicode.Scalar(ascii & 0x1F))
    }
}
