import ConsoleState
import ConsoleUI
import Foundation
import SisenseClient
import TerminalKit

/// The console, to be measured in a terminal of its own, and the least a program in Swift can be beside it.
enum ConsoleTask {
    /// The console on the server of the environment, until it is left.
    @ScreenActor static func run() async throws {
        let client = try ClientTasks.client()
        let environment = Dependencies(client: client, signIn: .token)
        let state = ConsoleState(
            session: SessionState(profile: "benchmark", label: "", client: client),
            appearance: Appearance(theme: Theme.midnight.name))
        let store = ConsoleStore(
            state, on: ScreenActor.sharedUnownedExecutor, reducer: ConsoleReducer(environment).reduce)
        let screen = try CursesScreen()
        let control = TerminalControl(
            painted: screen.painted, flushInput: screen.flushInput, suspend: screen.suspend, redraw: screen.redraw,
            useTheme: { name in Theme.named(name).map { screen.theme = $0 } }, useMouse: screen.setMouse)
        await Console(
            store: store, screen: screen, events: screen.events, control: control, glyphs: screen.glyphs
        ).run()
        screen.close()
    }

    /// A program that is linked as the console is, and only says that it runs.
    static func empty() throws {
        try FileHandle.standardOutput.write(contentsOf: Data("ready".utf8))
    }
}
