import SisenseClient
import Synchronization
import TestRandom
import Testing

@Suite("Paging")
struct PageSequenceTests {
    /// A list on a server, which `change` may alter after each page it gave.
    private final class List: Sendable {
        let ids: Mutex<[Int]>
        let asked = Mutex<[Int]>([])
        private let change: @Sendable (Int, inout [Int]) -> Void

        init(_ ids: some Sequence<Int>, change: @escaping @Sendable (Int, inout [Int]) -> Void = { _, _ in }) {
            self.ids = Mutex(Array(ids))
            self.change = change
        }

        @Sendable func fetch(_ query: ListQuery) async throws(APIError) -> Page<User> {
            let number = asked.withLock {
                $0.append(query.skip); return $0.count
            }
            let part = ids.withLock { ids in
                let part = Array(ids.dropFirst(query.skip).prefix(query.limit))
                change(number, &ids)
                return part
            }
            let items = part.compactMap { User(["_id": .string(String($0))]) }
            return Page(items: items, skip: query.skip, received: part.count)
        }

        func all(limit: Int = 10, ahead: Int = 1) async throws -> [Int] {
            var seen: [Int] = []
            for try await page in PageSequence(ListQuery(limit: limit), ahead: ahead, fetch: fetch) {
                seen += page.items.compactMap { Int($0.id) }
            }
            return seen
        }
    }

    @Test("All records come, once and in order", arguments: [0, 1, 9, 10, 11, 19, 20, 28, 100], [1, 3])
    func complete(count: Int, ahead: Int) async throws {
        #expect(try await List(0..<count).all(ahead: ahead) == Array(0..<count))
    }

    @Test("A limit of one record still comes to an end")
    func single() async throws {
        #expect(try await List(0..<5).all(limit: 1) == Array(0..<5))
    }

    @Test("Records that vanish before the page hide none of the others")
    func vanishing() async throws {
        let list = List(0..<100) { number, ids in
            if number == 3 { ids.removeFirst(25) }
            if number == 6 { ids.removeAll { $0 < 60 } }
        }
        let seen = try await list.all()
        #expect(Set(seen).isSuperset(of: 60..<100))
        #expect(Set(seen).count == seen.count)
    }

    @Test("Records that appear before the page make none come twice")
    func appearing() async throws {
        let list = List(0..<100) { number, ids in
            if number == 2 || number == 5 { ids.insert(contentsOf: (number * 1000)..<(number * 1000 + 15), at: 0) }
        }
        let seen = try await list.all()
        #expect(seen.filter { $0 < 100 } == Array(0..<100))
        #expect(Set(seen).count == seen.count)
    }

    @Test("Whatever comes and goes, those that stay come once", arguments: 0..<40)
    func random(seed: Int) async throws {
        let random = Mutex(SeededRandom(seed: UInt64(seed)))
        let kept = Set((0..<200).filter { $0.isMultiple(of: 3) })
        let list = List(0..<200) { _, ids in
            random.withLock { random in
                for _ in 0..<Int.random(in: 0...6, using: &random) {
                    let index = Int.random(in: 0..<ids.count, using: &random)
                    if !kept.contains(ids[index]) { ids.remove(at: index) }
                }
                // Each new record is new for good, and the list has an end.
                for _ in 0..<Int.random(in: 0...3, using: &random) where ids.count < 260 {
                    ids.insert(
                        Int.random(in: 1_000_000..<Int.max, using: &random),
                        at: Int.random(in: 0...ids.count, using: &random))
                }
            }
        }
        let seen = try await list.all(limit: 20, ahead: 2)
        #expect(Set(seen).isSuperset(of: kept))
        #expect(Set(seen).count == seen.count)
    }

    @Test("A server that takes no notice of paging comes to an end", arguments: [10, 25])
    func ignored(count: Int) async throws {
        let pages = PageSequence<User>(ListQuery(limit: 10)) { query throws(APIError) in
            let items = (0..<count).compactMap { User(["_id": .string("\($0)")]) }
            return Page(items: items, skip: query.skip, received: items.count)
        }
        var seen: [String] = []
        for try await page in pages { seen += page.items.map(\.id) }
        #expect(seen == (0..<count).map(String.init))
    }

    @Test("Entries that have the id of another one on their page are counted, unless they are the same")
    func sameID() async throws {
        for (emails, count) in [(["a", "a", "b"], 1), (["a", "a"], 0), (["a", "b", "c"], 2)] {
            let entries: [JSONValue] = emails.map { ["_id": "1", "email": .string($0)] }
            let gaps = GapLog()
            let pages = PageSequence<User>(ListQuery(limit: 10), of: "users", note: gaps.add) {
                query throws(APIError) in
                let items = entries.dropFirst(query.skip).compactMap { User($0) }
                return Page(items: items, skip: query.skip, received: items.count)
            }
            #expect(try await pages.all().map(\.email) == ["a"])
            #expect(gaps.all.map(\.reason) == (count == 0 ? [] : [.sameID(count)]))
        }
    }

    @Test("A failure ends the sequence and is thrown")
    func failure() async throws {
        let failure = APIError(.forbidden, message: "no", request: "GET", server: "s")
        let pages = PageSequence<User>(ListQuery(limit: 2)) { query throws(APIError) in
            if query.skip > 0 { throw failure }
            return Page(items: ["1", "2"].compactMap { User(["_id": .string($0)]) }, skip: 0, received: 2)
        }
        let iterator = pages.makeAsyncIterator()
        #expect(try await iterator.next()?.items.count == 2)
        await #expect(throws: failure) { try await iterator.next() }
        let after = try await iterator.next()
        #expect(after == nil)
    }

    @Test("Pages ahead are asked for before this one is used up")
    func prefetch() async throws {
        let list = List(0..<1000)
        let iterator = PageSequence(ListQuery(limit: 100), ahead: 3, fetch: list.fetch).makeAsyncIterator()
        _ = try await iterator.next()
        #expect(list.asked.withLock { $0.first } == 0)
        _ = try await iterator.next()
        #expect(list.asked.withLock { $0.contains(99) })
    }
}
