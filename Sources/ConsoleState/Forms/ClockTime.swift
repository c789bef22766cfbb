package import Foundation

/// A time of the day where the person is, to the minute. Found once, not for every frame that shows it: calendars take
/// longer than drawing the list whose age this is.
package struct ClockTime: Sendable, CustomStringConvertible {
    package let description: String

    package init(_ date: Date, in zone: TimeZone) {
        let minutes = (Int(date.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: date)) / 60
        let parts = [minutes / 60 % 24, minutes % 60]
        description = parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
