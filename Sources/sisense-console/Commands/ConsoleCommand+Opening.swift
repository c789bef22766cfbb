import ConsoleState
import Foundation
import Glibc
import LocalServer
import SisenseClient
import Synchronization

/// The ways to open the console: on the demo, on a server, or on none yet.
extension ConsoleCommand {
    /// The parts that the console starts with.
    struct Opening {
        let session: SessionState
        let signIn: SignIn
        let audit: AuditLog
        let wiring: Wiring
        /// The other servers to work on.
        var others: [OtherServer] = []
        /// The way to those it can be compared with.
        var connect: Dependencies.Connect = Dependencies.noOthers
        /// Nil for the demo.
        var connection: Connection?
        /// Calls kept under a name.
        var calls: SavedCalls?
        /// The pane that the profile begins with; nil for Home.
        var pane: PaneID?
        /// What was seen in earlier visits; nil for the demo.
        var visits: DigestFolder?
        /// Snapshots that were kept of the server; those of the demo go with it.
        var snapshots: SnapshotFolder?
    }

    /// True when no server is configured in any way, and there is a user to ask for one.
    var isFirstRun: Bool {
        guard !options.isDemo, options.arguments.server == nil, options.arguments.profile == nil,
            ["SISENSE_URL", "SISENSE_PROFILE"].allSatisfy({ environment[$0, default: ""].isEmpty })
        else { return false }
        let listing = Connection.profiles(environment: environment).read()
        return listing.profiles.isEmpty && listing.problems.isEmpty && isatty(STDIN_FILENO) == 1
            && isatty(STDOUT_FILENO) == 1
    }

    /// Asks for a server.
    func setup() throws -> Opening {
        let wiring = Wiring(log: log)
        // The address stands for none: a read-only client that nobody uses.
        let client = APIClient(
            server: try ServerAddress("https://server.invalid"), transport: Connection.transport(TransportSettings()),
            token: nil,
            policy: .readOnly(reason: "there is no server yet"))
        let file = Connection.locations(environment: environment).audit
        return Opening(
            session: SessionState(profile: "", client: client),
            signIn: .setup(Connection.profileAccess(environment: environment)),
            audit: AuditLog(file: file, profile: "", onError: wiring.reportError), wiring: wiring)
    }

    /// That of the server of the demo.
    var configuration: ServerConfiguration {
        var configuration = workingConfiguration
        options.rehearsal.apply(to: &configuration)
        return configuration
    }

    /// That of the second server of the demo, which is always the newest and works.
    var workingConfiguration: ServerConfiguration {
        var configuration = ServerConfiguration()
        // The demo's password is no secret: hashing it slowly would only delay the first screen.
        configuration.passwordRounds = 1
        if let users = options.users { configuration.sample = .company(of: users) }
        return configuration
    }

    /// The first server of the demo, with a sample company.
    func demo(on servers: DemoServers, _ wiring: Wiring) throws -> Opening {
        // Changes tried out in the demo do not belong in the person's own record.
        let file = FileManager.default.temporaryDirectory.appending(path: "sisense-console-\(UUID()).jsonl")
        return try demo(DemoServers.all[0], on: servers.first, of: servers, file, wiring)
    }

    /// The second server of the demo, which shares the record of changes with the first.
    func staging(on servers: DemoServers, _ file: URL, _ wiring: Wiring) async throws -> Opening {
        try demo(DemoServers.all[1], on: try await servers.staging(), of: servers, file, wiring)
    }

    private func demo(
        _ server: OtherServer, on local: LocalServer, of servers: DemoServers, _ file: URL, _ wiring: Wiring
    ) throws -> Opening {
        let policy: WritePolicy =
            options.arguments.isReadOnly ? .readOnly(reason: "--readonly was given") : .readWrite
        let audit = AuditLog(file: file, profile: server.name, onError: wiring.reportError)
        let client = APIClient(
            server: try ServerAddress(local.address), transport: Connection.transport(TransportSettings()), token: nil,
            policy: policy.dryRun(options.isDryRun), observe: wiring.observe, audit: audit,
            rehearsed: wiring.plans.add
        ).announcing(wiring.traces.begin)
        return Opening(
            session: SessionState(profile: server.name, purpose: server.purpose, client: client),
            signIn: .password(user: SampleData.administratorEmail, password: Secret(SampleData.password)), audit: audit,
            wiring: wiring, others: DemoServers.all.filter { $0.name != server.name },
            connect: { name throws(APIError) in try await servers.connect(name, wiring.observe) },
            calls: SavedCalls(file: file.appendingPathExtension("calls")),
            snapshots: SnapshotFolder(state: Self.demoState(file), name: server.name, endsWithConsole: true))
    }

    /// The folder of what the demo keeps until it ends.
    /// - Parameter audit: The record of its changes.
    static func demoState(_ audit: URL) -> URL { audit.deletingPathExtension() }

    /// The server that was named, with its token where that is read before there is a screen: a command may ask for
    /// something on the terminal.
    func connection(_ arguments: ConnectionSettings.Arguments, _ wiring: Wiring) async throws -> Opening {
        let connection: Connection
        do throws(UsageError) {
            connection = try Connection(arguments, environment: environment)
        } catch {
            throw UsageError("\(error) To try the console without a server, use --demo.")
        }
        return opening(of: connection, try await connection.token(), wiring)
    }

    /// Another server of the session, whose token is read once it is on the screen.
    func other(_ arguments: ConnectionSettings.Arguments, _ wiring: Wiring) throws(UsageError) -> Opening {
        opening(of: try Connection(arguments, environment: environment), nil, wiring)
    }

    private func opening(of connection: Connection, _ token: Secret?, _ wiring: Wiring) -> Opening {
        let (settings, locations) = (connection.settings, Connection.locations(environment: environment))
        let audit = connection.audit(onError: wiring.reportError)
        let client = connection.client(
            token, policy: settings.policy.dryRun(options.isDryRun), audit: audit, observe: wiring.observe,
            rehearsed: wiring.plans.add
        ).announcing(wiring.traces.begin)
        if let warning = settings.server.value.privacyWarning, settings.kind == .production {
            wiring.notices.send(Message(.warning, "\(settings.name) is of kind prod. \(warning)"))
        }
        let others = OtherConnections(
            environment: environment, timeout: options.arguments.timeout, observe: wiring.observe)
        return Opening(
            session: SessionState(
                profile: settings.name, purpose: settings.kind.map(ServerPurpose.kind), client: client,
                asksReason: settings.asksReason),
            signIn: connection.signIn, audit: audit, wiring: wiring,
            others: OtherConnections.servers(except: settings.name, environment: environment),
            connect: { name throws(APIError) in try await others.connect(name) }, connection: connection,
            calls: SavedCalls(file: locations.calls),
            pane: pane(of: settings.profile, wiring),
            visits: DigestFolder(cache: locations.cache.url, name: settings.name),
            snapshots: SnapshotFolder(
                state: locations.state.url, name: settings.name,
                isTakenAtStart: settings.profile?.keepsSnapshots ?? false))
    }

    /// The pane that a profile begins with; nil for Home, also where it names none that there is, which is said.
    private func pane(of profile: Profile?, _ wiring: Wiring) -> PaneID? {
        guard let profile, let name = profile.startPane else { return nil }
        if let pane = PaneID(rawValue: name), !pane.isBelow { return pane }
        wiring.reportError("The profile \(profile.name) begins with the pane \(name), and no pane has that name.")
        return nil
    }
}
