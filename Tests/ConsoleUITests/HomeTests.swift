import Foundation
import TerminalKit
import Testing

@testable import ConsoleState
@testable import ConsoleUI
@testable import SisenseClient

@Suite("Home")
struct HomeTests {
    @Test("Home at every size", arguments: ScreenTests.sizes)
    func screen(size: Size) async throws {
        for (name, glyphs) in [("home", Glyphs.unicode), ("home-ascii", .ascii)] {
            let console = try await ConsoleDriver.open(size, glyphs: glyphs)
            await console.press("0", "j", "j")
            var state = await console.state
            await console.close()
            // What a request takes is never the same.
            state.home.requests = RequestSummary()
            state.home.requests.count = 90
            state.home.requests.durations = [4, 3, 5, 11, 4, 3, 8, 4]
            let buffer = CellBuffer(size, glyphs: glyphs)
            _ = ConsoleView(state).draw(on: buffer.canvas)
            try Golden.expect(buffer, "\(name)-\(size.width)x\(size.height)")
        }
    }

    @Test("The resources at every size", arguments: ScreenTests.sizes)
    func resources(size: Size) async throws {
        try await Golden.expect("data", size) { console in
            await console.run("pane.data")
            await console.press("j")
        }
    }

    @Test("A form of a description at every size", arguments: ScreenTests.sizes)
    func form(size: Size) async throws {
        try await Golden.expect("connection-form", size) { console in
            await console.run("pane.connections")
            await console.press("e")
        }
    }

    @Test("An open data set at every size", arguments: ScreenTests.sizes)
    func record(size: Size) async throws {
        try await Golden.expect("dataset", size) { console in
            await console.run("pane.datasets")
            await console.press("Enter")
        }
    }

    @Test("Every line that takes the cursor leads somewhere, and every finding to exactly the records behind it")
    func targets() async throws {
        try await ConsoleDriver.with { console in
            await console.press("0")
            let size = ConsoleLayout(Size(120, 40)).content.size
            let count = HomeView(await console.state, size: size).targets.count
            #expect(count > 8)
            for index in 0..<count {
                await console.press("0", "g")
                for _ in 0..<index { await console.press("j") }
                let line = HomeView(await console.state, size: size).targets[index]
                await console.press("Enter")
                let state = await console.state
                #expect(state.pane != .home)
                guard let finding = line.finding, !finding.culprits.isEmpty else { continue }
                let table = try #require(state.list?.table)
                let shown = Set((0..<table.count).compactMap(table.id(at:)))
                #expect(shown == Set(finding.culprits.map(\.id)), "\(finding.title)")
                #expect(state.list?.marks == shown)
                await console.press("Esc")
                #expect(await console.state.list?.table.filter.isEmpty == true)
                await console.press("Esc")
            }
        }
    }

    @Test("x prepares the fix of the finding under the cursor, over Home")
    func fix() async throws {
        try await ConsoleDriver.with { console in
            await console.press("0", "g")
            let findings = await console.state.allFindings
            let index = try #require(findings.firstIndex { $0.rule == .idleUsers })
            for _ in 0..<index { await console.press("j") }
            await console.press("x")
            let state = await console.state
            #expect(state.pane == .home)
            #expect(state.writes.confirmation?.plans.count == findings[index].culprits.count)
        }
    }

    @Test("A press puts the cursor on a line, and a second one opens it")
    func mouse() async throws {
        try await ConsoleDriver.with { console in
            await console.press("0", "G")
            let finding = try #require(await console.state.allFindings.first)
            let place = try #require(await console.place(of: finding.title))
            await console.mouse(.press, place)
            let size = ConsoleLayout(Size(120, 40)).content.size
            #expect(HomeView(await console.state, size: size).cursor == 0)
            await console.mouse(.press, place)
            #expect(await console.state.pane == finding.pane)
        }
    }

    @Test("What a person may not read fails by itself and says so; the rest is there")
    func failures() async throws {
        let console = try await ConsoleDriver.open(
            Size(120, 40),
            signIn: .password(user: "bea@acme.example", password: Secret("acme-demo")))
        await console.press("0")
        let screen = await console.screen
        #expect(screen.contains("2026.1.0.100"))
        #expect(screen.split(separator: "\n").contains { $0.contains("Licence") && $0.contains("x ") })
        #expect(screen.contains("403"))
        await console.close()
    }

    // MARK: States that no server shows

    /// A console on Home before anything has come.
    private static func fresh() throws -> ConsoleState {
        ConsoleState(
            session: SessionState(
                profile: "p",
                client: APIClient(
                    server: try ServerAddress("https://bi.acme.example"), transport: CurlTransport(), token: nil,
                    policy: .readWrite)), at: .home)
    }

    private static func drawn(_ state: ConsoleState, _ size: Size = Size(120, 36), glyphs: Glyphs = .unicode)
        -> CellBuffer
    {
        let buffer = CellBuffer(size, glyphs: glyphs)
        _ = HomeView(state, size: size, glyphs: glyphs).draw(on: buffer.canvas)
        return buffer
    }

    @Test("Before anything has come, Home is drawn already")
    func first() throws {
        let screen = Self.drawn(try Self.fresh()).text
        #expect(screen.contains("checking"))
        #expect(screen.contains("reading"))
        #expect(screen.contains("No earlier visit is kept"))
    }

    @Test("A licence of numbers beyond all reason is shown as it is")
    func unreasonable() throws {
        let licence = Licence([
            "inUseAdmins": 9_223_372_036_854_775_807, "maxAdmins": 9_223_372_036_854_775_807,
            "inUseDesigners": -9_223_372_036_854_775_808, "maxDesigners": 1,
        ])
        let home = try home(licence)
        #expect(home.contains("9 223 372 036 854 775 807 of"))
        #expect(home.contains("-9 223 372 036 854 775"))
    }

    @Test("A licence that is nearly used up says so in words")
    func tight() throws {
        let licence = Licence([
            "expirationDate": "2026-05-25T00:00:00.000Z", "inUseAdmins": 8, "maxAdmins": 8, "inUseDesigners": 19,
            "maxDesigners": 20, "inUseViewers": 3,
        ])
        let home = try home(licence)
        #expect(home.contains("8 of 8  x none left"))
        #expect(home.contains("19 of 20  ! almost"))
        #expect(home.contains("3 in use, limit"))
        #expect(home.contains("until 2026-05-25"))
    }

    @Test("One of a kind is counted in the singular")
    func singular() throws {
        var state = try Self.fresh()
        var facts = ShownHome().facts
        (facts.dashboards, facts.folders, facts.groups) = (.exactly(1), .exactly(0), .atLeast(1))
        facts.alerts = .exactly(1)
        state.home.facts = facts
        let screen = Self.drawn(state, Size(160, 36)).text
        #expect(screen.contains("1 dashboard   0 folders   1 or more groups   1 alert"))
        #expect(!screen.contains("1 alerts"))
    }

    /// Home as it looks with this licence.
    private func home(_ licence: Licence) throws -> String {
        var state = try Self.fresh()
        state.home.licence = .loaded(licence)
        return Self.drawn(state, Size(160, 36)).text
    }

    /// Home in the middle of a visit: two findings are there, others are still those of the last visit; somebody else
    /// and this console have changed things.
    private static func busy() throws -> ConsoleState {
        var state = try fresh()
        state.session.phase = .ready(try #require(User(["_id": "1", "email": "admin@acme.example"])))
        let locked = [("1", "Emil Roth"), ("2", "E\u{202E}vil\u{1B}[31m"), ("3", "名前の長い人")].map { id, name in
            Finding.Culprit(id, name)
        }
        let findings = [
            try #require(Finding(.lockedAccounts, by: locked, in: .users)),
            Finding(.wildcardOrigin, "*", in: .cors),
        ]
        for finding in findings { state.home.findings[finding.id] = finding }
        state.lists[.lint]?.table.append(
            RowPage(findings.map { RowContent(id: $0.id, cells: []) }, columns: FindingRow.layout.columns.count))
        state.lists[.lint]?.load = .loading
        state.lists[.lint]?.progress = "checking dashboards 4 of 6"
        var last = ShownHome()
        last.version = "2026.1.0.100"
        last.findings = [
            ShownHome.Line(
                rule: .idleUsers, title: "4 users not seen for 90 days", names: ["Dara Quinn", "Ziggy Stone"]),
            ShownHome.Line(rule: .lockedAccounts, title: "1 account locked", names: ["Emil Roth"]),
        ]
        last.facts.users = .atLeast(1000)
        (state.home.visits.last, state.home.visits.baseTime) = (last, "yesterday 17:02")
        state.home.visits.news = [
            News(
                sign: .added, kind: .users, title: "2 users", details: ["Petra Smith", "Tove Ångström"],
                ids: ["1", "2"]),
            News(sign: .removed, kind: .dashboards, title: "1 dashboard", details: ["Old\u{7}Forecast"], ids: []),
            News(sign: .changed, kind: .users, title: "Chen Wei", details: ["role Viewer → Designer"], ids: ["3"]),
        ]
        let changes = [("Delete Old Forecast", "not known"), ("Deactivate Beatrix Lang", "done"), ("Share", "refused")]
        state.home.changes = changes.map { title, outcome in
            HomeChange(RecordedChange(["title": .string(title), "outcome": .string(outcome)]), when: "12:46")
        }
        state.home.requests = RequestSummary()
        (state.home.requests.count, state.home.requests.durations) = (40, [4, 3, 11, 4])
        return state
    }

    @Test("What nobody has counted is being read only as long as somebody reads it, and all changes are counted")
    func counted() throws {
        for (load, word) in [(Loadable<Void, APIError>.loading, "reading"), (.stopped, "not known")] {
            var state = try Self.busy()
            (state.home.visits.last, state.home.facts) = (nil, nil)
            state.lists[.lint]?.load = load
            state.home.changeCount = .exactly(352)
            let buffer = CellBuffer(Size(120, 40))
            _ = ConsoleView(state).draw(on: buffer.canvas)
            #expect(buffer.text.contains("People  \(word)"))
        }
        var state = try Self.busy()
        state.home.changes.removeAll(where: \.isOpen)
        state.home.changeCount = .exactly(352)
        let sum = HomeView.changes(state, 90).sum.text.text
        #expect(sum.contains("352 changes, the last: "))
    }

    @Test(
        "What others and this console have changed, beside what the last visit found, at every size",
        arguments: ScreenTests.sizes)
    func visits(size: Size) throws {
        let buffer = CellBuffer(size)
        _ = ConsoleView(try Self.busy()).draw(on: buffer.canvas)
        try Golden.expect(buffer, "home-visits-\(size.width)x\(size.height)")
    }

    @Test("What differs from the last snapshot stays on Home at every size", arguments: ScreenTests.sizes)
    func snapshot(size: Size) throws {
        var (here, there) = (ServerSnapshot(), ServerSnapshot())
        here.lines = [.init(.features, ["mobile"], true), .init(.groups, ["Pilot users"], true)]
        there.lines = [.init(.features, ["mobile"], false)]
        let entry = SnapshotFolder.Entry(
            name: "before-upgrade", time: ConsoleDriver.now, file: URL(filePath: "/s/before-upgrade.json"))
        var state = try Self.busy()
        state.home.visits.snapshotNews = SnapshotNews(entry, CompareLine.lines(here, there))
        let buffer = CellBuffer(size)
        _ = ConsoleView(state).draw(on: buffer.canvas)
        #expect(buffer.text.contains("since snapshot before-upgrade  2 lines: "))
        try Golden.expect(buffer, "home-snapshot-\(size.width)x\(size.height)")
    }

    @Test(
        "What does not fit is counted, and no block disappears", arguments: [Size(120, 36), Size(80, 19), Size(60, 12)])
    func room(size: Size) throws {
        var state = try Self.fresh()
        state.home.visits.last = ShownHome()
        state.home.visits.last?.findings = (0..<50).map { number in
            ShownHome.Line(rule: .lockedAccounts, title: "Finding \(number)", names: ["Ada", "Bo\u{202E}b", "名前の長い人"])
        }
        let screen = Self.drawn(state, size).text
        #expect(screen.contains(" more"))
        #expect(!screen.contains("\u{202E}"))
        for block in ["Needs attention", "Since your last", "Changed from this", "Licence", "People", "Content"] {
            #expect(screen.contains(block), "\(block)")
        }
    }
}
