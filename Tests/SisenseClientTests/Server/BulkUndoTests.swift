import Foundation
import TestServices
import Testing

@testable import SisenseClient

/// Deletions that were sent together: what they deleted names each other, under ids that are gone for good.
@Suite("The undo of deletions that were sent together")
struct BulkUndoTests {
    /// Two designers who each own a dashboard that is shared with the other one, and an alert that notifies both.
    private struct Team {
        let site: SampleSite
        let first: User
        let second: User
        let group: Group
        private let alertName: String

        init(_ site: SampleSite) async throws {
            self.site = site
            let (users, alerts) = (UsersService(site.client), AlertsService(site.client))
            let dashboards = DashboardsService(site.client, asAdministrator: true)
            let me = try await users.loggedIn().id
            let roles = Set(try await RolesService(site.client).all().filter { $0.canOwn }.map(\.id))
            let people = try await users.page(skip: 0, limit: 100).items.filter { user in
                user.id != me && user.isActive && user.roleID.map(roles.contains) == true
            }
            let alert = try #require(
                try await alerts.pages().all().first { alert in people.contains { $0.id == alert.owner?.id } })
            alertName = alert.name
            let first = try #require(people.first { $0.id == alert.owner?.id })
            let second = try #require(people.first { $0.id != first.id })
            group = try #require(try await GroupsService(site.client).names().first { $0.name == "Finance" })
            let pair = Array(try await dashboards.pages().all().prefix(2))
            for (dashboard, owner, other) in [(pair[0], first, second), (pair[1], second, first)] {
                if dashboard.owner?.id != owner.id {
                    try await site.send([try dashboards.planChangeOwner(dashboard, to: owner)])
                }
                let list = try await dashboards.shares(of: dashboard.id)
                try await site.send([
                    try dashboards.planSaveShares(
                        list.adding(Share(.user, id: other.id, rule: .edit)), base: list, of: dashboard, names: [:],
                        impact: SharesImpact(), judge: nil)
                ])
            }
            let parties: [JSONValue] = [first, second].map { ["type": "user", "id": .string($0.id)] }
            let itself: JSONValue = ["type": "group", "id": .string(group.id)]
            try await site.send([
                try await alerts.planUpdate(
                    alert, title: "Notify", members: [("parties", .array(parties + [itself]))])
            ])
            self.first = try await users.get(first.id)
            self.second = try await users.get(second.id)
        }

        var alert: Alert {
            get async throws {
                try #require(try await AlertsService(site.client).pages().all().first { $0.name == alertName })
            }
        }

        /// The plans that delete users, read together.
        func deletions(of users: [User]) async throws -> [RequestPlan] {
            let service = DashboardsService(site.client, asAdministrator: true)
            let ids = Set(users.map(\.id))
            let owned = try await service.owned(by: ids)
            let references = try await PartyReferences.read(of: ids, site.client, asAdministrator: true)
            let groups = try await GroupsService(site.client).names()
            var plans: [RequestPlan] = []
            for user in users {
                let dashboards = try await owned[user.id, default: []].concurrentMap { dashboard throws(APIError) in
                    try await DeletedDashboard.read(dashboard, service)
                }
                let own = user.groups.map { group in
                    Reference(id: group.id, name: groups.first { $0.id == group.id }?.name)
                }
                plans.append(
                    try UsersService(site.client).planDelete(
                        user, losing: UserLoss(),
                        keeping: DeletedUser(
                            user, role: "Designer", groups: own, references: references[user.id] ?? PartyReferences(),
                            dashboards: dashboards)))
            }
            return plans
        }

        /// The plan that deletes the group.
        func groupDeletion() async throws -> RequestPlan {
            let groups = GroupsService(site.client)
            let members = try await groups.members(of: group)
            let references = try await PartyReferences.read(of: [group.id], site.client, asAdministrator: true)
            let own = references[group.id] ?? PartyReferences()
            return try groups.planDelete(
                try await groups.get(group.id), members: members, in: own,
                keeping: DeletedGroup(group, members: members, references: own))
        }

        func undo(_ plans: [RequestPlan], later: Bool = false) async throws -> [RequestPlan] {
            guard later else { return try await site.client.planUndo(of: plans) }
            let changes = site.audit.read().filter { change in plans.contains { $0.title == change.title } }
            let shared = try await site.client.restoration(undoing: changes)
            var steps: [RequestPlan] = []
            for change in changes { steps += try await site.client.planUndo(of: change, shared) }
            return APIClient.ordered(steps)
        }

        /// Who owns and sees the dashboards, whom the alerts notify and who is in the groups, all by name.
        func facts() async throws -> [String] {
            let client = site.client
            let users = try await UsersService(client).page(skip: 0, limit: 200).items
            let groups = try await GroupsService(client).names()
            let names = Dictionary(
                uniqueKeysWithValues: users.map { ($0.id, $0.label) } + groups.map { ($0.id, $0.label) })
            func name(_ id: String) -> String { names[id] ?? "gone" }
            let dashboards = try await DashboardsService(client, asAdministrator: true).pages().all().map { dashboard in
                let rights = dashboard.shares.filter { $0.rule != nil }.map { share in
                    "\(name(share.id)) \(share.rule?.description ?? "")"
                }
                return "\(dashboard.label) of \(name(dashboard.owner?.id ?? "")): \(rights.sorted())"
            }
            let alerts = try await AlertsService(client).pages().all().map { alert in
                "\(alert.label): \(alert.parties.map { name($0.id) }.sorted())"
            }
            let members = users.map { user in "\(user.label): \(user.groups.map { name($0.id) }.sorted())" }
            return (dashboards + alerts + members).sorted()
        }
    }

    @Test("Users come back with each other's dashboards and alerts under their new ids", arguments: [false, true])
    func users(later: Bool) async throws {
        try await SampleSite.with { site in
            let team = try await Team(site)
            let before = try await team.facts()
            let plans = try await team.deletions(of: [team.first, team.second])
            try await site.send(plans)
            #expect(try await team.facts() != before)
            let undo = try await team.undo(plans, later: later)
            #expect(undo.prefix(2).allSatisfy { $0.call.operation == .createUser })
            #expect(undo.allSatisfy { !$0.warnings.contains { $0.hasPrefix("Left out") } })
            let sharing = try #require(undo.first { $0.call.operation == .replaceDashboardShares })
            #expect(
                sharing.changes.contains { [team.first, team.second].map { "user \($0.label)" }.contains($0.name) })
            try await site.send(undo)
            #expect(try await team.facts() == before)
        }
    }

    @Test(
        "A group, its member and an alert for both come back in that order, and name each other",
        arguments: [false, true])
    func mixed(later: Bool) async throws {
        try await SampleSite.with { site in
            let team = try await Team(site)
            let others = Set([team.first.id, team.second.id, try await UsersService(site.client).loggedIn().id])
            let members = try await GroupsService(site.client).members(of: team.group)
            let user = try await UsersService(site.client).get(
                try #require(members.first { !others.contains($0.id) }).id)
            let alert = try await team.alert
            let parties = (alert.raw["parties"]?.array ?? []) + [["type": "user", "id": .string(user.id)]]
            try await site.send([
                try await AlertsService(site.client).planUpdate(
                    alert, title: "Notify", members: [("parties", .array(parties))])
            ])
            let before = try await team.facts()
            let plans =
                [try AlertsService(site.client).planDelete(try await team.alert)]
                + (try await team.deletions(of: [user])) + [try await team.groupDeletion()]
            try await site.send(plans)
            let undo = try await team.undo(plans, later: later)
            #expect(undo.prefix(2).map(\.call.operation) == [.createGroup, .createUser])
            try await site.send(undo)
            #expect(try await team.facts() == before)
        }
    }

    @Test("Who is gone for good is left out of an alert and of shares, and the preview says so")
    func gone() async throws {
        try await SampleSite.with { site in
            let team = try await Team(site)
            let dashboard = try #require(
                try await DashboardsService(site.client, asAdministrator: true).owned(by: team.first.id).first {
                    $0.shares.contains { $0.id == team.second.id }
                })
            let plans = [
                try AlertsService(site.client).planDelete(try await team.alert),
                try await DashboardsService(site.client, asAdministrator: true).planDelete(dashboard),
            ]
            try await site.send(plans + [try UsersService(site.client).planDelete(team.second, losing: UserLoss())])
            let undo = try await team.undo(plans)
            let short = undo.filter { $0.warnings.contains("Left out, since no longer there: 1 user or group.") }
            #expect(Set(short.map(\.call.operation)) == [.createAlert, .replaceDashboardShares])
            try await site.send(undo)
            let parties = try await team.alert.parties.map(\.id)
            #expect(Set(parties) == [team.first.id, team.group.id])
        }
    }

    @Test("Who could not be made again is left out when the turn has come, and the result says so")
    func notMade() async throws {
        try await SampleSite.with { site in
            let team = try await Team(site)
            let plans = try await team.deletions(of: [team.first, team.second])
            try await site.send(plans)
            var left: Set<RequestPlan.ID> = []
            var outcomes: [PlanOutcome] = []
            for step in try await team.undo(plans) {
                let isSecond = step.call.operation == .createUser && step.target.name == "user \(team.second.label)"
                if isSecond || step.follows.map({ !$0.isDisjoint(with: left) }) ?? true {
                    left.insert(step.id)
                } else {
                    outcomes.append(await site.client.performOnce(step, .ofProgram([step])))
                }
            }
            #expect(outcomes.compactMap(\.error).isEmpty)
            let sentence = "Left out, since no longer there: \(team.second.label)."
            let short = outcomes.map(\.plan).filter { $0.shortfalls == [sentence] }
            #expect(Set(short.map(\.call.operation)) == [.createAlert, .replaceDashboardShares])
            #expect(site.audit.read().first { $0.explanation == sentence }?.outcome == .done)
            let again = try #require(try await UsersService(site.client).find(team.first.email))
            #expect(Set(try await team.alert.parties.map(\.id)) == [again.id, team.group.id])
            // What is left is undone by the next undo, from what is there by then.
            try await site.send(try await team.undo(plans))
            #expect(try await UsersService(site.client).find(team.second.email) != nil)
        }
    }
}
