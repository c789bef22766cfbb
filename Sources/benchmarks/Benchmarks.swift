import Foundation
import LocalServer
import SisenseClient

/// Measures the program beside the tools people use instead, on the same server in the same run. Each contender is
/// a process of its own, so that time and memory are its own too.
///
///     swift run -c release benchmarks [--users N] [--rounds N]
///     swift run -c release benchmarks server
@main
enum Benchmarks {
    static func main() async throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "serve":
            try await serve(users: arguments.dropFirst().first.flatMap(Int.init) ?? 0, arguments.dropFirst(2).first)
        case "server": try await ServerBenchmark.run()
        case "fetch-users": try await ClientTasks.fetchUsers(try ClientTasks.client())
        case "change-users": try await ClientTasks.changeUsers(try ClientTasks.client(), count: 1000)
        default:
            try await compare(
                users: number(after: "--users", in: &arguments) ?? 100_000,
                rounds: number(after: "--rounds", in: &arguments) ?? 3)
        }
    }

    private static func number(after name: String, in arguments: inout [String]) -> Int? {
        guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else { return nil }
        return Int(arguments[index + 1])
    }

    private static func compare(users: Int, rounds: Int) async throws {
        let server = try ServerProcess(users: users)
        let client = APIClient(
            server: try ServerAddress(server.address), transport: URLSessionTransport(), token: nil,
            policy: .readOnly(reason: "benchmark"))
        let session = try await client.login(
            user: SampleData.administratorEmail, password: Secret(SampleData.password))
        let environment = ["SISENSE_URL": server.address, "SISENSE_TOKEN": session.token.exposed]
        let own = CommandLine.arguments[0]

        print("\(users) users in pages of 1000, decoded")
        let url = "\(server.address)/api/v1/users?limit=1000&skip=[0-\(users - 1):1000]"
        try Table(rounds: rounds).print([
            ("SisenseClient", ChildProcess(arguments: [own, "fetch-users"], environment: environment)),
            (
                "curl | jq",
                shell(
                    "curl -sf -H \"Authorization: Bearer $SISENSE_TOKEN\" '\(url)' | jq -c '.[]._id' | wc -l",
                    environment)
            ),
            ("curl alone", shell("curl -sf -H \"Authorization: Bearer $SISENSE_TOKEN\" '\(url)'", environment)),
        ])

        print("1000 changes of one user each, 8 at a time, each exactly once")
        let patch = """
            curl -sf "$SISENSE_URL/api/v1/users?limit=1000&fields=_id" -H "Authorization: Bearer $SISENSE_TOKEN" \
            | jq -r '.[]._id' | xargs -P8 -I{} curl -sf -o /dev/null -X PATCH -H "Authorization: Bearer $SISENSE_TOKEN" \
            -H 'Content-Type: application/json' -d '{"lastName":"Benchmark"}' "$SISENSE_URL/api/v1/users/{}"
            """
        try Table(rounds: rounds).print([
            ("SisenseClient", ChildProcess(arguments: [own, "change-users"], environment: environment)),
            ("xargs -P8 curl", shell(patch, environment)),
        ])
        withExtendedLifetime(server) {}
        try await ServerBenchmark.run()
    }

    /// Serves a company of that size until it is ended.
    private static func serve(users: Int, _ folder: String?) async throws {
        var configuration = ServerConfiguration()
        configuration.dataDirectory = folder.map { URL(filePath: $0) }
        configuration.sample = SampleSize(users: users)
        let server = try await LocalServer.start(configuration)
        FileHandle.standardOutput.write(Data((server.address + "\n").utf8))
        try await Task.sleep(for: .seconds(3600))
        await server.stop()
    }

    private static func shell(_ command: String, _ environment: [String: String]) -> ChildProcess {
        ChildProcess(arguments: ["/bin/sh", "-c", command], environment: environment)
    }
}
