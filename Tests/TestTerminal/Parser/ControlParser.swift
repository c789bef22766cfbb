/// Splits what a program writes into control functions. Bytes may come in pieces of any size.
///
/// The states are those of the DEC VT500 parser. Text is UTF-8, so the eight-bit controls are not taken as
/// such, as in xterm's UTF-8 mode. Unlike there, `ESC` inside a device control string is part of it unless
/// `\` follows, because tmux and screen take their pass-through strings so.
package struct ControlParser: Sendable {
    private enum State {
        case ground, escape, sequence, ignoredSequence
        case operatingSystemCommand, operatingSystemCommandEscape
        case deviceControl, deviceControlEscape
        case ignoredString, ignoredStringEscape
        /// The seven hexadecimal digits of the Linux console's `ESC ] P`.
        case linuxPalette(remaining: Int)
    }

    private static let stringLimit = 4 << 20
    private static let parameterLimit = 65_535

    private var state = State.ground
    private var text = UTF8Assembler()
    private var prefix: UInt8?
    private var parameters: [[Int?]] = []
    private var intermediates: [UInt8] = []
    private var string: [UInt8] = []

    package init() {}

    /// The functions that `bytes` complete.
    package mutating func functions(in bytes: some Sequence<UInt8>) -> [ControlFunction] {
        var found: [ControlFunction] = []
        for byte in bytes { take(byte, &found) }
        return found
    }

    private mutating func take(_ byte: UInt8, _ found: inout [ControlFunction]) {
        switch state {
        case .ground: ground(byte, &found)
        case .operatingSystemCommand, .operatingSystemCommandEscape: operatingSystemCommand(byte, &found)
        case .deviceControl, .deviceControlEscape: deviceControl(byte, &found)
        case .ignoredString, .ignoredStringEscape: ignoredString(byte, &found)
        case .linuxPalette(let remaining): state = remaining > 1 ? .linuxPalette(remaining: remaining - 1) : .ground
        case .escape, .sequence, .ignoredSequence:
            if byte < 0x20 {
                control(byte, &found)
            } else if case .escape = state {
                escape(byte, &found)
            } else {
                sequence(byte, &found)
            }
        }
    }

    private mutating func ground(_ byte: UInt8, _ found: inout [ControlFunction]) {
        if byte < 0x20 || byte == 0x7F {
            if text.abandon() { found.append(.print("\u{FFFD}")) }
            if byte != 0x7F { control(byte, &found) }
            return
        }
        switch text.take(byte) {
        case .incomplete: break
        case .scalar(let scalar): found.append(.print(scalar))
        case .faultyBefore:
            found.append(.print("\u{FFFD}"))
            ground(byte, &found)
        }
    }

    /// A C0 control. It acts even within a sequence, which goes on after it.
    private mutating func control(_ byte: UInt8, _ found: inout [ControlFunction]) {
        switch byte {
        case 0x1B: begin(.escape)
        case 0x18, 0x1A: state = .ground
        case 0x00: break
        default: found.append(.execute(byte))
        }
    }

    private mutating func begin(_ next: State) {
        state = next
        prefix = nil
        parameters = []
        intermediates = []
        string = []
    }

    private mutating func escape(_ byte: UInt8, _ found: inout [ControlFunction]) {
        switch (byte, intermediates.isEmpty) {
        case (0x20...0x2F, _): intermediates.append(byte)
        case (UInt8(ascii: "["), true): begin(.sequence)
        case (UInt8(ascii: "]"), true): begin(.operatingSystemCommand)
        case (UInt8(ascii: "P"), true): begin(.deviceControl)
        case (UInt8(ascii: "X"), true), (UInt8(ascii: "^"), true), (UInt8(ascii: "_"), true): begin(.ignoredString)
        // The terminator of a string that has ended already.
        case (UInt8(ascii: "\\"), true): state = .ground
        case (0x30...0x7E, _):
            found.append(.escape(intermediates: intermediates, final: byte))
            state = .ground
        default: state = .ground
        }
    }

    private mutating func sequence(_ byte: UInt8, _ found: inout [ControlFunction]) {
        if case .ignoredSequence = state {
            if (0x40...0x7E).contains(byte) { state = .ground }
            return
        }
        switch byte {
        case 0x30...0x39 where intermediates.isEmpty: digit(Int(byte - 0x30))
        case UInt8(ascii: ":") where intermediates.isEmpty: lastParameter { $0.append(nil) }
        case UInt8(ascii: ";") where intermediates.isEmpty:
            if parameters.isEmpty { parameters.append([nil]) }
            parameters.append([nil])
        case 0x3C...0x3F where parameters.isEmpty && prefix == nil && intermediates.isEmpty: prefix = byte
        case 0x20...0x2F: intermediates.append(byte)
        case 0x40...0x7E:
            found.append(
                .sequence(
                    ControlSequence(
                        prefix: prefix, parameters: parameters, intermediates: intermediates, final: byte)))
            state = .ground
        case 0x7F: break
        default: state = .ignoredSequence
        }
    }

    private mutating func digit(_ digit: Int) {
        lastParameter { parts in
            let value = (parts.last ?? nil) ?? 0
            parts[parts.count - 1] = min(value * 10 + digit, Self.parameterLimit)
        }
    }

    private mutating func lastParameter(_ change: (inout [Int?]) -> Void) {
        if parameters.isEmpty { parameters.append([nil]) }
        change(&parameters[parameters.count - 1])
    }
}

extension ControlParser {
    /// Ends with BEL or ST.
    private mutating func operatingSystemCommand(_ byte: UInt8, _ found: inout [ControlFunction]) {
        if case .operatingSystemCommandEscape = state {
            found.append(.operatingSystemCommand(string))
            begin(.escape)
            escape(byte, &found)
            return
        }
        switch byte {
        case 0x07:
            found.append(.operatingSystemCommand(string))
            state = .ground
        case 0x1B: state = .operatingSystemCommandEscape
        case 0x18, 0x1A: state = .ground
        // The Linux console's own palette commands have no terminator (console_codes(4)).
        case UInt8(ascii: "R") where string.isEmpty: state = .ground
        case UInt8(ascii: "P") where string.isEmpty: state = .linuxPalette(remaining: 7)
        default: collect(byte)
        }
    }

    private mutating func deviceControl(_ byte: UInt8, _ found: inout [ControlFunction]) {
        switch (state, byte) {
        case (.deviceControlEscape, UInt8(ascii: "\\")):
            found.append(.deviceControl(string))
            state = .ground
        case (.deviceControlEscape, _):
            collect(0x1B)
            collect(byte)
            state = .deviceControl
        case (_, 0x1B): state = .deviceControlEscape
        case (_, 0x18), (_, 0x1A): state = .ground
        default: collect(byte)
        }
    }

    private mutating func ignoredString(_ byte: UInt8, _ found: inout [ControlFunction]) {
        if case .ignoredStringEscape = state {
            begin(.escape)
            escape(byte, &found)
        } else if byte == 0x1B {
            state = .ignoredStringEscape
        } else if byte == 0x18 || byte == 0x1A {
            state = .ground
        }
    }

    private mutating func collect(_ byte: UInt8) {
        if string.count < Self.stringLimit { string.append(byte) }
    }
}
