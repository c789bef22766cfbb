import Foundation
import SisenseClient
import Synchronization
import TerminalKit
import TestServices
import Testing

@testable import ConsoleState
@testable import ConsoleUI

@Suite("Shares of several dashboards")
struct BulkSharesTests {
    private static func shares(_ dashboards: [String], _ client: APIClient) async throws -> [[Share]] {
        try await dashboards.concurrentMap { id throws(APIError) in
            try await DashboardsService(client).shares(of: id).shares
        }
    }

    @Test("The list of all who have one of them, with edits", arguments: ScreenTests.sizes)
    func screen(size: Size) async throws {
        try await Golden.expect("bulk-shares", size) { console in
            await console.press("3", "Space", "Space", "Space", "Space", "w", "+", "j", "d", "j", "r")
        }
    }

    @Test(
        "The preview has a line for each dashboard that changes, and who gains and loses", arguments: ScreenTests.sizes)
    func preview(size: Size) async throws {
        try await Golden.expect("bulk-shares-preview", size) { console in
            await console.press("3", "Space", "Space", "Space", "Space", "w", "+", "j", "d", "j", "r", "Ctrl-S")
        }
    }

    @Test("What a second administrator shares meanwhile is kept, all is published, and undone by one key")
    func work() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "Space", "Space", "Space", "Space", "w", "+")
            let state = try #require(await console.state.bulkShares)
            let ids = state.documents.map(\.dashboard.id)
            let marketing = try #require(state.rows.first).party
            let client = await console.state.session.client
            let service = DashboardsService(client)
            let emil = try #require(try await UsersService(client).find("alvaro@acme.example"))
            for document in state.documents {
                let list = document.list.adding(Share(.user, id: emil.id, rule: .view))
                _ = try await client.perform(
                    try service.planSaveShares(list, base: document.list, of: document.dashboard, names: [:]))
            }
            let before = try await Self.shares(ids, client)
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("Save the shares of 3 dashboards, publish 3 dashboards"))
            await console.approve()
            #expect(await console.screen.contains("6 of 6 done"))
            for shares in try await Self.shares(ids, client) {
                #expect(shares.contains { $0.partyKey == marketing } && shares.contains { $0.id == emil.id })
            }
            #expect(await console.state.bulkShares?.isChanged == false)
            await console.press("U")
            await console.approve()
            let after = try await Self.shares(ids, client)
            #expect(after.map { Set($0.map(\.partyKey)) } == before.map { Set($0.map(\.partyKey)) })
        }
    }

    @Test("What a run comes to stands in none of its changes, and what of it can be undone is said before and after")
    func total() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "Space", "Space", "Space", "Space", "w", "+", "j", "d", "j", "r", "Ctrl-S")
            let run = try #require(await console.state.writes.confirmation)
            func isTotal(_ sentence: String) -> Bool { sentence.hasPrefix("All together") }
            #expect(run.total.contains(where: isTotal))
            #expect(!run.plans.flatMap(\.impact).contains(where: isTotal))
            let (saves, all) = (run.plans.count { $0.isUndoable }, run.plans.count)
            #expect(saves > 0 && saves < all)
            #expect(await console.screen.contains("Cannot be undone: publish (\(all - saves))."))
            await console.approve()
            #expect(await console.screen.contains("undo \(saves) of the \(all) done"))
            await console.press("U")
            let undo = try #require(await console.state.writes.confirmation)
            #expect(undo.plans.count == saves)
            // The people are named as in the first preview, the other way round.
            let people = run.plans.flatMap(\.impact).filter { $0.contains("lose it: ") || $0.contains("gain it: ") }
            #expect(!people.isEmpty)
            for sentence in people {
                let (old, new) = sentence.contains("lose") ? ("lose", "gain") : ("gain", "lose")
                let opposite = sentence.replacing(old, with: new)
                #expect(undo.plans.flatMap(\.impact).contains(opposite))
            }
        }
    }

    @Test("Edits that are not saved stay in front of the dashboards, and are left only when asked twice")
    func leaving() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "Space", "Space", "w", "d", "1", "3")
            #expect(await console.state.pane == .bulkShares)
            await console.press("R")
            #expect(await console.state.bulkShares?.isChanged == true)
            #expect(await console.state.list?.table.cell(at: 0, 4).hasPrefix("removed from") == true)
            await console.press("Esc")
            #expect(await console.screen.contains("again discards"))
            await console.press("Esc")
            #expect(await console.state.pane == .dashboards)
            #expect(await console.state.bulkShares == nil)
        }
    }

    @Test("Dashboards are given to users and taken from them again, each by one preview")
    func given() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "Space", "Space", "x", "s")
            #expect(await console.state.form?.title == "Give dashboards to 2 users")
            await console.press("Enter")
            await console.type("cash")
            await console.press("Enter", "Ctrl-S")
            #expect(await console.screen.contains("Save the shares of 1 dashboard, publish 1 dashboard"))
            #expect(await console.screen.contains("1 person gains it: Álvaro Núñez."))
            await console.approve()
            await console.press("Esc", "x", "S")
            await console.press("Enter")
            await console.type("cash")
            await console.press("Enter", "Ctrl-S")
            let preview = await console.screen
            #expect(preview.contains("lose it") || preview.contains("loses it"))
        }
    }

    @Test("The shares of one dashboard are copied to others, which lose their own only when that is said")
    func copied() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "j", "x", "S")
            await console.press("Enter")
            await console.type("cash")
            await console.press("Enter", "Ctrl-S")
            let plan = try #require(await console.state.writes.confirmation?.plans.first)
            #expect(plan.changes.allSatisfy { $0.new != nil } && !plan.changes.isEmpty)
            await console.press("Esc", "Right", "Ctrl-S")
            let whole = try #require(await console.state.writes.confirmation?.plans.first)
            #expect(whole.changes.contains { $0.new == nil })
        }
    }

    @Test("Two hundred dashboards of which three fail are retried until all are done, and none is saved twice")
    func retry() async throws {
        let wire = FailingShares()
        let console = try await ConsoleDriver.open(Size(120, 40), over: wire.between) { client in
            let service = DashboardsService(client)
            let file = (0..<176).map { index -> JSONValue in
                let id = String(format: "64b0%020x", index)
                return ["oid": .string(id), "_id": .string(id), "title": .string("Copy \(index)"), "widgets": []]
            }
            _ = try await client.perform(try service.planImport(.array(file), action: "skip"))
        }
        await console.press("3", "*", "w")
        let ids = try #require(await console.state.bulkShares).documents.map(\.dashboard.id)
        #expect(ids.count == 200)
        await console.press("p", "a")
        await console.type("management")
        await console.press("Enter", "Ctrl-S", "Ctrl-S")
        let plans = try #require(await console.state.writes.confirmation).plans
        #expect(plans.count > 190)
        let failing = [plans.count / 2, plans.count / 2 + 1, plans.count / 2 + 20].map { plans[$0] }
        wire.fail(Set(failing.compactMap { $0.call.line.split(separator: "?").first.map(String.init) }))
        await console.approve()
        for _ in 0..<3 where await console.state.writes.shownResults?.results.doneCount ?? 0 > 0 {
            guard await console.state.writes.shownResults?.results.retryable.isEmpty == false else { break }
            await console.press("f")
            await console.approve()
        }
        let group = try #require(plans.first?.changes.first).name
        #expect(group.hasPrefix("group "))
        let client = await console.state.session.client
        let management = try #require(try await GroupsService(client).names().first { "group \($0.label)" == group })
        let saved = try await Self.shares(ids, client)
        #expect(saved.allSatisfy { $0.contains { $0.id == management.id } })
        #expect(wire.passed == plans.count)
        await console.close()
    }
}

/// A server that breaks on the first save of some dashboards.
private final class FailingShares: Sendable {
    private struct State {
        var lines: Set<String> = []
        var passed = 0
    }

    private let state = Mutex(State())

    /// Saves that reached the server.
    var passed: Int { state.withLock(\.passed) }

    func fail(_ lines: Set<String>) { state.withLock { $0.lines = lines } }

    @Sendable func between(_ transport: any HTTPTransport) -> any HTTPTransport {
        Wire(shares: self, transport: transport)
    }

    private func takes(_ request: HTTPRequest) -> Bool {
        let line = "\(request.method.rawValue) \(request.url.path())"
        guard line.hasPrefix("POST /api/shares/") else { return true }
        return state.withLock { state in
            guard state.lines.remove(line) == nil else { return false }
            state.passed += 1
            return true
        }
    }

    private struct Wire: HTTPTransport {
        let shares: FailingShares
        let transport: any HTTPTransport

        func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
            guard shares.takes(request) else { return HTTPResponse(status: 500, body: Data("{}".utf8)) }
            return try await transport.send(request, isChange: isChange)
        }
    }
}
