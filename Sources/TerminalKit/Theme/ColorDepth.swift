import Foundation

/// How many colours the terminal shows.
package enum ColorDepth: Int, Sendable, Comparable, CaseIterable {
    case mono, eight, sixteen, xterm256, truecolour

    package static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.rawValue < right.rawValue }

    /// The depth to use: `NO_COLOR` (no-color.org) means none, `COLORTERM` tells of true colour, and for the rest the
    /// terminal's description is believed.
    ///
    /// - Parameter colours: The number of colours in the terminal's description, negative for none.
    package static func detect(
        colours: Int, environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> ColorDepth {
        if environment["NO_COLOR"]?.isEmpty == false { return .mono }
        switch colours {
        case ..<8: return .mono
        case ..<16: return .eight
        case ..<256: return .sixteen
        default: return ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "") ? .truecolour : .xterm256
        }
    }
}
