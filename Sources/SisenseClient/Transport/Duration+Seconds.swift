extension Duration {
    package var seconds: Double {
        let parts = components
        return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    }

    /// Whole milliseconds, for interfaces that count in them.
    var milliseconds: Int { Int(exactly: (seconds * 1000).rounded()) ?? Int(Int32.max) }

    /// `30 seconds`, `0.3 seconds`.
    var inWords: String {
        let seconds = self.seconds
        guard seconds != 1 else { return "1 second" }
        let whole = Int(exactly: seconds)
        return "\(whole.map(String.init) ?? String(seconds)) seconds"
    }
}
