import ConsoleState
import ConsoleUI
import Foundation
import LocalServer
import SisenseClient
import TerminalKit

/// Opens the console on a server, or on a local one of its own.
@MainActor
struct ConsoleCommand {
    private let options: ConsoleOptions
    private let environment: [String: String]
    private let traces = TraceLog()
    private let plans = PlanLog()
    /// What the person should be told of things that happen beside the store.
    private let notices = AsyncStream.makeStream(of: String.self)

    init(_ options: ConsoleOptions, environment: [String: String]) {
        self.options = options
        self.environment = environment
    }

    func run() async -> Int32 {
        let themes = Themes(
            folder: Connection.locations(environment: environment).config.url.appending(path: "themes"))
        for problem in themes.problems { Output.error(problem) }
        guard let theme = themes.named(options.theme ?? "midnight") else {
            let names = themes.names.joined(separator: ", ")
            Output.error("There is no theme \"\(options.theme ?? "")\". There are: \(names).")
            return ExitStatus.usage
        }
        do {
            let local = options.isDemo ? try await LocalServer.start(configuration) : nil
            let staging = StagingServer(configuration, observe: traces.add)
            let opening = if let local { try demo(on: local) } else { try await connection() }
            var screenOptions = CursesScreen.Options()
            screenOptions.theme = theme
            let screen = try CursesScreen(screenOptions)
            let appearance = Appearance(
                themes: themes.choices, theme: theme.name, usesMouse: options.usesMouse)
            var state = ConsoleState(session: opening.session, appearance: appearance)
            let others = OtherConnections(environment: environment, observe: traces.add)
            state.others = options.isDemo ? [StagingServer.server] : others.servers(except: opening.session.profile)
            let last = await open(opening, on: screen, state: state, themes: themes) {
                [isDemo = options.isDemo] name throws(APIError) in
                isDemo ? try await staging.connect(name) : try await others.connect(name)
            }
            screen.close()
            // Nobody kept the settings on trial, and nobody can any more.
            if let trial = last.trial { Output.error(await trial.end(last.session.client)) }
            await local?.stop()
            await staging.stop()
            if options.isDemo { try? FileManager.default.removeItem(at: opening.audit.file) }
            return ExitStatus.ok
        } catch {
            return Failure.report(error)
        }
    }

    /// What the console starts with.
    private struct Opening {
        let session: SessionState
        let signIn: SignIn
        let audit: AuditLog
        /// Nil for the demo.
        var connection: Connection?
    }

    private func open(
        _ opening: Opening, on screen: CursesScreen, state: ConsoleState, themes: Themes,
        connect: @escaping @Sendable (String) async throws(APIError) -> APIClient
    ) async -> ConsoleState {
        let environment = ConsoleEnvironment(
            client: state.session.client, signIn: opening.signIn, traces: traces, audit: opening.audit, plans: plans,
            notices: notices.stream, connect: connect,
            copy: { text in
                await MainActor.run {
                    do throws(ClipboardError) {
                        try screen.copy(text)
                        return nil
                    } catch {
                        return error.description
                    }
                }
            },
            storeToken: { token in opening.connection?.store(token) ?? .notKept },
            tokenKeepers: opening.connection?.tokenKeepers ?? [])
        let store = Console.ConsoleStore(state, reducer: ConsoleReducer(environment).reduce)
        let control = TerminalControl(
            flushInput: screen.flushInput, suspend: screen.suspend, redraw: screen.redraw,
            useTheme: { name in themes.named(name).map { screen.theme = $0 } }, useMouse: screen.setMouse,
            holdEndings: screen.holdEndings)
        let glyphs = options.isASCII ? Glyphs.ascii : Glyphs.matching()
        await Console(store: store, screen: screen, events: screen.events, control: control, glyphs: glyphs).run()
        return await store.state
    }

    /// That of the demo's servers.
    private var configuration: ServerConfiguration {
        var configuration = ServerConfiguration()
        // The demo's password is printed in the README: hashing it slowly would only delay the first screen.
        configuration.passwordRounds = 1
        if let users = options.users { configuration.sample = SampleSize(users: users) }
        return configuration
    }

    private func demo(on local: LocalServer) throws -> Opening {
        let policy: WritePolicy =
            options.arguments.isReadOnly ? .readOnly(reason: "--readonly says so") : .readWrite
        // What is tried out in the demo does not belong in the person's own record.
        let file = FileManager.default.temporaryDirectory.appending(path: "sisense-console-\(UUID()).jsonl")
        let audit = AuditLog(file: file, profile: "demo", complain: complain)
        let client = APIClient(
            server: try ServerAddress(local.address), transport: Connection.transport(), token: nil,
            policy: policy.dryRun(options.isDryRun), observe: traces.add, audit: audit.add, rehearsed: plans.add)
        return Opening(
            session: SessionState(profile: "demo", label: "demo", client: client),
            signIn: .password(user: SampleData.administratorEmail, password: Secret(SampleData.password)), audit: audit)
    }

    private func connection() async throws -> Opening {
        let connection: Connection
        do throws(UsageError) {
            connection = try Connection(options.arguments, environment: environment)
        } catch {
            throw UsageError("\(error) To look around, use --demo.")
        }
        let audit = connection.audit(complain: complain)
        let client = try await connection.client(
            policy: connection.settings.policy.dryRun(options.isDryRun), audit: audit, observe: traces.add,
            rehearsed: plans.add)
        let label = connection.settings.profile?.kind?.rawValue ?? ""
        return Opening(
            session: SessionState(
                profile: connection.settings.name, label: label, client: client,
                asksReason: connection.settings.profile?.asksReason ?? false),
            signIn: connection.signIn, audit: audit, connection: connection)
    }

    private var complain: @Sendable (String) -> Void {
        { [continuation = notices.continuation] in continuation.yield($0) }
    }
}
