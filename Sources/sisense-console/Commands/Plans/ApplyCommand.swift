import ConsoleState
import Foundation
import SisenseClient

/// Sends the changes of a plan file: makes sure that it may be sent and that nothing it is based on has changed, shows
/// them, gets the approval, sends them in their order, and says what became of each.
struct ApplyCommand {
    let options: ApplyOptions
    let environment: [String: String]

    func run() async -> ExitStatus {
        do {
            let stored = try PlanFileAccess.read(options.file)
            let file = stored.file
            let connection = try Connection(options.arguments, environment: environment)
            let server = connection.settings.server.value
            if !options.isForOtherServer {
                try PlanFileUse.check(
                    file, isFor: server,
                    nextStep: "Choose its server with --profile or --server, or add --other-server to apply it here.")
            }
            let audit = connection.audit(onError: Output.error)
            let part: PlanPart = options.isRisky ? .risky : .ordinary
            var use: PlanFileUse?
            if !options.isDryRun {
                use = try PlanFileUse(
                    stored, [part], rules: connection.planFileRules, audit: audit, at: Date(),
                    environment: environment, isForOtherServer: options.isForOtherServer)
                if let step = file.shownPlans.first {
                    try connection.settings.policy.check(step.call.operation, request: step.call.line, server: server)
                }
            }
            let client = try await connection.signedInClient()
            let consent = options.approval.consent
            let allowing: @Sendable ([String]) -> Bool = { Self.allows($0, consent) }
            // What is only looked at reads and runs nothing for its secrets.
            let sender = try await client.sender()
            let plans: [RequestPlan]
            if let use {
                plans = try await use.plans(on: client, allowing: allowing)
            } else {
                plans = await client.shownPlans(of: file, [part], sentBy: sender)
            }
            let risks = await options.isRisky ? [] : client.shownPlans(of: file, [.risky], sentBy: sender)
            // What may lock people out is sent only when it alone is asked for.
            var run = PlanRun(PlanFile.staged(plans, part), sentBefore: audit.changes(of: file))
            let waiting = try await run.check(client)
            if let conflict = run.conflict {
                try report(run, risks)
                throw conflict
            }
            guard !waiting.isEmpty else {
                if risks.isEmpty { Output.error("Nothing is left to do.") }
                return try report(run, risks)
            }
            let rules = connection.settings.approvalRules
            if options.isDryRun {
                return try Output.lines(PlanText(waiting, on: "\(rules.name)  \(server)").lines.joined(separator: "\n"))
            }
            if options.isRisky {
                let riskyRun = RiskyRun(file: file, options: options, environment: environment)
                return try await riskyRun.send(waiting, client, connection)
            }
            let approval = try Approver(given: options.approval, rules: rules, server: server).approval(of: waiting)
            try await client.begin(waiting, approval)
            var memory = AppliedMemory(file, connection, environment)
            await run.send(client, approval) { memory.take($0) }
            memory.keep()
            let status = try report(run, risks)
            if let failure = run.failure { return Failure.report(failure) }
            return status
        } catch {
            return Failure.report(error)
        }
    }

    /// Asks before anything of this machine is read or run for a file that somebody else may have written.
    private static func allows(_ sources: [String], _ consent: GivenApproval.Consent) -> Bool {
        for source in sources { Output.error(source) }
        guard consent == .none else { return true }
        return Question.canBeAsked && ["y", "yes"].contains(Question.ask("Allow that? [y/N] ").lowercased())
    }

    /// Says what became of each change: for people on standard error, for programs on standard output.
    /// - Parameter risks: Those that wait for a person.
    @discardableResult
    private func report(_ run: PlanRun, _ risks: [RequestPlan]) throws(OutputError) -> ExitStatus {
        let left = PlanRun(risks)
        for line in run.lines { Output.error(line) }
        let waiting = ChangeOutcome(.notSent, "it may lock people out, --only risky sends it")
        for step in left.steps { Output.error(waiting.line(step.plan.title)) }
        let status = try Output.json(JSONWriter.text(.array(run.json + left.json)))
        return left.steps.isEmpty ? status : ExitStatus.notAllowed
    }
}

/// Keeps what a plan of files brings about, so that later differences can say which side has changed.
struct AppliedMemory {
    private var applied: AppliedState
    private let file: PlanFile

    init(_ file: PlanFile, _ connection: Connection, _ environment: [String: String]) {
        (self.file, applied) = (file, connection.appliedState(environment))
    }

    mutating func take(_ plan: RequestPlan) {
        guard let step = file.step(plan.id) else { return }
        applied.note(step.state)
        for secret in step.secrets(in: plan) {
            applied.note(secret: secret.value.exposed, version: secret.version, named: secret.name)
        }
    }

    func keep() {
        if file.input != nil { applied.keep() }
    }
}
