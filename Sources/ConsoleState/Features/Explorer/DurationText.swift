/// Durations for people.
enum DurationText {
    /// In milliseconds, with a decimal below ten: `3.2 ms`, `120 ms`.
    static func milliseconds(_ duration: Duration) -> String {
        let value = duration / .milliseconds(1)
        return value < 10 ? "\((value * 10).rounded() / 10) ms" : "\(Int(value.rounded())) ms"
    }

    /// The whole, and what it is made of as far as that is known.
    static func split(_ whole: Duration, wait: Duration?) -> String {
        guard let wait, wait <= whole else { return milliseconds(whole) }
        return
            "\(milliseconds(whole)): \(milliseconds(wait)) to the first byte, \(milliseconds(whole - wait)) for the rest"
    }
}
