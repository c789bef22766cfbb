import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Who can see a dashboard")
struct DashboardAudienceTests {
    private static func user(_ id: String, _ name: String) throws -> User {
        try #require(User(["_id": .string(id), "firstName": .string(name), "email": .string("\(id)@acme.example")]))
    }

    private func audience(_ members: [User]) -> DashboardAudience {
        DashboardAudience(owner: Reference(id: "owner"), members: ["g": members]) {
            ["owner": "Olga", "g": "Finance"][$0] ?? $0
        }
    }

    @Test("Everybody is there once, with every path, the strongest first")
    func paths() throws {
        let dara = try Self.user("dara", "Dara")
        let shares = [Share(.group, id: "g", rule: .view), Share(.user, id: "dara", rule: .edit)]
        let grants = audience([dara]).grants(saved: shares, wanted: shares)
        #expect(grants.map(\.name) == ["Dara", "Olga"])
        #expect(grants[0].paths == [.direct(.edit), .group("Finance", .view)])
        #expect(grants[1].paths == [.owner])
        #expect(grants.allSatisfy { $0.change == .none })
    }

    @Test("Who has another path loses nothing when one is taken away")
    func loss() throws {
        let (dara, emil) = (try Self.user("dara", "Dara"), try Self.user("emil", "Emil"))
        let saved = [Share(.group, id: "g", rule: .view), Share(.user, id: "dara", rule: .edit)]
        let wanted = [Share(.user, id: "dara", rule: .edit), Share(.user, id: "fay", rule: .view)]
        let grants = audience([dara, emil]).grants(saved: saved, wanted: wanted)
        let changes = Dictionary(uniqueKeysWithValues: grants.map { ($0.id, $0.change) })
        #expect(changes == ["dara": .none, "emil": .lost, "fay": .gained, "owner": .none])
        #expect(grants.first { $0.id == "emil" }?.paths == [.group("Finance", .view)])
    }

    @Test("An entry without a right gives none")
    func noRule() throws {
        let share = try #require(Share(["shareId": "x", "type": "user"]))
        #expect(audience([]).grants(saved: [share], wanted: [share]).map(\.id) == ["owner"])
    }
}
