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
                    .unreadable, message: "The server sends the same page again and again: it takes no notice of skip.",
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
