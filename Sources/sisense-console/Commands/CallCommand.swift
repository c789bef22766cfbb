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

    func run() async -> Int32 {
        do {
            let connection = try Connection(options.arguments, environment: environment)
            let call = try CallInput(options: options, server: connection.settings.server.value).call()
            warn(of: call, on: connection.settings.server.value)
            if options.isDryRun {
                return try Output.text(preview(of: RequestPlan(call, on: connection.settings.server.value)))
            }
            try check(call, connection)
            let log = try SessionLog(options.log)
            var client = try await signedIn(connection) { log?.add($0) }
            client.reason = options.reason
            return options.paginates ? try await paginate(call, client) : try await send(call, client)
        } catch {
            return Failure.report(error)
        }
    }

    /// Says what is unusual about a call before it is made.
    private func warn(of call: Call, on server: ServerAddress) {
        if !call.operation.isCatalogued {
            let consequence =
                call.operation.writes ? " Nothing is known of what it changes, so it counts as critical." : ""
            Output.error("\(call.operation.id) is not in the catalogue: it is sent as typed.\(consequence)")
        }
        if let warning = server.privacyWarning { Output.error(warning) }
    }

    /// Refuses what may not be sent before anything is, a login included.
    private func check(_ call: Call, _ connection: Connection) throws {
        let settings = connection.settings
        try settings.policy.check(call.operation, request: call.line, server: settings.server.value)
        if call.operation.writes, settings.profile?.asksReason ?? false, options.reason?.isEmpty ?? true {
            throw UsageError("\(settings.name) requires a reason for every change: add --reason TEXT.")
        }
    }

    private func preview(of plan: RequestPlan) -> String {
        (plan.requestText + ["", "# as a command"] + [plan.curl()]).joined(separator: "\n")
    }

    private func signedIn(
        _ connection: Connection, observe: @escaping @Sendable (RequestTrace) -> Void
    ) async throws -> APIClient {
        let client = try await connection.client(
            policy: connection.settings.policy, audit: connection.audit(onError: Output.error), observe: observe)
        guard case .password(let user, let password) = connection.settings.credential.value else { return client }
        var signedIn = client.with(try await client.login(user: user, password: password))
        signedIn.account = user
        return signedIn
    }

    // MARK: Sending

    /// The answer to a change must be whole before it proves anything, and what goes to a terminal is looked at first.
    /// Anything else goes out as it comes.
    private func send(_ call: Call, _ client: APIClient) async throws -> Int32 {
        let showsHead = options.showsHead || call.operation.method == .head
        let output = CallOutput(client.secrets, showsHead: showsHead)
        if call.operation.writes {
            let response = try await client.perform(RequestPlan(call, on: client.server))
            do {
                return try output.write(response)
            } catch let error as UnshownBody {
                // The change is done, and the status must not say otherwise.
                Output.error("The change was made. \(error.description)")
                return ExitStatus.ok
            }
        }
        guard !Output.isTerminal else { return try output.write(try await client.read(call)) }
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
        return try stream.end(response)
    }

    /// All pages of a list as one array, written as they come. After an error it is left open, so that nobody takes it
    /// for the whole.
    private func paginate(_ call: Call, _ client: APIClient) async throws -> Int32 {
        let names = call.operation.parameters.map(\.name)
        guard !call.operation.writes, names.contains("skip"), names.contains("limit") else {
            throw UsageError("\(call.operation.id) has no pages: --paginate is for lists with skip and limit.")
        }
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
}
