import ConsoleState
import TerminalKit

/// The second round: goes to every preview anew, each on a demo server of its own, sends the change, and takes it back.
struct Sending {
    private(set) var sent = 0
    private(set) var undone = 0
    /// Ways that end elsewhere on a new server, since they lead over what other ways had left in files.
    private(set) var lost = 0

    mutating func send(_ place: Place) async throws {
        let console = try await WalkedConsole(sendsChanges: true)
        let steps = await console.run(place.path, from: console.start())
        var (state, problems) = (steps.state, steps.problems)
        if state.writes.confirmation == nil {
            lost += 1
        } else {
            Report.trying(Gesture([KeyStroke(.tab), KeyStroke(.enter)]), at: place)
            problems += await approve(&state, console)
            if console.changes == 0 { problems.append("nothing was sent") }
            sent += 1
            let before = console.changes
            let steps = await console.run([Gesture(typing: "U")], from: state)
            let (asked, found) = (steps.state, steps.problems)
            state = asked
            problems += found + (await approve(&state, console))
            if console.changes > before { undone += 1 }
        }
        for problem in Set(problems).sorted() { Report.fault("\(place.name)  sent: \(problem)") }
        await console.close()
    }

    /// Types the name that is wanted, and presses Send. Returns what is wrong with the screens meanwhile.
    private func approve(_ state: inout ConsoleState, _ console: WalkedConsole) async -> [String] {
        guard let confirmation = state.writes.confirmation else { return [] }
        let steps = await console.run(
            [
                Gesture(typing: confirmation.typedConfirmation ?? ""), Gesture([KeyStroke(.tab)]),
                Gesture([KeyStroke(.enter)]),
            ], from: state)
        state = steps.state
        return steps.problems
    }
}
