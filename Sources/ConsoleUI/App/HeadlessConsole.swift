package import ConsoleState
package import TerminalKit

/// The console without a terminal, for pictures and tests: the same store, keys and drawing, one step after the other.
package final class HeadlessConsole {
    private let sessions: ServerSessions
    private let size: Size
    private let glyphs: Glyphs

    package convenience init(store: ConsoleStore, size: Size, glyphs: Glyphs = .unicode) {
        self.init(sessions: ServerSessions(store, named: ""), size: size, glyphs: glyphs)
    }

    package init(sessions: ServerSessions, size: Size, glyphs: Glyphs = .unicode) {
        (self.sessions, self.size, self.glyphs) = (sessions, size, glyphs)
    }

    /// The state of the server on the screen.
    package var state: ConsoleState {
        get async { await sessions.shown.state }
    }

    /// Starts the console and waits for what it reads first.
    package func start() async {
        await sessions.shown.send(.started)
        await settle()
    }

    /// Presses keys, written as in the list of keys: `j`, `Enter`, `Ctrl-S`. What is no key is left out.
    package func press(_ keys: [String]) async {
        for key in keys.compactMap(KeyStroke.init(parsing:)) { await send([.key(key)]) }
    }

    /// Types a text, all of it at once.
    package func type(_ text: String) async {
        await send(text.map { .key(KeyStroke($0)) })
    }

    package func paste(_ text: String) async {
        await send([.paste(text)])
    }

    /// The screen as it would be painted at one moment.
    package struct Frame {
        package let buffer: CellBuffer
        package let cursor: Point?
    }

    /// The screen as it would be painted now, and where the cursor stands.
    package func frame() async -> Frame {
        let buffer = CellBuffer(size, glyphs: glyphs)
        let cursor = ConsoleView(await state).draw(on: buffer.canvas)
        return Frame(buffer: buffer, cursor: cursor)
    }

    /// Takes what no key does, such as the tick of a clock.
    package func take(_ action: ConsoleAction) async {
        await sessions.shown.send(action)
        await settle()
    }

    /// Ends what still runs.
    package func close() async {
        await sessions.cancelAll()
    }

    /// Takes what a terminal may send, all of it at once.
    package func send(_ events: [InputEvent]) async {
        let size = size
        var rest = events[...]
        while !rest.isEmpty {
            let taken = await sessions.shown.send(Array(rest), while: { $0.servers.wanted == nil }) { state, event in
                KeyResolver.actions(for: event, in: state, layout: ConsoleLayout(size, showing: state))
            }
            rest = rest.dropFirst(taken)
            await sessions.follow()
        }
        await settle()
    }

    /// Waits for what the keys started, and counts a preview as seen once nothing else can come before it.
    private func settle() async {
        let store = sessions.shown
        await store.idle(except: ConsoleWork.waiting)
        let state = await store.state
        guard state.isPreviewOnTop, state.writes.confirmation?.isShown == false else { return }
        await store.send(.write(.shown))
    }
}
