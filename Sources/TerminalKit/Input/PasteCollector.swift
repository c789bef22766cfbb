/// Collects a bracketed paste until its end, and decides when an end that does not come is given up.
///
/// Until then keys pressed at the keyboard come in the middle of it. They differ in their pace: a paste comes in
/// pieces close together, a person presses one key after a while. Such keys end a paste that has been quiet for long,
/// and are then keys, all of them; until it is sure what they are, they stay in order with the rest.
struct PasteCollector {
    typealias Instant = ContinuousClock.Instant

    /// Longest paste in bytes; what comes after is dropped, so that a mistaken paste cannot fill the memory.
    static let limit = 4 << 20
    /// A paste of which nothing has come for so long is over.
    static let quiet = Duration.seconds(2)
    /// The same after an Esc, with which a person wants to get out, and which may be the first byte of the end.
    static let quietAfterEscape = Duration.milliseconds(500)
    /// A key that comes sooner after the last byte was not pressed by a person who waits.
    static let pace = Duration.milliseconds(100)

    private static let end = Array("\u{1B}[201~".utf8)
    private static let interrupt: UInt8 = 3

    private var content: [UInt8] = []
    /// Keys that may have been pressed by a person, since the last piece of the paste.
    private var pressed: [UInt8] = []
    private var lastPiece: Instant
    private var lastByte: Instant

    /// The outcome of a paste.
    struct Result: Equatable {
        let text: String
        /// The bytes behind it: those of keys, or whatever follows in the same piece.
        let rest: [UInt8]
        /// False when its end was given up.
        let isWhole: Bool
    }

    init(now: Instant) {
        (lastPiece, lastByte) = (now, now)
    }

    /// The time at which the paste is over unless something comes.
    var deadline: Instant {
        let quiet = lastPiece + Self.quiet
        return pressed.last == 0x1B ? min(quiet, lastByte + Self.quietAfterEscape) : quiet
    }

    /// Takes a piece, all that waited together.
    mutating func take(_ piece: [UInt8], now: Instant) -> Result? {
        let isKey = now - lastByte >= Self.pace && Self.isOneKey(piece)
        lastByte = now
        let before = pressed.count
        pressed += piece
        if let (text, rest) = ended(after: before) { return Result(text: text, rest: rest, isWhole: true) }
        guard isKey else {
            keep(pressed)
            pressed = []
            lastPiece = now
            return nil
        }
        return piece == [Self.interrupt] || now >= lastPiece + Self.quiet ? given() : nil
    }

    /// Ends the paste when its time is up.
    mutating func expire(now: Instant) -> Result? {
        now >= deadline ? given() : nil
    }

    /// Returns true for a single key: one character, or one sequence.
    static func isOneKey(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first else { return false }
        if first == 0x1B { return bytes.count <= 12 && !bytes.dropFirst().contains { $0 < 0x20 || $0 > 0x7E } }
        return bytes.count == 1 || first >= 0xC2 && bytes.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
    }

    /// Adds to the content, up to its limit. The last bytes stay, as they may be the beginning of the end.
    private mutating func keep(_ bytes: [UInt8]) {
        content += bytes
        guard content.count > Self.limit else { return }
        content.removeSubrange(Self.limit - Self.end.count..<content.count - Self.end.count)
    }

    /// Looks for the end in what has come last.
    ///
    /// - Parameter before: The length of the part of `pressed` that was there already.
    private func ended(after before: Int) -> (text: String, rest: [UInt8])? {
        let tail = content.suffix(Self.end.count - 1) + pressed
        let start = max(0, tail.count - (pressed.count - before) - Self.end.count + 1)
        guard tail.count >= Self.end.count else { return nil }
        for index in start...max(start, tail.count - Self.end.count) {
            let from = tail.startIndex + index
            guard tail[from...].starts(with: Self.end) else { continue }
            let rest = Array(tail[(from + Self.end.count)...])
            let text = (content + pressed).dropLast(rest.count + Self.end.count)
            return (Self.text(text), rest)
        }
        return nil
    }

    private func given() -> Result {
        var text = content[...]
        // Of an end that came in part nothing is text.
        for count in (1..<Self.end.count).reversed() where text.suffix(count).elementsEqual(Self.end.prefix(count)) {
            text = text.dropLast(count)
            break
        }
        return Result(text: Self.text(text), rest: pressed, isWhole: false)
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
        return String(lines.joined(separator: "\n").map { $0 == "\r" ? "\n" : $0 })
    }
}
