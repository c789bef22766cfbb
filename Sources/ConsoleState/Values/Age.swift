package import Foundation
import SisenseClient

/// The time since something happened, in a word.
package enum Age {
    /// Cells of the longest: `59 min ago`.
    package static let width = 10

    /// - Parameter time: Milliseconds since 1970; nil comes back for what is no time, or lies ahead.
    package static func text(of time: Double, at now: Date) -> String? {
        guard time.isFinite else { return nil }
        let seconds = now.timeIntervalSince1970 - time / 1000
        guard seconds >= 0 else { return nil }
        let steps: [(below: Double, unit: Double, name: String)] = [
            (3600, 60, "min"), (86_400, 3600, "h"), (2 * 365 * 86_400, 86_400, "d"), (.infinity, 365 * 86_400, "y"),
        ]
        guard seconds >= 60, let step = steps.first(where: { seconds < $0.below }) else { return "now" }
        return "\(Int(seconds / step.unit)) \(step.name) ago"
    }

    /// A time with its age: `2026-11-08 10:40, 4 h ago`.
    static func text(_ time: Timestamp, at now: Date) -> String {
        [time.minuteText, text(of: time.sortKey, at: now)].compactMap(\.self).joined(separator: ", ")
    }
}
