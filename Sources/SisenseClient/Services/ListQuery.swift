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

    package init(
        skip: Int = 0, limit: Int = 1000, fields: [String] = [], sort: String? = nil, expand: [String] = [],
        filters: [QueryItem] = []
    ) {
        self.skip = skip
        self.limit = limit
        self.fields = fields
        self.sort = sort
        self.expand = expand
        self.filters = filters
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
