import ConsoleState
import ConsoleUI
import Foundation
import Glibc
import LocalServer
import SisenseClient
import TerminalKit

/// Opens the console on a server, or on a local one of its own.
@ScreenActor
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
            var arguments = options.arguments
            if isFirstRun {
                let outcome = try await open(try setup(), themes, theme)
                guard let made = outcome.madeProfile else { return ExitStatus.ok }
                arguments.profile = made.description
            }
            let local = options.isDemo ? try await LocalServer.start(configuration) : nil
            let opening = if let local { try demo(on: local) } else { try await connection(arguments) }
            let staging = StagingServer(configuration, observe: traces.add)
            let others = OtherConnections(environment: environment, observe: traces.add)
            let comparable = options.isDemo ? [StagingServer.server] : others.servers(except: opening.session.profile)
            let last = try await open(opening, themes, theme, others: comparable) {
                [isDemo = options.isDemo] name throws(APIError) in
                isDemo ? try await staging.connect(name) : try await others.connect(name)
            }
            // Nobody kept the settings on trial, and nobody can any more.
            if let trial = last.trial { Output.error(await trial.end(last.session.client)) }
            await local?.stop()
            await staging.stop()
            if options.isDemo {
                try? FileManager.default.removeItem(at: opening.audit.file)
                try? FileManager.default.removeItem(at: opening.audit.file.appendingPathExtension("calls"))
            }
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
        /// Calls kept under a name.
        var calls: SavedCalls?
    }

    /// Where the arrangement of columns is kept. What is tried out in the demo does not belong there.
    private var columns: ColumnMemory? {
        let folder = Connection.locations(environment: environment).state.url
        return options.isDemo ? nil : ColumnMemory(file: folder.appending(path: "columns.json"))
    }

    /// Runs the console in the terminal until a person leaves it. Returns what it knew then.
    private func open(
        _ opening: Opening, _ themes: Themes, _ theme: Theme, others: [OtherServer] = [],
        connect: @escaping @Sendable (String) async throws(APIError) -> APIClient = { name throws(APIError) in
            throw APIError(.invalidCall, message: "There is no profile \(name).", request: "", server: "")
        }
    ) async throws -> ConsoleState {
        var screenOptions = CursesScreen.Options()
        screenOptions.theme = theme
        let screen = try CursesScreen(screenOptions)
        let appearance = Appearance(
            themes: themes.choices, theme: theme.name, usesMouse: options.usesMouse, timeZone: .current)
        var state = ConsoleState(session: opening.session, appearance: appearance)
        state.others = others
        columns?.apply(to: &state.lists)
        let environment = ConsoleEnvironment(
            client: state.session.client, signIn: opening.signIn, traces: traces, audit: opening.audit, plans: plans,
            calls: opening.calls, columns: columns, notices: notices.stream, edit: editing(on: screen),
            connect: connect,
            copy: { text in
                do throws(ClipboardError) {
                    try await screen.copy(text)
                    return nil
                } catch {
                    return error.description
                }
            },
            storeToken: { token in opening.connection?.store(token) ?? .notKept },
            tokenKeepers: opening.connection?.tokenKeepers ?? [])
        let store = Console.ConsoleStore(
            state, on: ScreenActor.sharedUnownedExecutor, reducer: ConsoleReducer(environment).reduce)
        let control = TerminalControl(
            flushInput: screen.flushInput, suspend: screen.suspend, redraw: screen.redraw,
            useTheme: { name in themes.named(name).map { screen.theme = $0 } }, useMouse: screen.setMouse,
            holdEndings: screen.holdEndings)
        let glyphs = options.isASCII ? Glyphs.ascii : Glyphs.matching()
        await Console(store: store, screen: screen, events: screen.events, control: control, glyphs: glyphs).run()
        screen.close()
        return await store.state
    }

    /// The person's own editor, on the terminal that the screen gives up meanwhile.
    private func editing(on screen: CursesScreen) -> TextEditing {
        let editor = TextEditor(environment: environment)
        return { text in await screen.release { await editor.edit(text) } }
    }

    // MARK: The first run

    /// Nobody has named a server in any way, and there is somebody to ask.
    private var isFirstRun: Bool {
        guard !options.isDemo, options.arguments.server == nil, options.arguments.profile == nil,
            ["SISENSE_URL", "SISENSE_PROFILE"].allSatisfy({ environment[$0, default: ""].isEmpty })
        else { return false }
        let listing = Connection.profiles(environment: environment).read()
        return listing.profiles.isEmpty && listing.problems.isEmpty && isatty(STDIN_FILENO) == 1
            && isatty(STDOUT_FILENO) == 1
    }

    private func setup() throws -> Opening {
        let environment = environment
        let setup = Setup(
            test: { profile throws(APIError) in
                var answers: [String] = []
                try await ProfileTrial(profile: profile, environment: environment).run { answers.append($0) }
                return answers
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
            server: try ServerAddress("https://server.invalid"), transport: Connection.transport(), token: nil,
            policy: .readOnly(reason: "there is no server yet"))
        let file = Connection.locations(environment: environment).state.url.appending(path: "audit.jsonl")
        return Opening(
            session: SessionState(profile: "", label: "", client: client), signIn: .setup(setup),
            audit: AuditLog(file: file, profile: "", complain: complain))
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
            signIn: .password(user: SampleData.administratorEmail, password: Secret(SampleData.password)), audit: audit,
            calls: SavedCalls(file: file.appendingPathExtension("calls")))
    }

    private func connection(_ arguments: ConnectionSettings.Arguments) async throws -> Opening {
        let connection: Connection
        do throws(UsageError) {
            connection = try Connection(arguments, environment: environment)
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
            signIn: connection.signIn, audit: audit, connection: connection,
            calls: SavedCalls(
                file: Connection.locations(environment: environment).config.url.appending(path: "calls.json")))
    }

    private var complain: @Sendable (String) -> Void {
        { [continuation = notices.continuation] in continuation.yield($0) }
    }
}
