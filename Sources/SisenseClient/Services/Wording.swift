/// `1 dashboard`, `2 dashboards`.
func counted(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}

/// A list of names in a sentence: the first ones, and how many more there are.
package enum Excerpt {
    private static let limit = 10

    /// `Ana, Bo and 3 more`: at most ten names.
    package static func of(_ names: [String]) -> String {
        let shown = names.prefix(limit).joined(separator: ", ")
        return names.count > limit ? "\(shown) and \(names.count - limit) more" : shown
    }
}
