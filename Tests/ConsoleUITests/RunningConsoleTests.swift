import ConsoleState
import Foundation
import LocalServer
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

/// The loop between terminal and store, on a screen in memory.
@Suite("The running console", .timeLimit(.minutes(15)))
@ScreenActor
struct RunningConsoleTests {
    private let screen = BufferScreen(Size(80, 24))
    private let events = InputQueue()
    private let calls = Calls()

    /// What the console asked of the terminal, in order, and the text of the screen then.
    private final class Calls {
        var all: [(name: String, screen: String)] = []
    }

    private func run(_ body: (ConsoleStore) async throws -> Void) async throws {
        var configuration = ServerConfiguration()
        configuration.passwordRounds = 1
        let server = try await LocalServer.start(configuration)
        let address = try ServerAddress(server.address)
        let client = APIClient(server: address, transport: CurlTransport(), token: nil, policy: .readWrite)
        let signIn = SignIn.password(user: SampleData.administratorEmail, password: Secret(SampleData.password))
        let environment = Dependencies(client: client, signIn: signIn, sleep: { _ in await Never.returns() })
        let session = SessionState(profile: "demo", purpose: .demo, client: client)
        let store = ConsoleStore(
            ConsoleState(session: session), on: ScreenActor.sharedUnownedExecutor,
            reducer: ConsoleReducer(environment).reduce)
        func note(_ name: String) { calls.all.append((name, screen.text)) }
        let control = TerminalControl(
            flushInput: { note("flush") }, suspend: { note("suspend") }, redraw: { note("redraw") },
            useTheme: { note("theme \($0)") })
        let console = Console(
            sessions: ServerSessions(store, named: "demo"), screen: screen, events: events, control: control,
            glyphs: .unicode)
        let running = Task { _ = await console.run() }
        try await shows("Users 60")
        await store.idle(except: ConsoleWork.waiting)
        try await body(store)
        events.close()
        await running.value
        await server.stop()
    }

    private func shows(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await until({ screen.text.contains(text) }, sourceLocation: sourceLocation)
    }

    /// Returns when something holds. What has not come by the deadline never does: far beyond what it takes beside many
    /// other tests.
    private func until(
        _ holds: () async -> Bool, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let deadline = ContinuousClock.now + .seconds(180)
        while await !holds() {
            try #require(ContinuousClock.now < deadline, "\(screen.text)", sourceLocation: sourceLocation)
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    private func press(_ keys: String...) {
        events.add(keys.compactMap(KeyStroke.init(parsing:)).map(InputEvent.key))
    }

    @Test("Keys that waited together are all heard and cost one frame")
    func batch() async throws {
        try await run { store in
            // The frame of a key has all that came before it, so none of that is still to be painted.
            press("j")
            try await shows("2/60")
            let frames = screen.frames
            events.add(Array(repeating: .key(KeyStroke("j")), count: 30))
            try await shows("32/60")
            #expect(await store.state.list?.scroll.cursor == 31)
            #expect(screen.frames == frames + 1)
        }
    }

    @Test("What was typed before a preview is on the screen is thrown away then, and the preview takes keys after that")
    func preview() async throws {
        try await run { store in
            press("j", "t")
            try await shows("Deactivate")
            try await until { await store.state.writes.confirmation?.isShown == true }
            let flushes = calls.all.filter { $0.name == "flush" }
            #expect(flushes.count == 1)
            #expect(flushes.first?.screen.contains("Deactivate") == true)
            press("Esc")
            try await until { await store.state.writes.confirmation == nil }
        }
    }

    @Test("Ctrl-Z and Ctrl-L reach the terminal, and a frame follows though the state is the same")
    func terminal() async throws {
        try await run { _ in
            let frames = screen.frames
            press("Ctrl-Z", "Ctrl-L")
            try await until { screen.frames >= frames + 2 }
            #expect(calls.all.map(\.name).filter { !$0.hasPrefix("theme") } == ["suspend", "redraw"])
        }
    }

    @Test("A key ends the pause of what refreshes by itself, and so does the focus of the terminal")
    func attendance() async throws {
        try await run { store in
            await store.send(.autoRefresh(.intervalChosen(.seconds(30))))
            for _ in 0..<2 {
                await store.send(.autoRefresh(.idled))
                try await shows("paused")
                press("j")
                try await until { await !store.state.autoRefresh.isPaused }
            }
            events.add([.focus(false)])
            try await until { await store.state.autoRefresh.isPaused }
            events.add([.focus(true)])
            try await until { await !store.state.autoRefresh.isPaused }
            #expect(await store.state.autoRefresh.interval == .seconds(30))
            try await until { !screen.text.contains("paused") }
        }
    }

    @Test("Another size is drawn at once")
    func resize() async throws {
        try await run { _ in
            screen.size = Size(60, 15)
            events.add([.resize(Size(60, 15))])
            try await until { screen.buffer.size == Size(60, 15) }
            try await shows("Users 60")
            #expect(screen.text.split(separator: "\n", omittingEmptySubsequences: false).count == 15)
        }
    }

    @Test("It ends when the terminal is gone, and what was asked about is not sent")
    func hangUp() async throws {
        try await run { store in
            press("j", "t")
            try await until { await store.state.writes.confirmation?.isShown == true }
            events.add([.hangUp])
            try await until { await store.state.quit == .yes }
            let writes = await store.state.writes
            #expect(writes.sending == nil && writes.done.isEmpty)
        }
    }

    @Test("When the terminal goes while a run is sent, no more is sent, and what was sent is waited for")
    func hangUpDuringRun() async throws {
        try await run { store in
            press("j")
            events.add(Array(repeating: .key(KeyStroke(" ")), count: 40))
            press("x", "/")
            events.add("deactivate".map { .key(KeyStroke($0)) })
            press("Enter")
            try await until { await store.state.writes.confirmation?.isShown == true }
            press("Tab", "Enter")
            // Not before the first has left: else nothing is sent at all.
            try await until {
                let writes = await store.state.writes
                return !writes.results.isEmpty || (writes.sending?.results.doneCount ?? 0) > 0
            }
            events.add([.hangUp])
            try await until { await store.state.quit == .yes }
            try await until { await !store.state.writes.results.isEmpty }
            let results = try #require(await store.state.writes.results.last?.results)
            #expect(results.unknownCount == 0 && results.failedCount == 0)
            #expect(results.doneCount + results.unsentCount == results.plans.count)
        }
    }
}
