import Foundation
import SisenseClient
import Synchronization
import Testing

@testable import ConsoleState

@Suite("When the list on the screen is read again by itself")
struct AutoRefreshTests {
    /// A console on its list of users, with a clock that the test sets.
    private final class Console {
        private let clock: Clock
        private let reducer: ConsoleReducer
        var state: ConsoleState

        private final class Clock: Sendable {
            let time = Mutex(ContinuousClock.now)
        }

        init(every interval: Duration? = .seconds(30), at pane: PaneID = .users) throws {
            let clock = Clock()
            self.clock = clock
            let client = Samples.client()
            let dependencies = Dependencies(
                client: client, signIn: .token, now: { Date(timeIntervalSince1970: 52_320) },
                uptime: { clock.time.withLock(\.self) }, sleep: { _ in })
            reducer = ConsoleReducer(dependencies)
            state = try Samples.console(client)
            state.pane = pane
            state.autoRefresh = AutoRefreshState(every: interval)
        }

        /// Returns the work that follows, without what only ends other work.
        @discardableResult func send(_ action: ConsoleAction) -> [ConsoleWork] {
            reducer.reduce(&state, action).filter { !$0.isCancellation }.map(\.id)
        }

        func pass(_ time: Duration) { clock.time.withLock { $0 += time } }

        /// Reads the list of a pane in so much time.
        @discardableResult func read(
            _ pane: PaneID = .users, in time: Duration = .seconds(1), _ error: APIError? = nil
        ) throws -> [ConsoleWork] {
            send(.list(pane, .refreshRequested))
            pass(time)
            let list = try #require(state.lists[pane])
            if error == nil, list.table.total == 0, list.incoming == nil {
                let row = RowContent(id: "1", cells: ["Ada"])
                send(.listResult(list.id, .pageLoaded(RowPage([row], columns: list.columns.count))))
            }
            return send(.listResult(list.id, .loadEnded(error.map { .failure($0) } ?? .success(.distantPast))))
        }

        /// What a quiet read of a list comes to, a second after it began.
        @discardableResult func end(_ error: APIError? = nil, _ pane: PaneID = .users) throws -> [ConsoleWork] {
            let list = try #require(state.lists[pane])
            pass(.seconds(1))
            let same = RefreshedRows(list.table.pages, of: list.table, [], [], at: .distantPast, name: 0)
            return send(.listResult(list.id, .refreshed(error.map { .failure($0) } ?? .success(same))))
        }

        var interval: Duration? { state.autoRefresh.schedule?.interval }
    }

    private static let reading = ConsoleWork.list(.users, .refreshing)

    @Test("A list that the version lacks is not asked for again by itself")
    func lacking() throws {
        let console = try Console()
        let lacking = APIError(.notFound, message: "No such operation", request: "", server: "")
        try console.read(.users, in: .seconds(1), lacking)
        #expect(console.interval == nil)
        try console.read()
        #expect(console.interval == .seconds(30))
    }

    @Test("A list that was read is read again when its time comes, and then again; without an interval it is not")
    func round() throws {
        let console = try Console()
        #expect(try console.read().contains(.refreshTimer))
        #expect(console.state.isLive)
        for _ in 0..<3 {
            #expect(console.send(.autoRefresh(.due)) == [Self.reading])
            #expect(console.state.lists[.users]?.isLoading == false, "nothing shows it")
            #expect(console.send(.autoRefresh(.due)).isEmpty, "one at a time")
            #expect(try console.end().contains(.refreshTimer))
        }
        let off = try Console(every: nil)
        #expect(try !off.read().contains(.refreshTimer))
        #expect(off.send(.autoRefresh(.due)).isEmpty && off.state.autoRefresh.schedule == nil)
        #expect(console.send(.autoRefresh(.intervalChosen(nil))).allSatisfy { $0 == .messageTimer })
        #expect(console.send(.autoRefresh(.due)).isEmpty && !console.state.isLive)
    }

    @Test("It costs a twentieth of the time at most, in steps, and what wobbles changes nothing")
    func cost() throws {
        let console = try Console()
        let costs: [(Duration, Duration)] = [
            (.seconds(1), .seconds(30)), (.seconds(2), .seconds(45)), (.milliseconds(1500), .seconds(45)),
            (.seconds(5), .seconds(120)), (.seconds(60), .seconds(1200)), (.seconds(1), .seconds(30)),
        ]
        for (cost, interval) in costs {
            try console.read(in: cost)
            #expect(console.interval == interval, "after \(cost)")
        }
        console.send(.autoRefresh(.intervalChosen(.seconds(1))))
        #expect(console.interval == .seconds(20), "the least is 5 s, and the last read took 1 s")
    }

    @Test(
        "After errors it waits twice as long each time, five minutes at most, and says nothing but when it tries next")
    func errors() throws {
        let console = try Console()
        try console.read()
        for seconds in [60, 120, 240, 300, 300] {
            console.send(.autoRefresh(.due))
            #expect(try console.end(Samples.error).contains(.refreshTimer))
            #expect(console.interval == .seconds(seconds))
        }
        #expect(console.state.autoRefresh.nextTry == "14:37:00")
        #expect(console.state.messages.all.isEmpty)
        #expect(!console.state.isLive && console.state.lists[.users]?.shortfall.isEmpty == false)
        console.send(.autoRefresh(.due))
        try console.end()
        #expect(console.interval == .seconds(30) && console.state.isLive)
    }

    /// Everything that rows must not change below, and what ends it.
    private static let hindrances: [(String, [ConsoleAction], [ConsoleAction])] = [
        ("the menu", [.menu(.opened(.commands))], [.menu(.closed)]),
        ("a filter that is typed", [.list(.users, .filterOpened)], [.list(.users, .filterKept)]),
        ("a form", [.form(.opened(Samples.form))], [.form(.dismissed)]),
        ("the messages", [.messages(.opened)], [.messages(.closed)]),
        ("a choice", [.list(.users, .sortRequested)], [.picker(.closed)]),
        (
            "a record", [.list(.users, .recordOpened("1", title: "Ada"))], [.list(.users, .detailClosed)]
        ),
        (
            "reading for a form", [.list(.users, .commandRunOn(ListCommand.ID("edit"), ["1"]))],
            [.pendingOperation(.stopped)]
        ),
    ]

    @Test("Nothing changes below what is open or typed; once that is over, what was due is read", arguments: 0..<7)
    func hindered(index: Int) throws {
        let (name, begin, end) = Self.hindrances[index]
        let console = try Console()
        try console.read()
        for action in begin { console.send(action) }
        #expect(!console.state.allowsAutoRefresh, "\(name)")
        #expect(!console.send(.autoRefresh(.due)).contains(Self.reading), "\(name)")
        let after = end.flatMap { console.send($0) }
        // A record that was left is a pane that was left: the clock begins again.
        #expect(after.contains(Self.reading) || after.contains(.refreshTimer), "after \(name)")
    }

    @Test("A preview, a sign-in and unsaved shares are in the way too")
    func graveHindrances() throws {
        let console = try Console()
        try console.read()
        let state = console.state
        console.state.writes.confirmation = Confirmation(
            plans: [try Samples.plan()], origin: .list(.users, []), session: Samples.session())
        #expect(!console.state.allowsAutoRefresh)
        console.state = state
        console.state.session.phase = .signIn(SignInForm())
        #expect(!console.state.allowsAutoRefresh && console.state.refreshSchedule == nil)
        console.state = state
        let dashboard = try #require(Dashboard(["oid": "d", "title": "Sales"]))
        var shares = SharesState(
            SharesDocument(dashboard: dashboard, list: ShareList(["sharesTo": []]), names: .none))
        shares.draft = [Share(.user, id: "2", rule: .view)]
        console.state.shares = shares
        #expect(!console.state.allowsAutoRefresh)
    }

    @Test("Nobody looks: it pauses, and goes on at once when they are back")
    func pauses() throws {
        let pauses: [(ConsoleAction, ConsoleAction)] = [
            (.autoRefresh(.idled), .autoRefresh(.attended)),
            (.autoRefresh(.focused(false)), .autoRefresh(.focused(true))),
        ]
        for (pause, end) in pauses {
            let console = try Console()
            try console.read()
            console.send(pause)
            #expect(console.state.autoRefresh.isPaused && !console.state.isLive)
            #expect(console.send(.autoRefresh(.due)).isEmpty)
            #expect(Set(console.send(end)) == [.idleTimer, .refreshTimer])
            #expect(console.send(.autoRefresh(.due)) == [Self.reading])
        }
    }

    @Test("A token that has ended brings up no sign-in until somebody asks, and then reading goes on")
    func endedSession() throws {
        let console = try Console()
        try console.read()
        console.send(.autoRefresh(.due))
        #expect(try console.end(Samples.expired).isEmpty)
        #expect(console.state.session.isReady && console.state.isRefusedRefresh && console.state.overlay == nil)
        #expect(console.send(.autoRefresh(.due)).isEmpty)
        try console.read(.users, in: .seconds(1), Samples.expired)
        guard case .signIn = console.state.session.phase else {
            Issue.record("what somebody asks for brings it up")
            return
        }
        console.send(.session(.connected(try Samples.user(), Samples.client(token: "new"))))
        try console.read()
        #expect(console.state.isLive)
    }

    @Test("A token that was replaced meanwhile is no reason: it is read again with the new one")
    func replacedToken() throws {
        let console = try Console()
        try console.read()
        console.send(.autoRefresh(.due))
        console.send(.session(.tokenReplaced(Secret("new"))))
        #expect(try console.end(Samples.expired) == [Self.reading])
        #expect(!console.state.isRefusedRefresh)
    }

    @Test("Another pane has a clock of its own; lists on this machine, drafts and moments have none")
    func panes() throws {
        let console = try Console()
        try console.read()
        #expect(!console.send(.paneOpened(.security)).contains(.refreshTimer))
        #expect(console.state.autoRefresh.schedule == nil)
        #expect(console.send(.paneOpened(.users)).contains(.refreshTimer))
        for pane in [PaneID.audit, .trace, .compare, .offboarding, .importing, .api] {
            #expect(pane.refreshPace == .never || pane.list?.isLocal == true, "\(pane)")
        }
    }

    @Test("The tree of folders is read again with its dashboards")
    func tree() throws {
        let console = try Console(at: .dashboards)
        console.state.tree = DashboardTreeState()
        try console.read(.dashboards)
        #expect(console.send(.autoRefresh(.due)) == [.list(.dashboards, .refreshing)])
        #expect(try console.end(nil, .dashboards).contains(.folders))
    }

    @Test("Home is read again with its findings, every five minutes at most, and the rest of it once they have come")
    func home() throws {
        let console = try Console(at: .home)
        try console.read(.lint)
        #expect(console.interval == .seconds(300))
        #expect(console.send(.autoRefresh(.due)) == [.list(.lint, .refreshing)])
        let after = try console.end(nil, .lint)
        #expect(after.contains(.home(.application)) && after.contains(.refreshTimer))
    }

    @Test("Requests that nobody has asked for are not counted in the top line")
    func requests() throws {
        let console = try Console()
        try console.read()
        console.send(.autoRefresh(.due))
        console.send(.requestsSlow)
        #expect(console.state.session.slowRequests == 0)
    }
}
