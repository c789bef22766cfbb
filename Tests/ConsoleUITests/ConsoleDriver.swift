import ConsoleState
import Foundation
import LocalServer
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

/// The console on a local server of its own, whose data and clock are always the same.
final class ConsoleDriver {
    private let server: LocalServer
    private let console: HeadlessConsole
    /// The store behind the screen.
    let store: ConsoleStore
    private let audit: AuditLog
    private let other: LocalServer?

    /// The sample company on a Tuesday morning, so that times on the screen are always the same.
    static let now = Date(timeIntervalSince1970: 1_779_181_200)
    /// What the screen shows as the address, whatever port the local server got.
    static let address = "https://bi.acme.example"

    /// Opens the console and waits for the first list. `prepare` may change the server before. With `other` there is a
    /// second server, the profile `staging`, which that may change. `wire` may put something between console and server.
    /// With `version` the server answers as that one.
    static func open(
        _ size: Size, glyphs: Glyphs = .unicode, policy: WritePolicy = .readWrite, purpose: ServerPurpose? = .demo,
        asksReason: Bool = false,
        signIn: SignIn = .password(user: SampleData.administratorEmail, password: Secret(SampleData.password)),
        edit: TextEditing? = nil, reverts: RevertJournal? = nil, snapshots: SnapshotFolder? = nil,
        over wire: (any HTTPTransport) -> any HTTPTransport = { $0 }, profiles: ProfileAccess? = nil,
        version: ServerVersion? = nil,
        prepare: (APIClient) async throws -> Void = { _ in },
        other: ((APIClient) async throws -> Void)? = nil
    ) async throws -> ConsoleDriver {
        var configuration = ServerConfiguration()
        configuration.now = { Self.now }
        configuration.passwordRounds = 1
        configuration.version = version
        let server = try await LocalServer.start(configuration)
        let transport = RenamedServer(address: Self.address, real: server.address, transport: wire(CurlTransport()))
        let traces = TraceLog()
        let plans = PlanLog { Self.now }
        let file = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID()).jsonl")
        let audit = AuditLog(file: file, profile: "acme-bi", now: { Self.now }) { Issue.record("\($0)") }
        let client = APIClient(
            server: try ServerAddress(Self.address), transport: transport, token: nil, policy: policy,
            observe: traces.add, audit: audit, rehearsed: plans.add)
        try await prepare(try await administrator(client.server, transport))
        let second = other == nil ? nil : try await LocalServer.start(configuration)
        var staging: APIClient?
        if let other, let second {
            let client = try await administrator(try ServerAddress(second.address), CurlTransport())
            try await other(client)
            staging = client
        }
        let session = SessionState(profile: "acme-bi", purpose: purpose, client: client, asksReason: asksReason)
        // Messages stay as long as a test looks at them; a cursor that rests does so at once.
        let started = ContinuousClock.now
        let environment = Dependencies(
            client: client, signIn: signIn, now: { Self.now }, uptime: { started }, traces: traces, audit: audit,
            reverts: reverts,
            plans: plans,
            calls: SavedCalls(file: file.appendingPathExtension("calls")), snapshots: snapshots, edit: edit,
            connect: { [staging] name throws(APIError) in
                if name == "staging", let staging { return staging }
                return try await Dependencies.noOthers(name)
            }, profiles: profiles, sleep: { if $0 >= .seconds(1) { await Never.returns() } })
        let driver = ConsoleDriver(
            server: server, other: second, audit: audit, session: session, environment: environment, size: size,
            glyphs: glyphs)
        await driver.console.start()
        return driver
    }

    /// Opens the console, does something, and closes it.
    static func with(
        _ size: Size = Size(120, 40), prepare: (APIClient) async throws -> Void = { _ in },
        _ body: (ConsoleDriver) async throws -> Void
    ) async throws {
        let console = try await open(size, prepare: prepare)
        try await body(console)
        await console.close()
    }

    private static func administrator(
        _ server: ServerAddress, _ transport: any HTTPTransport
    ) async throws -> APIClient {
        let client = APIClient(server: server, transport: transport, token: nil, policy: .readWrite)
        let password = Secret(SampleData.password)
        return client.with(token: try await client.login(user: SampleData.administratorEmail, password: password).token)
    }

    private init(
        server: LocalServer, other: LocalServer?, audit: AuditLog, session: SessionState,
        environment: Dependencies, size: Size,
        glyphs: Glyphs
    ) {
        self.server = server
        self.audit = audit
        self.other = other
        var state = Self.state(session)
        if let profiles = environment.profiles?.list().profiles {
            state.others = profiles.map(OtherServer.init).filter { $0.name != session.profile }
        }
        store = ConsoleStore(state, reducer: ConsoleReducer(environment).reduce)
        console = HeadlessConsole(store: store, size: size, glyphs: glyphs)
    }

    private static func state(_ session: SessionState) -> ConsoleState {
        var state = ConsoleState(session: session)
        state.others = [OtherServer(name: "staging", purpose: .kind(.staging), address: "https://staging.acme.example")]
        return state
    }

    var state: ConsoleState {
        get async { await console.state }
    }

    func press(_ keys: String...) async {
        #expect(keys.allSatisfy { KeyStroke(parsing: $0) != nil }, "no key is called that: \(keys)")
        await console.press(keys)
    }

    func type(_ text: String) async { await console.type(text) }

    /// Hands the store what keys do not.
    func send(_ action: ConsoleAction) async { await console.take(action) }

    /// Presses the mouse or turns its wheel at a place of the screen.
    func mouse(_ action: MouseEvent.Action, _ point: Point) async {
        await console.send([.mouse(MouseEvent(action, at: point))])
    }

    func paste(_ text: String) async { await console.paste(text) }

    func buffer() async -> CellBuffer { await console.frame().buffer }

    /// Where the terminal's cursor stands; nil when it is hidden.
    func cursor() async -> Point? { await console.frame().cursor }

    var screen: String {
        get async { await buffer().text }
    }

    /// Where a text first stands on the screen, on a line below the one that holds another text.
    func place(of text: String, after heading: String = "") async -> Point? {
        let rows = await screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let first = heading.isEmpty ? 0 : (rows.firstIndex { $0.contains(heading) } ?? 0) + 1
        for (y, row) in rows.enumerated().dropFirst(first) {
            guard let range = row.range(of: text) else { continue }
            return Point(TextWidth.cells(of: String(row[..<range.lowerBound])), y)
        }
        return nil
    }

    /// Lets all changes that are recorded have been made at one time, so that a picture of them is always the same.
    func setAuditTimes(to date: Date) async throws {
        let text = try String(contentsOf: audit.file, encoding: .utf8)
        let time = "\"time\":\"\(Timestamp(date).description)\""
        try text.replacing(/"time": ?"[^"]*"/, with: time).write(to: audit.file, atomically: false, encoding: .utf8)
    }

    func close() async {
        await console.close()
        await server.stop()
        await other?.stop()
        try? FileManager.default.removeItem(at: audit.file)
        try? FileManager.default.removeItem(at: audit.file.appendingPathExtension("calls"))
    }
}

extension Never {
    /// Waits until the task is cancelled.
    static func returns() async {
        let (stream, _) = AsyncStream.makeStream(of: Void.self)
        for await _ in stream {}
    }
}
