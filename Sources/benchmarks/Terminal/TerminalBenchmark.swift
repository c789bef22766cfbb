import ConsoleState
import ConsoleUI
import Foundation
import SisenseClient
import TerminalKit

/// The console beside a table in C that shows the same users: time from a key to its painted frame, bytes on the line,
/// processor time, memory. Keys go to both in turn, so that a slow moment of the machine hits both.
struct TerminalBenchmark {
    let client: APIClient
    let token: Secret
    /// Programs started for each measure of a start; keys are pressed forty times as often.
    let rounds: Int

    func run() async throws -> [Measure] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "benchmark-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let table = try CTable.build(in: folder)
        let file = folder.appending(path: "users.txt")
        let users = try await writeUsers(to: file)

        let own = CommandLine.arguments[0]
        let environment = ["SISENSE_URL": "\(client.server)", "SISENSE_TOKEN": token.exposed]
        func console() throws -> TerminalProgram {
            try TerminalProgram([own, "console"], environment: environment, until: users.first)
        }
        var starts: (ours: [Double], empty: [Double]) = ([], [])
        for _ in 0..<rounds {
            starts.ours.append(try console().firstOutput ?? 0)
            starts.empty.append(try TerminalProgram([own, "empty"], until: "ready").firstOutput ?? 0)
        }
        let ours = try console()
        let theirs = try TerminalProgram([table, file.path()], until: users.first)
        ours.settle()
        theirs.settle()
        let duel = Duel(
            programs: [("console", ours), ("C table", theirs)], kind: "\(users.count) users in a terminal of 120x40")
        let first = [("console", starts.ours.median), ("empty program", starts.empty.median)]
        return [Measure("Start, from the process to its first output", "first output", "ms", first)]
            + duel.run(presses: rounds * 40, text: users.last)
    }

    /// The first login, the last one, and how many there are.
    private struct WrittenUsers {
        let first: String
        let last: String
        let count: Int
    }

    /// Writes the users as the lines of a table.
    private func writeUsers(to file: URL) async throws -> WrittenUsers {
        var text = ""
        var count = 0
        var first: String?
        var last = ""
        for try await page in UsersService(client).pages() {
            for user in page.items {
                func column(_ text: String, _ width: Int) -> String {
                    text.padding(toLength: width, withPad: " ", startingAt: 0)
                }
                text +=
                    [
                        column("\(user.firstName) \(user.lastName)", 22), column(user.userName, 12),
                        column(user.email, 26),
                        column(user.roleName ?? "", 14), column(user.isActive ? "yes" : "no", 6),
                        user.lastLogin.map { "\($0)" } ?? "",
                    ].joined(separator: " ") + "\n"
                first = first ?? user.userName
                last = user.userName
                count += 1
            }
        }
        try Data(text.utf8).write(to: file)
        return WrittenUsers(first: first ?? "", last: last, count: count)
    }
}

/// The console, to be measured in a terminal of its own, and the least a program in Swift can be beside it.
enum ConsoleTask {
    /// The console on the server of the environment, until it is left.
    @ScreenActor static func run() async throws {
        let client = try ClientTasks.client()
        let environment = Dependencies(client: client, signIn: .token)
        let state = ConsoleState(
            session: SessionState(profile: "benchmark", client: client),
            appearance: Appearance(theme: Theme.midnight.name))
        let store = ConsoleStore(
            state, on: ScreenActor.sharedUnownedExecutor, reducer: ConsoleReducer(environment).reduce)
        let screen = try CursesScreen()
        let control = TerminalControl(
            painted: screen.painted, flushInput: screen.flushInput, suspend: screen.suspend, redraw: screen.redraw,
            useTheme: { name in Theme.named(name).map { screen.theme = $0 } }, useMouse: screen.setMouse)
        await Console(
            sessions: ServerSessions(store, named: "benchmark"), screen: screen, events: screen.events,
            control: control,
            glyphs: screen.glyphs
        ).run()
        screen.close()
    }

    /// A program that is linked as the console is, and only says that it runs.
    static func empty() throws {
        try FileHandle.standardOutput.write(contentsOf: Data("ready".utf8))
    }
}
