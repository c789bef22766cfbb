import SisenseClient

/// Ages as a list shows them, as `3 d ago`: times that are typed so are looked for so, and not in the digits of the dates
/// behind them.
enum ShownAge {
    private struct Unit {
        let name: String
        let milliseconds: Double
        /// The ages that a list counts in it.
        let from: Double
        let below: Double
    }

    private static let units = [
        Unit(name: "min", milliseconds: 60_000, from: 60_000, below: 3_600_000),
        Unit(name: "h", milliseconds: 3_600_000, from: 3_600_000, below: 86_400_000),
        Unit(name: "d", milliseconds: 86_400_000, from: 86_400_000, below: 730 * 86_400_000),
        Unit(name: "y", milliseconds: 365 * 86_400_000, from: 730 * 86_400_000, below: .infinity),
    ]

    /// More digits are a year.
    private static let mostDigits = 3

    /// The times whose age reads as a text, or begins to: `3` is three minutes, hours, days or years.
    /// - Returns: nil for a text that is no age.
    static func ranges(of text: Substring, now: Timestamp) -> [NumberRange]? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard (1...mostDigits).contains(digits.count), let count = Double(digits) else { return nil }
        var unit = text.dropFirst(digits.count).lowercased().filter { $0 != " " }
        if unit.hasSuffix("ago") { unit.removeLast("ago".count) }
        let ranges = units.filter { $0.name.hasPrefix(unit) }.compactMap { unit -> NumberRange? in
            let from = max(count * unit.milliseconds, unit.from)
            let to = min((count + 1) * unit.milliseconds, unit.below)
            guard from < to else { return nil }
            let now = Double(now.milliseconds)
            return NumberRange(from: (now - to).nextUp, to: now - from)
        }
        return unit.isEmpty || units.contains { $0.name.hasPrefix(unit) } ? ranges : nil
    }
}
