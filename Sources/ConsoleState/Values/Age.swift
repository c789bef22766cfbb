package import Foundation
import SisenseClient

/// The time since something happened, in a word.
package enum Age {
    /// Cells of the longest texts, with and without the last word: `59 min ago`, `59 min`.
    package static let widths = [10, 6]

    /// - Parameters:
    ///   - time: Milliseconds since 1970; nil comes back for what is no time, or lies ahead.
    ///   - width: Cells it may take: below the first of ``widths`` it does without `ago`.
    package static func text(of time: Double, at now: Date, width: Int = .max) -> String? {
        guard time.isFinite else { return nil }
        let seconds = now.timeIntervalSince1970 - time / 1000
        guard seconds >= 0 else { return nil }
        let age =
            switch seconds {
            case ..<60: "now"
            case ..<3600: "\(Int(seconds / 60)) min"
            case ..<86_400: "\(Int(seconds / 3600)) h"
            case ..<(2 * 365 * 86_400): "\(Int(seconds / 86_400)) d"
            default: "\(Int(seconds / (365 * 86_400))) y"
            }
        return seconds < 60 || width < widths[0] ? age : "\(age) ago"
    }

    /// A time with its age: `2026-11-08 10:40, 4 h ago`.
    static func text(_ time: Timestamp, at now: Date) -> String {
        [time.minuteText, text(of: time.sortKey, at: now)].compactMap(\.self).joined(separator: ", ")
    }
}
