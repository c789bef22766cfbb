/// What a recorded request called: the operation, and the records that its path and its query name.
package struct RequestTarget: Sendable, Equatable {
    package let operation: Operation
    /// The values of the gaps in the path.
    package let values: [String: String]
    /// The values of the query; of a list each item.
    private let listed: [String]

    /// - Parameter line: Method, path and query, as `Call.line` writes them; nil where the catalogue has no such
    ///   operation.
    package init?(_ line: String) {
        let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2, let method = HTTPMethod(rawValue: parts[0]) else { return nil }
        let typed = TypedPath(parts[1])
        guard let found = try? Catalogue.sisense.resolve(method, typed.path) else { return nil }
        (operation, values) = (found.operation, found.values)
        listed = typed.query.flatMap { $0.value.split(separator: ",").map(String.init) }
    }

    /// The ids, and whatever else the request names.
    package var names: [String] { values.values + listed }

    /// True when the request names what has this id.
    package func names(_ id: String) -> Bool { values.values.contains(id) || listed.contains(id) }
}
