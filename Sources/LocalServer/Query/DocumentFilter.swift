import SisenseClient

/// A filter as document databases take it: `{"kind": "note", "size": {"$gt": 3}, "$or": [{…}, {…}]}`. Names with dots
/// reach into objects.
indirect enum DocumentFilter: Sendable, Equatable {
    case all([DocumentFilter])
    case any([DocumentFilter])
    case not(DocumentFilter)
    case compare(path: [String], operation: Operation, value: JSONValue)

    enum Operation: String, Sendable {
        case equal = "$eq"
        case unequal = "$ne"
        case greater = "$gt"
        case greaterOrEqual = "$gte"
        case less = "$lt"
        case lessOrEqual = "$lte"
        case among = "$in"
        case notAmong = "$nin"
        case exists = "$exists"
    }

    /// - Throws: 400 for an operator that is not known.
    init(_ json: JSONValue) throws(APIError) {
        guard let object = json.object else { throw .invalid("A query has to be a JSON object", status: 400) }
        var parts: [DocumentFilter] = []
        for member in object.members {
            switch member.key {
            case "$and": parts.append(.all(try Self.list(member.value)))
            case "$or": parts.append(.any(try Self.list(member.value)))
            case "$nor": parts.append(.not(.any(try Self.list(member.value))))
            case let key where key.hasPrefix("$"): throw .invalid("The operator \(key) is unknown", status: 400)
            default: parts.append(try Self.condition(member.key, member.value))
            }
        }
        self = .all(parts)
    }

    private static func list(_ json: JSONValue) throws(APIError) -> [DocumentFilter] {
        guard let items = json.array else { throw .invalid("A list of queries has to be an array", status: 400) }
        var filters: [DocumentFilter] = []
        for item in items { filters.append(try DocumentFilter(item)) }
        return filters
    }

    private static func condition(_ key: String, _ value: JSONValue) throws(APIError) -> DocumentFilter {
        let path = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let object = value.object, object.keys.contains(where: { $0.hasPrefix("$") }) else {
            return .compare(path: path, operation: .equal, value: value)
        }
        var parts: [DocumentFilter] = []
        for member in object.members {
            if member.key == "$not" {
                parts.append(.not(try condition(key, member.value)))
            } else if let operation = Operation(rawValue: member.key) {
                parts.append(.compare(path: path, operation: operation, value: member.value))
            } else {
                throw .invalid("The operator \(member.key) is unknown", status: 400)
            }
        }
        return .all(parts)
    }

    func matches(_ document: JSONValue) -> Bool {
        switch self {
        case .all(let filters): filters.allSatisfy { $0.matches(document) }
        case .any(let filters): filters.contains { $0.matches(document) }
        case .not(let filter): !filter.matches(document)
        case .compare(let path, let operation, let value):
            Self.test(path.reduce(document) { $0?[$1] }, operation, value)
        }
    }

    private static func test(_ found: JSONValue?, _ operation: Operation, _ value: JSONValue) -> Bool {
        switch operation {
        case .equal: equal(found, value)
        case .unequal: !equal(found, value)
        case .among: value.array?.contains { equal(found, $0) } ?? false
        case .notAmong: !(value.array?.contains { equal(found, $0) } ?? false)
        case .exists: (found != nil) == (value.bool ?? true)
        case .greater: comparable(found, value) && SortValue(found) > SortValue(value)
        case .greaterOrEqual: comparable(found, value) && SortValue(found) >= SortValue(value)
        case .less: comparable(found, value) && SortValue(found) < SortValue(value)
        case .lessOrEqual: comparable(found, value) && SortValue(found) <= SortValue(value)
        }
    }

    /// An array equals what it holds as well; nothing equals null.
    private static func equal(_ found: JSONValue?, _ value: JSONValue) -> Bool {
        (found ?? .null) == value || found?.array?.contains(value) == true
    }

    /// Only values of one kind are ordered.
    private static func comparable(_ found: JSONValue?, _ value: JSONValue) -> Bool {
        found?.kind == value.kind && (value.string != nil || value.kind == "number")
    }
}
