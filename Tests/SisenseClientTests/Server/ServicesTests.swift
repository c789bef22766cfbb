import Foundation
import SisenseClient
import TestServices
import Testing

@Suite("Typed services over loopback")
struct ServicesTests {
    private func withServer(_ body: (APIClient) async throws -> Void) async throws {
        try await SampleSite.with { site in try await body(site.client) }
    }

    @Test("Status and licence tell of the server")
    func application() async throws {
        try await withServer { client in
            let status = try await ApplicationService(client).status()
            #expect(status.version?.isEmpty == false)
            #expect(status.isLicenceExpired == false)
            #expect(try await !AccountService(client).licence().seats.isEmpty)
        }
    }

    @Test("A feature is switched and switched back")
    func features() async throws {
        try await withServer { client in
            let service = FeaturesService(client)
            let feature = try #require(try await service.all().first)
            let plan = try await service.planToggle(feature, active: !feature.isActive)
            _ = try await client.perform(plan)
            let changed = try await service.all().first { $0.id == feature.id }
            #expect(changed?.isActive == !feature.isActive)
            _ = try await client.perform(try #require(plan.undo))
            let restored = try await service.all().first { $0.id == feature.id }
            #expect(restored?.isActive == feature.isActive)
        }
    }

    @Test("A trusted server is added, edited and removed")
    func trustedServers() async throws {
        try await withServer { client in
            let service = TrustedServersService(client)
            _ = try await client.perform(
                try service.planAdd(address: ServerAddress("https://b.acme.example"), name: "B"))
            let added = try #require(try await service.all().first { $0.name == "B" })
            #expect(added.address == "https://b.acme.example")
            let edit = try await service.planEdit(added, address: ServerAddress("https://c.acme.example"), name: "C")
            _ = try await client.perform(edit)
            let edited = try #require(try await service.all().first { $0.id == added.id })
            #expect(edited.label == "C")
            _ = try await client.perform(try await service.planRemove(edited))
            let left = try await service.all()
            #expect(!left.contains { $0.id == added.id })
        }
    }

    @Test("A group is created, renamed, filled, emptied and deleted")
    func groups() async throws {
        try await withServer { client in
            let service = GroupsService(client)
            _ = try await client.perform(try service.planCreate(name: "Night shift"))
            let group = try #require(try await service.page(ListQuery()).items.first { $0.name == "Night shift" })
            _ = try await client.perform(try await service.planRename(group, to: "Day shift"))
            let users = try await UsersService(client).page(skip: 0, limit: 2).items
            let add = try #require(try await service.planAddMembers(users, to: group))
            _ = try await client.perform(add)
            #expect(Set(try await service.members(of: group).map(\.id)) == Set(users.map(\.id)))
            #expect(try await service.planAddMembers(users, to: group) == nil)
            _ = try await client.perform(try #require(add.undo))
            #expect(try await service.members(of: group).isEmpty)
            _ = try await client.perform(try service.planDelete(try await service.get(group.id)))
            let left = try await service.page(ListQuery()).items
            #expect(!left.contains { $0.id == group.id })
        }
    }

    @Test("Shares are saved, published and put back, and a dashboard changes hands")
    func dashboards() async throws {
        try await withServer { client in
            let service = DashboardsService(client)
            let dashboard = try #require(try await service.page(ListQuery()).items.first)
            let base = try await service.shares(of: dashboard.id)
            let users = try await UsersService(client).page(skip: 0, limit: 60).items
            let newcomer = try #require(
                users.first { user in user.id != dashboard.owner?.id && !base.shares.contains { $0.id == user.id } })
            let edited = base.adding(Share(.user, id: newcomer.id, rule: .view))
            let plan = try service.planSaveShares(edited, base: base, of: dashboard, names: [:])
            _ = try await client.perform(plan)
            #expect(try await service.shares(of: dashboard.id).shares.contains { $0.id == newcomer.id })
            let conflict = await #expect(throws: APIError.self) { try await client.perform(plan) }
            #expect(conflict?.exitStatus == .conflict)
            _ = try await client.perform(try service.planPublish(dashboard))
            _ = try await client.perform(try service.planChangeOwner(dashboard, to: newcomer))
            #expect(try await service.owned(by: newcomer.id).contains { $0.id == dashboard.id })
            let widgets = try await service.widgets(of: dashboard.id)
            #expect(widgets.allSatisfy { !$0.type.isEmpty })
            #expect(try await service.export([dashboard.id]).list().count == 1)
        }
    }

    @Test("An alert is switched off and back on")
    func alerts() async throws {
        try await withServer { client in
            let service = AlertsService(client)
            let alert = try #require(try await service.page(ListQuery()).items.first)
            let isEnabled = alert.isEnabled == true
            let plan = try await service.planEnable(alert, !isEnabled)
            _ = try await client.perform(plan)
            #expect(try await service.get(alert.id).isEnabled == !isEnabled)
            _ = try await client.perform(try #require(plan.undo))
            #expect(try await service.get(alert.id).isEnabled == isEnabled)
        }
    }

    @Test("Each document of settings is read", arguments: SettingsDocument.allCases)
    func documents(document: SettingsDocument) async throws {
        try await withServer { client in
            do {
                let value = try await SettingsService(client).read(document)
                #expect(value.object?.isEmpty == false)
            } catch let error as APIError {
                // Some documents are not there before someone makes them.
                #expect(error.kind == .notFound)
            }
        }
    }

    @Test("A renewed token is another one")
    func token() async throws {
        try await withServer { client in
            let service = AuthenticationService(client)
            let old = try await service.token()
            let answer = try await client.perform(try service.planRenewToken(of: "admin")).json()
            let new = try #require(APIToken(answer))
            #expect(new.token != old.token)
            _ = try await UsersService(client.with(token: new.token)).loggedIn()
        }
    }

    @Test("Cubes, plug-ins, directories, folders and roles are read")
    func others() async throws {
        try await withServer { client in
            #expect(try await !CubesService(client).all().isEmpty)
            #expect(try await !PluginsService(client).all().isEmpty)
            #expect(try await !LDAPService(client).all().isEmpty)
            #expect(try await !FoldersService(client).tree().isEmpty)
            let roles = try await RolesService(client).all()
            #expect(!roles.filter(\.isAdministrative).isEmpty)
        }
    }
}
