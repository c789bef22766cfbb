import Foundation
import SisenseClient

/// What the client is measured at, each in a process of its own.
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
        for await outcome in client.perform(plans, maxConcurrent: 8) { _ = try outcome.result.get() }
    }
}
