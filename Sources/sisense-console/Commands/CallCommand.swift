import Foundation
import SisenseClient

/// Makes one call and writes what the server answers to standard output.
struct CallCommand {
    private let options: CallOptions
    private let environment: [String: String]

    /// Records asked for at once with `--paginate`.
    private static let pageSize = 1000

    init(_ options: CallOptions, environment: [String: String]) {
        self.options = options
        self.environment = environment
    }

    func run() async -> ExitStatus {
        guard let path = options.output else { return await make() }
        do throws(UsageError) {
            return try OutputFile(path).end(await make())
        } catch {
            return Failure.report(error)
        }
    }

    private func make() async -> ExitStatus {
        do {
            let connection = try Connection(options.arguments, environment: environment)
            let server = connection.settings.server.value
            let call = try CallInput(options: options, server: server).call()
            // What cannot be sent is refused before anybody is asked about it.
            _ = try call.request(to: server, token: nil)
            guard !options.waits || call.operation == .startBuild else {
                let build = SisenseClient.Operation.startBuild.id
                throw UsageError("--wait is for \(build), which goes on after its answer.")
            }
            warn(of: call, on: connection)
            let planning = CallPlanning(options: options, connection: connection, environment: environment)
            if options.isDryRun, call.operation.writes || !planning.needsServer(call) {
                return try Output.text(preview(of: try await planning.preview(call), on: connection))
            }
            try connection.settings.policy.check(call.operation, request: call.line, server: server)
            let log = try SessionLog(options.log)
            let isVerbose = options.isVerbose
            let client = try await connection.signedInClient(warns: false) { trace in
                log?.add(trace)
                if isVerbose { CallTracing.report(trace) }
            }
            guard call.operation.writes else {
                return options.paginates ? try await paginate(call, client) : try await read(call, client)
            }
            guard !options.paginates else { throw unpaged(call) }
            let plan = try await planning.plan(call, client)
            let approver = Approver(given: options.approval, rules: connection.settings.approvalRules, server: server)
            return try await send(plan, try approver.approval(of: [plan]), client, connection)
        } catch {
            return Failure.report(error)
        }
    }

    /// Says what is unusual about a call before it is made.
    private func warn(of call: Call, on connection: Connection) {
        if !call.operation.isCatalogued {
            let consequence =
                call.operation.writes ? " Nothing is known of what it changes, so it counts as critical." : ""
            Output.error("\(call.operation.id) is not in the catalogue: it is sent as typed.\(consequence)")
        }
        for slip in CallSlips(options: options).unknownNames(in: call.operation) { Output.error(slip) }
        if let warning = connection.settings.server.value.privacyWarning(for: connection.settings.kind) {
            Output.error(warning)
        }
    }

    /// What it does in words, as far as that is known, the request, and the same as a command.
    private func preview(of plan: RequestPlan, on connection: Connection) -> String {
        let text = PlanText([plan], on: "\(connection.settings.name)  \(plan.target.server)")
        let words = plan.call.operation.writes ? text.summary : []
        return (words + text.requests.drop { words.isEmpty && $0.isEmpty } + ["", "# as a command", plan.curl()])
            .joined(separator: "\n")
    }

    // MARK: Sending

    private var showsHead: Bool { options.showsHead || options.method == .head }

    /// The answer to a change must be whole before it proves anything.
    private func send(
        _ plan: RequestPlan, _ approval: Approval, _ client: APIClient, _ connection: Connection
    ) async throws -> ExitStatus {
        let response = try await client.perform(plan, approval)
        var secrets = client.secrets
        if plan.call.operation == .renewAPIToken, let token = (try? response.json()).flatMap(APIToken.init)?.token {
            let kept = connection.keep(token)
            Output.error(kept.sentence)
            // A terminal keeps what it shows; a token that is nowhere else must be seen.
            if Output.isTerminal, kept.isKept { secrets = client.with(token: token).secrets }
        }
        let written = try write(response, secrets)
        guard options.waits, let json = try? response.json() else { return written }
        return try await BuildWait(client).run(after: json)
    }

    private func write(_ response: Response, _ secrets: KnownSecrets) throws -> ExitStatus {
        do {
            if let picked = options.picked, let json = try? response.json() {
                if let problem = picked.problem(in: json) {
                    Output.error("The change was made. \(problem)")
                    return ExitStatus.done
                }
                return try Output.part(picked.lines(of: secrets.json(json)), isJSON: false)
            }
            return try CallOutput(secrets, showsHead: showsHead).write(response)
        } catch let error as UnshownBody {
            // The change is done, and the status must not say otherwise.
            Output.error("The change was made. \(error.description)")
            return ExitStatus.done
        }
    }

    /// What goes to a terminal is looked at first; anything else goes out as it comes.
    private func read(_ call: Call, _ client: APIClient) async throws -> ExitStatus {
        if let picked = options.picked {
            let answer = client.secrets.json(try await client.read(call).json())
            if let problem = picked.problem(in: answer) {
                Output.error(problem)
                return ExitStatus.usage
            }
            return try Output.part(picked.lines(of: answer), isJSON: false)
        }
        guard !Output.isTerminal else {
            return try CallOutput(client.secrets, showsHead: showsHead).write(try await client.read(call))
        }
        let stream = AnswerStream(client.secrets, showsHead: showsHead)
        let response: Response
        do throws(APIError) {
            response = try await client.read(call, into: stream.sink)
        } catch {
            if let failure = stream.failure { throw failure }
            let status = Failure.report(error)
            if stream.sink.received > 0 { Output.error("What was written is not the whole answer.") }
            return status
        }
        let status = try stream.end(response)
        guard stream.isCut(response) else { return status }
        Output.error("The answer ends in the middle: the server, or a gateway before it, cut it off.")
        return ExitStatus.noConnection
    }

    /// All pages of a list as one array, written as they come. After an error it is left open, so that nobody takes it
    /// for the whole.
    private func paginate(_ call: Call, _ client: APIClient) async throws -> ExitStatus {
        guard call.operation.paging != nil else { throw unpaged(call) }
        var list = ListOutput(client.secrets)
        try list.begin()
        do {
            let gaps = try await client.forEachPage(of: call, limit: Self.pageSize) { list.write($0) }
            for gap in gaps { Output.error(gap.sentence) }
        } catch {
            if let failure = list.failure { throw failure }
            throw error
        }
        if let failure = list.failure { throw failure }
        return try list.end()
    }

    private func unpaged(_ call: Call) -> UsageError {
        UsageError(
            "\(call.operation.id) has no pages: its answer is the whole of it. "
                + "Leave out --paginate, which is for lists with skip and limit.")
    }
}
