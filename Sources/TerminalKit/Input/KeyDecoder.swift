/// Turns characters and keys as they arrive into events: control characters into strokes, marks into the character
/// they belong to, everything between the paste signs into one paste, an Esc with a character behind it into that
/// character with Alt.
///
/// A sequence that the terminal's description does not name arrives as an Esc and the letters of the sequence. It is
/// dropped whole: its letters would act as keys that nobody has pressed.
struct KeyDecoder {
    /// Longest paste, in code points; what comes after is dropped, so that a mistaken paste cannot fill the memory.
    static let pasteLimit = 1 << 20

    /// A paste whose end has not come after this time is over: without it no key would ever be a key again.
    static let pasteTimeout = Duration.seconds(2)

    private var paste: String.UnicodeScalarView?
    private var lastPasted = ContinuousClock.now
    private var unknown: UnknownSequence?

    /// - Parameter events: What came together with the character; the last one may become another.
    mutating func take(_ scalar: Unicode.Scalar, into events: inout [InputEvent]) {
        if paste != nil { return addToPaste(scalar) }
        if unknown?.take(scalar) == true { return }
        unknown = nil
        if events.last == .key(KeyStroke(.escape)), takeAfterEscape(scalar, into: &events) { return }
        if case .key(let last) = events.last, let character = last.typedCharacter, !scalar.isASCII {
            let joined = String(character) + String(scalar)
            if joined.count == 1, let whole = joined.first {
                events[events.count - 1] = .key(KeyStroke(whole))
                return
            }
        }
        events.append(.key(Self.stroke(of: scalar)))
    }

    mutating func take(_ stroke: KeyStroke, into events: inout [InputEvent]) {
        unknown = nil
        if paste == nil { events.append(.key(stroke)) }
    }

    /// Nothing more is waiting. What follows later was pressed later: it ends an unknown sequence that had no end.
    mutating func endBatch() {
        unknown = nil
    }

    /// What came together with an Esc was one key: terminals send Alt so, and sequences begin so. A person who presses
    /// Esc and another key is slower, and Esc twice stays two keys.
    private mutating func takeAfterEscape(_ scalar: Unicode.Scalar, into events: inout [InputEvent]) -> Bool {
        if let sequence = UnknownSequence(afterEscape: scalar) {
            events.removeLast()
            unknown = sequence
            return true
        }
        let stroke = Self.stroke(of: scalar)
        guard stroke.key != .escape else { return false }
        events[events.count - 1] = .key(KeyStroke(stroke.key, stroke.modifiers.union(.alt)))
        return true
    }

    mutating func startPaste(now: ContinuousClock.Instant) {
        paste = String.UnicodeScalarView()
        lastPasted = now
    }

    /// Ends a paste in which nothing has come for long; called when something comes again.
    mutating func endLostPaste(now: ContinuousClock.Instant, into events: inout [InputEvent]) {
        guard paste != nil else { return }
        if now - lastPasted > Self.pasteTimeout { endPaste(into: &events) }
        lastPasted = now
    }

    mutating func endPaste(into events: inout [InputEvent]) {
        guard let scalars = paste else { return }
        paste = nil
        let text = String(scalars).split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
        events.append(.paste(String(text.map { $0 == "\r" ? "\n" : $0 })))
    }

    private mutating func addToPaste(_ scalar: Unicode.Scalar) {
        if let count = paste?.count, count < Self.pasteLimit { paste?.append(scalar) }
    }

    /// The stroke a single character stands for. Tab, Enter, Esc and Backspace are the keys of these names, the other
    /// control characters are letters with Ctrl; Ctrl-J (line feed) is not Enter, which sends a carriage return.
    static func stroke(of scalar: Unicode.Scalar) -> KeyStroke {
        switch scalar.value {
        case 0: KeyStroke(" ", .control)
        case 8, 127: KeyStroke(.backspace)
        case 9: KeyStroke(.tab)
        case 13: KeyStroke(.enter)
        case 27: KeyStroke(.escape)
        case 1...26: KeyStroke.control(Character(Unicode.Scalar(UInt8(scalar.value) + 96)))
        case 28...31: KeyStroke.control(Character(Unicode.Scalar(UInt8(scalar.value) + 64)))
        default: KeyStroke(Character(scalar))
        }
    }

    /// The stroke for an extended key name of terminfo, such as `kUP5` for Ctrl-Up: the digit is 1 plus 1 for Shift,
    /// 2 for Alt, 4 for Ctrl (terminfo(5) user capabilities, as xterm defines them).
    static func stroke(extendedName name: String) -> KeyStroke? {
        let keys: [String: Key] = [
            "kUP": .up, "kDN": .down, "kLFT": .left, "kRIT": .right, "kHOM": .home, "kEND": .end, "kPRV": .pageUp,
            "kNXT": .pageDown, "kDC": .delete, "kIC": .insert,
        ]
        let digits = name.suffix(while: { $0.isASCII && $0.isNumber })
        guard let key = keys[String(name.dropLast(digits.count))] else { return nil }
        let code = (Int(digits) ?? 2) - 1
        guard (0..<8).contains(code) else { return nil }
        var modifiers: KeyStroke.Modifiers = []
        if code & 1 != 0 { modifiers.insert(.shift) }
        if code & 2 != 0 { modifiers.insert(.alt) }
        if code & 4 != 0 { modifiers.insert(.control) }
        return KeyStroke(key, modifiers)
    }
}

extension String {
    fileprivate func suffix(while isPart: (Character) -> Bool) -> Substring {
        self[(lastIndex { !isPart($0) }.map(index(after:)) ?? startIndex)...]
    }
}
