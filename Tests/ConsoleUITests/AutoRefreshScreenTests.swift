import Foundation
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleState
@testable import ConsoleUI

@Suite("A list that refreshes by itself, on the screen")
struct AutoRefreshScreenTests {
    /// Reads the list on the screen again as if its time had come.
    private static func refresh(_ console: ConsoleDriver) async {
        await console.send(.autoRefresh(.due))
    }

    /// What another administrator does meanwhile: one user is new, one has another name, one can no longer log in, and
    /// one is gone.
    private static func change(_ client: APIClient, _ table: RowTable) async throws {
        let users = UsersService(client)
        func user(_ row: Int) async throws -> User { try await users.get(table.id(at: row)?.description ?? "") }
        let role = try await RolesService(client).all().first { $0.name == "consumer" }?.id ?? ""
        let new: JSONValue = [
            "email": "aaron\u{1B}[2J@hostile.example", "userName": "aaron", "firstName": "宽宽 Aaron\u{9B}31m",
            "lastName": "", "roleId": .string(role), "password": "Abcdefgh1!",
        ]
        _ = try await client.perform(users.planCreate(NewUser(new, role: nil, groups: [])))
        _ = try await client.perform(
            users.planUpdate(try await user(2), title: "Rename", members: [("lastName", "Changed")]))
        _ = try await client.perform(users.planDeactivate(try await user(3)))
        _ = try await client.perform(users.planDelete(try await user(4), losing: UserLoss()))
    }

    @Test("What others have done shows in the gutter and in the title for one interval", arguments: ScreenTests.sizes)
    func news(size: Size) async throws {
        var administrator: APIClient?
        let console = try await ConsoleDriver.open(size, prepare: { administrator = $0 })
        let client = try #require(administrator)
        await console.send(.autoRefresh(.intervalChosen(.seconds(300))))
        await console.press("j", "Space")
        try await Self.change(client, try #require(await console.state.list?.table))
        await Self.refresh(console)
        try Golden.expect(await console.buffer(), "auto-refresh-\(size.width)x\(size.height)")
        await Self.refresh(console)
        let screen = await console.screen
        #expect(!screen.contains("1 new") && !screen.contains("\n  ~"))
        await console.close()
    }

    @Test("A refresh that brings nothing new draws the same screen, whatever the time", arguments: ScreenTests.sizes)
    func unchanged(size: Size) async throws {
        let console = try await ConsoleDriver.open(size)
        await console.send(.autoRefresh(.intervalChosen(.seconds(300))))
        await console.press("j", "Space", "j")
        let before = await console.buffer().styledText
        for _ in 0..<3 {
            await Self.refresh(console)
            #expect(await console.buffer().styledText == before)
        }
        #expect(!before.contains("updated"))
        await console.close()
    }

    /// What the top line can say, by name.
    private static let notes: [(String, @Sendable (inout ConsoleState) -> Void)] = [
        ("every", { _ in }),
        ("idle", { $0.autoRefresh.isIdle = true }),
        ("unfocused", { $0.autoRefresh.isUnfocused = true }),
        ("ended", { $0.autoRefresh.refusedToken = $0.session.tokenNumber }),
        (
            "offline",
            { state in
                state.session.offlineSince = ClockTime(ConsoleDriver.now, in: .gmt)
                state.autoRefresh.nextTry = "09:01:08"
                state.autoRefresh.schedule = state.autoRefresh.schedule.map {
                    AutoRefreshState.Schedule(
                        list: $0.list, since: $0.since, interval: $0.interval, hasFailed: true)
                }
                let error = APIError(.unreachable, message: "No answer came.", request: "GET /users", server: "")
                state.lists[.users]?.load = .failed(error)
            }
        ),
    ]

    @Test("The top line says how often, why not, and when next; the host gives way, the badge never")
    func notes() async throws {
        var lines = ""
        for size in ScreenTests.sizes {
            let console = try await ConsoleDriver.open(size, purpose: .kind(.production))
            await console.send(.autoRefresh(.intervalChosen(.seconds(300))))
            await console.press("g")
            let state = await console.state
            for (name, change) in Self.notes {
                var state = state
                change(&state)
                let buffer = CellBuffer(size)
                _ = ConsoleView(state).draw(on: buffer.canvas)
                let rows = buffer.text.split(separator: "\n").map(String.init)
                let rule = rows.first { $0.contains("Users 60") } ?? ""
                lines += "\(name) \(size.width)\n|\(rows[0])|\n|\(rule)|\n"
                #expect(rows[0].contains("PROD") && rows[0].hasSuffix("RW"), "\(name)")
            }
            await console.close()
        }
        try Golden.expect(text: lines, "auto-refresh-notes")
    }

    @Test("An interval is typed as people write it, and what is too short or no time is refused")
    func intervals() async throws {
        let times: [(String, Duration?)] = [
            ("10s", .seconds(10)), ("1m", .seconds(60)), ("90", .seconds(90)), ("5S", .seconds(5)), ("OFF", nil),
        ]
        for (text, interval) in times {
            #expect(RefreshInterval(typed: text)?.interval == .some(interval), "\(text)")
        }
        for text in ["", "4s", "0", "-5s", "s", "1h", "10 s", "10sm", "٣٠", "99999999999999999999s"] {
            #expect(RefreshInterval(typed: text) == nil, "\(text)")
        }
        try await ConsoleDriver.with { console in
            func run(_ text: String) async {
                await console.press(":")
                await console.type(text)
                await console.press("Enter")
            }
            await run("refresh 45s")
            #expect(await console.state.autoRefresh.interval == .seconds(45))
            #expect(await console.screen.contains("auto 45 s"))
            await console.press(":")
            await console.type("refresh ")
            #expect(await console.screen.contains("every 45 s, as now"))
            await console.press("Esc", "Esc")
            await run("refresh 2s")
            #expect(await console.screen.contains("Enter a time of 5s or more"))
            await run("refresh off")
            #expect(await console.state.autoRefresh.interval == nil)
            #expect(await !console.screen.contains("auto 45 s"))
            // Without a time it is the command of the list.
            await run("refresh")
            #expect(await console.state.menu == nil)
        }
    }
}
