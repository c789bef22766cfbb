import ConsoleState
package import TerminalKit

/// The running console: hands what is typed to the store and shows what the store says.
@ScreenActor
package final class Console {
    private let sessions: ServerSessions
    private let screen: any Screen
    private let events: InputQueue
    private let control: TerminalControl
    private let glyphs: Glyphs
    /// The name of the theme on the screen.
    private var theme: String?
    private var usesMouse = false
    /// The snapshot that is on the screen; nil until there is one of the server that has come there.
    private var shown: ConsoleStore.Snapshot?
    /// The time at which the store heard last that somebody is there.
    private var attended: ContinuousClock.Instant?

    package init(
        sessions: ServerSessions, screen: any Screen, events: InputQueue, control: TerminalControl,
        glyphs: Glyphs
    ) {
        self.sessions = sessions
        self.screen = screen
        self.events = events
        self.control = control
        self.glyphs = glyphs
    }

    /// Returns when a person has left, or when the terminal has gone: true when that has ended a run.
    @discardableResult package func run() async -> Bool {
        // Continuations would go through another thread on their way back here.
        await withTaskExecutorPreference(ScreenLoop.shared.anywhere) { await runOnLoop() }
    }

    private func runOnLoop() async -> Bool {
        // Ends when the screen is closed.
        Task(executorPreference: ScreenLoop.shared.anywhere) {
            while let batch = await self.events.next() { await self.take(batch) }
            await self.hangUp()
        }
        await sessions.shown.send(.started)
        while shown?.state.quit != .yes {
            let store = sessions.shown
            let snapshot = await store.snapshot(after: shown)
            guard store === sessions.shown else {
                shown = nil
                continue
            }
            draw(snapshot.state)
            shown = snapshot
            await settle(snapshot.state, of: store)
            // Taken with the keys, so that each of them goes to the server it was typed for.
            if snapshot.state.servers.wanted != nil { events.add([.resumed]) }
        }
        let hasEndedRun = await sessions.endSending()
        await sessions.cancelAll()
        return hasEndedRun
    }

    /// The terminal has gone.
    private func hangUp() async { await sessions.shown.send(.quitConfirmed) }

    /// All keys that waited together go to the store in one step, and one frame shows what came of them.
    private func take(_ batch: [InputEvent]) async {
        let size = screen.size
        for event in batch {
            switch event {
            case .key(.control("z")): control.suspend()
            case .key(.control("l")): control.redraw()
            case .resize, .resumed: break
            default: continue
            }
            // The state in the store has not changed, so it would not cause a frame.
            if let shown { draw(shown.state) }
        }
        let attendance: [ConsoleAction] = isAttendanceNews(batch) ? [.autoRefresh(.attended)] : []
        var rest = batch[...]
        while !rest.isEmpty {
            // What was typed after a server was chosen is meant for that one.
            let taken = await sessions.shown.send(Array(rest), while: { $0.servers.wanted == nil }) { state, event in
                attendance + KeyResolver.actions(for: event, in: state, layout: ConsoleLayout(size, showing: state))
            }
            rest = rest.dropFirst(taken)
            await sessions.follow()
        }
    }

    /// The least time between two reports that somebody is there.
    private static let attendancePause = Duration.seconds(60)

    /// True when somebody has pressed something, and the store has not heard of that for a while or takes them to be
    /// gone.
    private func isAttendanceNews(_ batch: [InputEvent]) -> Bool {
        guard batch.contains(where: \.isByHand) else { return false }
        let now = ContinuousClock.now
        if let attended, now - attended < Self.attendancePause, shown?.state.autoRefresh.isIdle != true { return false }
        attended = now
        return true
    }

    private func draw(_ state: ConsoleState) {
        // Nothing else tries a theme, and the state is large to hand on for each frame.
        let mayTry = state.menu != nil || state.picker != nil
        let theme =
            mayTry
            ? CommandMenu.theme(in: CommandContext(state: state, layout: ConsoleLayout(screen.size)))
            : state.appearance.theme
        if theme != self.theme {
            control.useTheme(theme)
            self.theme = theme
        }
        if state.mustEndOrderly != (shown?.state.mustEndOrderly ?? false) {
            control.holdEndings(state.mustEndOrderly)
        }
        control.noteSuspension(state.autoRevert?.suspensionNote)
        if state.appearance.usesMouse != usesMouse {
            usesMouse = state.appearance.usesMouse
            control.useMouse(usesMouse)
        }
        let buffer = CellBuffer(screen.size, glyphs: glyphs)
        let cursor = ConsoleView(state).draw(on: buffer.canvas)
        screen.present(buffer, cursor: cursor)
    }

    /// A preview takes keys only once it has been painted and what was typed before is gone.
    private func settle(_ state: ConsoleState, of store: ConsoleStore) async {
        guard state.isPreviewOnTop, state.writes.confirmation?.isShown == false else { return }
        await control.painted()
        control.flushInput()
        await store.send(.write(.shown))
    }
}

/// The operations the console asks of the terminal beside showing frames.
@ScreenActor
package struct TerminalControl {
    /// Returns when the terminal has taken the frame that was drawn last.
    package let painted: () async -> Void
    /// Throws away what was typed and not read yet.
    package let flushInput: () -> Void
    /// Gives the terminal to the shell until the program is continued.
    package let suspend: () -> Void
    /// Paints everything again with the next frame.
    package let redraw: () -> Void
    /// Paints with another theme from the next frame on.
    package let useTheme: (String) -> Void
    /// Makes clicks and the wheel events of the console, or leaves them to the terminal.
    package let useMouse: (Bool) -> Void

    /// While true, a signal that ends the program leads out of the console like a hang-up, so that it can tidy up.
    package let holdEndings: (Bool) -> Void

    /// Sets what is said on the terminal when the program is suspended; nil for nothing.
    package let noteSuspension: (String?) -> Void

    package init(
        painted: @escaping () async -> Void = {}, flushInput: @escaping () -> Void = {},
        suspend: @escaping () -> Void = {}, redraw: @escaping () -> Void = {},
        useTheme: @escaping (String) -> Void = { _ in }, useMouse: @escaping (Bool) -> Void = { _ in },
        holdEndings: @escaping (Bool) -> Void = { _ in }, noteSuspension: @escaping (String?) -> Void = { _ in }
    ) {
        self.painted = painted
        self.flushInput = flushInput
        self.suspend = suspend
        self.redraw = redraw
        self.useTheme = useTheme
        self.holdEndings = holdEndings
        self.noteSuspension = noteSuspension
        self.useMouse = useMouse
    }
}
