import Foundation
import TestServices
import Testing

@testable import SisenseClient

/// Imports that wait while a second administrator works on what they overwrite.
@Suite("Imports that overwrite and what has changed since")
struct ImportBaseTests {
    private struct Prepared {
        let service: DashboardsService
        let dashboard: Dashboard
        /// The dashboard as a file.
        let file: JSONValue
    }

    private func prepared(_ site: SampleSite) async throws -> Prepared {
        let service = DashboardsService(site.client, asAdministrator: true)
        let dashboard = try #require(try await service.pages().all().first)
        return Prepared(service: service, dashboard: dashboard, file: try await service.export([dashboard.id]).json())
    }

    private func plan(_ prepared: Prepared, _ file: JSONValue) async throws -> RequestPlan {
        let existing = try await prepared.service.existing(Set(file.dashboardIDs))
        let present = try await prepared.service.overwritten(by: file, among: existing)
        return try prepared.service.planImport(file, action: "overwrite", over: present)
    }

    private func expectConflict(_ plan: RequestPlan, _ site: SampleSite, _ lists: String) async throws {
        let data = try PlanFile([plan], for: site.client, serverName: "test", at: Date()).data
        let filed = try #require(try PlanFile(data).shownPlans.first)
        for plan in [plan, filed] {
            let error = await #expect(throws: APIError.self) { try await site.client.checkBase(of: plan) }
            #expect(error?.exitStatus == .conflict)
            #expect(error?.details.contains { $0.contains(lists) } == true, "\(error?.details ?? [])")
        }
        let error = await #expect(throws: APIError.self) { try await site.client.perform(plan) }
        #expect(error?.message.contains("Nothing was sent") == true)
    }

    @Test("A dashboard that somebody has changed since the preview is not overwritten; an untouched one is")
    func changed() async throws {
        try await SampleSite.with { site in
            let prepared = try await prepared(site)
            let first = try await plan(prepared, prepared.file)
            let other = try await site.other()
            _ = try await other.perform(
                try await DashboardsService(other, asAdministrator: true).planUpdate(
                    prepared.dashboard, title: "Retitle", members: [("title", "Retitled")]))
            try await expectConflict(first, site, "Retitled")
            #expect(try await prepared.service.get(prepared.dashboard.id).title == "Retitled")
            try await site.send([try await plan(prepared, prepared.file)])
            #expect(try await prepared.service.get(prepared.dashboard.id).title == prepared.dashboard.title)
        }
    }

    @Test("A dashboard that came since the preview is not overwritten by one that was to be added")
    func added() async throws {
        try await SampleSite.with { site in
            let prepared = try await prepared(site)
            let file: JSONValue = [["oid": "64b0000000000000000000aa", "title": "Newcomer", "widgets": []]]
            let plan = try await plan(prepared, file)
            let other = DashboardsService(try await site.other(), asAdministrator: true)
            _ = try await other.client.perform(
                try other.planImport([["oid": "64b0000000000000000000aa", "title": "Theirs", "widgets": []]]))
            try await expectConflict(plan, site, "+ already there: Theirs")
            #expect(try await prepared.service.get("64b0000000000000000000aa").title == "Theirs")
        }
    }

    @Test(
        "An import that adds or skips rests on nothing: nothing of others is lost by it",
        arguments: ["skip", "duplicate"])
    func harmless(action: String) async throws {
        let client = try APIClient.stub(StubTransport(answers: [:]))
        let file: JSONValue = [["oid": "64b0000000000000000000aa", "title": "Newcomer", "widgets": []]]
        #expect(try DashboardsService(client).planImport(file, action: action).conditions.isEmpty)
        #expect(try DashboardsService(client).planImport(file, action: "overwrite").conditions.count == 1)
    }
}
