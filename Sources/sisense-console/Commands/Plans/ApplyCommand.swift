import ConsoleState
import Foundation
import SisenseClient

/// Sends the changes of a plan file: makes sure that it may be sent and that nothing it is based on has changed, shows
/// them, gets the approval, sends them in their order, and says what became of each.
struct ApplyCommand {
    let options: ApplyOptions
    let environment: [String: String]

    func run() async -> Int32 {
        do {
            let stored = try PlanFileAccess.read(options.file)
            let file = stored.file
            let connection = try Connection(options.arguments, environment: environment)
            let server = connection.settings.server.value
            let gate = PlanGate(options: options, connection: connection, environment: environment)
            try gate.checkServer(of: file)
            if !options.isDryRun, let step = file.shownPlans.first {
                try connection.settings.policy.check(step.call.operation, request: step.call.line, server: server)
            }
            var source = file.source
            if !options.isDryRun { source.approver = try await gate.approver(of: stored) }
            let client = try await connection.signedInClient()
            // What is only looked at reads and runs nothing for its secrets.
            if !options.isDryRun { try gate.allowSources(of: file) }
            let plans =
                options.isDryRun ? file.shownPlans : try await client.plans(of: file, environment: environment)
            // What may lock people out is sent only when it alone is asked for.
            let sender = PlanSender(try await UsersService(client).loggedIn())
            let staged = PlanFile.staged(plans, isRisky: options.isRisky, by: sender)
            let left = options.isRisky ? [] : plans.filter { $0.mayLockOut(sender) }
            var run = PlanRun(staged, sentBefore: gate.sent(of: file))
            let waiting = try await run.check(client)
            if let conflict = run.conflict {
                try report(run, left)
                throw conflict
            }
            guard !waiting.isEmpty else {
                Output.error("Nothing is left to do.")
                return try report(run, left)
            }
            let rules = connection.settings.approvalRules
            if options.isDryRun {
                return try Output.lines(PlanText(waiting, on: "\(rules.name)  \(server)").lines.joined(separator: "\n"))
            }
            if options.isRisky {
                let trial = RiskyRun(file: stored, source: source, options: options, environment: environment)
                return try await trial.send(waiting, client, connection, gate)
            }
            let approval = try Approver(given: options.approval, rules: rules, server: server)
                .approval(of: waiting, from: source)
            try await gate.recordUse(of: stored, source, client)
            var memory = AppliedMemory(file, connection, environment)
            await run.send(client, approval) { memory.take($0) }
            memory.keep()
            let status = try report(run, left)
            if let failure = run.failure { return Failure.report(failure) }
            return status
        } catch {
            return Failure.report(error)
        }
    }

    /// Says what became of each change: for people on standard error, for programs on standard output.
    /// - Parameter risks: Those that wait for a person.
    @discardableResult
    private func report(_ run: PlanRun, _ risks: [RequestPlan]) throws(OutputError) -> Int32 {
        let left = PlanRun(risks)
        for line in run.lines { Output.error(line) }
        for step in left.steps {
            Output.error("\(step.state.word)  \(step.plan.title): it may lock people out, --only risky sends it")
        }
        let status = try Output.json(JSONWriter.text(.array(run.json + left.json)))
        return left.steps.isEmpty ? status : ExitStatus.notAllowed
    }
}

/// What stands between a plan file and a server.
struct PlanGate {
    let options: ApplyOptions
    let connection: Connection
    let environment: [String: String]

    /// A file does not decide which server is changed: that of the arguments is, if it is the file's too.
    func checkServer(of file: PlanFile) throws(APIError) {
        let server = connection.settings.server.value
        guard file.server != server, !options.isForOtherServer else { return }
        throw refusal(
            "the plan is for \(file.server), and this is \(server).",
            "Choose its server with --profile or --server, or add --other-server to apply it here.")
    }

    /// Asks before anything of this machine is read or run for a file that somebody else may have written.
    func allowSources(of file: PlanFile) throws(APIError) {
        let sources = file.machineSources
        guard !sources.isEmpty else { return }
        for source in sources { Output.error(source) }
        guard options.approval.consent == .none else { return }
        if Question.canBeAsked, ["y", "yes"].contains(Question.ask("Allow that? [y/N] ").lowercased()) { return }
        throw refusal("its secrets were not allowed to be taken from there.", "Answer y, or add --yes.")
    }

    /// Makes sure that the plan is fresh, was not sent before, and is approved where that is needed.
    /// - Returns: The person who approved it; nil where nobody had to.
    func approver(of stored: StoredPlan) async throws -> String? {
        if let expiry = stored.file.expiry, stored.file.isExpired(at: Date()) {
            throw stale("the plan has expired at \(expiry).", "Make it again.")
        }
        let uses = connection.audit(onError: Output.error).read().filter { $0.planDigest == mark(stored) }
        if let use = uses.first {
            let when = use.time.map { " at \($0)" } ?? ""
            throw stale(
                "the plan was applied\(when) by \(use.person); a plan is sent once.",
                "Make it again: it holds what is left.")
        }
        guard connection.needsApproval(stored.file) else { return nil }
        let path = PlanApproval.path(of: options.file)
        guard let approval = try PlanFileAccess.approval(of: options.file) else {
            throw refusal(
                "a plan for a production server has to be approved, and there is no \(path).",
                "Have somebody else run sisense-console approve \(options.file).")
        }
        guard let signers = connection.planSigners(for: stored.file) else {
            throw refusal(
                "no profile of this server says who may approve plans.",
                "Set allowedSigners in the profile to a file of allowed signers.")
        }
        let senders = signers.allowsMaker ? [] : try await connection.callerNames()
        do throws(PlanApprovalError) {
            return try await approval.check(
                stored.file, stored.content, by: signers, sentBy: senders, environment: environment)
        } catch {
            throw refusal("\(error.description).", "Have it approved again.")
        }
    }

    /// The changes of this file that were sent from this machine before, as when steps were added to it since.
    func sent(of file: PlanFile) -> [RecordedChange] {
        let unsent = [ChangeOutcome.Word.refused, .notSent].map(\.rawValue)
        return connection.audit(onError: Output.error).read()
            .filter { $0.planFile == file.id && $0.planDigest.isEmpty && !unsent.contains($0.outcome) }
    }

    /// Records that the file is used, before the first of its changes.
    func recordUse(of stored: StoredPlan, _ source: PlanSource, _ client: APIClient) async throws {
        try await client.recordUse(
            ofPlan: mark(stored), source, named: options.file, reason: options.approval.reason)
    }

    /// The two parts of a plan are sent each for itself.
    private func mark(_ stored: StoredPlan) -> String { stored.digest + (options.isRisky ? " risky" : "") }

    private func refusal(_ message: String, _ nextStep: String) -> APIError {
        APIError(
            .notAllowed, message: "Nothing was sent: \(message)", request: options.file,
            server: connection.settings.server.value.description, nextStep: nextStep)
    }

    private func stale(_ message: String, _ nextStep: String) -> StalePlan {
        StalePlan(description: "Nothing was sent: \(message)\n\(nextStep)")
    }
}

/// A plan file that is not sent any more.
struct StalePlan: Error, CustomStringConvertible {
    let description: String
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
