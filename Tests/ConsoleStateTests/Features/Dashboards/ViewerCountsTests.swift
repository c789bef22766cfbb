import SisenseClient
import Testing

@testable import ConsoleState

@Suite("The number of those who can see a dashboard")
struct ViewerCountsTests {
    private static let counts = ViewerCounts(
        users: [
            ["_id": "ann", "groups": ["g", "h"]], ["_id": "bo", "groups": ["g"]], ["_id": "cy", "groups": []],
            ["_id": "boss", "groups": [], "roleId": "r"],
        ].compactMap { User($0) },
        computed: ComputedGroups(
            groups: [Group(["_id": "all", "name": "Everyone"]), Group(["_id": "adm", "name": "Admins"])]
                .compactMap(\.self),
            roles: [Role(["_id": "r", "name": "admin"])].compactMap(\.self)))

    @Test(
        "Everybody is counted once, by name, by group, as owner and as administrator",
        arguments: [
            ([], 1), ([Share(.group, id: "g", rule: .view)], 3),
            ([Share(.group, id: "g", rule: .view), Share(.group, id: "h", rule: .edit)], 3),
            ([Share(.group, id: "g", rule: .view), Share(.user, id: "bo", rule: .edit)], 3),
            ([Share(.group, id: "adm", rule: .view)], 2), ([Share(.group, id: "all", rule: .view)], 4),
            // A share of somebody who is gone is listed, too.
            ([Share(.user, id: "gone", rule: .view)], 2), ([Share(.group, id: "nobody", rule: .view)], 1),
        ] as [([Share], Int)])
    func count(shares: [Share], expected: Int) throws {
        let dashboard = try #require(
            Dashboard(["oid": "d", "title": "D", "owner": "cy", "shares": .array(shares.map(\.raw))]))
        #expect(Self.counts.count(of: dashboard) == expected)
    }
}
