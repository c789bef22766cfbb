package import ConsoleState
package import TerminalKit

/// The running console: hands what is typed to the store and shows what the store says.
@MainActor
package final class Console {
    package typealias ConsoleStore = Store<ConsoleState, ConsoleAction>

    private let store: ConsoleStore
    private let screen: any Screen
    private let events: InputQueue
    private let control: TerminalControl
    private let glyphs: Glyphs
    /// The name of the theme on the screen.
    private var theme: String?
    private var usesMouse = false
    /// The state that is on the screen.
    private var shown: ConsoleState?

    package init(
        store: ConsoleStore, screen: any Screen, events: InputQueue, control: TerminalControl,
        glyphs: Glyphs
    ) {
        self.store = store
        self.screen = screen
        self.events = events
        self.control = control
        self.glyphs = glyphs
    }

    /// Returns when a person has left, or when the terminal has gone.
    package func run() async {
        // Ends when the screen is closed.
        Task {
            while let batch = await events.next() { await take(batch) }
            await store.send(.quitConfirmed)
        }
        await store.send(.started)
        var snapshot = await store.snapshot()
        while true {
            draw(snapshot.state)
            if snapshot.state.quit == .yes { break }
            await settle(snapshot.state)
            snapshot = await store.snapshot(after: snapshot)
        }
        await store.cancelAll()
    }

    /// All keys that waited together go to the store in one step, and one frame shows what came of them.
    private func take(_ batch: [InputEvent]) async {
        let layout = ConsoleLayout(screen.size)
        for event in batch {
            switch event {
            case .key(.control("z")): control.suspend()
            case .key(.control("l")): control.redraw()
            case .resize, .resumed: break
            default: continue
            }
            // What the store knows has not changed, so it would not cause a frame.
            shown.map(draw)
        }
        await store.send(batch) { state, event in KeyResolver.actions(for: event, in: state, layout: layout) }
    }

    private func draw(_ state: ConsoleState) {
        let theme = CommandMenu.theme(in: CommandContext(state: state, layout: ConsoleLayout(screen.size)))
        if theme != self.theme {
            control.useTheme(theme)
            self.theme = theme
        }
        if (state.trial != nil) != (shown?.trial != nil) { control.holdEndings(state.trial != nil) }
        if state.appearance.usesMouse != usesMouse {
            usesMouse = state.appearance.usesMouse
            control.useMouse(usesMouse)
        }
        let buffer = CellBuffer(screen.size, glyphs: glyphs)
        let cursor = ConsoleView(state).draw(on: buffer.canvas)
        screen.present(buffer, cursor: cursor)
        shown = state
    }

    /// A preview takes keys only once it has been painted and what was typed before is gone.
    private func settle(_ state: ConsoleState) async {
        guard let confirmation = state.writes.confirmation, !confirmation.isShown else { return }
        control.flushInput()
        await store.send(.write(.shown))
    }
}
