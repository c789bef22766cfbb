/// `1 dashboard`, `2 dashboards`.
package func counted(_ count: Int, _ noun: String) -> String {
    counted(count, noun, "\(noun)s")
}

/// The same for what has a plural of its own.
package func counted(_ count: Int, _ noun: String, _ plural: String) -> String {
    count == 1 ? "1 \(noun)" : "\(Quantity.count(count)) \(plural)"
}

/// The same for what is named in the plural only, as lists are: `1 person` of `people`.
package func counted(_ count: Int, of plural: String) -> String {
    counted(count, singular(of: plural), plural)
}

/// The singular of a noun that ends as most do.
private func singular(of plural: String) -> String {
    if plural == "people" { return "person" }
    if plural.hasSuffix("ies") { return plural.dropLast(3) + "y" }
    return plural.hasSuffix("s") ? String(plural.dropLast()) : plural
}

/// Values in the order in which they first came, and how often each came.
package struct Tally<Value: Hashable> {
    package private(set) var values: [Value] = []
    private var counts: [Value: Int] = [:]

    package init(_ all: some Sequence<Value>) {
        for value in all {
            if counts[value] == nil { values.append(value) }
            counts[value, default: 0] += 1
        }
    }

    package subscript(_ value: Value) -> Int { counts[value] ?? 0 }
}

/// A list of names in a sentence: the first ones, and how many more there are.
package enum Excerpt {
    package static let limit = 10

    /// `Ana, Bo and 3 more`: at most ten names, or as many as are asked for.
    package static func of(_ names: [String], limit: Int = limit) -> String {
        let shown = names.prefix(limit).joined(separator: ", ")
        return names.count > limit ? "\(shown) and \(Quantity.count(names.count - limit)) more" : shown
    }
}
