import ConsoleState

/// Walks through the whole console without a terminal: every command in every place, then every change. A program of its
/// own, because what it walks through may end it.
@main
enum Walker {
    static func main() async throws {
        let clock = ContinuousClock()
        let start = clock.now
        let console = try await WalkedConsole(sendsChanges: false)
        var walk = Walk(console, isBrief: CommandLine.arguments.contains("--brief"))
        await walk.run()
        await console.close()
        for (id, first) in walk.firstPlace.sorted(by: { $0.key < $1.key }) {
            Report.command(id, walk.places[first.place].path + [first.gesture])
        }
        let walked = clock.now - start
        var sending = Sending()
        for place in walk.places where place.state.writes.confirmation != nil { try await sending.send(place) }
        // Few are; else the second round would prove less and less.
        if sending.lost * 20 > sending.sent { Report.fault("\(sending.lost) ways to previews end elsewhere") }
        Report.figures(
            "\(walk.places.count) places, \(walk.commands.count) commands, \(walk.steps) steps in "
                + "\(walked.components.seconds) s; \(sending.sent) changes sent and \(sending.undone) taken back, "
                + "\(sending.lost) ways lost, in "
                + "\((clock.now - start - walked).components.seconds) s")
    }
}
