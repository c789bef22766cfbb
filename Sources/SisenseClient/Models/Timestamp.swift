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
        guard let time = text.withUTF8({ Timestamp($0) }) ?? Timestamp(anyForm: text) else { return nil }
        self = time
    }

    /// A point in time as JSON has it: a text, or a number of milliseconds or seconds since 1970. Nil for what is none.
    init?(_ value: JSONValue?) {
        switch value {
        case .string(let text)?: self.init(text)
        case .number(let number)?: self.init(sinceEpoch: number.double)
        default: return nil
        }
    }

    /// Seconds up to 1e11, which are the year 5138; more are milliseconds, of which as many were 1973.
    private init?(sinceEpoch number: Double) {
        guard number.isFinite, number > 0, number < 1e15 else { return nil }
        milliseconds = Int64(number < 1e11 ? number * 1000 : number)
    }

    /// The forms that are rarer: an offset instead of `Z`, another number of digits, a number as a text.
    private init?(anyForm text: String) {
        if let number = Double(text) {
            self.init(sinceEpoch: number)
            return
        }
        // Matching takes long beside reading by hand, and most of what is no time is short.
        guard (20...35).contains(text.utf8.count) else { return nil }
        let form = /(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):?(\d\d))/
        guard let match = text.wholeMatch(of: form) else { return nil }
        let digits = (match.output.3.map(String.init) ?? "").padding(toLength: 3, withPad: "0", startingAt: 0)
        var utc = "\(match.output.1)T\(match.output.2).\(digits)Z"
        guard let local = utc.withUTF8({ Timestamp($0) }) else { return nil }
        let hours = match.output.5.flatMap { Int64($0) } ?? 0
        let minutes = match.output.6.flatMap { Int64($0) } ?? 0
        let offset = (hours * 60 + minutes) * 60_000 * (match.output.4 == "-" ? -1 : 1)
        self.init(milliseconds: local.milliseconds - offset)
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

    /// Days since 1970-01-01 in the Gregorian calendar: a year that begins in March has its leap day last.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let marchYear = month > 2 ? year : year - 1
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
        return marchYear * 365 + leapDays + dayOfYear - 719_468
    }

    package var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    /// The form it is read from, for the years 0 to 9999. Written by hand like it is read: a list of a hundred thousand
    /// users is full of them, and Foundation takes a hundred times as long and cuts fractions off where it should
    /// round them.
    package var description: String {
        let days = milliseconds.dividedDown(by: 86_400_000)
        let time = milliseconds - days * 86_400_000
        let (year, month, day) = Self.civil(days)
        let parts =
            [
                (year, 4, "-"), (month, 2, "-"), (day, 2, "T"), (time / 3_600_000, 2, ":"),
                (time / 60_000 % 60, 2, ":"), (time / 1000 % 60, 2, "."), (time % 1000, 3, "Z"),
            ] as [(Int64, Int, Unicode.Scalar)]
        return String(unsafeUninitializedCapacity: 24) { buffer in
            var end = 0
            for (number, width, separator) in parts {
                var rest = number
                for index in stride(from: end + width - 1, through: end, by: -1) {
                    buffer[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                }
                buffer[end + width] = UInt8(ascii: separator)
                end += width + 1
            }
            return end
        }
    }

    /// The Gregorian date of a day counted from 1970-01-01.
    private static func civil(_ day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = day + 719_468
        let era = shifted.dividedDown(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayOfYear + 2) / 153
        let month = march < 10 ? march + 3 : march - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * march + 2) / 5 + 1)
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }
}

extension Int64 {
    /// The quotient rounded towards minus infinity, which days before 1970 need.
    fileprivate func dividedDown(by divisor: Int64) -> Int64 {
        self >= 0 ? self / divisor : (self - divisor + 1) / divisor
    }
}
