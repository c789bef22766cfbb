import ConsoleState
import Foundation
import SisenseClient

/// Plans the changes that make a server what files want, and writes them to a plan file. Nothing is sent but reads.
struct StatePlanCommand {
    let options: StatePlanOptions
    let environment: [String: String]

    func run() async -> ExitStatus {
        let file = options.file
        do {
            let wanted = try StateFiles.read(options.folder).ignoring(options.ignored)
            let connection = try Connection(options.arguments, environment: environment)
            try check(wanted, connection)
            try LocalFile.check(file, isReplacing: false)
            let client = try await connection.identifiedClient().readOnly(reason: "plan changes nothing")
            var applied = connection.appliedState(environment)
            let comparison = try await StateComparison(wanted, client, isPlanning: true, applied: applied)
            guard comparison.problems.isEmpty else { throw StateProblems(comparison.problems) }
            applied.note(wanted, otherThan: comparison.differences)
            applied.keep()
            guard !comparison.plans.isEmpty else {
                Output.error("The same: nothing to plan.")
                return ExitStatus.done
            }
            try comparison.checkBrakes(removals: options.removals, changes: options.changes)
            let name = connection.settings.name
            let plan = try PlanFile(comparison.plans, for: client, serverName: name, at: Date())
                .made(of: wanted, bringing: comparison.wanted)
                .expiring(isProduction: connection.settings.kind == .production)
            try LocalFile.write(plan.data, to: file)
            Output.error(PlanText(comparison.plans, on: "\(name)  \(client.server)").summary.joined(separator: "\n"))
            for sentence in comparison.later { Output.error(sentence) }
            let risky = comparison.riskCount
            if risky > 0 {
                Output.error("\(risky) may lock people out: sent only by apply --only risky, on a terminal.")
            }
            Output.error("\(comparison.plans.count) in \(file). Nothing was sent; sisense-console apply sends it.")
            return ExitStatus.done
        } catch let problem as LocalFile.Problem {
            return Failure.report(UsageError("\(file): \(problem.text)."))
        } catch let brake as StateBrake {
            Output.error("\(brake.description)\n\(brake.nextStep)")
            return ExitStatus.notAllowed
        } catch {
            return Failure.report(error)
        }
    }

    /// Files that say which kind of server they are for are for no other.
    private func check(_ folder: StateFolder, _ connection: Connection) throws(UsageError) {
        guard let kind = folder.serverKind, kind != connection.settings.kind else { return }
        let own = connection.settings.kind?.rawValue ?? "of no kind"
        throw UsageError(
            "The files are for a server that is \(kind.rawValue), and \(connection.settings.name) is \(own).")
    }
}

/// The options of `plan` of a folder.
struct StatePlanOptions {
    let arguments: ConnectionSettings.Arguments
    let folder: String
    /// The plan file.
    let file: String
    /// Paths whose differences do not count this time.
    let ignored: [String]
    /// The number of removals that is allowed; nil for few.
    let removals: Int?
    /// The number of changes of one kind that is allowed; nil for few.
    let changes: Int?
}
