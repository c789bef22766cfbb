/// A long list, page after page, with further pages on their way while the caller works on this one.
///
/// The server answers bare arrays and counts nothing, so the end is a page that is not full. Records that come or go
/// meanwhile move all behind them, so each page starts on the last record of the page before. When the first record
/// of a page has not been seen, records before it have gone and the list has moved up: pages further to the front are
/// read until one starts with a record that is known. Records seen before are left out. So, in a list whose order
/// stays, none comes twice and none of those that stayed is lost.
package struct PageSequence<Item: Record>: AsyncSequence, Sendable {
    package typealias Failure = APIError
    package typealias Fetch = @Sendable (ListQuery) async throws(APIError) -> Page<Item>

    private let fetch: Fetch
    private let query: ListQuery
    private let ahead: Int

    /// Pages as `fetch` gets them for `query`, from its `skip` on, with up to `ahead` requests under way.
    package init(_ query: ListQuery = ListQuery(), ahead: Int = 2, fetch: @escaping Fetch) {
        self.fetch = fetch
        self.query = query
        self.ahead = Swift.max(1, ahead)
    }

    /// Hands on all records, those of a small page first, so that something can be shown soon even over a slow line.
    ///
    /// The big pages begin at the start again: only so can they tell when records come or go meanwhile.
    package func forEachPage(first limit: Int = 200, _ take: ([Item]) async -> Void) async throws(APIError) {
        var query = query
        query.limit = limit
        let first = try await fetch(query)
        await take(first.items)
        guard first.received >= limit else { return }
        let shown = Set(first.items.map(\.id))
        for try await page in self { await take(page.items.filter { !shown.contains($0.id) }) }
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(fetch: fetch, query: query, ahead: ahead)
    }

    package final class Iterator: AsyncIteratorProtocol {
        package typealias Failure = APIError
        private typealias Pending = Task<Result<Page<Item>, APIError>, Never>

        private let fetch: Fetch
        private let query: ListQuery
        private let ahead: Int
        /// Requests under way, in the order of the list.
        private var pending: [Pending] = []
        private var nextSkip: Int
        private var seen: Set<String> = []
        /// Full pages in a row that brought nothing new.
        private var repeats = 0
        private var isOver = false

        fileprivate init(fetch: @escaping Fetch, query: ListQuery, ahead: Int) {
            self.fetch = fetch
            self.query = query
            self.ahead = ahead
            nextSkip = query.skip
        }

        deinit {
            stop()
        }

        /// The records that the next page adds.
        /// - Throws: `APIError`; the sequence is over then.
        package func next() async throws(APIError) -> Page<Item>? {
            while !isOver {
                while pending.count < ahead { pending.append(start()) }
                let request = pending.removeFirst()
                let outcome = await withTaskCancellationHandler {
                    await request.value
                } onCancel: {
                    request.cancel()
                }
                let page: Page<Item>
                do throws(APIError) {
                    page = try outcome.get()
                } catch {
                    end()
                    throw error
                }
                guard continues(page) else {
                    stop()
                    nextSkip = Swift.max(query.skip, page.skip - Swift.max(1, query.limit / 2))
                    continue
                }
                let fresh = page.items.filter { seen.insert($0.id).inserted }
                repeats = fresh.isEmpty ? repeats + 1 : 0
                // Some operations of some servers take no notice of `limit`, or of `skip`.
                if page.received != query.limit || repeats == 3 { end() }
                return Page(items: fresh, skip: page.skip, received: fresh.count + page.malformed)
            }
            return nil
        }

        /// True when nothing lies unseen between what came before and this page.
        private func continues(_ page: Page<Item>) -> Bool {
            if seen.isEmpty || page.skip <= query.skip || query.limit < 2 { return true }
            return page.items.first.map { seen.contains($0.id) } ?? false
        }

        private func start() -> Pending {
            var query = query
            query.skip = nextSkip
            // The last record of a page is the first of the next one.
            nextSkip += Swift.max(1, query.limit - 1)
            let fetch = fetch
            return Task { [query] in
                do throws(APIError) {
                    return .success(try await fetch(query))
                } catch {
                    return .failure(error)
                }
            }
        }

        private func end() {
            isOver = true
            stop()
        }

        private func stop() {
            for request in pending { request.cancel() }
            pending = []
        }
    }
}
