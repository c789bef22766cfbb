import Foundation

/// The number of colours that the terminal shows.
package enum ColorDepth: Int, Sendable, Comparable, CaseIterable {
    case mono, eight, sixteen, xterm256, truecolour

    package static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.rawValue < right.rawValue }

    /// The depth to use: `NO_COLOR` (no-color.org) means none, and for the rest the terminal's description is believed.
    /// `COLORTERM` only adds exact colours to a terminal of 256 that may have them: it is handed on to whatever runs
    /// inside the terminal that set it, such as GNU screen, which takes the numbers of an exact colour for attributes.
    ///
    /// - Parameters:
    ///   - colours: The number of colours in the terminal's description, negative for none.
    ///   - describesExact: True when the description names exact colours (`RGB`, `Tc`, `setrgbf`).
    package static func detect(
        colours: Int, describesExact: Bool = false,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> ColorDepth {
        if environment["NO_COLOR"]?.isEmpty == false { return .mono }
        switch colours {
        case ..<8: return .mono
        case ..<16: return .eight
        case ..<256: return .sixteen
        default: return describesExact || claimsExact(environment) ? .truecolour : .xterm256
        }
    }

    /// Types of terminals that know no exact colours, whatever `COLORTERM` says. Those of rxvt with 256 colours may.
    private static let withoutExact = [
        "screen", "linux", "vt", "ansi", "cygwin", "cons", "Eterm", "rxvt-16color", "rxvt-88color",
    ]

    private static func claimsExact(_ environment: [String: String]) -> Bool {
        let claim = environment["COLORTERM"]?.lowercased() ?? ""
        guard ["truecolor", "24bit"].contains(claim) else { return false }
        let type = environment["TERM"] ?? ""
        if environment["STY"]?.isEmpty == false, !type.hasPrefix("tmux") { return false }
        // tmux turns exact colours into those of its own terminal, also where its type is an old one of screen.
        if environment["TMUX"]?.isEmpty == false { return true }
        return !withoutExact.contains { type.hasPrefix($0) }
    }
}
