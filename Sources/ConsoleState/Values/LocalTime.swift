package import Foundation
import SisenseClient
import Synchronization

/// The time zone of all times on the screen, and of the days in filters: that of the person.
package enum LocalTime {
    private static let chosen = Mutex(TimeZone.gmt)

    /// UTC until the program chooses that of its user, once, when it starts.
    package static var zone: TimeZone { chosen.withLock { $0 } }

    /// Makes this the zone of all times.
    package static func choose(_ zone: TimeZone) { chosen.withLock { $0 = zone } }

    private static let chosenForm = Mutex(TimeForm.auto)

    /// The form of times in lists, `auto` until the program chooses another, once, when it starts.
    package static var form: TimeForm { chosenForm.withLock { $0 } }

    /// Makes this the form of times in lists.
    package static func choose(_ form: TimeForm) { chosenForm.withLock { $0 = form } }

    /// The zone with what it is ahead of UTC now: `Europe/Berlin (UTC+01:00)`, or `UTC`.
    package static func zoneText(at now: Date) -> String {
        let (zone, offset) = (zone, offsetText(zone.secondsFromGMT(for: now)))
        return ["GMT", "Etc/UTC", "UTC"].contains(zone.identifier) ? "UTC" : "\(zone.identifier) (UTC\(offset))"
    }

    /// `+01:00`.
    fileprivate static func offsetText(_ seconds: Int) -> String {
        let minutes = abs(seconds) / 60
        let parts = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return (seconds < 0 ? "-" : "+") + parts.joined(separator: ":")
    }
}

/// The form of times in lists. Records and files have dates.
package enum TimeForm: String, Sendable, CaseIterable {
    /// Dates where there is room, else ages.
    case auto
    /// `2026-03-01 08:00`.
    case date
    /// `3 d ago`.
    case age
}

extension Timestamp {
    /// The time to the minute in the zone of the person: `2026-03-01 08:00`.
    var minuteText: String {
        let text = shifted.local.description
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))"
    }

    /// The time of the day to the second: `08:00:07`.
    var clockText: String { String(shifted.local.description.dropFirst(11).prefix(8)) }

    /// The time as files have it, which says its zone: `2026-03-01T08:00:00+01:00`.
    var fileText: String {
        let (local, offset) = shifted
        return "\(local.description.prefix(19))\(LocalTime.offsetText(offset))"
    }

    /// The same reading of a clock in UTC, and the seconds that the zone is ahead of it.
    private var shifted: (local: Timestamp, offset: Int) {
        let offset = LocalTime.zone.secondsFromGMT(for: date)
        return (Timestamp(milliseconds: milliseconds + Int64(offset) * 1000), offset)
    }
}
