import Foundation
import SisenseClient

/// The client core beside the tools people use instead, on the same server. Each contender is a process of its own, so
/// that time and memory are its own too.
struct ClientBenchmark {
    let server: String
    let token: String
    let users: Int
    let rounds: Int

    func run() throws -> [Measure] {
        let environment = ["SISENSE_URL": server, "SISENSE_TOKEN": token]
        let own = CommandLine.arguments[0]
        func shell(_ command: String) -> ChildProcess {
            ChildProcess(arguments: ["/bin/sh", "-c", command], environment: environment)
        }
        let url = "\(server)/api/v1/users?limit=1000&skip=[0-\(users - 1):1000]"
        let curl = "curl -sf -H \"Authorization: Bearer $SISENSE_TOKEN\" '\(url)'"
        let patch = """
            curl -sf "$SISENSE_URL/api/v1/users?limit=1000&fields=_id" -H "Authorization: Bearer $SISENSE_TOKEN" \
            | jq -r '.[]._id' | xargs -P8 -I{} curl -sf -o /dev/null -X PATCH -H "Authorization: Bearer $SISENSE_TOKEN" \
            -H 'Content-Type: application/json' -d '{"lastName":"Benchmark"}' "$SISENSE_URL/api/v1/users/{}"
            """
        let race = Race(rounds: rounds)
        return try race.measure(
            "\(users) users in pages of 1000, decoded",
            [
                ("SisenseClient", ChildProcess(arguments: [own, "fetch-users"], environment: environment)),
                ("curl | jq", shell("\(curl) | jq -c '.[]._id' | wc -l")), ("curl alone", shell(curl)),
            ])
            + race.measure(
                "1000 changes of one user each, 8 at a time, each exactly once",
                [
                    ("SisenseClient", ChildProcess(arguments: [own, "change-users"], environment: environment)),
                    ("xargs -P8 curl", shell(patch)),
                ])
    }
}

/// The work that the client is measured at, each in a process of its own.
enum ClientTasks {
    /// The client of the server and token in the environment.
    static func client() throws -> APIClient {
        let environment = ProcessInfo.processInfo.environment
        return APIClient(
            server: try ServerAddress(environment["SISENSE_URL"] ?? ""), transport: CurlTransport(),
            token: environment["SISENSE_TOKEN"].map(Secret.init), policy: .readWrite)
    }

    /// Every user, whole, as the server sends them.
    static func fetchUsers(_ client: APIClient) async throws {
        var pages: [Page<User>] = []
        for try await page in UsersService(client).pages(ListQuery(limit: 1000, isLean: true)) { pages.append(page) }
        print(pages.reduce(0) { $0 + $1.items.count })
    }

    /// Changes so many users, eight at a time.
    static func changeUsers(_ client: APIClient, count: Int) async throws {
        let page = try await UsersService(client).page(skip: 0, limit: count, fields: ["_id"])
        let plans = try page.items.map { user in
            let call = try Call(
                .updateUser, path: ["id": user.id], body: .json(["lastName": "Benchmark"]))
            return RequestPlan(title: "Rename", call: call, target: .init(server: client.server, name: user.id))
        }
        let outcomes = client.perform(plans, .ofProgram(plans), maxConcurrent: 8)
        for await outcome in outcomes { _ = try outcome.result.get() }
    }
}
