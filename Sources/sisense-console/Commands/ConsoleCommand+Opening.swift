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
        /// Nil for the demo.
        var connection: Connection?
        /// Calls kept under a name.
        var calls: SavedCalls?
        /// The pane that the profile begins with; nil for Home.
        var pane: PaneID?
        /// What was seen in earlier visits; nil for the demo.
        var visits: DigestFolder?
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
        let environment = environment
        let setup = Setup(
            test: { profile throws(APIError) in
                let steps = Mutex<[ConnectionTest.Passed]>([])
                try await ProfileTest(profile: profile, environment: environment).run { passed in
                    steps.withLock { $0.append(passed) }
                }
                return steps.withLock { $0 }
            },
            save: { profile in
                do throws(PrivateFileError) {
                    try Connection.profiles(environment: environment).save(profile)
                    return nil
                } catch {
                    return "\(error) \(error.nextStep)"
                }
            })
        // The address stands for none: a read-only client that nobody uses.
        let client = APIClient(
            server: try ServerAddress("https://server.invalid"), transport: Connection.transport(TransportSettings()),
            token: nil,
            policy: .readOnly(reason: "there is no server yet"))
        let file = Connection.locations(environment: environment).state.url.appending(path: "audit.jsonl")
        return Opening(
            session: SessionState(profile: "", label: "", client: client), signIn: .setup(setup),
            audit: AuditLog(file: file, profile: "", complain: reportError))
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

    /// A local server with a sample company.
    func demo(on local: LocalServer) throws -> Opening {
        let policy: WritePolicy =
            options.arguments.isReadOnly ? .readOnly(reason: "--readonly was given") : .readWrite
        // Changes tried out in the demo do not belong in the person's own record.
        let file = FileManager.default.temporaryDirectory.appending(path: "sisense-console-\(UUID()).jsonl")
        let audit = AuditLog(file: file, profile: "demo", complain: reportError)
        let client = APIClient(
            server: try ServerAddress(local.address), transport: Connection.transport(TransportSettings()), token: nil,
            policy: policy.dryRun(options.isDryRun), observe: observe, audit: audit, rehearsed: plans.add
        ).announcing(traces.begin)
        return Opening(
            session: SessionState(profile: "demo", label: "demo", client: client),
            signIn: .password(user: SampleData.administratorEmail, password: Secret(SampleData.password)), audit: audit,
            calls: SavedCalls(file: file.appendingPathExtension("calls")))
    }

    /// The server that was named.
    func connection(_ arguments: ConnectionSettings.Arguments) async throws -> Opening {
        let connection: Connection
        do throws(UsageError) {
            connection = try Connection(arguments, environment: environment)
        } catch {
            throw UsageError("\(error) To try the console without a server, use --demo.")
        }
        let audit = connection.audit(onError: reportError)
        let client = try await connection.client(
            policy: connection.settings.policy.dryRun(options.isDryRun), audit: audit, observe: observe,
            rehearsed: plans.add
        ).announcing(traces.begin)
        let label = connection.settings.kind?.rawValue ?? ""
        return Opening(
            session: SessionState(
                profile: connection.settings.name, label: label, client: client,
                asksReason: connection.settings.asksReason),
            signIn: connection.signIn, audit: audit, connection: connection,
            calls: SavedCalls(
                file: Connection.locations(environment: environment).config.url.appending(path: "calls.json")),
            pane: pane(of: connection.settings.profile),
            visits: DigestFolder(
                cache: Connection.locations(environment: environment).cache.url, name: connection.settings.name))
    }

    /// The pane that a profile begins with; nil for Home, also where it names none that there is, which is said.
    private func pane(of profile: Profile?) -> PaneID? {
        guard let profile, let name = profile.startPane else { return nil }
        if let pane = PaneID(rawValue: name), !pane.isBelow { return pane }
        reportError("The profile \(profile.name) begins with the pane \(name), and no pane has that name.")
        return nil
    }

    /// Shows an error in the console, once that is open.
    var reportError: @Sendable (String) -> Void {
        { [notices] in notices.send(Message(.error, $0)) }
    }
}
