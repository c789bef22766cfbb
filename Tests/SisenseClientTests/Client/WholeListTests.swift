import SisenseClient
import Synchronization
import Testing

@Suite("Lists that are whole, or say that they are not")
struct WholeListTests {
    /// What was read of a list, and what it lacks.
    private struct Outcome {
        var ids: [String] = []
        var gaps: [ListGap.Reason] = []
        var requests = 0
    }

    private func users(of server: ListServer, lean: Bool = true) async throws -> Outcome {
        let transport = server.transport
        let log = GapLog()
        let client = try APIClient.stub(transport).noting(log)
        let ids = Mutex<[String]>([])
        try await UsersService(client).pages(ListQuery(fields: ["_id"], isLean: lean)).forEachPage { users in
            ids.withLock { $0 += users.map(\.id) }
        }
        let requests = transport.lines.filter { !$0.contains("/count") }.count
        return Outcome(ids: ids.withLock(\.self), gaps: log.all.map(\.reason), requests: requests)
    }

    @Test("A gateway that caps pages hides no user", arguments: [1, 99, 100, 101, 1500])
    func capped(count: Int) async throws {
        var server = ListServer(count)
        server.cap = 100
        let read = try await users(of: server)
        #expect(read.ids == server.ids)
        #expect(read.gaps.isEmpty)
        #expect(read.requests <= count / 90 + 4)
    }

    @Test("A whole list costs few requests more than it has pages", arguments: [(0, 1), (24, 2), (1500, 5)])
    func cost(count: Int, requests: Int) async throws {
        let read = try await users(of: ListServer(count))
        #expect(read.ids.count == count)
        #expect(read.requests <= requests)
    }

    @Test("A server that ignores skip is asked a few times; what it may hide is said", arguments: [24, 1000, 1500])
    func skipIgnored(count: Int) async throws {
        var server = ListServer(count)
        server.ignoresSkip = true
        let log = GapLog()
        let transport = server.transport
        let groups = try await GroupsService(try APIClient.stub(transport).noting(log)).pages().all()
        #expect(groups.count == min(count, 1000))
        #expect(transport.sent.count <= 3)
        #expect(log.all.map(\.reason) == (count < 1000 ? [] : [.capped(at: 1000)]))
    }

    @Test("Where the order changes with each page, a stable one is asked for and nobody is missing")
    func shuffled() async throws {
        var server = ListServer(5000)
        server.shuffles = true
        let read = try await users(of: server)
        #expect(read.ids.count == 5000 && Set(read.ids) == Set(server.ids))
        #expect(read.gaps.isEmpty)
    }

    @Test("Where the server sorts differently whatever it is asked for, the list says how many are missing")
    func unsorted() async throws {
        var server = ListServer(5000)
        (server.shuffles, server.sorts) = (true, false)
        let read = try await users(of: server)
        #expect(Set(read.ids).count == read.ids.count && read.ids.count < 5000)
        #expect(read.gaps == [.orderChanges(missing: 5000 - read.ids.count)])
    }

    @Test("A list that is shorter than the server counts says so")
    func counted() async throws {
        var server = ListServer(300)
        server.count = 310
        #expect(try await users(of: server).gaps == [.fewerThanCounted(read: 300, counted: 310)])
        server.count = 300
        #expect(try await users(of: server).gaps.isEmpty)
    }

    @Test(
        "Entries without an id and entries that are no records are counted and hide no others",
        arguments: [true, false])
    func unreadable(lean: Bool) async throws {
        var server = ListServer(250)
        server.cap = 100
        server.malformed = [0: ["email": "nobody@acme.example"], 99: .null, 150: "text", 253: [:]]
        let read = try await users(of: server, lean: lean)
        #expect(read.ids == server.ids)
        #expect(read.gaps == [.unreadable(4)])
    }

    @Test("A record that comes twice on a page is no record that is missing")
    func twice() async throws {
        var server = ListServer(20)
        server.ids.insert("00003", at: 4)
        let read = try await users(of: server)
        #expect(read.ids.count == 20)
        #expect(read.gaps.isEmpty)
    }

    @Test("A call with all its pages finds as many records behind a gateway that caps them")
    func rawCapped() async throws {
        var server = ListServer(1500)
        server.cap = 100
        let read = try await raw(server)
        #expect(read.ids == server.ids)
        #expect(read.gaps.isEmpty)
    }

    @Test("A call with all its pages leaves out what came before, and asks for an order where that changes")
    func rawShuffled() async throws {
        var server = ListServer(2500)
        server.shuffles = true
        let read = try await raw(server)
        #expect(read.ids.count == 2500 && Set(read.ids) == Set(server.ids))
        server.sorts = false
        let unsorted = try await raw(server)
        #expect(Set(unsorted.ids).count == unsorted.ids.count)
        #expect(unsorted.gaps == [.orderChanges(missing: 2500 - unsorted.ids.count)])
    }

    @Test("A call with all its pages hands on what stands twice on a page, as the server sends it")
    func rawTwice() async throws {
        var server = ListServer(20)
        server.ids.insert("00003", at: 4)
        let read = try await raw(server)
        #expect(read.ids == server.ids)
        #expect(read.gaps.isEmpty)
    }

    @Test("A call with all its pages says how many entries have no id, and hands them on")
    func rawWithoutID() async throws {
        var server = ListServer(30)
        server.malformed = [3: ["email": "nobody@acme.example"], 7: .null]
        let read = try await raw(server)
        #expect(read.ids.count == 30)
        #expect(read.gaps == [.withoutID(2)])
    }

    @Test("A call whose server ignores skip ends with what it sent, and says so where that may be a cap")
    func rawSkipIgnored() async throws {
        var server = ListServer(24)
        server.ignoresSkip = true
        #expect(try await raw(server).ids.count == 24)
        #expect(try await raw(server).gaps.isEmpty)
        server = ListServer(1500)
        (server.ignoresSkip, server.cap) = (true, 100)
        let read = try await raw(server)
        #expect(read.ids.count == 100)
        #expect(read.gaps == [.capped(at: 100)])
    }

    private func raw(_ server: ListServer) async throws -> Outcome {
        var outcome = Outcome()
        let client = try APIClient.stub(server.transport)
        let gaps = try await client.forEachPage(of: client.call(.getUsers), limit: 1000) { items in
            outcome.ids += items.compactMap { $0["_id"]?.string }
        }
        outcome.gaps = gaps.map(\.reason)
        return outcome
    }
}
