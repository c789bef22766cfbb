import CNcurses
import Glibc

/// What terminfo tells of the terminal in use.
@ScreenActor
enum TerminalDescription {
    /// Loads the description of a type of terminal.
    static func load(_ type: String, descriptor: Int32) throws(TerminalError) {
        var status: Int32 = 0
        guard setupterm(type, descriptor, &status) == OK else { throw .unknownTerminalType(type) }
        guard capability("cup") != nil else { throw .terminalTooSimple(type) }
    }

    static func capability(_ name: String) -> String? {
        cn_capability(name).map { String(cString: $0) }
    }

    static func capability(_ name: String, _ parameter: Int32) -> String? {
        cn_capability_with(name, parameter).map { String(cString: $0) }
    }

    /// Whether ``RenditionFilter`` understands what ncurses writes for this terminal.
    static var hasStandardRendition: Bool {
        let resets = ["\u{1B}(B\u{1B}[m", "\u{1B}[m\u{0F}", "\u{1B}[m", "\u{1B}[0m"]
        let red = capability("setaf", 1)
        return resets.contains(capability("sgr0") ?? "") && (red == nil || red == "\u{1B}[31m") && !hasDirectColours
    }

    /// Whether the number of a colour is the colour itself, as in `xterm-direct`: 24 bits, red first. Only the numbers
    /// below 8 are the named ones.
    static var hasDirectColours: Bool { tigetnum("colors") > 256 }

    /// The depth that is wanted, else the detected one; exact colours only where ``TrueColour`` can write them.
    static func depth(wanted: ColorDepth?, environment: [String: String]) -> ColorDepth {
        let detected = ColorDepth.detect(colours: Int(tigetnum("colors")), environment: environment)
        let depth = wanted ?? detected
        if hasDirectColours { return depth == .xterm256 ? .truecolour : depth }
        guard depth == .truecolour else { return depth }
        let hasXtermColours =
            capability("setaf", 200) == "\u{1B}[38;5;200m" && capability("setab", 200) == "\u{1B}[48;5;200m"
        return hasXtermColours && hasStandardRendition ? .truecolour : min(detected, .xterm256)
    }
}
