import SisenseClient

/// The query fields that GET operations share (seeds/001, Special Fields), read and ready to apply.
struct SpecialQuery: Sendable, Equatable {
    struct SortKey: Sendable, Equatable {
        let name: String
        let isDescending: Bool
    }

    var fields = FieldSelection.all
    var sort: [SortKey] = []
    var skip = 0
    var limit = Int.max
    var expand: [ExpandNode] = []

    init() {}

    /// - Throws: 500 for mixed `fields`, 404 for a bad `expand`, 422 for numbers that are none.
    init(_ call: Call) throws(APIError) {
        fields = try call.query("fields").map { text throws(APIError) in try FieldSelection(text) } ?? .all
        sort = (call.list("sort") ?? []).map {
            SortKey(name: $0.hasPrefix("-") ? String($0.dropFirst()) : $0, isDescending: $0.hasPrefix("-"))
        }
        skip = try Self.number(call, "skip") ?? 0
        // A list that has no pages comes whole.
        let hasPages = call.operation.parameters.contains { $0.name == "limit" }
        limit = min(try Self.number(call, "limit") ?? .max, hasPages ? call.pageLimit : .max)
        expand = try call.query("expand").map { text throws(APIError) in try ExpandNode.parse(text) } ?? []
    }

    /// The same of version 0.9, which names the order differently.
    static func ofVersion0(_ call: Call) throws(APIError) -> SpecialQuery {
        var query = try SpecialQuery(call)
        if let order = call.query("orderby"), !order.isEmpty {
            query.sort = [SortKey(name: order, isDescending: call.flag("desc") ?? false)]
        }
        return query
    }

    private static func number(_ call: Call, _ name: String) throws(APIError) -> Int? {
        guard let text = call.query(name), !text.isEmpty else { return nil }
        guard let number = Int(text), number >= 0 else {
            throw .invalid("\(name) has to be a number from 0 on, not '\(text)'")
        }
        return number
    }

    /// The records of a page.
    /// - Parameter chosen: Slots that passed the filters, ascending; nil for the whole table, where a page costs the
    ///   same wherever it is.
    func page(of table: Table, chosen: [Int]? = nil) -> [JSONObject] {
        guard let key = sort.first else { return window(chosen ?? table.slots).map { table[slot: $0] } }
        if sort.count == 1, chosen == nil {
            let sorted = table.sorted(by: key.name)
            guard key.isDescending else { return window(sorted).map { table[slot: $0] } }
            // From the end, without turning a list of a hundred thousand around.
            let end = max(0, sorted.count - min(skip, sorted.count))
            let start = max(0, end - min(limit, end))
            return sorted[start..<end].reversed().map { table[slot: $0] }
        }
        return page(of: (chosen ?? table.slots).map { table[slot: $0] })
    }

    /// The same for records that stand in no table.
    func page(of records: [JSONObject]) -> [JSONObject] {
        guard !sort.isEmpty else { return Array(window(records)) }
        let keyed = records.map { record in (record, sort.map { SortValue(record[$0.name]) }) }
        let sorted = keyed.enumerated().sorted { left, right in
            for (index, key) in sort.enumerated() {
                let (a, b) = (left.element.1[index], right.element.1[index])
                if a != b { return key.isDescending ? b < a : a < b }
            }
            return left.offset < right.offset
        }
        return window(sorted.map(\.element.0)).map { $0 }
    }

    private func window<Element>(_ items: [Element]) -> ArraySlice<Element> {
        let start = min(skip, items.count)
        return items[start..<(start + min(limit, items.count - start))]
    }
}

/// The `fields` of a query: which members of each record are answered (seeds/001, Fields).
struct FieldSelection: Sendable, Equatable {
    private enum Rule: Sendable, Equatable {
        case all
        case only([String])
        case without([String])
    }

    private let rule: Rule

    static let all = FieldSelection(rule: .all)

    private init(rule: Rule) {
        self.rule = rule
    }

    /// - Throws: 500 when names to keep and names to drop come together: the documented answer.
    init(_ text: String) throws(APIError) {
        let names = text.split(separator: ",").map(String.init)
        let dropped = names.filter { $0.hasPrefix("-") }
        guard dropped.isEmpty || dropped.count == names.count else {
            throw APIError(
                status: 500, code: 500, message: "fields cannot include and exclude members in one request")
        }
        if names.isEmpty {
            rule = .all
        } else if dropped.isEmpty {
            rule = .only(names)
        } else {
            rule = .without(dropped.map { String($0.dropFirst()) })
        }
    }

    /// The members of `record` that were asked for. Unknown names select nothing.
    func apply(to record: JSONObject) -> JSONObject {
        switch rule {
        case .all: record
        case .only(let names): JSONObject(record.members.filter { names.contains($0.key) }.map { ($0.key, $0.value) })
        case .without(let names):
            JSONObject(record.members.filter { !names.contains($0.key) }.map { ($0.key, $0.value) })
        }
    }
}
