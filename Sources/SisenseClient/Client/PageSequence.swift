/// A long list, page after page, with further pages on their way while the caller works on this one.
///
/// `PageWalk` says how the pages join and where the list ends. In a list whose order stays, no record comes twice and
/// none of those that stayed is lost. Where pages came in different orders, some records were on none of them: the list
/// is then read once more in a stable order, if the operation can sort. What is missing after that, or cannot be read,
/// is reported with the last page, and noted by the client.
package struct PageSequence<Item: Record>: AsyncSequence, Sendable {
    package typealias Failure = APIError
    package typealias Fetch = @Sendable (ListQuery) async throws(APIError) -> Page<Item>

    /// The name of the records, as in `users`.
    private let list: String
    private let fetch: Fetch
    private let query: ListQuery
    private let ahead: Int
    private let stableSort: String?
    private let count: (@Sendable () async -> Int?)?
    private let note: @Sendable (ListGap) -> Void
    private var firstLimit: Int?

    /// Pages as `fetch` gets them for `query`, from its `skip` on, with up to `ahead` requests under way.
    /// - Parameters:
    ///   - list: The name of the records, as in `users`.
    ///   - stableSort: A member that no two records share, to sort by; nil where the operation cannot sort.
    ///   - count: Asks for the number of all records; nil where nobody reports it.
    ///   - note: Takes the gaps of the list, at its end.
    package init(
        _ query: ListQuery = ListQuery(), of list: String = "records", ahead: Int = 2, stableSort: String? = nil,
        count: (@Sendable () async -> Int?)? = nil, note: @escaping @Sendable (ListGap) -> Void = { _ in },
        fetch: @escaping Fetch
    ) {
        (self.list, self.fetch, self.query) = (list, fetch, query)
        self.ahead = Swift.max(1, ahead)
        (self.stableSort, self.count, self.note) = (stableSort, count, note)
    }

    /// Hands on all records, those of a small page first, so that something can be shown soon even over a slow line.
    package func forEachPage(first limit: Int = 200, _ take: ([Item]) async -> Void) async throws(APIError) {
        var pages = self
        pages.firstLimit = Swift.min(limit, query.limit)
        for try await page in pages { await take(page.items) }
    }

    /// All records.
    @concurrent package func all() async throws(APIError) -> [Item] {
        var items: [Item] = []
        for try await page in self { items += page.items }
        return items
    }

    package func makeAsyncIterator() -> Iterator { Iterator(self) }

    package final class Iterator: AsyncIteratorProtocol {
        package typealias Failure = APIError

        /// A request under way.
        private struct Pending {
            let skip: Int
            let limit: Int
            let page: Task<Result<Page<Item>, APIError>, Never>
        }

        private let pages: PageSequence
        /// In the order of the list.
        private var pending: [Pending] = []
        private var walk: PageWalk<Item>
        /// The walk before, where this one is the second, in a stable order.
        private var before: PageWalk<Item>?
        private var isOver = false

        fileprivate init(_ pages: PageSequence) {
            self.pages = pages
            walk = PageWalk(from: pages.query.skip, limit: pages.query.limit)
        }

        deinit {
            stop()
        }

        /// The records that the next page adds.
        /// - Throws: `APIError`; the sequence is over then.
        package func next() async throws(APIError) -> Page<Item>? {
            while !isOver {
                request()
                let request = pending.removeFirst()
                let outcome = await withTaskCancellationHandler {
                    await request.page.value
                } onCancel: {
                    request.page.cancel()
                }
                let page: Page<Item>
                do throws(APIError) {
                    page = try outcome.get()
                } catch {
                    isOver = true
                    stop()
                    // The order that was asked for is not to be had: what the first walk found is all there is.
                    guard let before, error.mayBeOption else { throw error }
                    return await last([], of: before, at: request.skip)
                }
                guard case .take(let new, let isLast) = walk.take(page, asked: request.limit) else {
                    stop()
                    continue
                }
                let fresh = before.map { before in new.filter { !before.seen.contains($0.id) } } ?? new
                if pending.first.map({ $0.skip != walk.nextSkip }) ?? false { stop() }
                if isLast, let end = await end(fresh, page) { return end }
                if !isLast { return handed(fresh, page) }
                if !fresh.isEmpty { return handed(fresh, page) }
            }
            return nil
        }

        /// Asks for the next pages, as many as are foreseeable.
        private func request() {
            if pending.isEmpty { pending.append(start(at: walk.nextSkip)) }
            while let stride = walk.stride, let last = pending.last, pending.count < pages.ahead {
                pending.append(start(at: last.skip + stride))
            }
        }

        private func start(at skip: Int) -> Pending {
            var query = pages.query
            query.skip = skip
            if before != nil {
                query.sort = pages.stableSort
            } else if walk.isNew, let first = pages.firstLimit {
                query.limit = first
            }
            let fetch = pages.fetch
            let page = Task { [query] in
                do throws(APIError) {
                    return Result<Page<Item>, APIError>.success(try await fetch(query))
                } catch {
                    return .failure(error)
                }
            }
            return Pending(skip: skip, limit: query.limit, page: page)
        }

        /// The last page; nil when the list is read once more.
        private func end(_ fresh: [Item], _ page: Page<Item>) async -> Page<Item>? {
            stop()
            if before == nil, walk.missing() > 0, pages.stableSort != nil, pages.query.sort == nil {
                before = walk
                walk = PageWalk(from: pages.query.skip, limit: pages.query.limit)
                return nil
            }
            isOver = true
            return await last(fresh, of: walk, at: page.skip)
        }

        private func handed(_ fresh: [Item], _ page: Page<Item>) -> Page<Item> {
            Page(items: fresh, skip: page.skip, received: fresh.count + page.malformed)
        }

        /// The end of the list, with what it lacks.
        private func last(_ fresh: [Item], of walk: PageWalk<Item>, at skip: Int) async -> Page<Item> {
            var page = Page(items: fresh, skip: skip, received: fresh.count)
            let others = before?.seen ?? []
            var reasons: [ListGap.Reason] = []
            let missing = walk.missing(besides: others)
            if let cap = walk.cap {
                reasons.append(.capped(at: cap))
            } else if missing > 0 {
                reasons.append(.orderChanges(missing: missing))
            } else if let counted = await pages.count?() {
                let known = walk.known(besides: others)
                if counted > known { reasons.append(.fewerThanCounted(read: known, counted: counted)) }
            }
            if walk.malformed > 0 { reasons.append(.unreadable(walk.malformed)) }
            if walk.differingRepeats > 0 { reasons.append(.sameID(walk.differingRepeats)) }
            page.gaps = reasons.map { ListGap(pages.list, $0) }
            for gap in page.gaps { pages.note(gap) }
            return page
        }

        private func stop() {
            for request in pending { request.page.cancel() }
            pending = []
        }
    }
}
