extension Collection<Double> {
    /// The middle one in order; 0 of none.
    var median: Double {
        let sorted = sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }
}
