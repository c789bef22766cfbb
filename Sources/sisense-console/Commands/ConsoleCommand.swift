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
    let options: ConsoleOptions
    let environment: [String: String]
    let traces = TraceLog()
    let plans = PlanLog()
    /// Messages for the user about things that happen beside the store.
    let notices = Broadcast<Message>()
    /// Nil without `--log`.
    private let log: SessionLog?

    /// - Throws: `PrivateFileError` when the file of `--log` cannot be written.
    init(_ options: ConsoleOptions, environment: [String: String]) throws(PrivateFileError) {
        self.options = options
        self.environment = environment
        log = try SessionLog(options.log)
    }

    /// Takes the requests of this session.
    var observe: @Sendable (RequestTrace) -> Void {
        { [traces, log] trace in
            traces.add(trace)
            log?.add(trace)
        }
    }

    func run() async -> Int32 {
        Collation.choose(environment)
        LocalTime.choose(.current)
        let themes = Themes(
            folder: Connection.locations(environment: environment).config.url.appending(path: "themes"))
        // If the console shows them among its messages, they can be read again.
        themes.problems.forEach(reportError)
        guard let theme = themes.named(options.theme ?? "midnight") else {
            let names = themes.names.joined(separator: ", ")
            themes.problems.forEach(Output.error)
            Output.error("Unknown theme \"\(options.theme ?? "")\". The themes are: \(names).")
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
            let staging = StagingServer(workingConfiguration, observe: observe)
            let others = OtherConnections(
                environment: environment, timeout: options.arguments.timeout, observe: observe)
            let comparable = options.isDemo ? [StagingServer.server] : others.servers(except: opening.session.profile)
            let last = try await open(opening, themes, theme, others: comparable) {
                [isDemo = options.isDemo] name throws(APIError) in
                isDemo ? try await staging.connect(name) : try await others.connect(name)
            }
            // Nobody confirmed the settings that are pending confirmation, and nobody can any more.
            if let autoRevert = last.autoRevert { Output.error(await autoRevert.end(last.session.client)) }
            await local?.stop()
            await staging.stop()
            if options.isDemo {
                try? FileManager.default.removeItem(at: opening.audit.file)
                RevertJournal(beside: opening.audit.file).removeAll()
                try? FileManager.default.removeItem(at: opening.audit.file.appendingPathExtension("calls"))
            }
            return ExitStatus.ok
        } catch {
            return Failure.report(error)
        }
    }

    /// The memory of the arrangement of columns; none for the demo.
    private var columns: ColumnMemory? {
        let folder = Connection.locations(environment: environment).state.url
        return options.isDemo ? nil : ColumnMemory(file: folder.appending(path: "columns.json"))
    }

    /// The file for reports of crashes, and their heading.
    private var faultReport: (file: String, heading: String)? {
        let folder = Connection.locations(environment: environment).state.url
        guard (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)) != nil else {
            return nil
        }
        return (folder.appending(path: "faults.log").path(percentEncoded: false), "sisense-console \(Usage.version)")
    }

    /// Runs the console in the terminal until a person leaves it. Returns what it knew then.
    private func open(
        _ opening: Opening, _ themes: Themes, _ theme: Theme, others: [OtherServer] = [],
        connect: @escaping Dependencies.Connect = Dependencies.noOthers
    ) async throws -> ConsoleState {
        var screenOptions = CursesScreen.Options()
        screenOptions.theme = theme
        screenOptions.faultNote = "sisense-console crashed. The terminal has been restored.\r\n"
        screenOptions.faultReport = faultReport
        let screen = try CursesScreen(screenOptions)
        let appearance = Appearance(themes: themes.choices, theme: theme.name, usesMouse: options.usesMouse)
        var state = ConsoleState(
            session: opening.session, appearance: appearance, at: options.pane ?? opening.pane ?? .home)
        state.others = others
        state.autoRefresh = AutoRefreshState(every: AutoRefreshState.usualInterval)
        columns?.apply(to: &state.lists)
        let environment = Dependencies(
            client: state.session.client, signIn: opening.signIn, traces: traces,
            audit: opening.audit, reverts: RevertJournal(beside: opening.audit.file), plans: plans,
            calls: opening.calls, columns: columns, visits: opening.visits, notices: notices,
            edit: editing(on: screen, opening.connection),
            connect: connect,
            copy: copying(on: screen),
            storeToken: { token in opening.connection?.store(token) ?? .notKept },
            saveToken: { [profile = opening.session.profile, environment = self.environment] token in
                Connection.save(token, profile: profile, environment: environment)
            },
            tokenKeepers: opening.connection?.tokenKeepers ?? [])
        let store = ConsoleStore(
            state, on: ScreenActor.sharedUnownedExecutor, observer: log?.add,
            reducer: ConsoleReducer(environment).reduce)
        let control = TerminalControl(
            painted: screen.painted, flushInput: screen.flushInput, suspend: screen.suspend, redraw: screen.redraw,
            useTheme: { name in themes.named(name).map { screen.theme = $0 } }, useMouse: screen.setMouse,
            holdEndings: screen.holdEndings, noteSuspension: { screen.suspensionNote = $0 })
        let glyphs = options.isASCII ? Glyphs.ascii : screen.glyphs
        if !options.isASCII, let problem = screen.characterSet.problem {
            notices.send(Message(.warning, problem))
        }
        let console = Console(store: store, screen: screen, events: screen.events, control: control, glyphs: glyphs)
        // Loading it takes as long as all else at the start, so the first screen does not wait for it. Without it there
        // is nothing to show.
        let hasLibrary = Task.detached {
            if CurlLibrary.shared != nil { return true }
            await store.send(.quitConfirmed)
            return false
        }
        let hasEndedRun = await console.run()
        screen.close()
        guard await hasLibrary.value else { throw TransportError(.libraryMissing, server: "") }
        let last = await store.state
        if hasEndedRun, let run = last.writes.results.last {
            Output.error("Ended: \(run.title): \(run.results.summary). The audit log lists each.")
        }
        return last
    }

    /// Copies go to the terminal or to tmux, and else into a file beside the other things the console keeps.
    private func copying(on screen: CursesScreen) -> @Sendable (String) async -> CopyOutcome {
        let folder = Connection.locations(environment: environment).state.url
        let copying = Copying(
            route: screen.clipboardRoute, environment: environment, file: folder.appending(path: "copied.txt"),
            send: { await screen.sendToClipboard($0) })
        return { await copying.copy($0) }
    }

    /// The person's own editor, on the terminal that the screen gives up meanwhile.
    private func editing(on screen: CursesScreen, _ connection: Connection?) -> TextEditing {
        let editor = TextEditor(environment: environment, secretVariable: connection?.tokenVariable)
        return { text in await screen.release { await editor.edit(text) } }
    }
}
