import Foundation
import SisenseClient

/// Dashboards on their way to another server, which takes them as it would take them from anybody: by a request with
/// a token of its own.
struct DashboardCopy: Sendable {
    struct Item: Sendable {
        /// With its widgets inside.
        let dashboard: JSONObject
        /// The behaviour of the other server when it has the dashboard already: skip, overwrite or duplicate.
        let action: String
    }

    private let client: APIClient
    private let items: [Item]
    private let republishes: Bool

    /// - Parameter token: Of somebody the other server knows.
    /// - Throws: 504 for a server that is not on this machine: others are out of the reach of the local server.
    init(to server: String, token: String, _ items: [Item], republishes: Bool) throws(APIError) {
        guard let address = try? ServerAddress(server), let host = URL(string: server)?.host,
            host == "localhost" || LocalServer.isLoopback(host)
        else { throw APIError(status: 504, code: 504, message: "\(server) cannot be reached from the local server") }
        client = APIClient(server: address, transport: CurlTransport(), token: Secret(token), policy: .readWrite)
        self.items = items
        self.republishes = republishes
    }

    /// Sends them one after the other and answers what became of each.
    func run() async -> Reply {
        var (done, skipped, failed): ([JSONValue], [JSONValue], [(String, JSONValue)]) = ([], [], [])
        for item in items {
            do throws(SisenseClient.APIError) {
                let answer = try await send(item)
                done += answer["succeded"]?.array ?? []
                skipped += answer["skipped"]?.array ?? []
            } catch {
                if error.kind == .unreachable || error.kind == .outcomeUnknown {
                    return .refusal(APIError(status: 504, code: 504, message: error.message))
                }
                failed.append((item.dashboard.text("oid"), ["message": .string(error.message)]))
            }
        }
        guard failed.count < max(1, items.count) else {
            return .refusal(
                .invalid(
                    "\(client.server) took none of the dashboards",
                    details: failed.compactMap { $0.1["message"]?.string }))
        }
        return .ok(["succeded": .array(done), "skipped": .array(skipped), "failed": .object(JSONObject(failed))])
    }

    private func send(_ item: Item) async throws(SisenseClient.APIError) -> JSONValue {
        let call = try client.call(
            .importDashboards,
            query: [QueryItem("action", item.action), QueryItem("republish", republishes ? "true" : "false")],
            body: .json([.object(item.dashboard)]))
        let plan = RequestPlan(call, on: client.server)
        return try await client.perform(plan, .ofProgram([plan])).json()
    }
}
