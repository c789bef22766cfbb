import Foundation
import SisenseClient

/// A comparison of a column with what is typed behind its sign.
enum FilterComparison: Sendable, Equatable {
    case equal, below, atMost, above, atLeast

    /// Nil for the sign behind which a text is looked for.
    init?(_ sign: Character, isInclusive: Bool) {
        switch sign {
        case "=": self = .equal
        case "<": self = isInclusive ? .atMost : .below
        case ">": self = isInclusive ? .atLeast : .above
        default: return nil
        }
    }

    /// The test for `text`, a number, a date (`2026-08-01`) or an age (`90d`).
    ///
    /// An age is compared as it is read in the list, so `login>90d` is a login longer ago than that; what never was is
    /// longer ago than anything.
    func test(
        _ text: String, in column: ListColumn, now: Timestamp, timeZone: TimeZone
    ) throws(FilterProblem) -> FilterTerm.Test {
        guard column.hasNumbers else {
            if self == .equal { return .text(FoldedText.bytes(text)) }
            throw FilterProblem(text: "\(column.id) holds texts: \(column.id):\(text) or \(column.id)=\(text)")
        }
        if column.kind == .time {
            guard let range = timeRange(text, now: now, timeZone: timeZone) else {
                // A word that stands for no time, as `never`.
                if self == .equal, text.allSatisfy(\.isLetter) { return .text(FoldedText.bytes(text)) }
                throw FilterProblem(text: "\(column.id) is a time: \(column.id)>90d, \(column.id)<2026-08-01")
            }
            return .numbers(range)
        }
        if let number = Double(text), number.isFinite { return .numbers(range(of: number...number)) }
        if self == .equal { return .text(FoldedText.bytes(text)) }
        throw FilterProblem(text: "\(column.id) is a number, and \(text) is none: \(column.id)>50")
    }

    /// The numbers that compare so with what is as large as this range: a number, or a day.
    private func range(of value: ClosedRange<Double>) -> NumberRange {
        switch self {
        case .equal: NumberRange(from: value.lowerBound, to: value.upperBound)
        case .below: NumberRange(from: -.infinity, to: value.lowerBound.nextDown)
        case .atMost: NumberRange(from: -.infinity, to: value.upperBound)
        case .above: NumberRange(from: value.upperBound.nextUp, to: .infinity)
        case .atLeast: NumberRange(from: value.lowerBound, to: .infinity)
        }
    }

    private func timeRange(_ text: String, now: Timestamp, timeZone: TimeZone) -> NumberRange? {
        if let age = Self.age(text) {
            let time = Double(now.milliseconds) - age
            return mirrored.range(of: time...time)
        }
        return Self.day(text, in: timeZone).map(range)
    }

    /// A greater age is an earlier time.
    private var mirrored: FilterComparison {
        switch self {
        case .equal: .equal
        case .below: .above
        case .atMost: .atLeast
        case .above: .below
        case .atLeast: .atMost
        }
    }

    /// The milliseconds of a unit of age. A month and a year are as long as they are on average.
    private static let units: [(name: String, milliseconds: Double)] = [
        ("min", 60_000), ("h", 3_600_000), ("d", 86_400_000), ("w", 604_800_000), ("mo", 2_629_746_000),
        ("y", 31_556_952_000),
    ]

    private static func age(_ text: String) -> Double? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).lowercased()
        // More digits than a time has milliseconds.
        guard let count = Double(digits), digits.count < 10,
            let length = units.first(where: { $0.name == unit })?.milliseconds
        else { return nil }
        return count * length
    }

    /// The first and the last millisecond of a day.
    private static func day(_ text: String, in timeZone: TimeZone) -> ClosedRange<Double>? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2])
        else { return nil }
        let wanted = DateComponents(calendar: calendar, year: year, month: month, day: day)
        guard wanted.isValidDate, let start = wanted.date,
            let end = calendar.date(byAdding: .day, value: 1, to: start)
        else { return nil }
        return Timestamp(start).sortKey...(Timestamp(end).sortKey - 1)
    }
}

/// The numbers between two, both included; no number at all is in none.
struct NumberRange: Sendable, Equatable {
    let from: Double
    let to: Double

    func contains(_ number: Double) -> Bool { number >= from && number <= to }
}
