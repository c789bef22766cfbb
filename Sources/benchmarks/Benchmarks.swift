import Foundation
import LocalServer
import SisenseClient

/// Measures the program beside the tools people use instead, on the same server in the same run.
///
///     swift run -c release benchmarks [client] [terminal] [access] [server] [--users N] [--rounds N] [--json]
///     swift run -c release benchmarks lists
@main
enum Benchmarks {
    static func main() async {
        do {
            try await run(Array(CommandLine.arguments.dropFirst()))
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(1)
        }
    }

    private static func run(_ arguments: [String]) async throws {
        switch arguments.first {
        case "serve":
            let numbers = arguments.dropFirst().prefix(3).compactMap { Int($0) }
            guard numbers.count == 3 else { return }
            let size = SampleSize(users: numbers[0], groups: numbers[1], dashboards: numbers[2])
            try await serve(size, arguments.dropFirst(4).first)
        case "fetch-users": try await ClientTasks.fetchUsers(try ClientTasks.client())
        case "change-users": try await ClientTasks.changeUsers(try ClientTasks.client(), count: 1000)
        case "lists": await ListTasks.run(rows: 100_000, rounds: 9)
        case "console": try await ConsoleTask.run()
        case "empty": try ConsoleTask.empty()
        default: try await compare(arguments)
        }
    }

    private static func compare(_ arguments: [String]) async throws {
        func number(after name: String, or preset: Int) -> Int {
            let value = arguments.firstIndex(of: name).flatMap { arguments.dropFirst($0 + 1).first }
            return value.flatMap { Int($0) } ?? preset
        }
        let users = number(after: "--users", or: 100_000)
        let rounds = number(after: "--rounds", or: 3)
        let all = ["client", "terminal", "access", "server"]
        let named = all.filter(arguments.contains)
        let chosen = named.isEmpty ? all : named

        let server = try ServerProcess(users: users)
        let client = APIClient(
            server: try ServerAddress(server.address), transport: CurlTransport(), token: nil,
            policy: .readOnly(reason: "benchmark"))
        let session = try await client.login(
            user: SampleData.administratorEmail, password: Secret(SampleData.password))
        var measures: [Measure] = []
        if chosen.contains("client") {
            measures += try ClientBenchmark(
                server: server.address, token: session.token.exposed, users: users, rounds: rounds
            ).run()
        }
        if chosen.contains("terminal") {
            measures += try await TerminalBenchmark(
                client: client.with(token: session.token), token: session.token, rounds: rounds
            ).run()
        }
        withExtendedLifetime(server) {}
        if chosen.contains("access") { measures += try await AccessBenchmark.run(users: users) }
        if chosen.contains("server") {
            measures += try await ServerBenchmark.run()
            measures += try await BulkBenchmark.run()
        }
        try Report.print(measures, asJSON: arguments.contains("--json"))
    }

    /// Serves a company of that size until it is ended.
    private static func serve(_ sample: SampleSize, _ folder: String?) async throws {
        var configuration = ServerConfiguration()
        configuration.dataDirectory = folder.map { URL(filePath: $0) }
        configuration.sample = sample
        let server = try await LocalServer.start(configuration)
        FileHandle.standardOutput.write(Data((server.address + "\n").utf8))
        try await Task.sleep(for: .seconds(3600))
        await server.stop()
    }
}
