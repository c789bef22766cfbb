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

    init(_ options: ConsoleOptions) {
        self.options = options
    }

    func run() async -> Int32 {
        guard let theme = options.theme.map(Theme.named) ?? .midnight else {
            let names = Theme.builtIn.map(\.name).joined(separator: ", ")
            Output.error("There is no theme \"\(options.theme ?? "")\". There are: \(names).")
            return ExitStatus.usage
        }
        do {
            var local: LocalServer?
            if options.isDemo {
                var configuration = ServerConfiguration()
                if let users = options.users { configuration.sample = SampleSize(users: users) }
                local = try await LocalServer.start(configuration)
            }
            var screenOptions = CursesScreen.Options()
            screenOptions.theme = theme
            let screen = try CursesScreen(screenOptions)
            await open(on: screen, session: try session(local: local), signIn: signIn)
            screen.close()
            await local?.stop()
            return ExitStatus.ok
        } catch let error as TerminalError {
            Output.error(error.description)
            return ExitStatus.usage
        } catch {
            Output.error("\(error)")
            return ExitStatus.failed
        }
    }

    private func open(on screen: CursesScreen, session: SessionState, signIn: SignIn) async {
        let environment = ConsoleEnvironment(client: session.client, signIn: signIn)
        let store = Console.ConsoleStore(ConsoleState(session: session), reducer: ConsoleReducer(environment).reduce)
        let control = TerminalControl(
            flushInput: screen.flushInput, suspend: screen.suspend, redraw: screen.redraw)
        let glyphs = options.isASCII ? Glyphs.ascii : Glyphs.matching()
        await Console(store: store, screen: screen, events: screen.events, control: control, glyphs: glyphs).run()
    }

    private func session(local: LocalServer?) throws -> SessionState {
        let policy = options.isDryRun ? WritePolicy.dryRun : options.connection.policy
        if let local {
            let server = try ServerAddress(local.address)
            let client = APIClient(server: server, transport: URLSessionTransport(), token: nil, policy: policy)
            return SessionState(profile: "demo", label: "demo", client: client)
        }
        guard let server = options.connection.server else { throw UsageError("Which server? Give --server URL.") }
        let client = options.connection.client(for: server, policy: policy)
        return SessionState(profile: server.host, label: "", client: client)
    }

    private var signIn: SignIn {
        if options.isDemo {
            return .password(user: SampleData.administratorEmail, password: Secret(SampleData.password))
        }
        if options.connection.token != nil { return .token }
        guard let user = options.connection.user, let password = options.connection.password else { return .ask }
        return .password(user: user, password: password)
    }
}
