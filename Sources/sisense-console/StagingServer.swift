import ConsoleState
import LocalServer
import SisenseClient

/// The second server of the demo, to compare the first one with: the same company, set up a little differently. It is
/// started by the first who asks.
actor StagingServer {
    static let server = OtherServer(name: "staging", kind: "DEMO", address: "a second server of the demo")

    private let configuration: ServerConfiguration
    private let observe: @Sendable (RequestTrace) -> Void
    private var running: LocalServer?

    init(_ configuration: ServerConfiguration, observe: @escaping @Sendable (RequestTrace) -> Void) {
        self.configuration = configuration
        self.observe = observe
    }

    /// A client of the second server, which is started when it is first asked for.
    func connect(_ name: String) async throws(APIError) -> APIClient {
        guard name == Self.server.name else { return try await Dependencies.noOthers(name) }
        do {
            return try await Self.client(try await server(), .comparison, observe)
        } catch let error as APIError {
            throw error
        } catch {
            throw APIError(.unreachable, message: "\(error)", request: "", server: name)
        }
    }

    private func server() async throws -> LocalServer {
        if let running { return running }
        let server = try await LocalServer.start(configuration)
        running = server
        try await Self.setUp(try await Self.client(server, .readWrite))
        return server
    }

    /// Stops the second server, if it was started.
    func stop() async {
        await running?.stop()
        running = nil
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
