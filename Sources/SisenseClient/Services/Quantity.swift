/// Numbers as a person reads them: in groups of three digits, and with their unit.
package enum Quantity {
    /// A count: `37`, `1 200`, `100 000`.
    package static func count(_ number: Int) -> String {
        var digits = "\(number.magnitude)"
        var index = digits.endIndex
        while let next = digits.index(index, offsetBy: -3, limitedBy: digits.startIndex), next > digits.startIndex {
            digits.insert(" ", at: next)
            index = next
        }
        return number < 0 ? "-\(digits)" : digits
    }

    /// A size: `512 bytes`, `40 kB`, `1.5 GB`.
    package static func size(bytes: Double) -> String {
        var (value, units) = (bytes, ["bytes", "kB", "MB", "GB", "TB"][...])
        while value >= 1024, units.count > 1 {
            value /= 1024
            units = units.dropFirst()
        }
        let isExact = units.first == "bytes" || value >= 10 || value == value.rounded()
        // A server may say any number.
        let whole = Int(exactly: value.rounded()).map { "\($0)" } ?? "\(value)"
        let number = isExact ? whole : "\((value * 10).rounded() / 10)"
        return "\(number) \(units.first ?? "")"
    }

    /// A time that something takes: `45 s`, `5 min`, `2 h 10 min`, `3 d 4 h`.
    package static func duration(seconds: Double) -> String {
        let units: [(name: String, length: Int)] = [("d", 86_400), ("h", 3600), ("min", 60), ("s", 1)]
        guard let whole = Int(exactly: max(seconds, 0).rounded()) else { return "\(seconds) s" }
        guard let first = units.firstIndex(where: { whole >= $0.length }) else { return "0 s" }
        let rest = whole % units[first].length
        let parts =
            [(units[first], whole / units[first].length)]
            + (first + 1 < units.count ? [(units[first + 1], rest / units[first + 1].length)] : [])
        return parts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.name)" }.joined(separator: " ")
    }
}
