import Foundation

extension APIClient {
    /// Hands on the pages of a call whose operation has `paging`, as the server sends them, until one is empty or
    /// brings nothing new. That one is short proves nothing: gateways cap pages.
    ///
    /// Records need no id here, and may all be alike: `fields` leaves of them what was asked for. Those that have one
    /// and come again on a later page just as they were are left out. Where that shows that the order changes from page
    /// to page, all is read once more in a stable order, if the operation can sort.
    ///
    /// - Parameter limit: Records asked for at once.
    /// - Returns: The gaps of the list.
    /// - Throws: `APIError`, `.unreadable` when the server takes no notice of `skip` and sends the same full page for
    ///   ever.
    package func forEachPage(
        of call: Call, limit: Int, _ take: ([JSONValue]) -> Void
    ) async throws(APIError) -> [ListGap] {
        var walk = RawPageWalk(list: call.operation.id)
        try await walkPages(of: call, limit: limit, &walk, take)
        let takesSort = call.operation.parameters.contains { $0.name == "sort" }
        if walk.missing > 0, takesSort, !call.query.contains(where: { $0.name == "sort" }) {
            walk.restart()
            let sorted = try paged(call, adding: [QueryItem("sort", "_id")])
            do throws(APIError) {
                try await walkPages(of: sorted, limit: limit, &walk, take)
            } catch {
                guard error.mayBeOption else { throw error }
            }
        }
        return walk.gaps
    }

    private func walkPages(
        of call: Call, limit: Int, _ walk: inout RawPageWalk, _ take: ([JSONValue]) -> Void
    ) async throws(APIError) {
        var skip = 0
        var last: [JSONValue] = []
        while true {
            let items = try await page(of: call, skip: skip, limit: limit)
            // Pages can be alike where records are. A list that skips has nothing so far behind its end.
            if !items.isEmpty, items == last, try await !page(of: call, skip: Self.farBehind, limit: 1).isEmpty {
                guard items.count == limit else { return walk.isCapped(at: items.count) }
                throw APIError(
                    .unreadable, message: "The server sends the same page again and again: it ignores skip.",
                    request: call.line, server: server.description,
                    nextStep: "The \(skip) records it sent may be all it has; read them as one page.")
            }
            take(walk.fresh(of: items, at: skip))
            if items.isEmpty { return }
            skip += items.count
            last = items
        }
    }

    private static let farBehind = 1_000_000_000

    private func page(of call: Call, skip: Int, limit: Int) async throws(APIError) -> [JSONValue] {
        guard let paging = call.operation.paging else { return try await read(call).records() }
        let items = [QueryItem(paging.skip, "\(skip)"), QueryItem(paging.limit, "\(limit)")]
        return try await read(paged(call, adding: items)).records()
    }

    /// The same call with these items of its query instead of others of their names.
    private func paged(_ call: Call, adding items: [QueryItem]) throws(APIError) -> Call {
        let kept = call.query.filter { item in !items.contains { $0.name == item.name } }
        do throws(CallError) {
            return try Call(
                call.operation, path: call.path, query: kept + items, headers: call.headers, body: call.body)
        } catch {
            throw APIError(error, request: call.line, server: server)
        }
    }
}

extension Operation {
    /// The parameters by which its list comes in pages: how many records to pass over, and how many to send. Nil where
    /// it comes whole.
    package var paging: (skip: String, limit: String)? {
        [("skip", "limit"), ("offset", "count")].first { names in
            [names.0, names.1].allSatisfy { name in parameters.contains { $0.location == .query && $0.name == name } }
        }
    }
}

/// Counts what the pages of any list bring, so that the end can say whether all of it has come.
private struct RawPageWalk {
    /// A record that has an id, as it was sent.
    private struct Key: Hashable {
        let id: String
        let digest: Int
    }

    let list: String
    private var seen: Set<Key> = []
    private var withoutID = 0
    /// Records that a page has again just as they stand on it already: they are handed on as the server sends them.
    private var repeated = 0
    /// The position behind the last record of this walk.
    private var end = 0
    private var cap: Int?
    /// True while all is read once more: what has no id came before.
    private var isSecond = false

    init(list: String) { self.list = list }

    /// The records that were on no page yet.
    mutating func fresh(of items: [JSONValue], at skip: Int) -> [JSONValue] {
        end = max(end, skip + items.count)
        var here: Set<Key> = []
        return items.filter { item in
            guard let id = item.id else {
                if !isSecond { withoutID += 1 }
                return !isSecond
            }
            let key = Key(id: id, digest: JSONWriter.write(item).hashValue)
            if seen.insert(key).inserted {
                here.insert(key)
                return true
            }
            guard here.contains(key) else { return false }
            repeated += 1
            return true
        }
    }

    /// The number of records that were on none of the pages.
    var missing: Int { seen.isEmpty ? 0 : max(0, end - seen.count - withoutID - repeated) }

    mutating func restart() {
        end = 0
        isSecond = true
    }

    mutating func isCapped(at count: Int) { cap = count }

    var gaps: [ListGap] {
        var gaps: [ListGap] = []
        if let cap, ListGap.isLikelyCap(cap) { gaps.append(ListGap(list, .capped(at: cap))) }
        if missing > 0 { gaps.append(ListGap(list, .orderChanges(missing: missing))) }
        // Where none has an id, none was asked for.
        if withoutID > 0, !seen.isEmpty { gaps.append(ListGap(list, .withoutID(withoutID))) }
        return gaps
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
    /// The number of records of the list that come before this page.
    package let skip: Int
    /// The number of records the server sent, malformed ones included.
    package let received: Int
    /// The indices of those among them that could not be read as what they should be.
    package let unreadable: [Int]
    /// The gaps of the list as far as it was read; known with its last page.
    package var gaps: [ListGap] = []
    /// The number of entries that could not be read.
    package var malformed: Int { unreadable.count }

    /// - Parameter unreadable: By default what `items` lacks, as if it stood at the end.
    package init(items: [Item], skip: Int, received: Int, unreadable: [Int]? = nil) {
        self.items = items
        self.skip = skip
        self.received = received
        self.unreadable = unreadable ?? Array(items.count..<max(items.count, received))
    }
}

extension Page where Item: Record {
    /// One malformed record never hides the others.
    init(_ values: [JSONValue], skip: Int = 0, isLean: Bool = false) {
        var items: [Item] = []
        var unreadable: [Int] = []
        for (index, value) in values.enumerated() {
            if let item = Item(value) { items.append(isLean ? item.lean() : item) } else { unreadable.append(index) }
        }
        self.init(items: items, skip: skip, received: values.count, unreadable: unreadable)
    }
}
