import Foundation
import SisenseClient
import Synchronization
import TestServices
import Testing

@Suite("Servers that lack something")
struct CapabilitiesTests {
    private static func server(
        refusing isRefused: @escaping @Sendable (String) -> Bool, _ status: Int, _ answers: [String: JSONValue]
    ) -> StubTransport {
        StubTransport { sent in
            if isRefused(sent.line) {
                let error: JSONValue = ["error": ["message": .string("adminAccess or expand is unknown")]]
                return HTTPResponse(status: status, body: JSONWriter.write(error))
            }
            let path = sent.line.split(separator: "?").first.map(String.init) ?? ""
            guard let json = answers[path] else { return HTTPResponse(status: 404) }
            return HTTPResponse(status: 200, body: JSONWriter.write(json))
        }
    }

    private static let dashboard: JSONValue = ["oid": "d1", "title": "Revenue", "owner": "u1"]

    @Test(
        "An expand that is refused is asked for once in a session, and is no failed request",
        arguments: [403, 404, 422, 500])
    func expand(status: Int) async throws {
        let transport = Self.server(
            refusing: { $0.contains("expand=") }, status, ["GET /api/v1/dashboards/d1": Self.dashboard])
        let traces = Mutex<[RequestTrace]>([])
        let client = APIClient(
            server: try ServerAddress("bi.acme.example"), transport: transport, token: nil, policy: .readWrite,
            observe: { trace in traces.withLock { $0.append(trace) } })
        let service = DashboardsService(client)
        #expect(try await service.named("d1").title == "Revenue")
        #expect(try await DashboardsService(client).named("d1").title == "Revenue")
        #expect(transport.lines.filter { $0.contains("expand=") }.count == 1)
        #expect(transport.sent.count == 3)
        #expect(traces.withLock { $0.filter(\.isFailure).isEmpty })
    }

    @Test("A record that is gone is reported, and teaches nothing about the server")
    func gone() async throws {
        let transport = Self.server(
            refusing: { $0.contains("/d2") }, 404, ["GET /api/v1/dashboards/d1": Self.dashboard])
        let service = DashboardsService(try APIClient.stub(transport))
        let error = await #expect(throws: APIError.self) { try await service.named("d2") }
        #expect(error?.kind == .notFound)
        _ = try await service.named("d1")
        #expect(transport.lines.last?.contains("expand=") == true)
    }

    @Test("A server that is busy or down is not taken for one that lacks something", arguments: [401, 429, 503])
    func busy(status: Int) async throws {
        let transport = Self.server(
            refusing: { $0.contains("expand=") }, status, ["GET /api/v1/dashboards/d1": Self.dashboard])
        let service = DashboardsService(try APIClient.stub(transport))
        await #expect(throws: APIError.self) { try await service.named("d1") }
        #expect(transport.lines.allSatisfy { $0.contains("expand=") })
    }

    @Test("Shares are read and saved without adminAccess where that is refused", arguments: [403, 404, 422, 500])
    func adminAccess(status: Int) async throws {
        let shares: JSONValue = ["sharesTo": [["shareId": "u2", "type": "user", "rule": "view"]]]
        let transport = Self.server(
            refusing: { $0.contains("adminAccess") }, status, ["GET /api/shares/dashboard/d1": shares])
        let log = GapLog()
        let service = DashboardsService(try APIClient.stub(transport).noting(log))
        let list = try await service.shares(of: "d1")
        #expect(list.shares.map(\.id) == ["u2"])
        #expect(log.all.map(\.list) == ["shares"] && log.all.allSatisfy { !$0.hidesRecords })
        let dashboard = try #require(Dashboard(Self.dashboard))
        let plan = try service.planSaveShares(list.removing("u2"), base: list, of: dashboard, names: [:])
        #expect(plan.call.query.isEmpty)
        #expect(plan.precondition?.read.query.isEmpty == true)
        #expect(try service.planPublish(dashboard).call.query.isEmpty)
    }

    @Test("Another user may have rights that this one lacks")
    func otherUser() async throws {
        let transport = Self.server(
            refusing: { $0.contains("adminAccess") }, 403, ["GET /api/shares/dashboard/d1": ["sharesTo": []]])
        let client = try APIClient.stub(transport)
        _ = try await DashboardsService(client).shares(of: "d1")
        _ = try await DashboardsService(client.with(token: Secret("other"))).shares(of: "d1")
        #expect(transport.lines.filter { $0.contains("adminAccess") }.count == 2)
    }

    @Test("A change refused for adminAccess is not sent again by itself, and goes without it the next time")
    func change() async throws {
        let transport = Self.server(refusing: { $0.contains("adminAccess") }, 422, [:])
        let service = DashboardsService(try APIClient.stub(transport))
        let dashboard = try #require(Dashboard(Self.dashboard))
        let client = try APIClient.stub(transport)
        let plan = try DashboardsService(client).planPublish(dashboard)
        let error = await #expect(throws: APIError.self) { try await client.perform(plan) }
        #expect(error?.nextStep.contains("without adminAccess") == true)
        #expect(transport.sent.count == 1)
        #expect(try DashboardsService(client).planPublish(dashboard).call.query.isEmpty)
        #expect(try !service.planPublish(dashboard).call.query.isEmpty)
    }

    @Test("Where not all dashboards are listed, one's own are shown as what they are")
    func ownDashboards() async throws {
        let transport = Self.server(
            refusing: { $0.contains("/dashboards/admin") }, 403, ["GET /api/v1/dashboards": [Self.dashboard]])
        let log = GapLog()
        let service = DashboardsService(try APIClient.stub(transport).noting(log))
        #expect(try await service.named().all().map(\.id) == ["d1"])
        #expect(log.all.contains { $0.hidesRecords && $0.summary.contains("only your own") })
        #expect(transport.lines.filter { $0.contains("/dashboards/admin") }.count <= 2)
        await #expect(throws: APIError.self) { try await service.owned(by: "u1") }
    }

    @Test("Groups come without the number of their members where version 0.9 is gone")
    func memberCounts() async throws {
        let transport = Self.server(
            refusing: { $0.contains("usersCount") }, 404, ["GET /api/v1/groups": [["_id": "g1", "name": "Sales"]]])
        let log = GapLog()
        let groups = try await GroupsService(try APIClient.stub(transport).noting(log)).withMemberCounts().all()
        #expect(groups.map(\.name) == ["Sales"])
        #expect(log.all.map(\.summary).contains { $0.hasPrefix("without the number of members") })
        #expect(transport.lines.filter { $0.contains("usersCount") }.count == 1)
    }

    @Test("Dashboards that come with an id and little else get their titles")
    func titles() async throws {
        let bare: JSONValue = ["oid": "d1", "lastPublish": "2026-04-07T08:44:40.169Z"]
        let transport = Self.server(
            refusing: { _ in false }, 404,
            [
                "GET /api/v1/dashboards/admin": [bare, ["oid": "d2", "title": ""]],
                "GET /api/v1/dashboards/d1": Self.dashboard,
            ])
        let dashboards = try await DashboardsService(try APIClient.stub(transport)).pages().all()
        #expect(dashboards.map(\.label) == ["Revenue", "d2"])
        #expect(dashboards[0].lastPublished != nil && dashboards[0].owner?.id == "u1")
        #expect(!transport.lines.contains { $0.contains("/dashboards/d2") })
    }

    @Test("A user is found where the server ignores the filter, and nobody else is taken for one of those asked for")
    func filters() async throws {
        let transport = ListServer(300).transport
        let users = UsersService(try APIClient.stub(transport))
        #expect(try await users.find("00250@acme.example")?.id == "00250")
        #expect(try await users.users(["00003", "00004"]).map(\.id) == ["00003", "00004"])
    }

    @Test("A user whose dashboards are not known is deleted with a warning that says why")
    func deletion() throws {
        let user = try #require(User(["_id": "u1", "email": "bea@acme.example"]))
        let service = UsersService(try APIClient.stub(ListServer(0).transport))
        let plan = try service.planDelete(user, losing: nil, unknownBecause: "Not for your role.")
        #expect(plan.warnings.contains { $0.contains("could not be read: Not for your role.") })
        #expect(plan.warnings.contains("Also deletes the dashboards that bea@acme.example owns."))
    }
}
