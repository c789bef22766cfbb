import ConsoleState
import ConsoleUI
import Foundation
import LocalServer
import SisenseClient
import TerminalKit

/// Opens the console on a server, or on a local one of its own.
@ScreenActor
struct ConsoleCommand {
    let options: ConsoleOptions
    let environment: [String: String]
    /// The file of `--log`; nil without one.
    let log: SessionLog?
    let themes: Themes
    /// What the configuration file says, and what counts.
    let settings: ConsoleSettings
    /// True for the dialogue in lines.
    let isPlain: Bool

    /// - Throws: `PrivateFileError` when the file of `--log` cannot be written.
    init(_ options: ConsoleOptions, environment: [String: String]) throws(PrivateFileError) {
        self.options = options
        self.environment = environment
        settings = ConsoleSettings(
            ConfigurationFile.read(environment: environment), options: options, environment: environment)
        log = try SessionLog(settings.logFile)
        isPlain = options.isPlain || Self.asksForDialogue(environment)
        themes = Themes(environment: environment)
    }

    func run() async -> ExitStatus {
        Collation.choose(environment)
        LocalTime.choose(settings.timeZone.value)
        LocalTime.choose(settings.times.value)
        settings.configuration.table.map(CommandTable.choose)
        guard let theme = themes.named(settings.theme.value) else {
            let names = themes.names.joined(separator: ", ")
            themes.problems.forEach(Output.error)
            Output.error("Unknown theme \"\(settings.theme.value)\". The themes are: \(names).")
            return ExitStatus.usage
        }
        do {
            var arguments = options.arguments
            if isFirstRun {
                let screen = try front(theme)
                let made = try await open(try setup(), on: screen, theme).first?.madeProfile
                guard let made else { return ExitStatus.done }
                arguments.profile = made.description
            }
            guard options.isDemo else {
                let opening = try await connection(arguments, Wiring(log: log))
                let screen = try front(theme)
                let last = try await open(opening, on: screen, theme, directory: profiles(on: screen, theme))
                await endPendingReverts(last)
                return ExitStatus.done
            }
            let demo = try await DemoServers(configuration, second: workingConfiguration)
            let opening = try self.demo(on: demo, Wiring(log: log))
            let screen = try front(theme)
            let last = try await open(
                opening, on: screen, theme, directory: demoServers(demo, opening.audit, on: screen, theme))
            await endPendingReverts(last)
            await demo.stop()
            try? FileManager.default.removeItem(at: opening.audit.file)
            RevertJournal(beside: opening.audit.file).removeAll()
            try? FileManager.default.removeItem(at: opening.audit.file.appendingPathExtension("calls"))
            try? FileManager.default.removeItem(at: Self.demoState(opening.audit.file))
            return ExitStatus.done
        } catch {
            return Failure.report(error)
        }
    }

    /// Nobody confirmed the settings that are pending confirmation on any server, and nobody can any more.
    private func endPendingReverts(_ states: [ConsoleState]) async {
        for state in states {
            if let autoRevert = state.autoRevert { Output.error(await autoRevert.end(state.session.client)) }
        }
    }

    // MARK: The servers of the session

    /// The servers that have a profile.
    private func profiles(on front: Front, _ theme: Theme) -> ServerSessions.Directory {
        let environment = environment
        return ServerSessions.Directory(
            others: { OtherConnections.servers(except: $0, environment: environment) },
            open: { [self] visit throws(ServerOpeningError) in
                var arguments = ConnectionSettings.Arguments(
                    profile: visit.name, isReadOnly: options.arguments.isReadOnly || visit.isReadOnly)
                arguments.timeout = options.arguments.timeout
                do throws(UsageError) {
                    return await store(try await other(arguments, Wiring(log: log)), on: front, theme)
                } catch {
                    throw ServerOpeningError("\(error)")
                }
            })
    }

    private func demoServers(
        _ demo: DemoServers, _ audit: AuditLog, on front: Front, _ theme: Theme
    ) -> ServerSessions.Directory {
        ServerSessions.Directory(
            others: { name in DemoServers.all.filter { $0.name != name } },
            open: { [self] visit throws(ServerOpeningError) in
                do {
                    let opening = try await staging(on: demo, audit.file, Wiring(log: log))
                    return await store(opening, on: front, theme)
                } catch {
                    throw ServerOpeningError("\(visit.name) could not be started: \(error)")
                }
            })
    }

    /// The store of a server.
    private func store(_ opening: Opening, on front: Front, _ theme: Theme) -> ConsoleStore {
        let appearance = Appearance(themes: themes.choices, theme: theme.name, usesMouse: settings.usesMouse.value)
        var state = ConsoleState(
            session: opening.session, appearance: appearance, at: options.pane ?? opening.pane ?? settings.pane.value)
        state.others = opening.others
        // A list that becomes another one unasked would not be what was told.
        state.autoRefresh = AutoRefreshState(every: isPlain ? nil : settings.refresh.value.interval)
        state.views = views
        state.lists.arrange(settings.configuration.columns)
        columns?.apply(to: &state.lists)
        let environment = Dependencies(
            client: state.session.client, signIn: opening.signIn, traces: opening.wiring.traces,
            audit: opening.audit, reverts: RevertJournal(beside: opening.audit.file), plans: opening.wiring.plans,
            planFileRules: opening.connection?.planFileRules ?? PlanFileRules(kind: nil),
            calls: opening.calls, columns: columns, views: viewMemory,
            program: programs(on: front, opening.connection), visits: opening.visits, snapshots: opening.snapshots,
            notices: opening.wiring.notices,
            edit: editing(on: front, opening.connection),
            connect: opening.connect,
            profiles: options.isDemo ? nil : Connection.profileAccess(environment: self.environment),
            copy: copying(on: front),
            storeToken: { token in opening.connection?.store(token) ?? .notKept },
            saveToken: { [profile = opening.session.profile, environment = self.environment] token in
                Connection.save(token, profile: profile, environment: environment)
            },
            tokenKeepers: opening.connection?.tokenKeepers ?? .none)
        return ConsoleStore(
            state, on: ScreenActor.sharedUnownedExecutor, observer: log?.add,
            reducer: ConsoleReducer(environment).reduce)
    }

    /// Runs the console in the terminal until a person leaves it. Returns what it knew then of each server.
    private func open(
        _ opening: Opening, on front: Front, _ theme: Theme,
        directory: ServerSessions.Directory = .none
    ) async throws -> [ConsoleState] {
        let store = store(opening, on: front, theme)
        tellProblems(opening.wiring)
        let sessions = ServerSessions(store, named: opening.session.profile, directory: directory)
        // Loading it takes as long as all else at the start, so the first screen does not wait for it. Without it there
        // is nothing to show.
        let hasLibrary = Task.detached {
            if CurlLibrary.shared != nil { return true }
            await store.send(.quitConfirmed)
            return false
        }
        let hasEndedRun: Bool
        switch front {
        case .screen(let screen): hasEndedRun = await show(sessions, on: screen, opening.wiring)
        case .dialogue(let dialogue):
            hasEndedRun = await PlainConsole(sessions: sessions, terminal: dialogue).run()
            dialogue.end()
        }
        guard await hasLibrary.value else { throw TransportError(.libraryMissing, server: "") }
        var last: [ConsoleState] = []
        for store in sessions.all { last.append(await store.state) }
        if hasEndedRun {
            for run in last.compactMap(\.writes.results.last) {
                Output.error("Ended: \(run.title): \(run.results.summary). The audit log lists each.")
            }
        }
        return last
    }

    /// Says what is wrong with files of the person. As messages of the console they can be read again.
    private func tellProblems(_ wiring: Wiring) {
        themes.problems.forEach(wiring.reportError)
        if let complaint = settings.configuration.complaint {
            wiring.notices.send(Message(.error, complaint.summary, detail: complaint.detail))
        }
    }

    /// Runs the console on the screen. Returns true when leaving it has ended a run.
    private func show(_ sessions: ServerSessions, on screen: CursesScreen, _ wiring: Wiring) async -> Bool {
        let control = TerminalControl(
            painted: screen.painted, flushInput: screen.flushInput, suspend: screen.suspend, redraw: screen.redraw,
            useTheme: { name in themes.named(name).map { screen.theme = $0 } }, useMouse: screen.setMouse,
            holdEndings: screen.holdEndings, noteSuspension: { screen.suspensionNote = $0 })
        let glyphs = options.isASCII ? Glyphs.ascii : screen.glyphs
        if !options.isASCII, let problem = screen.characterSet.problem {
            wiring.notices.send(Message(.warning, problem))
        }
        let console = Console(
            sessions: sessions, screen: screen, events: screen.events, control: control, glyphs: glyphs)
        let hasEndedRun = await console.run()
        screen.close()
        return hasEndedRun
    }
}
