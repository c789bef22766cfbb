import Foundation
import SisenseClient

/// Sends the changes of a plan file: makes sure that nothing they are based on has changed, shows them, gets the
/// approval, sends them in their order, and says what became of each.
struct ApplyCommand {
    let options: ApplyOptions
    let environment: [String: String]

    func run() async -> Int32 {
        do {
            let file = try PlanFileAccess.read(options.file)
            let connection = try Connection(options.arguments, environment: environment)
            let server = connection.settings.server.value
            try checkServer(of: file, server)
            if !options.isDryRun, let step = file.shownPlans.first {
                try connection.settings.policy.check(step.call.operation, request: step.call.line, server: server)
            }
            let client = try await connection.signedInClient()
            let composition = PlanComposition(try await client.plans(of: file, environment: environment))
            var run = PlanRun(composition.plans, sentBefore: sent(before: file, connection))
            let plans = try await run.check(client)
            if let conflict = run.conflict {
                try report(run)
                throw conflict
            }
            guard !plans.isEmpty else {
                Output.error("Nothing is left to do.")
                return try report(run)
            }
            let rules = connection.settings.approvalRules
            if options.isDryRun {
                return try Output.lines(PlanText(plans, on: "\(rules.name)  \(server)").lines.joined(separator: "\n"))
            }
            let approval = try Approver(given: options.approval, rules: rules, server: server)
                .approval(of: plans, from: file.source)
            await run.send(client, approval)
            let status = try report(run)
            if let failure = run.failure { return Failure.report(failure) }
            return status
        } catch {
            return Failure.report(error)
        }
    }

    /// A file does not decide which server is changed: that of the arguments is, if it is the file's too.
    private func checkServer(of file: PlanFile, _ server: ServerAddress) throws(APIError) {
        guard file.server != server, !options.isForOtherServer else { return }
        throw APIError(
            .notAllowed, message: "Nothing was sent: the plan is for \(file.server), and this is \(server).",
            request: options.file, server: server.description,
            nextStep: "Choose its server with --profile or --server, or add --other-server to apply it here.")
    }

    /// The changes of this file that were sent from this machine before.
    private func sent(before file: PlanFile, _ connection: Connection) -> [RecordedChange] {
        let unsent = [ChangeOutcome.Word.refused, .notSent].map(\.rawValue)
        return connection.audit(onError: Output.error).read()
            .filter { $0.planFile == file.id && !unsent.contains($0.outcome) }
    }

    /// Says what became of each change: for people on standard error, for programs on standard output.
    @discardableResult
    private func report(_ run: PlanRun) throws(OutputError) -> Int32 {
        for step in run.steps { Output.error("\(step.state.word)  \(step.plan.title)") }
        let items = run.steps.map { step -> JSONValue in
            [
                "title": .string(step.plan.title), "request": .string(step.plan.call.line),
                "outcome": .string(step.state.word),
            ]
        }
        return try Output.json(JSONWriter.text(.array(items)))
    }
}

/// The changes of a plan file on their way.
struct PlanRun {
    /// The state of one change.
    enum State {
        case waiting
        /// Sent by an earlier run, with the outcome recorded then.
        case sentBefore(String)
        /// The record shows it already.
        case alreadySo
        case conflict(APIError)
        case done
        case failed(APIError)

        var word: String {
            switch self {
            case .waiting: "not sent"
            case .sentBefore(let outcome): "sent before (\(outcome))"
            case .alreadySo: "already so"
            case .conflict: "changed since"
            case .done: "done"
            case .failed(let error): ChangeOutcome(error).word.rawValue
            }
        }
    }

    private(set) var steps: [(plan: RequestPlan, state: State)]

    init(_ plans: [RequestPlan], sentBefore: [RecordedChange]) {
        steps = plans.map { plan in
            let sent = sentBefore.first { $0.title == plan.title && $0.request == plan.call.line }
            return (plan, sent.map { .sentBefore($0.outcome) } ?? .waiting)
        }
    }

    /// Makes sure of all records before the first change, and returns the plans that are still to be sent.
    /// - Throws: `APIError` for a record that cannot be read.
    mutating func check(_ client: APIClient) async throws(APIError) -> [RequestPlan] {
        for index in steps.indices where steps[index].state.isWaiting {
            do throws(APIError) {
                try await client.checkBase(of: steps[index].plan)
            } catch {
                guard case .conflict(let conflict) = error.kind else { throw error }
                // It is looked at again in its turn, before it is sent.
                if restsOnEarlier(index) { continue }
                steps[index].state = conflict.isMade ? .alreadySo : .conflict(error)
            }
        }
        return steps.filter(\.state.isWaiting).map(\.plan)
    }

    /// True when a step before it, still to be sent, leaves the record as this one expects it.
    private func restsOnEarlier(_ index: Int) -> Bool {
        guard let condition = steps[index].plan.precondition else { return false }
        return steps[..<index].contains { step in
            step.state.isWaiting && step.plan.precondition?.read.line == condition.read.line
                && step.plan.result.map(condition.holds) == true
        }
    }

    /// The first record that was changed since; nil when none was.
    var conflict: APIError? {
        for case .conflict(let error) in steps.map(\.state) { return error }
        return nil
    }

    /// The failure that ended it; nil when all went well.
    var failure: APIError? {
        for case .failed(let error) in steps.map(\.state) { return error }
        return nil
    }

    /// Sends what waits, one after the other, and stops at the first that is not done: the next may build on it.
    mutating func send(_ client: APIClient, _ approval: Approval) async {
        for index in steps.indices where steps[index].state.isWaiting {
            do throws(APIError) {
                _ = try await client.perform(steps[index].plan, approval)
                steps[index].state = .done
            } catch {
                steps[index].state = .failed(error)
                return
            }
        }
    }
}

extension PlanRun.State {
    fileprivate var isWaiting: Bool {
        if case .waiting = self { true } else { false }
    }
}
