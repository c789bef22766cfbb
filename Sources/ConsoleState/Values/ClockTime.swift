package import Foundation
import SisenseClient

/// A time of the day where the person is, to the minute. Found once, not for every frame that shows it: calendars take
/// longer than drawing the list whose age this is.
package struct ClockTime: Sendable, CustomStringConvertible {
    package let description: String

    package init(_ date: Date, in zone: TimeZone) {
        let minutes = (Int(date.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: date)) / 60
        let parts = [minutes / 60 % 24, minutes % 60]
        description = Self.text(parts)
    }

    /// The time of the day to the second, for what happens within the minute.
    static func withSeconds(_ date: Date, in zone: TimeZone) -> String {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: date)
        return text([seconds / 3600 % 24, seconds / 60 % 60, seconds % 60])
    }

    private static func text(_ parts: [Int]) -> String {
        parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}

extension Duration {
    /// The milliseconds, with a decimal below ten: `3.2 ms`, `120 ms`.
    var millisecondsText: String {
        let value = self / .milliseconds(1)
        return value < 10 ? "\((value * 10).rounded() / 10) ms" : "\(Int(value.rounded())) ms"
    }

    /// The whole milliseconds, for a column: `3 ms`.
    var wholeMillisecondsText: String { "\(wholeMilliseconds) ms" }

    var wholeMilliseconds: Int { Int(self / .milliseconds(1)) }

    /// The whole, and the parts before and after the first byte as far as those are known.
    func text(wait: Duration?) -> String {
        guard let wait, wait <= self else { return millisecondsText }
        let rest = (self - wait).millisecondsText
        return "\(millisecondsText): \(wait.millisecondsText) to the first byte, \(rest) for the rest"
    }
}
