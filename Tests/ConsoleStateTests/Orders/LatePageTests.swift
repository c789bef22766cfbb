import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Blocks of a record that come late", .timeLimit(.minutes(15)))
struct LatePageTests {
    private static let alerts = #"[{"_id":"a","name":"Build failed","parties":[{"type":"group","id":"g1"}]}]"#

    /// Opens a group on the screen, as far as the record itself.
    private static func open(_ group: RecordID, in console: HeldConsole) async {
        await console.send(.list(.groups, .recordOpened(group, title: "\(group)")))
        await console.transport.answer("/roles", "[]")
        await console.transport.answer("/groups/\(group)", #"{"_id":"\#(group)","name":"Name of \#(group)"}"#)
        await console.until { $0.lists[.groups]?.detail?.isLoaded == true }
    }

    /// The block of a title of the open group.
    private static func block(_ title: String, of console: HeldConsole) async -> RecordBlock? {
        await console.state.lists[.groups]?.detail?.blocks.first { $0.id.title == title }
    }

    @Test("What was read for one record never stands in the next, which reads its own")
    func otherRecord() async throws {
        let console = try HeldConsole(.groups)
        await Self.open("g1", in: console)
        await console.transport.arrival("/alerts")
        await Self.open("g2", in: console)
        await console.transport.arrivals("/alerts", 2)
        await console.transport.answer("/alerts", Self.alerts)
        await console.roundTrip()
        #expect(await Self.block("Alerts to it", of: console)?.content.isLoading == true)
        await console.close()
    }

    @Test("A block that the server refuses says so, and the others come")
    func refused() async throws {
        let console = try HeldConsole(.groups)
        await Self.open("g1", in: console)
        await console.transport.answer("/groups/g1/users", "{}", status: 403)
        await console.transport.answer("/alerts", Self.alerts)
        await console.transport.answer("/alerts", "[]")
        await console.transport.answer("/alerts/count", "{}", status: 404)
        await console.until { state in
            let blocks = state.lists[.groups]?.detail?.blocks ?? []
            let alerts = blocks.first { $0.id.title == "Alerts to it" }?.lines == ["Build failed"]
            let members = blocks.first { $0.id.title == "Members" }?.content
            return if case .failed? = members { alerts } else { false }
        }
        #expect(await console.state.lists[.groups]?.detail?.isLoaded == true)
        await console.close()
    }

    @Test("Closing a record ends what is read for it; opened again, it is read again")
    func closed() async throws {
        let console = try HeldConsole(.groups, endsCancelled: true)
        await Self.open("g1", in: console)
        await console.transport.arrival("/groups/g1/users")
        await console.send(.list(.groups, .detailClosed))
        #expect(await console.state.lists[.groups]?.detail == nil)
        await console.roundTrip()
        #expect(!console.transport.waiting.contains { $0.hasSuffix("/groups/g1/users") })
        await Self.open("g1", in: console)
        await console.transport.answer("/groups/g1/users", #"[{"_id":"u","email":"ada@acme.example"}]"#)
        await console.until { state in
            state.lists[.groups]?.detail?.blocks.first { $0.id.title == "Members" }?.content.value?.summary == "1"
        }
        await console.close()
    }

    @Test("Read again, a record shows what it had until the new comes, and a cursor on a line stays on it")
    func refreshed() async throws {
        let console = try HeldConsole(.groups)
        await Self.open("g1", in: console)
        await console.transport.answer(
            "/groups/g1/users", #"[{"_id":"u1","email":"ada@acme.example"},{"_id":"u2","email":"bo@acme.example"}]"#)
        await console.until { state in
            let detail = state.lists[.groups]?.detail
            return detail?.blocks.first { $0.id.title == "Members" }?.lines.count == 2
                && detail?.jsonTree?.count ?? 0 > 12
        }
        let room = TreeRoom(page: 40)
        await console.send(.jsonTree(.moved(.down, in: room)), .jsonTree(.moved(.down, in: room)))
        #expect(await console.state.jsonTree?.cursorLink?.id == "u2")
        await console.send(.list(.groups, .recordsChanged(["g1"])))
        await console.transport.answer("/roles", "[]")
        await console.transport.answer("/groups/g1", #"{"_id":"g1","name":"Renamed"}"#)
        await console.until { $0.lists[.groups]?.table.total == 0 && $0.lists[.groups]?.detail?.isLoaded == true }
        #expect(await Self.block("Members", of: console)?.lines.count == 2)
        await console.transport.answer(
            "/groups/g1/users", #"[{"_id":"u0","email":"a@acme.example"},{"_id":"u2","email":"bo@acme.example"}]"#)
        await console.until { state in
            state.lists[.groups]?.detail?.blocks.first { $0.id.title == "Members" }?.lines.first == "a@acme.example"
        }
        #expect(await console.state.jsonTree?.cursorLink?.id == "u2")
        await console.close()
    }
}
