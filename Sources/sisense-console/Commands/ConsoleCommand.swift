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

    init(_ options: ConsoleOptions, environment: [String: String]) {
        self.options = options
        self.environment = environment
    }

    func run() async -> Int32 {
        let themes = Themes(
            folder: Connection.locations(environment: environment).config.url.appending(path: "themes"))
        for problem in themes.problems { Output.error(problem) }
        guard let theme = options.theme.map(themes.named) ?? .midnight else {
            let names = themes.all.map(\.name).joined(separator: ", ")
            Output.error("There is no theme \"\(options.theme ?? "")\". There are: \(names).")
            return ExitStatus.usage
        }
        do {
            let local = options.isDemo ? try await startServer() : nil
            let (session, signIn) = if let local { try demo(on: local) } else { try await connection() }
            var screenOptions = CursesScreen.Options()
            screenOptions.theme = theme
            let screen = try CursesScreen(screenOptions)
            let appearance = Appearance(themes: themes.choices, theme: theme.name)
            let state = ConsoleState(session: session, appearance: appearance)
            await open(on: screen, state: state, signIn: signIn, themes: themes)
            screen.close()
            await local?.stop()
            return ExitStatus.ok
        } catch let error as TerminalError {
            Output.error(error.description)
            return ExitStatus.usage
        } catch let error as UsageError {
            Output.error(error.description + " To look around, use --demo.")
            return ExitStatus.usage
        } catch let error as TokenError {
            Output.error("\(error.description) \(error.nextStep)")
            return ExitStatus.usage
        } catch {
            Output.error("\(error)")
            return ExitStatus.failed
        }
    }

    private func open(on screen: CursesScreen, state: ConsoleState, signIn: SignIn, themes: Themes) async {
        let environment = ConsoleEnvironment(
            client: state.session.client, signIn: signIn, traces: traces,
            copy: { text in
                await MainActor.run {
                    do throws(ClipboardError) {
                        try screen.copy(text)
                        return nil
                    } catch {
                        return error.description
                    }
                }
            })
        let store = Console.ConsoleStore(state, reducer: ConsoleReducer(environment).reduce)
        let control = TerminalControl(
            flushInput: screen.flushInput, suspend: screen.suspend, redraw: screen.redraw,
            useTheme: { name in themes.named(name).map { screen.theme = $0 } })
        let glyphs = options.isASCII ? Glyphs.ascii : Glyphs.matching()
        await Console(store: store, screen: screen, events: screen.events, control: control, glyphs: glyphs).run()
    }

    private func startServer() async throws -> LocalServer {
        var configuration = ServerConfiguration()
        // The demo's password is printed in the README: hashing it slowly would only delay the first screen.
        configuration.passwordRounds = 1
        if let users = options.users { configuration.sample = SampleSize(users: users) }
        return try await LocalServer.start(configuration)
    }

    private func demo(on local: LocalServer) throws -> (SessionState, SignIn) {
        let policy: WritePolicy =
            options.isDryRun
            ? .dryRun : options.arguments.isReadOnly ? .readOnly(reason: "--readonly says so") : .readWrite
        let client = APIClient(
            server: try ServerAddress(local.address), transport: Connection.transport(), token: nil, policy: policy,
            observe: traces.add)
        let signIn = SignIn.password(user: SampleData.administratorEmail, password: Secret(SampleData.password))
        return (SessionState(profile: "demo", label: "demo", client: client), signIn)
    }

    private func connection() async throws -> (SessionState, SignIn) {
        let connection = try Connection(options.arguments, environment: environment)
        let client = try await connection.client(
            policy: options.isDryRun ? .dryRun : connection.settings.policy, observe: traces.add)
        let label = connection.settings.profile?.kind?.rawValue ?? ""
        return (SessionState(profile: connection.settings.name, label: label, client: client), connection.signIn)
    }
}
