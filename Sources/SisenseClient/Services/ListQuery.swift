/// The special query fields of a list (seeds/001, Special Fields).
package struct ListQuery: Sendable, Hashable {
    package var skip: Int
    package var limit: Int
    package var fields: [String]
    /// A member, with `-` before it for descending.
    package var sort: String?
    package var expand: [String]
    /// Filters of the operation itself.
    package var filters: [QueryItem]
    /// Whether records come without their raw JSON, which takes most of the memory of a long list.
    package var isLean: Bool

    package init(
        skip: Int = 0, limit: Int = 1000, fields: [String] = [], sort: String? = nil, expand: [String] = [],
        filters: [QueryItem] = [], isLean: Bool = false
    ) {
        self.skip = skip
        self.limit = limit
        self.fields = fields
        self.sort = sort
        self.expand = expand
        self.filters = filters
        self.isLean = isLean
    }

    package var items: [QueryItem] {
        var items = filters + [QueryItem("skip", String(skip)), QueryItem("limit", String(limit))]
        if let sort { items.append(QueryItem("sort", sort)) }
        return items + selection
    }

    /// `fields` and `expand` alone.
    package var selection: [QueryItem] {
        [("fields", fields), ("expand", expand)].filter { !$0.1.isEmpty }
            .map { QueryItem($0.0, $0.1.joined(separator: ",")) }
    }
}
