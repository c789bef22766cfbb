import SisenseClient
import Testing

@testable import ConsoleState

@Suite("What is lost with a group")
struct GroupLossTests {
    private static func user(_ id: String, _ groups: [String], role: String = "viewer") throws -> User {
        try #require(
            User(["_id": .string(id), "groups": .array(groups.map(JSONValue.string)), "roleId": .string(role)]))
    }

    private static let computed = ComputedGroups(
        groups: [Group(["_id": "all", "name": "Everyone"]), Group(["_id": "adm", "name": "Admins"])]
            .compactMap(\.self),
        roles: [Role(["_id": "viewer", "name": "consumer"]), Role(["_id": "boss", "name": "admin"])]
            .compactMap(\.self))

    private static func dashboard(_ title: String, owner: String = "o", _ shares: [Share]) throws -> Dashboard {
        try #require(
            Dashboard([
                "oid": .string(title), "title": .string(title), "owner": .string(owner),
                "shares": .array(shares.map(\.raw)),
            ]))
    }

    private func loss(_ members: [User], _ shared: [Dashboard], deleting groups: Set<String> = ["g"]) -> GroupLoss {
        GroupLoss(deleting: groups, members: members, shared: shared, computed: Self.computed)
    }

    @Test("Administrators keep what is shared with their group of the system")
    func administrators() throws {
        let shares = [Share(.group, id: "g", rule: .edit), Share(.group, id: "adm", rule: .view)]
        let members = [try Self.user("ann", ["g"]), try Self.user("bo", ["g"], role: "boss")]
        #expect(loss(members, [try Self.dashboard("Board", shares)]).losers.map(\.name) == ["ann"])
    }

    @Test("Of groups that are deleted together none is another path for the members of the others")
    func together() throws {
        let shares = [Share(.group, id: "g", rule: .edit), Share(.group, id: "h", rule: .view)]
        let members = [try Self.user("ann", ["g", "h"])]
        let dashboard = try Self.dashboard("Board", shares)
        #expect(loss(members, [dashboard]).losers.isEmpty)
        #expect(loss(members, [dashboard], deleting: ["g", "h"]).losers.count == 1)
    }

    @Test("Owners, those shared with by name, and members of other groups lose nothing")
    func others() throws {
        let group = Share(.group, id: "g", rule: .view)
        let members = [
            try Self.user("ann", ["g"]), try Self.user("bo", ["g", "h"]), try Self.user("cy", ["g"]),
            try Self.user("di", ["g"]),
        ]
        let cash = try Self.dashboard(
            "Cash", owner: "cy", [group, Share(.group, id: "h", rule: .view), Share(.user, id: "di", rule: .edit)])
        let loss = loss(members, [cash])
        #expect(loss.sentences(shared: 1) == ["1 of 4 members loses access to 1 dashboard: Cash.", "That is ann."])
    }

    @Test("Those who lose different dashboards are named with theirs")
    func names() throws {
        let group = Share(.group, id: "g", rule: .view)
        let members = [try Self.user("cy", ["g"]), try Self.user("ann", ["g"]), try Self.user("bo", ["g"])]
        let shared = [
            try Self.dashboard("Cash", [group]), try Self.dashboard("Board", owner: "ann", [group]),
        ]
        #expect(
            loss(members, shared).sentences(shared: 2) == [
                "3 of 3 members lose access to 2 dashboards: Cash, Board.",
                "They are ann (Cash), bo (Cash, Board), cy (Cash, Board).",
            ])
    }

    @Test("What everybody sees is not lost")
    func everyone() throws {
        let open = try Self.dashboard(
            "Open", [Share(.group, id: "g", rule: .edit), Share(.group, id: "all", rule: .view)])
        let loss = loss([try Self.user("ann", ["g"])], [open])
        #expect(loss.sentences(shared: 1) == ["No user loses access: its members have other paths to all 1."])
        let none = self.loss([], []).sentences(shared: 0)
        #expect(none == ["No user loses access: no dashboard is shared with this group."])
    }
}
