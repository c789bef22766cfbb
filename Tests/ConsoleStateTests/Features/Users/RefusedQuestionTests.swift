import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

/// A server that answers by path, and refuses the rest.
private struct PartialServer: HTTPTransport {
    let answers: [String: String]

    func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
        guard let body = answers[request.url.path()] else {
            return HTTPResponse(status: 403, body: Data(#"{"error":{"message":"Not for your role."}}"#.utf8))
        }
        return HTTPResponse(status: 200, body: Data(body.utf8))
    }
}

@Suite("Side questions that are refused")
struct RefusedQuestionTests {
    private func context(_ answers: [String: String]) -> WorkContext {
        var context = WorkContext.nowhere
        context.client = Samples.client(PartialServer(answers: answers))
        return context
    }

    private func plans(
        _ command: String, of feature: ListFeature, _ ids: [RecordID], _ context: WorkContext
    ) async throws -> [RequestPlan] {
        guard case .plan(_, let plan)? = feature.command(ListCommand.ID(command))?.deed else { return [] }
        return try await plan(context, ids).plans
    }

    @Test("A user whose dashboards cannot be listed can be deleted; the preview says what is not known")
    func user() async throws {
        let context = context(["/api/v1/users/1": #"{"_id":"1","email":"ada@acme.example"}"#])
        let plan = try #require(try await plans("delete", of: .users, ["1"], context).first)
        #expect(plan.warnings.contains { $0.contains("could not be read: Not for your role.") })
    }

    @Test("A group whose shares cannot be listed can be deleted; the preview says what is not known")
    func group() async throws {
        let context = context(["/api/v1/groups/1": #"{"_id":"1","name":"Sales"}"#])
        let plan = try #require(try await plans("delete", of: .groups, ["1"], context).first)
        #expect(plan.warnings.contains { $0.contains("could not be read: Not for your role.") })
    }

    @Test("Off-boarding does what it can, and says of the rest that it is not known")
    func offboarding() async throws {
        let context = context(["/api/v1/users/1": #"{"_id":"1","email":"ada@acme.example","active":true}"#])
        let steps = try await Offboarding.read(["1"], Offboarding.Wishes(), context).steps
        #expect(steps.filter { $0.problem != nil }.map(\.part) == [.dashboards, .shares, .alerts, .reports])
        #expect(steps.contains { $0.plan?.title.hasPrefix("Deactivate") == true })
    }

    @Test("Users are shown where roles and groups are refused, and the list says what is missing")
    func names() async throws {
        let gaps = GapLog()
        let context = context(["/api/v1/users": #"[{"_id":"1","email":"ada@acme.example"}]"#]).noting(gaps)
        let rows = Rows()
        try await ListFeature.users.load(context) { await rows.add($0) }
        #expect(await rows.count == 1)
        #expect(gaps.all.map(\.summary).filter { $0.hasPrefix("without the names") }.count == 2)
        #expect(gaps.all.allSatisfy { !$0.hidesRecords })
    }

    @Test("Owners are named after the users that were read, without a request")
    func owners() async throws {
        var context = context([:])
        var table = RowTable()
        let cells = ListFeature.users.columns.map { $0.id == "name" ? "Ada Lovelace" : "" }
        table.append(RowPage([RowContent(id: "u1", cells: cells)], columns: cells.count))
        context.knownUsers = table
        var owners = OwnerNames(context)
        let dashboard = try #require(Dashboard(["oid": "d1", "owner": "u1"]))
        let other = try #require(Dashboard(["oid": "d2", "owner": "u2"]))
        #expect(await owners.fill([dashboard, other]).map(\.owner?.name) == ["Ada Lovelace", nil])
    }
}

private actor Rows {
    private(set) var count = 0

    func add(_ page: RowPage) { count += page.count }
}
