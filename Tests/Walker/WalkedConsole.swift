import ConsoleState
import ConsoleUI
import Foundation
import LocalServer
import SisenseClient
import Synchronization
import TerminalKit

/// The console on a demo server of its own, that can be continued from any state it was in.
final class WalkedConsole {
    static let sizes = [Size(120, 40), Size(80, 24), Size(60, 15)]
    /// After which a console that is still at work is taken for one that never rests.
    private static let patience = Duration.seconds(30)

    private let servers: [LocalServer]
    private let gate: ChangeGate
    private let environment: Dependencies
    private let first: ConsoleState
    /// The other server of the session, as it is left whenever the console comes back from there.
    private let neighbour: ConsoleState

    /// - Parameter sendsChanges: Whether the server gets to see changes; else they are refused and counted.
    init(sendsChanges: Bool) async throws {
        var configuration = ServerConfiguration()
        configuration.passwordRounds = 1
        let server = try await LocalServer.start(configuration)
        let other = try await LocalServer.start(configuration)
        servers = [server, other]
        gate = ChangeGate(transport: CurlTransport(), isOpen: sendsChanges)
        let traces = TraceLog()
        let plans = PlanLog()
        let file = FileManager.default.temporaryDirectory.appending(path: "walker-\(UUID()).jsonl")
        let audit = AuditLog(file: file, profile: "demo") { Report.fault("the audit log says \($0)") }
        let client = APIClient(
            server: try ServerAddress(server.address), transport: gate, token: nil, policy: .readWrite,
            observe: traces.add, audit: audit, rehearsed: plans.add)
        let staging = APIClient(
            server: try ServerAddress(other.address), transport: gate, token: nil,
            policy: .readOnly(reason: "it is only compared with"))
        let password = Secret(SampleData.password)
        environment = Dependencies(
            client: client, signIn: .password(user: SampleData.administratorEmail, password: password), traces: traces,
            audit: audit, plans: plans, calls: SavedCalls(file: file.appendingPathExtension("calls")),
            edit: { .success($0) },
            connect: { name throws(APIError) in
                guard name == "staging" else { return try await Dependencies.noOthers(name) }
                let login = try await staging.login(user: SampleData.administratorEmail, password: password)
                return staging.with(token: login.token)
            },
            // Messages stay, and settings on trial are not put back, as long as somebody looks.
            sleep: { duration in if duration >= .seconds(1) { await Self.forever() } })
        var state = ConsoleState(session: SessionState(profile: "demo", purpose: .demo, client: client))
        state.others = [OtherServer(name: "staging", address: other.address)]
        first = state
        neighbour = ConsoleState(session: SessionState(profile: "staging", purpose: .kind(.staging), client: staging))
    }

    /// The state of the first screen.
    func start() async -> ConsoleState {
        let console = Branch(first, environment, besides: neighbour)
        await console.store.send(.started)
        // Another server is open too, and was on the screen before.
        await console.goThereAndBack()
        return await console.rest(patience: Self.patience)
    }

    /// Where gestures have led, and what was wrong on the way.
    struct Steps {
        let state: ConsoleState
        let problems: [String]
    }

    /// What becomes of a state by gestures, and what is wrong with the screens that shows.
    ///
    /// The keys are pressed at the first size, since how far a page goes depends on it, and ways have to lead to the same
    /// place again. The screens are drawn at all sizes.
    func run(_ gestures: [Gesture], from state: ConsoleState) async -> Steps {
        let console = Branch(state, environment, besides: neighbour)
        var state = state
        var problems: [String] = []
        for gesture in gestures {
            await console.store.send(gesture.events) { state, event in
                KeyResolver.actions(for: event, in: state, layout: ConsoleLayout(Self.sizes[0], showing: state))
            }
            state = await console.rest(patience: Self.patience)
            problems += Self.sizes.flatMap { ScreenCheck.problems(of: state, at: $0) } + PlainCheck.problems(of: state)
        }
        if console.wasStopped { problems.append("the console never came to rest") }
        return Steps(state: state, problems: problems)
    }

    /// Changes that reached the server or were refused.
    var changes: Int { gate.count }

    func close() async {
        for server in servers { await server.stop() }
    }

    private static func forever() async {
        let (stream, _) = AsyncStream.makeStream(of: Void.self)
        for await _ in stream {}
    }
}

/// One way a console goes on.
private final class Branch {
    let store: ConsoleStore
    private let neighbour: ConsoleState
    private(set) var wasStopped = false

    init(_ state: ConsoleState, _ environment: Dependencies, besides neighbour: ConsoleState) {
        store = ConsoleStore(state, reducer: ConsoleReducer(environment).reduce)
        self.neighbour = neighbour
    }

    /// Goes to the other server and comes back, as whoever shows servers has a store do.
    func goThereAndBack() async {
        await store.send(.servers(.left))
        let state = await store.state
        let visit = ServerVisit(state.session.profile)
        await store.send(.servers(.entered(ServerArrival(visit, leaving: neighbour, others: state.others))))
    }

    /// Waits for what was started, and counts a preview as seen once nothing else can come before it.
    func rest(patience: Duration) async -> ConsoleState {
        let store = store
        let watch = Task {
            guard (try? await Task.sleep(for: patience)) != nil else { return false }
            await store.cancelAll()
            return true
        }
        await store.idle(except: ConsoleWork.waiting)
        if await store.state.servers.wanted != nil {
            await goThereAndBack()
            await store.idle(except: ConsoleWork.waiting)
        }
        watch.cancel()
        if await watch.value { wasStopped = true }
        let state = await store.state
        if state.isPreviewOnTop, state.writes.confirmation?.isShown == false {
            await store.send(.write(.shown))
        }
        return await store.state
    }
}

/// Counts the changes on their way to a server, and lets them through or not. Signing in is none.
private final class ChangeGate: HTTPTransport {
    private let transport: any HTTPTransport
    private let isOpen: Bool
    private let changes = Mutex(0)

    init(transport: any HTTPTransport, isOpen: Bool) {
        self.transport = transport
        self.isOpen = isOpen
    }

    var count: Int { changes.withLock { $0 } }

    func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
        guard isChange, !request.url.path().hasSuffix("/authentication/login") else {
            return try await transport.send(request, isChange: isChange)
        }
        changes.withLock { $0 += 1 }
        guard isOpen else { throw TransportError(.refused, server: request.url.host() ?? "") }
        return try await transport.send(request, isChange: isChange)
    }
}
