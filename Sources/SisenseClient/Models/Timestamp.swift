package import Foundation

/// A point in time to the millisecond, in eight bytes.
package struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Since 1970-01-01T00:00:00Z.
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package init(_ date: Date) {
        milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded())
    }

    /// `2026-04-07T08:44:40.169Z`, with or without the fraction; nil for anything else. Reading a hundred thousand
    /// users reads three times as many of these, so the one form that servers send is read by hand.
    package init?(_ text: String) {
        var text = text
        guard let time = text.withUTF8({ Timestamp($0) }) else { return nil }
        self = time
    }

    /// The same from the bytes of the text.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let milliseconds = Self.parse(bytes) else { return nil }
        self.milliseconds = milliseconds
    }

    private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        let count = bytes.count
        guard count == 20 || (22...24).contains(count), bytes[count - 1] == UInt8(ascii: "Z"),
            bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            count == 20 || bytes[19] == UInt8(ascii: ".")
        else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            var value: Int64 = 0
            for index in range {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) else { return nil }
                value = value * 10 + Int64(bytes[index] - UInt8(ascii: "0"))
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60
        else { return nil }
        var fraction: Int64 = 0
        if count > 20 {
            guard let digits = number(20..<count - 1) else { return nil }
            fraction = digits * [100, 10, 1][count - 22]
        }
        return ((days(year, month, day) * 24 + hour) * 60 + minute) * 60_000 + second * 1000 + fraction
    }

    /// Days since 1970-01-01 in the Gregorian calendar: a year that begins in March has its odd day last.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let marchYear = month > 2 ? year : year - 1
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
        return marchYear * 365 + leapDays + dayOfYear - 719_468
    }

    package var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    /// The form it is read from. The milliseconds are written by hand, since Foundation cuts a fraction of a binary
    /// number off where it should round it.
    package var description: String {
        let fraction = ((milliseconds % 1000) + 1000) % 1000
        let second = Date(timeIntervalSince1970: Double((milliseconds - fraction) / 1000))
        let digits = String(fraction + 1000).dropFirst()
        return second.formatted(.iso8601).dropLast() + "." + digits + "Z"
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }
}
