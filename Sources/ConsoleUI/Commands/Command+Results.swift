import ConsoleState
import SisenseClient

extension Command {
    /// The commands of the results of a run.
    static let results: [Command] =
        moves("results", in: .results, noun: "line") { movement, context in
            [.write(.results(.moved(movement, page: ResultsView.rows(in: context.layout))))]
        } + [
            result(
                "retry", "f", "retry", "Preview again what is not done and can be sent as it is",
                verb: { "retry the \($0.results.retryable.count) not done" },
                obstacle: { run in
                    guard run.results.doneCount < run.results.plans.count else { return "Everything is done" }
                    return run.results.retryable.isEmpty
                        ? "Nothing can be sent again unchanged: look at the records first" : nil
                }, .retryRequested),
            result(
                "look", "l", "look now", "Read the records again of which it is not known whether they were changed",
                obstacle: { $0.isLookable ? nil : "No outcome here can be found out by reading again" },
                .lookRequested),
            result(
                "mark", "m", "mark them", "Mark what is not done in its list",
                obstacle: { $0.results.notDone.isEmpty ? "Everything is done" : nil }, .markRequested),
            result(
                "undo", "U", "undo", "Undo what was done, all of it after one preview",
                verb: { run in
                    let (count, done) = (run.undoable.count, run.results.doneCount)
                    return count == done ? "undo the \(done) done" : "undo \(count) of the \(done) done"
                },
                obstacle: { run in
                    if run.isUndo { return "This was an undo; retry sends what is left of it" }
                    if run.results.doneCount == 0 { return "Nothing was done" }
                    return run.undoable.isEmpty ? "Cannot be undone: \(RequestPlan.deeds(of: run.results.done))" : nil
                }, .undoRequested),
            result(
                "open", "Enter", "open", "Open the record in its list",
                obstacle: { $0.cursorPlan == nil ? "This line is about several records" : nil }, .recordOpened),
            result("export", "E", "export", "Export as CSV, JSON or Markdown…", .exportRequested),
            Command("results.copy", .results, "y", "Copy the results, a line each") { context in
                context.state.writes.shownResults.map { [.copied(text(of: $0), what: "the results")] } ?? []
            },
            result("earlier", "[", "", "Show the results of the run before", .stepped(-1)),
            result("later", "]", "", "Show the results of the run after", .stepped(1)),
            result("close", "Esc q Ctrl-C", "close", "Close the results; they stay for later", .closed),
        ]

    private static func result(
        _ name: String, _ keys: String, _ hint: String, _ help: String,
        verb: (@Sendable (RunResults) -> String)? = nil,
        obstacle: @escaping @Sendable (RunResults) -> String? = { _ in nil }, _ action: ResultsAction
    ) -> Command {
        @Sendable func shownVerb(_ context: CommandContext) -> String {
            guard let verb, let run = context.state.writes.shownResults else { return hint }
            return verb(run)
        }
        @Sendable func reason(_ context: CommandContext) -> String? {
            context.state.writes.shownResults.flatMap(obstacle)
        }
        return Command(
            "results.\(name)", .results, keys, hint: hint, help, verb: shownVerb, obstacle: reason
        ) { _ in [.write(.results(action))] }
    }

    private static func text(of run: RunResults) -> String {
        run.rows.compactMap { row -> String? in
            guard case .record(let index, _) = row else { return nil }
            let (plan, outcome) = (run.results.plans[index], run.results.outcome(at: index))
            return [outcome.word.rawValue, plan.title, outcome.explanation].filter { !$0.isEmpty }
                .joined(separator: "\t")
        }.joined(separator: "\n")
    }

    /// The commands of a run that is being sent.
    static let runs: [Command] = [
        Command(
            "run.stop", .run, "Esc Ctrl-C", hint: "stop after this one",
            "Send no more; again: cut off what is under way",
            verb: { context in
                context.state.writes.confirmation?.progress == .sending(isStopping: true)
                    ? "cut off" : "stop after this one"
            }
        ) { _ in [.write(.stopped)] },
        Command(
            "run.behind", .run, "b", hint: "go on in the background",
            "Go on sending in the background, and work on something else meanwhile",
            obstacle: { context in
                context.state.writes.confirmation?.canGoBehind == true ? nil : "This change has to be waited for"
            }
        ) { _ in [.write(.sentBehind)] },
    ]
}
