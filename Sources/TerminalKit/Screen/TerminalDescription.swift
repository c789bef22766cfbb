import CNcurses
import Glibc

/// The description of the terminal in use (terminfo).
@ScreenActor
enum TerminalDescription {
    /// Checks that there is a description of a type of terminal, and that it is fit for a full screen.
    /// ncurses loads it once more for itself.
    static func check(_ type: String, descriptor: Int32) throws(TerminalError) {
        var status: Int32 = 0
        defer { cn_forget_terminal() }
        guard setupterm(type, descriptor, &status) == OK else { throw .unknownTerminalType(type) }
        guard capability("cup") != nil else { throw .terminalTooSimple(type) }
    }

    static func capability(_ name: String) -> String? {
        cn_capability(name).map { String(cString: $0) }
    }

    static func hasFlag(_ name: String) -> Bool { tigetflag(name) > 0 }

    static func capability(_ name: String, _ parameter: Int32) -> String? {
        cn_capability_with(name, parameter).map { String(cString: $0) }
    }

    /// True when ``RenditionFilter`` understands what ncurses writes for this terminal.
    static var hasStandardRendition: Bool {
        let resets = ["\u{1B}(B\u{1B}[m", "\u{1B}[m\u{0F}", "\u{1B}[m", "\u{1B}[0m"]
        let red = capability("setaf", 1)
        return resets.contains(capability("sgr0") ?? "") && (red == nil || red == "\u{1B}[31m") && !hasDirectColours
    }

    /// True when text goes on in the next row whatever the program says, as tmux's and screen's descriptions have it.
    static var hasFixedMargins: Bool {
        tigetflag("am") > 0 && (capability("smam") == nil || capability("rmam") == nil)
    }

    /// True when the number of a colour is the colour itself, as in `xterm-direct`: 24 bits, red first. Only the numbers
    /// below 8 are the named ones.
    static var hasDirectColours: Bool { tigetnum("colors") > 256 }

    /// True when one of the extended capabilities says that the terminal takes exact colours: tmux's `Tc`, `RGB`, which may
    /// be of any type, and the sequences of other programs.
    private static var describesExactColours: Bool {
        ["Tc", "RGB"].contains { (name: String) in tigetflag(name) > 0 } || tigetnum("RGB") > 0
            || ["RGB", "setrgbf"].contains { capability($0) != nil }
    }

    /// The depth that is wanted, else the detected one; exact colours only where ``TrueColour`` can write them.
    static func depth(wanted: ColorDepth?, environment: [String: String]) -> ColorDepth {
        let detected = ColorDepth.detect(
            colours: Int(tigetnum("colors")), describesExact: describesExactColours, environment: environment)
        let depth = wanted ?? detected
        if hasDirectColours { return depth == .xterm256 ? .truecolour : depth }
        guard depth == .truecolour else { return depth }
        let hasXtermColours =
            capability("setaf", 200) == "\u{1B}[38;5;200m" && capability("setab", 200) == "\u{1B}[48;5;200m"
        return hasXtermColours && hasStandardRendition ? .truecolour : min(detected, .xterm256)
    }
}

/// The keys that a terminal's description names, for terminals whose sequences are like nobody else's.
@ScreenActor
enum DescribedKeys {
    /// Without the corners of the keypad: where those are sent, the keypad was meant to type digits.
    private static let names: [(String, KeyStroke)] = [
        ("kcuu1", KeyStroke(.up)), ("kcud1", KeyStroke(.down)), ("kcub1", KeyStroke(.left)),
        ("kcuf1", KeyStroke(.right)), ("khome", KeyStroke(.home)), ("kend", KeyStroke(.end)), ("kll", KeyStroke(.end)),
        ("kpp", KeyStroke(.pageUp)), ("knp", KeyStroke(.pageDown)), ("kich1", KeyStroke(.insert)),
        ("kdch1", KeyStroke(.delete)), ("kcbt", KeyStroke(.backTab)), ("kent", KeyStroke(.enter)),
        ("kri", KeyStroke(.up, .shift)), ("kind", KeyStroke(.down, .shift)), ("kLFT", KeyStroke(.left, .shift)),
        ("kRIT", KeyStroke(.right, .shift)), ("kHOM", KeyStroke(.home, .shift)), ("kEND", KeyStroke(.end, .shift)),
        ("kPRV", KeyStroke(.pageUp, .shift)), ("kNXT", KeyStroke(.pageDown, .shift)),
        ("kDC", KeyStroke(.delete, .shift)), ("kIC", KeyStroke(.insert, .shift)),
    ]

    /// By their sequences, each of which begins with an Esc.
    static var all: [String: KeyStroke] {
        let functions = (1...24).map { ("kf\($0)", KeyStroke(.function($0))) }
        var keys: [String: KeyStroke] = [:]
        for (name, stroke) in names + functions {
            guard let sequence = TerminalDescription.capability(name), sequence.count > 1,
                sequence.first == "\u{1B}", keys[sequence] == nil
            else { continue }
            keys[sequence] = stroke
        }
        return keys
    }
}

/// The reason why no screen could be opened, in one sentence for the user.
package enum TerminalError: Error, Sendable, Equatable, CustomStringConvertible {
    case inputIsNoTerminal
    case outputIsNoTerminal
    case noTerminalType
    case unknownTerminalType(String)
    /// The terminal cannot move its cursor.
    case terminalTooSimple(String)

    package var description: String {
        switch self {
        case .inputIsNoTerminal: "The console needs a terminal, but its standard input is not a terminal."
        case .outputIsNoTerminal: "The console needs a terminal, but its standard output is not a terminal."
        case .noTerminalType: "TERM is not set; set it to the type of your terminal, for example TERM=xterm-256color."
        case .unknownTerminalType(let name):
            "The terminal type \"\(Self.shown(name))\" is not known on this machine; try TERM=xterm-256color."
        case .terminalTooSimple(let name):
            "A terminal of type \"\(Self.shown(name))\" cannot show a full screen; try TERM=xterm-256color."
        }
    }

    /// A name from the environment may be anything, and is printed on a terminal.
    private static func shown(_ name: String) -> String {
        let cleaned = Sanitizer.clean(name, marks: .ascii)
        return cleaned.count > 60 ? cleaned.prefix(60) + "..." : cleaned
    }
}
