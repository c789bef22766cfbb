/// Turns the bytes of a terminal into events.
///
/// Whatever is no key, such as an answer to somebody's question, makes none: only what ``KeyTable`` or the terminal's
/// description names is one. Times come from outside.
struct InputDecoder {
    typealias Instant = ContinuousClock.Instant

    /// The time an Esc waits for the rest of a sequence while answers are expected: lines tear them, and an answer is
    /// no key.
    static let answerDelay = Duration.milliseconds(250)
    /// After an Esc that nothing followed in time, the rest of a sequence that came late is still known for so long.
    static let lateness = Duration.seconds(2)
    /// A string without an end is given up when a single character comes after so long: somebody types.
    static let stringQuiet = Duration.seconds(3)
    /// The time during which pieces still belong to a paste that was given up.
    static let pasteRest = Duration.seconds(10)

    private var parser: InputParser
    private var clicks = ClickCounter()
    private var paste: PasteCollector?
    private var pasteLost: Instant?
    private var escapePressed: Instant?
    private var lastByte: Instant?
    /// The time an Esc waits for the rest of a sequence.
    private let escapeDelay: Duration
    private var answersExpected: Instant?
    /// Keys that only the terminal's description names, by their sequences.
    private let described: [String: KeyStroke]

    init(
        _ encoding: TextAssembler.Encoding = .utf8, described: [String: KeyStroke] = [:],
        escapeDelay: Duration = .milliseconds(25)
    ) {
        parser = InputParser(encoding)
        self.escapeDelay = escapeDelay
        parser.knowsOldMouse = described["\u{1B}[M"] == nil
        self.described = described
    }

    /// The time at which ``expire(now:)`` has something to do; nil while there is nothing.
    var deadline: Instant? { paste?.deadline ?? escapeDeadline }

    /// The time at which an Esc that came last is a key, unless something follows; nil when the last byte was no Esc.
    var escapeDeadline: Instant? {
        guard paste == nil, parser.isAfterEscape, let lastByte else { return nil }
        let isAnswerExpected = answersExpected.map { lastByte < $0 } ?? false
        return lastByte + (isAnswerExpected ? max(escapeDelay, Self.answerDelay) : escapeDelay)
    }

    /// Lets an Esc wait longer up to a time, as the terminal may still answer what it was asked.
    mutating func expectAnswers(until time: Instant) {
        answersExpected = time
    }

    /// Takes what waited together.
    mutating func take(_ bytes: [UInt8], now: Instant) -> [InputEvent] {
        var events: [InputEvent] = []
        resume(before: bytes, now: now, into: &events)
        lastByte = now
        take(bytes[...], now: now, into: &events)
        return events
    }

    /// Ends a paste, and makes an Esc a key, when their time is up.
    mutating func expire(now: Instant) -> [InputEvent] {
        var events: [InputEvent] = []
        if let result = paste?.expire(now: now) { end(result, now: now, into: &events) }
        if let deadline = escapeDeadline, now >= deadline { endEscape(now: now, into: &events) }
        return events
    }

    private mutating func endEscape(now: Instant, into events: inout [InputEvent]) {
        for token in parser.endEscape() {
            take(token, now: now, into: &events)
            escapePressed = now
        }
    }

    // MARK: Bytes

    private mutating func take(_ bytes: ArraySlice<UInt8>, now: Instant, into events: inout [InputEvent]) {
        if paste != nil { return addToPaste(Array(bytes), now: now, into: &events) }
        for index in bytes.indices {
            for token in parser.take(bytes[index]) { take(token, now: now, into: &events) }
            if paste != nil {
                return addToPaste(Array(bytes[(index + 1)...]), now: now, into: &events)
            }
        }
    }

    private mutating func addToPaste(_ bytes: [UInt8], now: Instant, into events: inout [InputEvent]) {
        guard !bytes.isEmpty, let result = paste?.take(bytes, now: now) else { return }
        end(result, now: now, into: &events)
    }

    private mutating func end(_ result: PasteCollector.Result, now: Instant, into events: inout [InputEvent]) {
        paste = nil
        pasteLost = result.isWhole ? nil : now
        if !result.text.isEmpty { events.append(.paste(result.text)) }
        take(result.rest[...], now: now, into: &events)
        // A lone Esc among the keys has been waited for.
        if !result.isWhole { for token in parser.endEscape() { take(token, now: now, into: &events) } }
    }

    /// Puts right what was decided when nothing more had come.
    private mutating func resume(before bytes: [UInt8], now: Instant, into events: inout [InputEvent]) {
        // A key that a person presses after Esc is one of its own, however long answers are waited for.
        if escapeDeadline != nil, let lastByte, now - lastByte > escapeDelay, !SequenceRemainder.begins(bytes) {
            endEscape(now: now, into: &events)
        }
        if let lost = pasteLost {
            if now - lost > Self.pasteRest {
                pasteLost = nil
            } else if bytes.first != 0x1B, !PasteCollector.isOneKey(bytes) {
                paste = PasteCollector(now: now)
                return
            }
        }
        if let pressed = escapePressed, now - pressed <= Self.lateness, SequenceRemainder.begins(bytes) {
            parser.resumeEscape()
        }
        escapePressed = nil
        if parser.isInString, let lastByte, now - lastByte > Self.stringQuiet, bytes.count == 1, bytes[0] >= 0x20,
            bytes[0] != UInt8(ascii: "\\") || parser.state == .string
        {
            parser.abandonString()
        }
    }

    // MARK: Tokens

    private mutating func take(_ token: InputToken, now: Instant, into events: inout [InputEvent]) {
        switch token {
        case .text(let scalar): type(scalar, into: &events)
        case .control(let scalar): events.append(.key(KeyStroke(scalar: scalar)))
        case .escape: events.append(.key(KeyStroke(.escape)))
        case .escaped(let scalar):
            let stroke = KeyStroke(scalar: scalar)
            let named = described["\u{1B}" + String(scalar)]
            events.append(.key(named ?? KeyStroke(stroke.key, stroke.modifiers.union(.alt))))
        case .sequence(let sequence): take(sequence, now: now, into: &events)
        case .single(let sequence):
            let stroke = KeyTable.stroke(single: sequence) ?? described["\u{1B}O" + sequence.text]
            if let stroke { events.append(.key(stroke)) }
        case .linuxFunction(let final):
            if let stroke = KeyTable.stroke(linuxFunction: final) { events.append(.key(stroke)) }
        case .oldMouse(let bytes): if let report = MouseReport(old: bytes) { add(report, now: now, into: &events) }
        }
    }

    private mutating func take(_ sequence: ControlSequence, now: Instant, into events: inout [InputEvent]) {
        if let stroke = KeyTable.stroke(for: sequence) ?? described["\u{1B}[" + sequence.text] {
            events.append(.key(stroke))
            return
        }
        if let report = MouseReport(sequence) { return add(report, now: now, into: &events) }
        switch sequence.text {
        case "I": events.append(.focus(true))
        case "O": events.append(.focus(false))
        case "200~": paste = PasteCollector(now: now)
        case "201~": pasteLost = nil
        default: break
        }
    }

    /// Adds a character, or joins a mark to the one before that it belongs to.
    private func type(_ scalar: Unicode.Scalar, into events: inout [InputEvent]) {
        if case .key(let last) = events.last, let character = last.typedCharacter, !scalar.isASCII {
            let joined = String(character) + String(scalar)
            if joined.count == 1, let whole = joined.first {
                events[events.count - 1] = .key(KeyStroke(whole))
                return
            }
        }
        events.append(.key(KeyStroke(Character(scalar))))
    }

    private mutating func add(_ report: MouseReport, now: Instant, into events: inout [InputEvent]) {
        let isSecond = report.action == .press && clicks.isSecond(at: report.at, now: now)
        events.append(.mouse(MouseEvent(isSecond ? .doublePress : report.action, at: report.at)))
    }
}

/// The rest of a sequence whose Esc has been taken for a key, because a slow line delivered it alone.
enum SequenceRemainder {
    /// Returns true for bytes that came together and begin with what no person types: the rest of an answer or of a key, complete or,
    /// where it is a string, unmistakable.
    static func begins(_ bytes: [UInt8]) -> Bool {
        let rest = bytes.dropFirst()
        switch bytes.first.map({ Unicode.Scalar($0) }) {
        case "[": return isSequence(rest)
        case "O": return rest.first.map { Array("ABCDFHPQRS".utf8).contains($0) } ?? false
        // A number and a semicolon, or the title of a window.
        case "]":
            let number = rest.prefix { (0x30...0x39).contains($0) }
            return number.isEmpty
                ? rest.count > 1 && (rest.first == UInt8(ascii: "l") || rest.first == UInt8(ascii: "L"))
                : rest.dropFirst(number.count).first == UInt8(ascii: ";")
        case "P":
            let marks = rest.drop { (0x30...0x39).contains($0) }
            return ["$r", "+r", ">|", "!|"].contains { marks.starts(with: $0.utf8) }
        case "_": return rest.first == UInt8(ascii: "G")
        default: return false
        }
    }

    private static func isSequence(_ rest: ArraySlice<UInt8>) -> Bool {
        let body = rest.prefix { (0x20...0x3F).contains($0) }
        guard let final = rest.dropFirst(body.count).first, (0x40...0x7E).contains(final) else { return false }
        return !body.isEmpty || Array("ABCDFHIOZ".utf8).contains(final)
    }
}
