import SisenseClient

/// Ages as a list shows them, as `3 d ago`: times that are typed so are looked for so, and not in the digits of the dates
/// behind them.
enum ShownAge {
    /// The units a list counts in, each up to the age from which on it takes the next one.
    private static let units: [(name: String, milliseconds: Double, below: Double)] = [
        ("min", 60_000, 3_600_000), ("h", 3_600_000, 86_400_000), ("d", 86_400_000, 730 * 86_400_000),
        ("y", 365 * 86_400_000, .infinity),
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
            let (from, to) = (count * unit.milliseconds, (count + 1) * unit.milliseconds)
            guard from < unit.below else { return nil }
            let now = Double(now.milliseconds)
            return NumberRange(from: (now - min(to, unit.below)).nextUp, to: now - from)
        }
        return unit.isEmpty || units.contains { $0.name.hasPrefix(unit) } ? ranges : nil
    }
}
