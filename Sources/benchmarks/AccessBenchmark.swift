import ConsoleState
import Foundation
import LocalServer
import SisenseClient

/// Measures the console itself on a large company: how soon the first rows are there, how long it takes until all are,
/// and the cost of listing who can see one dashboard. Nobody else has such a list, so it has no contender.
enum AccessBenchmark {
    private typealias ConsoleStore = Store<ConsoleState, ConsoleAction, ConsoleWork>

    private static let kind = "Lists of a company with 2,000 groups and 20,000 dashboards"

    static func run(users: Int) async throws -> [Measure] {
        let server = try ServerProcess(users: users, groups: 2_000, dashboards: 20_000)
        let client = try await administrator(at: server.address)
        let environment = Dependencies(client: client, signIn: .token)
        let session = SessionState(profile: "benchmark", client: client)
        let store = ConsoleStore(ConsoleState(session: session), reducer: ConsoleReducer(environment).reduce)
        var measures = try await load("users", .users, store, .started)
        measures += try await load("dashboards", .dashboards, store, .paneOpened(.dashboards))
        measures += try await load("groups", .groups, store, .paneOpened(.groups))
        measures += await pick("users", .users, store)
        measures += await pick("owners", .owners(unless: [Role.title(of: "consumer")]), store)
        measures += await pick("dashboards", .records(of: .dashboards), store)
        measures += await pick("groups", .records(of: .groups), store)

        let page = try await DashboardsService(client, asAdministrator: true).page(
            ListQuery(limit: 50, fields: ["oid", "title", "owner", "shares"]))
        guard let dashboard = page.items.first(where: { $0.shares.contains { $0.party == .group } }) else { return [] }
        let dashboardViewers = ListFeature.dashboardViewers(of: RecordID(dashboard.id), title: dashboard.title)
        measures += try await load("who sees one dashboard", .dashboardViewers, store, .listOpened(dashboardViewers))
        try await share(dashboard, withEveryone: client)
        measures += try await load(
            "who sees it, with everyone", .dashboardViewers, store, .listOpened(dashboardViewers))
        await store.send(.list(.dashboardViewers, .filterOpened))
        let filter = await time {
            await store.send(.list(.dashboardViewers, .filterEdited(.insert("!paths:1 beatrix"))))
        }
        measures.append(measure("filter all of them", "ms", filter / .milliseconds(1)))
        let owner = RecordID(dashboard.owner?.id ?? "")
        measures += try await load(
            "what one user sees", .userAccess, store, .listOpened(.userAccess(of: owner, name: "owner")))
        measures.append(measure("memory with all of this", "MB", residentMegabytes()))
        withExtendedLifetime(server) {}
        return measures
    }

    /// The time until the first row is there, and until the last is.
    private static func load(
        _ name: String, _ pane: PaneID, _ store: ConsoleStore, _ action: ConsoleAction
    ) async throws -> [Measure] {
        let start = ContinuousClock.now
        var first: Duration?
        await store.send(action)
        var snapshot = await store.snapshot()
        states: while true {
            let list = snapshot.state.lists[pane]
            if let list, list.table.total > 0 { first = first ?? (ContinuousClock.now - start) }
            switch list?.load {
            case .loaded: break states
            case .failed(let error): throw error
            default: snapshot = await store.snapshot(after: snapshot)
            }
        }
        let all = ContinuousClock.now - start
        await store.idle(except: ConsoleWork.waiting)
        return [
            measure("\(name): first", "ms", (first ?? all) / .milliseconds(1)),
            measure("\(name): all", "ms", all / .milliseconds(1)),
        ]
    }

    /// The time until a picker is open, and the slowest of the keys typed into it: each narrows what the one before left.
    private static func pick(_ name: String, _ source: PickerSource, _ store: ConsoleStore) async -> [Measure] {
        let picker = PickerState(name, source, for: .run { _ in [] }, allowsMany: true)
        let opening = await time { await store.send(.picker(.opened(picker))) }
        var slowest = Duration.zero
        for key in "ann" {
            let typing = await time { await store.send(.picker(.edited(.insert(String(key))))) }
            slowest = max(slowest, typing)
        }
        await store.send(.picker(.closed))
        return [
            measure("picker of \(name): opens", "ms", opening / .milliseconds(1)),
            measure("picker of \(name): slowest key", "ms", slowest / .milliseconds(1)),
        ]
    }

    private static func measure(_ name: String, _ unit: String, _ value: Double) -> Measure {
        Measure(kind, name, unit, [("console", value)])
    }

    private static func time(_ work: () async -> Void) async -> Duration {
        let start = ContinuousClock.now
        await work()
        return ContinuousClock.now - start
    }

    private static func administrator(at address: String) async throws -> APIClient {
        let client = APIClient(
            server: try ServerAddress(address), transport: CurlTransport(), token: nil, policy: .readWrite)
        let password = Secret(SampleData.password)
        return client.with(token: try await client.login(user: SampleData.administratorEmail, password: password).token)
    }

    private static func share(_ dashboard: Dashboard, withEveryone client: APIClient) async throws {
        let service = DashboardsService(client, asAdministrator: true)
        guard let everyone = try await GroupsService(client).names().first(where: \.includesEveryone) else { return }
        let list = try await service.shares(of: dashboard.id)
        let wanted = list.adding(Share(.group, id: everyone.id, rule: .view))
        let plan = try service.planSaveShares(
            wanted, base: list, of: dashboard, names: [:],
            impact: .notJudged("this is a measurement."), judge: nil)
        _ = try await client.perform(plan, .ofProgram([plan]))
    }

    /// The memory that this process holds now (proc(5), statm: the second number counts pages).
    private static func residentMegabytes() -> Double {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return Double(pages * Int(getpagesize())) / 1_048_576
    }
}
