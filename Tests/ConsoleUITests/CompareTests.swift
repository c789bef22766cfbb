import Foundation
import SisenseClient
import Synchronization
import TerminalKit
import TestServices
import Testing

@testable import ConsoleState
@testable import ConsoleUI

@Suite("Two servers side by side")
struct CompareTests {
    /// The second server: a feature, an origin, a group and a rule for lockouts differ.
    private static func change(_ client: APIClient) async throws {
        try await SecondServer.turnOnMobile(client, allowing: "https://new.example")
        _ = try await client.perform(try GroupsService(client).planCreate(name: "Pilot users"))
        let lockout = try await SettingsService(client).read(.loginLockout)
        var stricter = lockout
        stricter["maxFailedAttempts"] = 3
        _ = try await client.perform(
            try await SettingsService(client).planSave(.loginLockout, edited: stricter, base: lockout))
    }

    private static func compare(_ name: String, in console: ConsoleDriver) async {
        await console.run("compare \(name)")
    }

    private static func rows(_ console: ConsoleDriver) async throws -> [String] {
        let state = await console.state
        let table = try #require(state.list?.table)
        return (0..<table.count).map { row in [0, 1, 2, 3, 4].map { table.cell(at: row, $0) }.joined(separator: "|") }
    }

    @Test("What differs is shown with both values; the rest is there behind the filter")
    func differences() async throws {
        let console = try await ConsoleDriver.open(Size(120, 40), other: Self.change)
        await Self.compare("staging", in: console)
        #expect(
            try await Self.rows(console) == [
                "Features|mobile|off|on|differs", "CORS origins|https://new.example|-|yes|differs",
                "Groups|Pilot users|-|yes|differs", "System settings|webServer.cors.enabled|false|true|differs",
                "Login lockout|maxFailedAttempts|5|3|differs",
            ])
        await console.press("Esc")
        let all = try await Self.rows(console)
        #expect(all.count > 50)
        await console.close()
    }

    @Test("The pane", arguments: [Size(120, 40), Size(80, 24), Size(60, 15)])
    func pane(size: Size) async throws {
        let console = try await ConsoleDriver.open(size, other: Self.change)
        await Self.compare("staging", in: console)
        let buffer = await console.buffer()
        await console.close()
        try Golden.expect(buffer, "compare-\(size.width)x\(size.height)")
    }

    @Test("Marked lines are carried over to this server, those of one document in one change")
    func carried() async throws {
        let console = try await ConsoleDriver.open(Size(120, 40), other: Self.change)
        await Self.compare("staging", in: console)
        await console.press("Space", "Space", "Space", "Space", "Space", "c")
        let state = await console.state
        let plans = try #require(state.writes.confirmation?.plans)
        #expect(
            Set(plans.map(\.title)) == [
                "Save the CORS settings", "Save the lockout rules", "Create the group Pilot users", "Turn Mobile on",
            ])
        await console.type("acme-bi")
        await console.press("Tab", "Enter")
        await Self.compare("staging", in: console)
        #expect(try await Self.rows(console) == [])
        await console.close()
    }

    @Test("A snapshot holds no secret, and is compared with like a server")
    func snapshot() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "snapshot-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "before.json").path()
        try await ConsoleDriver.with { console in
            await console.press(":")
            await console.type("snapshot")
            await console.press("Enter")
            await console.type(file)
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("lines written to"))
            await console.press("5", "t", "Tab", "Enter")
            await Self.compare(file, in: console)
            let rows = try await Self.rows(console)
            #expect(rows.count == 1)
            #expect(rows.first?.hasSuffix("off|on|differs") == true)
        }
    }

    @Test("A snapshot kept by name is compared with by :since, which says who has changed what, and puts a line back")
    func since() async throws {
        let state = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID())")
        defer { try? FileManager.default.removeItem(at: state) }
        let folder = SnapshotFolder(state: state, name: "acme-bi")
        let console = try await ConsoleDriver.open(Size(120, 40), snapshots: folder)
        for keys in ["snapshot", "before"] {
            if keys == "snapshot" { await console.press(":") }
            await console.type(keys)
            await console.press(keys == "snapshot" ? "Enter" : "Ctrl-S")
        }
        #expect(await console.screen.contains("lines kept; :since before shows"))
        let files = try FileManager.default.contentsOfDirectory(
            at: state.appending(path: "snapshots/acme-bi"), includingPropertiesForKeys: nil)
        #expect(files.map(\.lastPathComponent) == ["2026-05-19T090000.000Z_before.json"])
        let mode = try FileManager.default.attributesOfItem(atPath: files[0].path())[.posixPermissions] as? Int
        #expect(mode.map { $0 & 0o777 } == 0o600)
        await console.press("5", "t", "Tab", "Enter")
        await console.press(":")
        await console.type("since before")
        await console.press("Enter")
        #expect(try await Self.rows(console).count == 1)
        let table = try #require(await console.state.list?.table)
        #expect(table.cell(at: 0, 5).hasPrefix("admin@acme.example, "))
        await console.press("c")
        #expect(await console.state.writes.confirmation?.plans.count == 1)
        await console.approve()
        await console.press("R")
        #expect(try await Self.rows(console) == [])
        await console.close()
    }

    /// The console of a server of which a snapshot is kept, and what happened after that.
    private static func since(
        _ size: Size = Size(120, 40), keeping words: String = "before",
        after: (ConsoleDriver, APIClient) async throws -> Void, _ body: (ConsoleDriver, APIClient) async throws -> Void
    ) async throws {
        let state = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID())")
        defer { try? FileManager.default.removeItem(at: state) }
        let console = try await ConsoleDriver.open(size, snapshots: SnapshotFolder(state: state, name: "acme-bi"))
        await console.run("snapshot \(words)")
        #expect(await console.screen.contains("lines kept"))
        let client = await console.state.session.client
        try await after(console, client)
        await console.run("since before")
        try await body(console, client)
        await console.close()
    }

    private struct PeopledGroup {
        let group: Group
        let members: [User]
    }

    /// A group of the sample company that has members.
    private static func group(_ client: APIClient) async throws -> PeopledGroup {
        for group in try await GroupsService(client).names() where !group.isSystem {
            let members = try await GroupsService(client).members(of: group)
            if members.count > 1 {
                return PeopledGroup(group: try await GroupsService(client).get(group.id), members: members)
            }
        }
        throw APIError(.notFound, message: "no group with members", request: "", server: "")
    }

    @Test("A group that was renamed and lost a member is put back as itself: by a rename, and by adding the member")
    func renamed() async throws {
        var before: PeopledGroup?
        try await Self.since { _, client in
            let known = try await Self.group(client)
            before = known
            let (group, members) = (known.group, known.members)
            let service = GroupsService(client)
            _ = try await client.perform(try await service.planRename(group, to: "Another name"))
            let removal = try await service.planRemoveMembers([members[0]], from: group)
            _ = try await client.perform(try #require(removal))
        } _: { console, client in
            let (group, members) = (try #require(before).group, try #require(before).members)
            let rows = try await Self.rows(console)
            #expect(rows.count == 1 && rows.first?.hasPrefix("Groups|Another name|") == true)
            #expect(await console.screen.contains("c put back"))
            await console.press("c")
            let plans = try #require(await console.state.writes.confirmation?.plans)
            #expect(
                plans.map(\.title) == [
                    "Rename the group Another name to \(group.name)", "Add \(members[0].label): group Another name",
                ])
            await console.approve()
            await console.press("Esc")
            let service = GroupsService(client)
            #expect(try await service.get(group.id).name == group.name)
            #expect(Set(try await service.members(of: group).map(\.id)) == Set(members.map(\.id)))
            #expect(try await Self.rows(console) == [])
            #expect(await console.screen.contains("Nothing differs in what could be read. Esc shows all"))
        }
    }

    @Test("Putting back what came since deletes it, and the hint says so; no mark stays on what is gone")
    func deletion() async throws {
        try await Self.since { _, client in
            _ = try await client.perform(try GroupsService(client).planCreate(name: "Pilot users"))
        } _: { console, _ in
            #expect(await console.screen.contains("c delete here"))
            await console.press("Space", "c")
            #expect(await console.state.writes.confirmation?.plans.map(\.title) == ["Delete the group Pilot users"])
            await console.approve()
            await console.press("Esc")
            let rows = try await Self.rows(console)
            #expect(rows == [])
            #expect(await console.state.list?.marks == [])
        }
    }

    @Test("A deleted group comes back with its members; where the audit log has its deletion, with its shares too")
    func deleted() async throws {
        for isFromHere in [false, true] {
            var members: [String] = []
            var name = ""
            try await Self.since { console, client in
                let known = try await Self.group(client)
                let group = known.group
                (members, name) = (known.members.map(\.id), group.name)
                if isFromHere {
                    await console.run("groups \(group.name)")
                    await console.press("x", "/")
                    await console.type("delete")
                    await console.press("Enter")
                    await console.approve()
                    await console.press("Esc")
                } else {
                    _ = try await client.perform(try GroupsService(client).planDelete(group))
                }
            } _: { console, client in
                #expect(await console.screen.contains("c create here"))
                await console.press("c")
                let titles = try #require(await console.state.writes.confirmation?.plans.map(\.title))
                #expect(titles.count > (isFromHere ? 2 : 1), "\(titles)")
                await console.approve()
                await console.press("Esc")
                let again = try #require(try await GroupsService(client).names().first { $0.name == name })
                #expect(Set(try await GroupsService(client).members(of: again).map(\.id)) == Set(members))
                #expect(try await Self.rows(console) == [])
            }
        }
    }

    @Test("With shares in the snapshot, a single one is put back as it was")
    func shares() async throws {
        var shares: [Share] = []
        var id = ""
        try await Self.since(keeping: "before shares") { _, client in
            let service = DashboardsService(client)
            let dashboards = try await service.pages().all()
            let dashboard = try #require(dashboards.first { $0.shares.count { $0.rule != nil } > 1 })
            let list = try await service.shares(of: dashboard.id)
            (id, shares) = (dashboard.id, list.shares.filter { $0.rule != nil })
            let edited = ShareList(list.removing(shares[0].id).document)
            _ = try await client.perform(
                try service.planSaveShares(edited, base: list, of: dashboard, names: [:]))
        } _: { console, client in
            let rows = try await Self.rows(console)
            #expect(rows.count == 1)
            #expect(rows.first?.hasPrefix("Shares|") == true && rows.first?.hasSuffix("|-|view|differs") == true)
            await console.press("c")
            await console.approve()
            await console.press("Esc")
            let now = try await DashboardsService(client).shares(of: id).shares.filter { $0.rule != nil }
            #expect(Set(now.map(\.id)) == Set(shares.map(\.id)))
            #expect(try await Self.rows(console) == [])
        }
    }

    @Test("What has changed since a snapshot", arguments: [Size(120, 40), Size(80, 24), Size(60, 15)])
    func sincePane(size: Size) async throws {
        try await Self.since(size) { console, client in
            let known = try await Self.group(client)
            let (group, members) = (known.group, known.members)
            let service = GroupsService(client)
            _ = try await client.perform(try await service.planRename(group, to: "\u{1B}[2JFinance 佐藤"))
            _ = try await client.perform(try #require(try await service.planRemoveMembers([members[0]], from: group)))
            try await Self.change(client)
            try await console.setAuditTimes(to: ConsoleDriver.now.addingTimeInterval(1800))
        } _: { console, _ in
            try Golden.expect(await console.buffer(), "since-\(size.width)x\(size.height)")
        }
    }

    @Test(
        "Areas that a role may not read are named, with the reason, and nothing in them is copied",
        arguments: [Size(120, 40), Size(80, 24), Size(60, 15)])
    func viewer(size: Size) async throws {
        let state = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID())")
        defer { try? FileManager.default.removeItem(at: state) }
        let folder = SnapshotFolder(state: state, name: "acme-bi")
        let first = try await ConsoleDriver.open(Size(120, 40), snapshots: folder)
        await first.run("snapshot before")
        await first.close()
        let viewer = SignIn.password(user: "bea@acme.example", password: Secret("acme-demo"))
        let console = try await ConsoleDriver.open(size, signIn: viewer, snapshots: folder)
        await console.run("since before")
        await console.press("Esc", "/")
        await console.type("not read")
        await console.press("Enter")
        let rows = try await Self.rows(console)
        let reason = "Your role does not allow this (forbidden)"
        #expect(rows.contains("System settings|System settings|not read: \(reason)|read|unread"))
        #expect(rows.allSatisfy { !$0.hasPrefix("CORS origins") })
        try Golden.expect(await console.buffer(), "since-viewer-\(size.width)x\(size.height)")
        await console.press("c")
        #expect(await console.screen.contains("It could not be read"))
        #expect(await console.state.writes.confirmation == nil)
        await console.close()
    }

    @Test("Home names what differs from the last snapshot, and opens that line by line")
    func home() async throws {
        let state = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID())")
        defer { try? FileManager.default.removeItem(at: state) }
        let first = try await ConsoleDriver.open(
            Size(120, 40), snapshots: SnapshotFolder(state: state, name: "acme-bi"))
        await first.run("snapshot before")
        await first.close()
        let folder = SnapshotFolder(state: state, name: "acme-bi", isTakenAtStart: true)
        let console = try await ConsoleDriver.open(Size(120, 40), snapshots: folder, prepare: Self.change)
        await console.press("0")
        let screen = await console.screen
        #expect(
            screen.contains("since snapshot before  5 lines: Features: mobile, "), "\(screen)")
        let lines = HomeView(await console.state, size: ConsoleLayout(Size(120, 40)).content.size).targets
        let index = try #require(lines.firstIndex { $0.record == "snapshot" })
        await console.press("g")
        for _ in 0..<index { await console.press("j") }
        await console.press("Enter")
        #expect(await console.state.pane == .compare)
        let rows = try await Self.rows(console)
        #expect(rows.count == 5)
        await console.close()
    }

    @Test("A line that cannot be put back says why when that is asked for, and in its record")
    func notCopyable() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "role-\(UUID()).json")
        defer { try? FileManager.default.removeItem(at: file) }
        var snapshot = ServerSnapshot()
        (snapshot.server, snapshot.time) = (ConsoleDriver.address, ConsoleDriver.now)
        snapshot.lines = [ServerSnapshot.Line(.roles, ["custom_ops"], id: "7", "admin")]
        try JSONWriter.write(snapshot.json).write(to: file)
        try await ConsoleDriver.with { console in
            await Self.compare(file.path(), in: console)
            await console.press("/")
            await console.type(" custom_ops")
            await console.press("Enter", "c")
            let screen = await console.screen
            #expect(screen.contains("Sisense's API cannot make, change or remove roles"), "\(screen)")
            #expect(await console.state.writes.confirmation == nil)
            await console.press("Enter")
            #expect(await console.screen.contains(/Can be copied +Sisense's API cannot make/))
        }
    }

    @Test("What the form of a snapshot refuses goes with the form")
    func refusedName() async throws {
        try await ConsoleDriver.with { console in
            await console.run("snapshot x y")
            #expect(await console.screen.contains("Name: Letters, digits"))
            await console.press("Esc")
            #expect(await console.state.form == nil)
            #expect(await console.state.messages.shown == [])
        }
    }

    /// Counts the requests of a snapshot.
    private final class Counter: HTTPTransport {
        private let transport: any HTTPTransport
        private let sent = Mutex<[String]>([])

        init(_ transport: any HTTPTransport) { self.transport = transport }

        var paths: [String] { sent.withLock { $0 } }

        func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
            sent.withLock { $0.append(request.url.path()) }
            return try await transport.send(request, isChange: isChange)
        }
    }

    @Test("A snapshot with the members of all groups takes as many requests for many groups as for few")
    func flat() async throws {
        var counts: [Int] = []
        for groups in [0, 25] {
            let file = FileManager.default.temporaryDirectory.appending(path: "snapshot-\(UUID()).json").path()
            defer { try? FileManager.default.removeItem(atPath: file) }
            let counter = Mutex<Counter?>(nil)
            let console = try await ConsoleDriver.open(
                Size(120, 40),
                over: { transport in
                    let counting = Counter(transport)
                    counter.withLock { $0 = counting }
                    return counting
                },
                prepare: { client in
                    let service = GroupsService(client)
                    for number in 0..<groups {
                        _ = try await client.perform(try service.planCreate(name: "G\(number)"))
                    }
                })
            let before = counter.withLock { $0?.paths.count ?? 0 }
            await console.run("snapshot \(file)")
            #expect(await console.state.messages.current?.text.plain.contains("lines written") == true)
            counts.append((counter.withLock { $0?.paths.count ?? 0 }) - before)
            await console.close()
        }
        #expect(counts[0] == counts[1], "\(counts)")
    }

    @Test("A permission that was changed since is put back by itself, and that is undone again")
    func permission() async throws {
        let path = JSONPath(dotted: "manifest.widgets.export_csv")
        func value(_ client: APIClient) async throws -> JSONValue? {
            try await RolesService(client).withManifests().first { $0.name == "consumer" }?.raw[path]
        }
        var before: JSONValue?
        try await Self.since { _, client in
            let service = RolesService(client)
            let role = try #require(try await service.withManifests().first { $0.name == "consumer" })
            before = role.raw[path]
            let flipped = JSONValue.bool(before != true)
            let change = ManifestChange(["widgets", "export_csv"], now: before, wanted: flipped)
            for plan in try service.planManifest(role, [change]) { _ = try await client.perform(plan) }
        } _: { console, client in
            let rows = try await Self.rows(console)
            #expect(rows.count == 1 && rows.first?.hasPrefix("Roles|consumer: widgets.export_csv|") == true, "\(rows)")
            await console.press("c")
            let plans = await console.state.writes.confirmation?.plans ?? []
            #expect(plans.map(\.title) == ["Change what Viewer may do in widgets"])
            await console.approve()
            await console.press("Esc")
            #expect(try await value(client) == before)
            #expect(try await Self.rows(console) == [])
            await console.press("U")
            await console.approve()
            #expect(try await value(client) != before)
        }
    }

    @Test("What the API cannot put back of a role is said of its line, and nothing is planned")
    func role() throws {
        func snapshot(_ lines: [ServerSnapshot.Line]) -> ServerSnapshot {
            var snapshot = ServerSnapshot()
            (snapshot.server, snapshot.lines, snapshot.parts) = ("https://bi.acme.example", lines, [.permissions])
            return snapshot
        }
        func role(_ name: String, _ id: String) -> ServerSnapshot.Line {
            ServerSnapshot.Line(.roles, [name], id: id, .string(name))
        }
        func flag(_ role: String, _ id: String) -> ServerSnapshot.Line {
            ServerSnapshot.Line(.roles, [role, "widgets", "edit"], id: "\(id) widgets edit", true)
        }
        let here = snapshot([role("consumer", "8"), flag("consumer", "8")])
        let there = snapshot([role("consumer", "8"), role("custom_ops", "7"), flag("custom_ops", "7")])
        let lines = CompareLine.lines(here, there).filter { $0.state == .differs }
        #expect(lines.map(\.key) == ["consumer: widgets.edit", "custom_ops"])
        #expect(lines.allSatisfy { $0.obstacle?.hasPrefix("Sisense's API cannot") == true })
        // A snapshot of a version that did not keep them says nothing of permissions.
        let old = snapshot([role("consumer", "8")]).only([])
        #expect(CompareLine.lines(here.only(old.parts), old).allSatisfy { $0.state == .same })
    }

    @Test("A name that leads nowhere is told, and the session stays as it is", arguments: ["nobody", "/no/such.json"])
    func nowhere(name: String) async throws {
        try await ConsoleDriver.with { console in
            await Self.compare(name, in: console)
            #expect(
                await console.screen.contains(
                    name == "nobody" ? "No profile with the name nobody" : "No file with that name"))
            #expect(await console.state.session.isReady)
        }
    }
}
