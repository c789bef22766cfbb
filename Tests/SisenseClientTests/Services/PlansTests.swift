import SisenseClient
import TestServices
import Testing

@Suite("Plans of the services")
struct PlansTests {
    private let transport = StubTransport(answers: [
        "GET /api/v1/users/1": [
            "_id": "1", "email": "bea@acme.example", "active": true, "roleId": "r1", "groups": ["g1"],
        ],
        "GET /api/v1/groups/g1": ["_id": "g1", "name": "Sales", "mail": "sales@acme.example"],
        "GET /api/v1/features": [["key": "alerting", "active": true, "name": "Alerting"]],
        "GET /api/v1/alerts/a1": ["_id": "a1", "name": "Build", "enabled": true],
        "GET /api/v1/settings/public_settings": ["firstday": "sun"],
        "GET /api/v1/folders/f1/subtree": ["oid": "f1", "folders": [["oid": "f2", "dashboards": [["oid": "d"]]]]],
        "GET /api/v1/authentication/server_access": [["_id": "s1", "serverName": "https://b.example", "name": "B"]],
        "GET /api/v1/dashboards/admin": [["oid": "d1", "title": "Mine", "owner": "1"], ["oid": "d2", "owner": "2"]],
    ])
    private let client: APIClient
    private let user: User

    init() throws {
        client = try .stub(transport)
        user = try #require(User(["_id": "1", "email": "bea@acme.example", "firstName": "Bea"]))
    }

    private func json(_ call: Call?) -> JSONValue? {
        guard case .json(let value) = call?.body else { return nil }
        return value
    }

    @Test("Switching a user off sends that member alone and can be put back")
    func deactivate() async throws {
        let plan = try await UsersService(client).planDeactivate(user)
        #expect(plan.call.line == "PATCH /api/v1/users/1")
        #expect(json(plan.call) == ["active": false])
        #expect(json(plan.inverse) == ["active": true])
        #expect(plan.danger == .reversible)
        #expect(plan.precondition?.members == ["active"])
        #expect(transport.lines == ["GET /api/v1/users/1"])
    }

    @Test("Whatever form asks for it, one's own role and switching oneself off are critical; one's own name is not")
    func ownAccount() async throws {
        let own = UsersService(client, caller: user.id)
        let members: [(String, JSONValue)] = [("roleId", "r2"), ("active", false), ("lastName", "Ott")]
        var dangers: [Danger] = []
        for member in members {
            let plan = try await own.planUpdate(user, title: "t", members: [member], danger: .destructive)
            dangers.append(plan.danger)
            #expect(plan.warnings.contains { $0.contains("your own account") } == (plan.danger == .critical))
        }
        #expect(dangers == [.critical, .critical, .destructive])
        let other = UsersService(client, caller: "2")
        #expect(try await other.planUpdate(user, title: "t", members: members, danger: nil).danger == .reversible)
    }

    @Test("What is the case already is left out of the request")
    func unchanged() async throws {
        let plan = try await UsersService(client).planUpdate(
            user, title: "t", members: [("active", true), ("lastName", "Ott")])
        #expect(json(plan.call) == ["lastName": "Ott"])
        #expect(json(plan.inverse) == ["lastName": nil])
    }

    @Test("Giving or taking administration is more dangerous than another role")
    func roles() async throws {
        let viewer = try #require(Role(["_id": "r1", "name": "consumer"]))
        let admin = try #require(Role(["_id": "r2", "name": "admin"]))
        let service = UsersService(client)
        let names = RecordNames([:], roles: [viewer, admin])
        #expect(try await service.planChangeRole(user, to: admin, names: names).danger == .destructive)
        #expect(try await service.planChangeRole(user, to: viewer, names: .none).danger == .reversible)
    }

    @Test("Deleting a user says what goes with them")
    func delete() async throws {
        let owned = try await DashboardsService(client).owned(by: "1").map(\.title)
        let lost = owned.map { DashboardLoss($0, .people(["2", "3"])) }
        let plan = try UsersService(client).planDelete(
            user, losing: UserLoss(dashboards: lost, alerts: [.init("Late build", notifying: ["Sales"])]))
        #expect(
            plan.warnings == [
                "Also deletes 1 dashboard: Mine (2 people lose it). Change its owner first if it is still needed.",
                "Also deletes 1 alert: Late build (no longer sent to Sales).",
            ])
        #expect(plan.danger == .destructive)
        #expect(plan.undo == nil)
        #expect(try UsersService(client).planDelete(user, losing: nil).warnings.count == 2)
    }

    @Test("Whoever would lock themselves out is told, and has to mean it")
    func lockOut() async throws {
        let service = UsersService(client, caller: "1")
        for plan in [
            try await service.planDeactivate(user), try service.planDelete(user, losing: UserLoss()),
            try await service.planChangeRole(
                user, to: try #require(Role(["_id": "r9", "name": "consumer"])), names: .none),
        ] {
            #expect(plan.danger == .critical)
            #expect(plan.warnings.first == "This is your own account: you may lock yourself out.")
        }
        #expect(try await UsersService(client, caller: "2").planDeactivate(user).danger == .reversible)
    }

    @Test("Each dashboard of someone who goes is handed over")
    func handOver() async throws {
        let newOwner = try #require(User(["_id": "2", "email": "ann@acme.example"]))
        let plans = try await DashboardsService(client).planHandOver(of: user, to: newOwner)
        #expect(plans.map(\.call.line) == ["POST /api/v1/dashboards/d1/change_owner?adminAccess=true"])
        #expect(json(plans.first?.call) == ["ownerId": "2", "originalOwnerRule": "edit"])
        #expect(plans.first?.undoNote.hasPrefix("Can be undone: owner, shares") == true)
    }

    @Test("A group is renamed by the only call that can")
    func rename() async throws {
        let group = try #require(Group(["_id": "g1", "name": "Sales", "mail": "sales@acme.example"]))
        let plan = try await GroupsService(client).planRename(group, to: "Sales EMEA")
        #expect(plan.call.line == "PUT /api/groups/g1")
        // A PUT replaces: what it leaves out would be lost.
        #expect(json(plan.call)?["mail"] == "sales@acme.example")
        #expect(json(plan.inverse) == group.raw)
        let members = try #require(try await GroupsService(client).planAddMembers([user], to: group))
        #expect(members.inverse?.line == "DELETE /api/groups/g1/users")
        #expect(json(members.inverse) == ["1"])
    }

    @Test("A feature is compared with the list as it is now")
    func feature() async throws {
        let feature = try #require(Feature(["key": "alerting", "name": "Alerting", "active": false]))
        let plan = try await FeaturesService(client).planToggle(feature, active: false)
        #expect(plan.diff?.lines.map(\.text) == ["active: true -> false"])
        let gone = try #require(Feature(["key": "gone"]))
        let error = await #expect(throws: APIError.self) {
            try await FeaturesService(client).planToggle(gone, active: true)
        }
        #expect(error?.kind == .notFound)
    }

    @Test("Saving system settings sends all of them, and the first day of the week even when it was not read")
    func firstDay() async throws {
        let base = SystemSettings([
            "x": 1, "webServer": ["cors": ["enabled": true, "allowedOrigins": ["https://a.example"]]],
        ])
        let edited = base.setting(corsEnabled: true, allowedOrigins: ["https://a.example", "https://b.example"])
        let plan = try await SystemSettingsService(client).planSave(edited, base: base)
        #expect(json(plan.call) == edited.setting(JSONPath([.member("firstday")]), to: "sun").document)
        // Putting back must not reset it either.
        #expect(json(plan.inverse) == base.setting(JSONPath([.member("firstday")]), to: "sun").document)
        #expect(plan.title == "Save the CORS settings")
        #expect(plan.danger == .destructive)
        #expect(plan.impact == ["https://b.example may use this server."])
    }

    @Test(
        "A wildcard, switching CORS off and any other setting are critical",
        arguments: [
            (true, ["*"], "mon"), (false, ["https://a.example"], "mon"), (true, ["https://a.example"], "sun"),
        ])
    func critical(enabled: Bool, origins: [String], day: String) async throws {
        let base = SystemSettings(["firstday": "mon"]).setting(corsEnabled: true, allowedOrigins: ["https://a.example"])
        let edited = base.setting(corsEnabled: enabled, allowedOrigins: origins)
            .setting(JSONPath([.member("firstday")]), to: .string(day))
        let plan = try await SystemSettingsService(client).planSave(edited, base: base)
        #expect(plan.danger == .critical)
        #expect(transport.sent.isEmpty)
    }

    @Test("Security settings warn of what ends everyone's tokens, and lists that merge send what changed")
    func documents() async throws {
        let service = SettingsService(client)
        let security = try await service.planSave(
            .security, edited: ["authenticationMode": "server", "x": 1], base: ["authenticationMode": "client", "x": 1])
        #expect(security.warnings.first?.contains("API token") == true)
        #expect(json(security.call) == ["authenticationMode": "server", "x": 1])
        let lockout = try await service.planSave(
            .loginLockout, edited: ["enabled": false, "period": 5], base: ["enabled": true, "period": 5])
        #expect(json(lockout.call) == ["enabled": false])
        #expect(json(lockout.inverse) == ["enabled": true])
        #expect(lockout.danger == .critical)
    }

    @Test("Every document of settings has its operations", arguments: SettingsDocument.allCases)
    func operations(document: SettingsDocument) {
        #expect(!document.read.writes)
        if let save = document.save { #expect(save.writes) }
    }

    @Test("Shares are saved whole, with a look at what they were")
    func shares() throws {
        let dashboard = try #require(Dashboard(["oid": "d1", "title": "Revenue"]))
        let base = ShareList(["sharesTo": [["shareId": "1", "type": "user", "rule": "view"]], "subscription": nil])
        let plan = try DashboardsService(client).planSaveShares(
            base.adding(Share(.group, id: "g1", rule: .edit)).removing("1"), base: base, of: dashboard,
            names: ["1": "bea@acme.example", "g1": "Sales"])
        #expect(plan.call.line == "POST /api/shares/dashboard/d1?adminAccess=true")
        #expect(plan.impact == ["1 added, 1 removed, 1 in all."])
        #expect(plan.changes.map(\.text) == ["group Sales + edit", "user bea@acme.example − view"])
        #expect(plan.changes.map(\.effect) == [.escalation, .loss])
        #expect(plan.inverse != nil)
        #expect(plan.precondition?.holds(for: ["sharesTo": []]) == false)
        #expect(plan.precondition?.holds(for: base.document) == true)
        // What a whole document sends back must not have been changed meanwhile.
        var meanwhile = base.document
        meanwhile["allowChangeSubscription"] = false
        #expect(plan.precondition?.holds(for: meanwhile) == false)
        #expect(try DashboardsService(client, asAdministrator: false).planPublish(dashboard).call.query.isEmpty)
    }

    @Test("A share that is raised from view to edit is said to be, and its undo takes the right away")
    func raisedShare() throws {
        let dashboard = try #require(Dashboard(["oid": "d1", "title": "Revenue"]))
        let share = Share(.user, id: "1", rule: .view)
        let base = ShareList(["sharesTo": [share.raw]])
        let plan = try DashboardsService(client).planSaveShares(
            base.adding(try #require(share.with(rule: .edit))), base: base, of: dashboard,
            names: ["1": "bea@acme.example"])
        #expect(plan.impact == ["1 changed, 1 in all."])
        #expect(plan.changes == [FieldChange("user bea@acme.example", from: "view", to: "edit", effect: .escalation)])
        #expect(plan.undo?.changes == [FieldChange("user bea@acme.example", from: "edit", to: "view", effect: .loss)])
    }

    @Test("Trusting a server and taking that back are critical, and undo each other")
    func trusted() async throws {
        let service = TrustedServersService(client)
        let add = try service.planAdd(address: ServerAddress("https://b.example"), name: "B")
        #expect(add.danger == .critical)
        let server = try #require(try await service.all().first)
        let remove = try await service.planRemove(server)
        #expect(remove.call.line == "DELETE /api/v1/authentication/server_access/s1")
        #expect(remove.wayBack == .entry(DeletedEntry(server)))
        #expect(remove.undoNote.contains("under a new id"))
        // It is still on the list: there is nothing to add again.
        #expect(try await client.planUndo(of: remove).isEmpty)
        let edit = try await service.planEdit(server, address: ServerAddress("https://c.example"), name: "C")
        #expect(edit.diff?.changes.count == 2)
    }

    @Test("Regenerating a token says what breaks and cannot be undone")
    func token() throws {
        let plan = try AuthenticationService(client).planRenewToken(of: "bea@acme.example")
        #expect(plan.danger == .critical)
        #expect(plan.undo == nil)
        #expect(
            plan.impact == [
                "Every API token of bea@acme.example stops working at once, in every script and integration."
            ])
        let use = TokenUse(certain: ["prod", "nightly"], possible: ["ci"])
        #expect(
            try AuthenticationService(client).planRenewToken(of: "bea@acme.example", use: use).impact.dropFirst() == [
                "On this machine it is used by the profile prod, the profile nightly.",
                "On this machine the profile ci may use it.",
            ])
    }

    @Test("Many users are logged out by requests that are short enough, and are counted together")
    func logout() throws {
        let users = (0..<672).compactMap { number in
            User(["_id": .string("64ab0000000000000000\(1000 + number)"), "email": .string("u\(number)@acme.example")])
        }
        let service = AuthenticationService(client)
        for plans in [try service.planLogouts(users), try service.planRevocations(.api, of: users)] {
            #expect(plans.count == 7)
            #expect(plans.allSatisfy { $0.call.line.utf8.count < 4096 })
            let ids = plans.flatMap { ($0.call.query.first?.value ?? "").split(separator: ",").map(String.init) }
            #expect(ids == users.map(\.id))
            #expect(PlanTitle.counted(plans.map(\.heading)).contains("672 users"))
            #expect(plans[6].impact.first?.contains("u671@acme.example") == true)
        }
        let one = try service.planLogouts([users[3]])
        #expect(one.map(\.title) == ["Log out u3@acme.example"])
        #expect(RequestPlan.deeds(of: one) == "log out (1)")
    }

    @Test("A change to what a record is already is a plan that says so")
    func alreadySo() async throws {
        let viewer = try #require(Role(["_id": "r1", "name": "consumer"]))
        let other = try #require(Role(["_id": "r2", "name": "contributor"]))
        let service = UsersService(client)
        #expect(try await service.planActivate(user).unchanged == "already active")
        #expect(try await service.planDeactivate(user).unchanged == nil)
        let same = try await service.planChangeRole(user, to: viewer, names: .none)
        #expect(same.unchanged == "already \(viewer.title)")
        #expect(try await service.planChangeRole(user, to: other, names: .none).unchanged == nil)
    }

    @Test("Deleting a folder counts what is in it")
    func folder() async throws {
        let folder = try #require(Folder(["oid": "f1", "name": "Finance"]))
        let plan = try await FoldersService(client).planDelete(folder)
        #expect(plan.impact == ["Deleted with it: 1 folder, 1 dashboard: d."])
    }

    @Test("What is not in a folder is not counted in its deletion")
    func emptyFolder() async throws {
        let trees: [(tree: JSONValue, impact: String)] = [
            (["oid": "f1", "folders": [], "dashboards": []], "It is empty."),
            (["oid": "f1", "folders": [], "dashboards": [["oid": "d"]]], "Deleted with it: 1 dashboard: d."),
            (
                ["oid": "f1", "folders": [["oid": "f2"], ["oid": "f3"]], "dashboards": []],
                "Deleted with it: 2 folders."
            ),
            (["oid": "f1", "folders": []], "Deleted with it: all dashboards in it."),
        ]
        for (tree, impact) in trees {
            let folder = try #require(Folder(tree))
            #expect(try await FoldersService(client).planDelete(folder, tree: folder).impact == [impact])
        }
    }

    @Test("An alert is switched off and on again")
    func alert() async throws {
        let alert = try #require(Alert(["_id": "a1", "name": "Build", "enabled": true]))
        let plan = try await AlertsService(client).planEnable(alert, false)
        #expect(json(plan.call) == ["enabled": false])
        #expect(json(plan.inverse) == ["enabled": true])
        #expect(
            json(try AlertsService(client).planReceive(alert, false, by: nil).call) == ["receiveNotification": false])
    }
}
