import SisenseClient
import Testing

@testable import ConsoleState

@Suite("What a user can see")
struct UserAccessTests {
    private static let groups = [
        Group(["_id": "g1", "name": "Finance"]), Group(["_id": "g2", "name": "Sales"]),
        Group(["_id": "all", "name": "Everyone"]), Group(["_id": "adm", "name": "Admins"]),
    ].compactMap(\.self)

    private static func userAccess(role: String = "consumer") throws -> UserAccess {
        let user = try #require(User(["_id": "u", "email": "u@acme.example", "groups": ["g1"]]))
        return UserAccess(user, groups: groups, role: Role(["_id": "r", "name": .string(role)]))
    }

    private static func dashboard(owner: String, _ shares: [Share]) throws -> Dashboard {
        try #require(
            Dashboard([
                "oid": "d", "title": "Cash", "owner": .string(owner), "shares": .array(shares.map(\.raw)),
            ]))
    }

    @Test("By owning, by name and by group, the strongest first")
    func paths() throws {
        let shares = [Share(.group, id: "g1", rule: .view), Share(.user, id: "u", rule: .edit)]
        #expect(
            try Self.userAccess().grant(Self.dashboard(owner: "u", shares))?.paths
                == [.owner, .direct(.edit), .group("Finance", .view)])
    }

    @Test("What is shared with others is not seen")
    func others() throws {
        let shares = [Share(.group, id: "g2", rule: .edit), Share(.user, id: "v", rule: .edit)]
        #expect(try Self.userAccess().grant(Self.dashboard(owner: "v", shares)) == nil)
    }

    @Test("Everybody is in the group of everyone, and administrators alone in theirs")
    func system() throws {
        let everyone = try Self.dashboard(owner: "v", [Share(.group, id: "all", rule: .view)])
        let admins = try Self.dashboard(owner: "v", [Share(.group, id: "adm", rule: .view)])
        #expect(try Self.userAccess().grant(everyone)?.paths == [.group("Everyone", .view)])
        #expect(try Self.userAccess().grant(admins) == nil)
        #expect(try Self.userAccess(role: "admin").grant(admins)?.paths == [.group("Admins", .view)])
    }
}
