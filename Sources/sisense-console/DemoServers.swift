import ConsoleState
import LocalServer
import SisenseClient

/// The two servers of the demo: a sample company, and the same one set up a little differently, to compare with and to
/// switch to. The second is started by the first who asks.
actor DemoServers {
    static let all = [
        OtherServer(name: "demo", purpose: .demo, address: "the first server of the demo"),
        OtherServer(name: "staging", purpose: .kind(.staging), address: "a second server of the demo"),
    ]

    nonisolated let first: LocalServer
    private let configuration: ServerConfiguration
    private var second: Task<LocalServer, any Error>?

    /// Starts the first one.
    /// - Parameter configuration: That of the second one.
    init(_ first: ServerConfiguration, second configuration: ServerConfiguration) async throws {
        self.configuration = configuration
        self.first = try await LocalServer.start(first)
    }

    /// The second server.
    func staging() async throws -> LocalServer {
        if let second { return try await second.value }
        let starting = Task { [configuration] in
            let server = try await LocalServer.start(configuration)
            try await Self.setUp(try await Self.client(server, .readWrite))
            return server
        }
        second = starting
        return try await starting.value
    }

    /// A client of either, which can only read.
    func connect(
        _ name: String, _ observe: @escaping @Sendable (RequestTrace) -> Void
    ) async throws(APIError) -> APIClient {
        guard Self.all.contains(where: { $0.name == name }) else { return try await Dependencies.noOthers(name) }
        do {
            let server = name == Self.all[0].name ? first : try await staging()
            return try await Self.client(server, .comparison, observe)
        } catch let error as APIError {
            throw error
        } catch {
            throw APIError(.unreachable, message: "\(error)", request: "", server: name)
        }
    }

    /// Stops those that were started.
    func stop() async {
        await first.stop()
        if let second { await (try? second.value)?.stop() }
        second = nil
    }

    private static func client(
        _ server: LocalServer, _ policy: WritePolicy, _ observe: @escaping @Sendable (RequestTrace) -> Void = { _ in }
    ) async throws -> APIClient {
        let client = APIClient(
            server: try ServerAddress(server.address), transport: Connection.transport(TransportSettings()), token: nil,
            policy: policy,
            observe: observe)
        let password = Secret(SampleData.password)
        return client.with(try await client.login(user: SampleData.administratorEmail, password: password))
    }

    /// Makes the differences to the first server.
    private static func setUp(_ client: APIClient) async throws {
        func perform(_ plan: RequestPlan) async throws { _ = try await client.perform(plan, .ofProgram([plan])) }
        for feature in try await FeaturesService(client).all() where ["mobile", "narration"].contains(feature.id) {
            try await perform(try await FeaturesService(client).planToggle(feature, active: true))
        }
        let settings = SystemSettingsService(client)
        let base = try await settings.read()
        let origins = base.allowedOrigins.filter { !$0.hasPrefix("http:") } + ["https://portal.acme.example"]
        let edited = base.setting(corsEnabled: true, allowedOrigins: origins)
        try await perform(try await settings.planSave(edited, base: base))
        try await perform(try GroupsService(client).planCreate(name: "Pilot users"))
        let lockout = try await SettingsService(client).read(.loginLockout)
        var stricter = lockout
        stricter["maxFailedAttempts"] = 3
        try await perform(
            try await SettingsService(client).planSave(.loginLockout, edited: stricter, base: lockout))
    }
}
