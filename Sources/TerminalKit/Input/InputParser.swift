/// Divides the bytes of a terminal into characters and sequences (ECMA-48, 5; the states are those of DEC's terminals).
///
/// It keeps its state between reads: a sequence may come in any number of parts. Strings (OSC, DCS, SOS, PM, APC), which
/// terminals send only as answers, are consumed up to their end and nothing of them is kept.
struct InputParser {
    /// The tokens of one byte; an Esc before it may make it two.
    typealias Tokens = [InputToken]

    enum State: Equatable {
        case ground
        case escape
        case sequence(String)
        case single(String)
        case linuxFunction
        case oldMouse([UInt8])
        case string
        /// An Esc in a string, which a backslash makes its end.
        case stringEscape
        /// As before, but so long ago that the string is over: only a backslash still belongs to it.
        case stringEnd
    }

    /// Longest sequence whose content is kept. What goes on beyond is consumed all the same.
    static let longest = 256

    private(set) var state = State.ground
    private var text: TextAssembler
    /// False where the terminal's description gives `ESC [ M` another meaning.
    var knowsOldMouse = true

    init(_ encoding: TextAssembler.Encoding = .utf8) {
        text = TextAssembler(encoding)
    }

    /// True when the last byte was an Esc that may be a key.
    var isAfterEscape: Bool { state == .escape || state == .stringEscape }

    /// True inside a string, where characters are not typed.
    var isInString: Bool { [.string, .stringEscape, .stringEnd].contains(state) }

    mutating func take(_ byte: UInt8) -> Tokens {
        if case .oldMouse(let bytes) = state { return takeOldMouse(bytes + [byte]) }
        return text.take(byte).map { take($0) } ?? []
    }

    /// Nothing has followed an Esc for as long as the parts of a key take.
    mutating func endEscape() -> Tokens {
        switch state {
        case .escape:
            state = .ground
            return [.escape]
        case .stringEscape:
            state = .stringEnd
            return []
        default: return []
        }
    }

    /// The string in which the parser is has no end.
    mutating func abandonString() {
        if isInString { state = .ground }
    }

    /// Takes the next bytes for the rest of a sequence whose Esc was taken for a key too early.
    mutating func resumeEscape() {
        if state == .ground { state = .escape }
    }

    // MARK: States

    private mutating func take(_ scalar: Unicode.Scalar) -> Tokens {
        switch state {
        case .ground, .oldMouse: return takeGround(scalar)
        case .escape: return takeEscaped(scalar)
        case .sequence(let body): return takeSequence(body, scalar)
        case .single(let body): return takeSingle(body, scalar)
        case .linuxFunction:
            guard scalar.isFinal else { return leave(with: [], for: scalar) }
            state = .ground
            return [.linuxFunction(scalar)]
        case .string: return takeString(scalar)
        case .stringEscape:
            state = scalar == "\\" ? .ground : .escape
            return scalar == "\\" ? [] : take(scalar)
        case .stringEnd:
            state = .ground
            return scalar == "\\" ? [] : take(scalar)
        }
    }

    private mutating func takeGround(_ scalar: Unicode.Scalar) -> Tokens {
        switch scalar.value {
        case 0x1B: state = .escape
        case 0x00...0x1F, 0x7F: return [.control(scalar)]
        case 0x8F: state = .single("")
        case 0x9B: state = .sequence("")
        case 0x90, 0x98, 0x9D, 0x9E, 0x9F: state = .string
        case 0x80...0x9F: break
        default: return [.text(scalar)]
        }
        return []
    }

    private mutating func takeEscaped(_ scalar: Unicode.Scalar) -> Tokens {
        switch scalar {
        // Twice Esc is two keys; the second may begin a sequence.
        case "\u{1B}": return [.escape]
        case "[": state = .sequence("")
        case "O": state = .single("")
        case "P", "X", "]", "^", "_": state = .string
        // The end of a string of which the beginning is over.
        case "\\": state = .ground
        default:
            state = .ground
            return [.escaped(scalar)]
        }
        return []
    }

    private mutating func takeSequence(_ body: String, _ scalar: Unicode.Scalar) -> Tokens {
        switch (body, scalar) {
        case ("", "["): state = .linuxFunction
        case ("", "M") where knowsOldMouse: state = .oldMouse([])
        // rxvt ends keys with Shift so; a mode report has two parameters or a prefix before its dollar.
        case (_, "$") where !body.isEmpty && body.allSatisfy { $0.isASCII && $0.isNumber }:
            state = .ground
            return [.sequence(ControlSequence(body: body, final: scalar))]
        case _ where scalar.isFinal:
            state = .ground
            return [.sequence(ControlSequence(body: body, final: scalar))]
        case _ where (0x20...0x3F).contains(scalar.value):
            if body.utf8.count < Self.longest { state = .sequence(body + String(scalar)) }
        default: return leave(with: body.isEmpty ? [.escaped("[")] : [], for: scalar)
        }
        return []
    }

    private mutating func takeSingle(_ body: String, _ scalar: Unicode.Scalar) -> Tokens {
        switch scalar {
        case "0"..."9", ";", ":":
            if body.utf8.count < Self.longest { state = .single(body + String(scalar)) }
            return []
        case _ where scalar.isFinal:
            state = .ground
            return [.single(ControlSequence(body: body, final: scalar))]
        default: return leave(with: body.isEmpty ? [.escaped("O")] : [], for: scalar)
        }
    }

    private mutating func takeString(_ scalar: Unicode.Scalar) -> Tokens {
        switch scalar.value {
        case 0x1B: state = .stringEscape
        // Its end, and what cancels it (CAN, SUB).
        case 0x07, 0x9C, 0x18, 0x1A: state = .ground
        // White space a terminal may have put into a long answer; every other control character is a key.
        case 0x00, 0x09...0x0D: break
        case 0x01...0x1F, 0x7F:
            state = .ground
            return [.control(scalar)]
        default: break
        }
        return []
    }

    private mutating func takeOldMouse(_ bytes: [UInt8]) -> Tokens {
        guard let last = bytes.last, last >= 0x20 else {
            // A key was pressed before the report was complete.
            state = .ground
            return bytes.last.map { take(Unicode.Scalar($0)) } ?? []
        }
        state = bytes.count < 3 ? .oldMouse(bytes) : .ground
        return bytes.count < 3 ? [] : [.oldMouse(bytes)]
    }

    /// Ends a sequence at a character that cannot be part of it: it was typed, or begins another one.
    private mutating func leave(with tokens: Tokens, for scalar: Unicode.Scalar) -> Tokens {
        state = .ground
        return tokens + take(scalar)
    }
}

extension Unicode.Scalar {
    /// True for the final character of a control sequence.
    fileprivate var isFinal: Bool { (0x40...0x7E).contains(value) }
}
