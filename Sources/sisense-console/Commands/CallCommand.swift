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
            let call = try makeCall()
            if options.isDryRun {
                return Output.text(preview(of: RequestPlan(call, on: connection.settings.server.value)))
            }
            let asksReason = connection.settings.profile?.asksReason ?? false
            if call.operation.writes, asksReason, options.reason?.isEmpty ?? true {
                throw UsageError("\(connection.settings.name) requires a reason for every change: add --reason TEXT.")
            }
            let log = try SessionLog(options.log)
            var client = try await signedIn(connection) { log?.add($0) }
            client.reason = options.reason
            if options.paginates { return try await paginate(call, client) }
            return write(try await send(call, client))
        } catch {
            return Failure.report(error)
        }
    }

    // MARK: The call

    private func makeCall() throws -> Call {
        let parts = options.path.split(separator: "?", maxSplits: 1).map(String.init)
        let path = parts.first ?? options.path
        let typed = URLComponents(string: "?" + (parts.count > 1 ? parts[1] : ""))?.queryItems ?? []
        let query = typed.map { QueryItem($0.name, $0.value ?? "") } + options.query
        let (operation, values) = try Catalogue.sisense.resolve(options.method, path)
        return try Call(operation, path: values, query: query, body: try body(of: operation))
    }

    private func body(of operation: SisenseClient.Operation) throws -> RequestBody? {
        if let input = options.input {
            let data = try input == "-" ? FileHandle.standardInput.readToEnd() ?? Data() : read(input)
            if let value = try? JSONReader.read(data) { return .json(value) }
            return .bytes(data, contentType: "application/octet-stream")
        }
        guard !options.fields.isEmpty else { return nil }
        if operation.parameters.contains(where: { $0.place == .form }) {
            return .form(options.fields.map { QueryItem($0.name, $0.value) })
        }
        return .json(.object(JSONObject(options.fields.map { ($0.name, JSONValue(typed: $0.value)) })))
    }

    private func read(_ file: String) throws(UsageError) -> Data {
        do {
            return try Data(contentsOf: URL(filePath: file))
        } catch {
            throw UsageError("Could not read \(file): \(error.localizedDescription)")
        }
    }

    private func preview(of plan: RequestPlan) -> String {
        (plan.requestText + ["", "# as a command"] + [plan.curl()]).joined(separator: "\n")
    }

    // MARK: Sending

    private func signedIn(
        _ connection: Connection, observe: @escaping @Sendable (RequestTrace) -> Void
    ) async throws -> APIClient {
        let client = try await connection.client(
            policy: connection.settings.policy, audit: connection.audit(onError: Output.error), observe: observe)
        guard case .password(let user, let password) = connection.settings.credential.value else { return client }
        var signedIn = client.with(token: try await client.login(user: user, password: password).token)
        signedIn.account = user
        return signedIn
    }

    private func send(_ call: Call, _ client: APIClient) async throws(APIError) -> Response {
        call.operation.writes
            ? try await client.perform(RequestPlan(call, on: client.server)) : try await client.read(call)
    }

    /// All pages of a list as one array, written as they come. After an error it is left open, so that nobody takes it
    /// for the whole.
    private func paginate(_ call: Call, _ client: APIClient) async throws -> Int32 {
        let names = call.operation.parameters.map(\.name)
        guard !call.operation.writes, names.contains("skip"), names.contains("limit") else {
            throw UsageError("\(call.operation.id) has no pages: --paginate is for lists with skip and limit.")
        }
        var separator = "\n"
        Output.data(Data("[".utf8))
        let gaps = try await client.forEachPage(of: call, limit: Self.pageSize) { items in
            for item in items {
                Output.data(Data(separator.utf8) + JSONWriter.write(item))
                separator = ",\n"
            }
        }
        for gap in gaps { Output.error(gap.sentence) }
        return Output.text("\n]")
    }

    private func write(_ response: Response) -> Int32 {
        if options.showsHead {
            Output.lines("HTTP \(response.status)")
            for field in response.headers.fields { Output.lines("\(field.name): \(field.value)") }
            Output.text("")
        }
        if let json = try? response.json(), json != .null { return Output.text(JSONWriter.text(json)) }
        return response.body.isEmpty ? ExitStatus.ok : Output.data(response.body)
    }
}
