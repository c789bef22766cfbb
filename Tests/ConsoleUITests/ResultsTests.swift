import Foundation
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleState
@testable import ConsoleUI

@Suite("The results of many changes")
struct ResultsTests {
    /// Imports two users, through the preview to the results.
    private static func importTwo(_ console: ConsoleDriver) async {
        await console.press("x", "/")
        await console.type("import users")
        await console.press("Enter")
        await console.paste("one@new.example,Ona,Ek,Viewer,Finance\ntwo@new.example,Tove,Ek,Viewer\n")
        await console.press("Ctrl-S", "Ctrl-S")
        await console.approve()
    }

    private static func emails(_ console: ConsoleDriver) async throws -> Set<String> {
        Set(try await UsersService(await console.state.session.client).pages().all().map(\.email))
    }

    @Test("What reverts soon stays in sight above the results", arguments: ScreenTests.sizes)
    func pendingRevert(size: Size) async throws {
        try await Golden.expect("results-pending-revert", size) { console in
            await console.press("6", "Enter", "c", "Ctrl-S")
            await console.approve()
            await console.press("1")
            await Self.importTwo(console)
        }
    }

    @Test("An import says what was created, and its undo deletes that and nothing else")
    func importing() async throws {
        try await ConsoleDriver.with { console in
            let before = try await Self.emails(console)
            await Self.importTwo(console)
            let screen = await console.screen
            #expect(screen.contains("2 of 2 done") && screen.contains("created"))
            // Somebody else adds a user meanwhile, and changes one of the new ones.
            let client = await console.state.session.client
            let (users, roles) = (UsersService(client), try await RolesService(client).all())
            let role = try #require(roles.first { !$0.isAdministrative })
            let mine: JSONValue = ["email": "else@new.example", "roleId": .string(role.id)]
            _ = try await client.perform(try users.planCreate(NewUser(mine, role: role, groups: [])))
            let two = try #require(try await users.find("two@new.example"))
            _ = try await client.perform(
                try await users.planUpdate(two, title: "Rename", members: [("lastName", "Kaya")]))
            await console.press("U")
            #expect(await console.state.writes.confirmation?.plans.map(\.resultName) == ["one@new.example"])
            let preview = await console.screen
            #expect(preview.contains("deleted again, and nothing else"))
            #expect(preview.contains("Not undone: Create two@new.example."))
            await console.approve()
            #expect(try await Self.emails(console) == before.union(["else@new.example", "two@new.example"]))
            // What is left of it can still be undone, once the later change is.
            #expect(await console.state.writes.done.last?.plans.map(\.resultName) == ["two@new.example"])
        }
    }

    @Test("The whole run is undone from the audit log by one preview")
    func audit() async throws {
        try await ConsoleDriver.with { console in
            let before = try await Self.emails(console)
            await Self.importTwo(console)
            await console.press("Esc", "9", "b")
            #expect(await console.state.writes.confirmation?.plans.count == 2)
            await console.approve()
            #expect(await console.screen.contains("2 of 2 done"))
            #expect(try await Self.emails(console) == before)
        }
    }

    @Test("Enter opens the record, m marks what is not done in its list, : opens the results again")
    func leadsOn() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "Space", "Space", "Space")
            let marked = await console.state.list?.marks ?? []
            await console.press("x", "/")
            await console.type("deactivate")
            await console.press("Enter")
            let gone = try #require(marked.sorted { $0.description < $1.description }.last)
            let client = await console.state.session.client
            let users = UsersService(client)
            _ = try await client.perform(
                try await users.planUpdate(
                    try await users.get(gone.description), title: "Switch", members: [("active", false)]))
            await console.approve()
            #expect(await console.screen.contains("2 of 3 done   1 not sent"))
            await console.press("m")
            #expect(await console.state.list?.marks == [gone])
            await console.run("results")
            await console.press("j", "Enter")
            let opened = try #require(await console.state.list?.detail?.id)
            #expect(marked.contains(opened) && opened != gone)
        }
    }

    @Test("Other lists show a change when they are opened next: the members of groups, the owners of dashboards")
    func otherLists() async throws {
        try await ConsoleDriver.with { console in
            await console.press("2")
            let members = try #require(await console.state.list?.table.cell(at: 0, 1))
            await console.press("3")
            let owner = try #require(await Self.owner(of: "Cash Flow", console))
            await console.press("1")
            await Self.importTwo(console)
            await console.press("Esc", "2")
            #expect(await console.state.list?.table.cell(at: 0, 0) == "Finance")
            #expect(await console.state.list?.table.cell(at: 0, 1) != members)
            await console.press("1", "j", "x", "/")
            await console.type("owner of all")
            await console.press("Enter")
            await console.type("alvaro@acme.example")
            await console.press("Enter")
            await console.approve()
            await console.press("Esc", "3")
            #expect(await Self.owner(of: "Cash Flow", console) != owner)
        }
    }

    private static func owner(of title: String, _ console: ConsoleDriver) async -> String? {
        guard let table = await console.state.list?.table else { return nil }
        return (0..<table.count).first { table.cell(at: $0, 0) == title }.map { table.cell(at: $0, 1) }
    }

    @Test("A trusted server that was removed stands in its list again once that is undone elsewhere")
    func trustedServer() async throws {
        try await ConsoleDriver.with { console in
            await console.run("open trusted")
            let name = try #require(await console.state.list?.table.cell(at: 0, 0))
            let count = try #require(await console.state.list?.table.count)
            await console.press("x", "/")
            await console.type("remove")
            await console.press("Enter")
            await console.approve()
            #expect(await console.state.list?.table.count == count - 1)
            await console.press("1", "U")
            await console.approve()
            await console.run("open trusted")
            let table = try #require(await console.state.list?.table)
            #expect((0..<table.count).contains { table.cell(at: $0, 0) == name })
        }
    }

    @Test("A run that is sent, and one in the background", arguments: ScreenTests.sizes)
    func progress(size: Size) async throws {
        let console = try await ConsoleDriver.open(size)
        await console.press("j", "Space", "Space", "Space", "x", "/")
        await console.type("deactivate")
        await console.press("Enter")
        var state = await console.state
        await console.close()
        state.writes.confirmation?.progress = .sending(isStopping: false)
        state.writes.confirmation?.results.set(.done, at: 0)
        state.writes.confirmation?.results.set(.sending, at: 1)
        try Golden.expect(Self.drawn(state, size), "run-\(size.width)x\(size.height)")
        (state.writes.behind, state.writes.confirmation) = (state.writes.confirmation, nil)
        try Golden.expect(Self.drawn(state, size), "run-behind-\(size.width)x\(size.height)")
    }

    @Test("Hostile and wide names, long reasons and many of one kind", arguments: ScreenTests.sizes)
    func hostile(size: Size) async throws {
        let console = try await ConsoleDriver.open(size)
        await console.press("*", "x", "/")
        await console.type("deactivate")
        await console.press("Enter")
        var state = await console.state
        await console.close()
        var confirmation = try #require(state.writes.confirmation)
        let server = state.session.client.server
        func refusal(_ text: String) -> APIError { APIError(.refused, message: text, request: "", server: "") }
        let names = [
            "佐藤 花子", "e\u{301}ve\u{1B}[31m\u{202E}", "A name that somebody typed in a very long meeting, whole",
        ]
        let plans = try names.indices.map { index in
            RequestPlan(
                title: "Deactivate \(names[index], each: "user")",
                call: try Call(.updateUser, path: ["id": "\(index)"], body: .json([:])),
                target: .init(server: server, name: names[index]),
                changes: [FieldChange("role", from: "Viewer", to: "Sys. Admin", effect: .escalation)])
        }
        let rest = Array(confirmation.plans.prefix(5))
        confirmation = Confirmation(
            plans: plans + rest, origin: .list(.users, []), session: state.session)
        var results = PlanResults(plans + rest)
        results.set(.failed(refusal("no Designer seat left (2007)\u{1B}[2J")), at: 1)
        let unknown = APIError(.outcomeUnknown, message: "No answer in 30 s.", request: "", server: "")
        results.set(.notKnown(unknown, nil), at: 0)
        for index in [2, 3] { results.set(.done, at: index) }
        for index in [4, 5, 6] { results.set(.failed(refusal("The server says: 座席がありません, no seat")), at: index) }
        state.writes.confirmation = nil
        state.writes.keep(
            RunResults(
                confirmation, WriteOutcome(results: results, answer: nil),
                span: RunResults.Span(began: ClockTime(ConsoleDriver.now, in: .gmt), seconds: 31),
                unknown: UnknownOutcome(
                    changes: [], origin: confirmation.origin, isUndo: false, autoReverts: false, shares: nil)))
        state.writes.openResults = 0
        state.writes.results[0].scroll.place(at: 1, count: 9)
        try Golden.expect(Self.drawn(state, size), "results-hostile-\(size.width)x\(size.height)")
        try Golden.expect(
            Self.drawn(state, size, glyphs: .ascii), "results-hostile-ascii-\(size.width)x\(size.height)")
    }

    private static func drawn(_ state: ConsoleState, _ size: Size, glyphs: Glyphs = .unicode) -> CellBuffer {
        let buffer = CellBuffer(size, glyphs: glyphs)
        _ = ConsoleView(state).draw(on: buffer.canvas)
        return buffer
    }
}
