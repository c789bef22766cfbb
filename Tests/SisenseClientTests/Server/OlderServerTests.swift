import LocalServer
import TestServices
import Testing

@testable import SisenseClient

@Suite("Older servers")
struct OlderServerTests {
    @Test(
        "A dashboard of somebody else changes hands and comes back, with or without adminAccess",
        arguments: ServerVersion.all.map(\.name))
    func owner(name: String) async throws {
        try await SampleSite.with(version: ServerVersion(named: name)) { site in
            let service = DashboardsService(site.client)
            let caller = try await UsersService(site.client).loggedIn().id
            let dashboards = try await service.page(ListQuery()).items
            let dashboard = try #require(dashboards.first { $0.owner?.id != caller && !$0.shares.isEmpty })
            // Somebody who owns dashboards may own one more.
            let owner = try #require(
                dashboards.compactMap(\.owner).first { $0.id != caller && $0.id != dashboard.owner?.id })
            let other = try #require(try await UsersService(site.client).users([owner.id]).first)
            // Reading the shares shows whether the server knows the flag.
            _ = try await service.shares(of: dashboard.id)
            let plan = try service.planChangeOwner(dashboard, to: other)
            let knowsFlag = name == "L2025.2"
            #expect(plan.call.operation == (knowsFlag ? .changeDashboardOwner : .changeOwnerAsAdministrator))
            _ = try await site.client.perform(plan)
            #expect(try await service.get(dashboard.id).owner?.id == other.id)
            for undo in try await site.client.planUndo(of: plan) { _ = try await site.client.perform(undo) }
            #expect(try await service.get(dashboard.id).owner?.id == dashboard.owner?.id)
        }
    }
}
