extension APIClient {
    /// Hands on the pages of a call that takes `skip` and `limit`, as the server sends them, until one is not full.
    ///
    /// Records need no id here, and may all be alike: `fields` leaves of them what was asked for. So `PageSequence`,
    /// which leaves out what it has seen, would lose some.
    ///
    /// - Parameter limit: Records asked for at once.
    /// - Throws: `APIError`, `.unreadable` when the server takes no notice of `skip` and sends the same page for ever.
    package func forEachPage(
        of call: Call, limit: Int, _ take: ([JSONValue]) -> Void
    ) async throws(APIError) {
        var skip = 0
        var last: [JSONValue] = []
        while true {
            let items = try await page(of: call, skip: skip, limit: limit)
            // Pages can be alike where records are. A list that skips has nothing so far behind its end.
            if !items.isEmpty, items == last, try await !page(of: call, skip: Self.farBehind, limit: 1).isEmpty {
                throw APIError(
                    .unreadable, message: "The server sends the same page again and again: it ignores skip.",
                    request: call.line, server: server.description,
                    nextStep: "The \(skip) records it sent may be all it has; read them as one page.")
            }
            take(items)
            if items.count < limit { return }
            skip += items.count
            last = items
        }
    }

    private static let farBehind = 1_000_000_000

    private func page(of call: Call, skip: Int, limit: Int) async throws(APIError) -> [JSONValue] {
        let query =
            call.query.filter { $0.name != "skip" && $0.name != "limit" }
            + [QueryItem("skip", "\(skip)"), QueryItem("limit", "\(limit)")]
        let page: Call
        do throws(CallError) {
            page = try Call(
                call.operation, path: call.path, query: query, headers: call.headers, body: call.body)
        } catch {
            throw APIError(error, request: call.line, server: server)
        }
        return try await read(page).list()
    }
}

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
    /// True when records come without their raw JSON, which takes most of the memory of a long list.
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

/// A part of a list.
package struct Page<Item: Sendable & Equatable>: Sendable, Equatable {
    package let items: [Item]
    /// How many records of the list come before this page.
    package let skip: Int
    /// How many records the server sent, odd ones included.
    package let received: Int
    /// How many of those could not be read as what they should be.
    package var malformed: Int { received - items.count }

    package init(items: [Item], skip: Int, received: Int) {
        self.items = items
        self.skip = skip
        self.received = received
    }
}

extension Page where Item: Record {
    /// One odd record never hides the others.
    init(_ values: [JSONValue], skip: Int = 0, isLean: Bool = false) {
        let items = values.compactMap { value in isLean ? Item(value)?.lean() : Item(value) }
        self.init(items: items, skip: skip, received: values.count)
    }
}
