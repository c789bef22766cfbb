import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Who can see a dashboard")
struct DashboardViewersTests {
    private static let finance = Share(.group, id: "g", rule: .view)

    private func grant(_ user: String, in groups: [String] = [], saved: [Share], wanted: [Share]? = nil) -> Grant? {
        let dashboardViewers = DashboardViewers(owner: Reference(id: "owner"), saved: saved, wanted: wanted ?? saved) {
            ["g": "Finance"][$0] ?? $0
        }
        return dashboardViewers.grant(user, name: user, in: groups)
    }

    @Test("Everybody has every path, the strongest first")
    func paths() {
        let shares = [Self.finance, Share(.user, id: "dara", rule: .edit)]
        #expect(grant("dara", in: ["g", "other"], saved: shares)?.paths == [.direct(.edit), .group("Finance", .view)])
        #expect(grant("owner", saved: shares)?.paths == [.owner])
        #expect(grant("emil", in: ["other"], saved: shares) == nil)
    }

    @Test("Who has another path loses nothing when one is taken away")
    func loss() {
        let saved = [Self.finance, Share(.user, id: "dara", rule: .edit)]
        let wanted = [Share(.user, id: "dara", rule: .edit), Share(.user, id: "fay", rule: .view)]
        #expect(grant("dara", in: ["g"], saved: saved, wanted: wanted)?.change == Grant.Change.none)
        #expect(grant("fay", saved: saved, wanted: wanted)?.change == .gained)
        let emil = grant("emil", in: ["g"], saved: saved, wanted: wanted)
        #expect(emil?.change == .lost)
        #expect(emil?.paths == [.group("Finance", .view)])
    }

    @Test("An entry without a right gives none")
    func noRule() throws {
        let share = try #require(Share(["shareId": "x", "type": "user"]))
        #expect(grant("x", saved: [share]) == nil)
    }

    @Test("An open grant says which path counts, and what each removal would leave")
    func record() {
        let record = GrantRow.record(
            of: Grant(id: "d", name: "Dara", paths: [.group("Finance", .view), .direct(.edit), .group("Ops", .view)]),
            GrantRow.people)
        #expect(record.row.cells == ["Dara", "edit", "by name (edit), Finance (view), Ops (view)", "3", ""])
        #expect(
            record.page.blocks.map(\.lines) == [
                ["by name (edit)  in effect", "Finance (view)", "Ops (view)"],
                [
                    "without by name (edit)  becomes view: Finance (view) remains",
                    "without Finance (view)  no change: by name (edit) remains",
                    "without Ops (view)  no change: by name (edit) remains",
                ],
            ])
        let alone = GrantRow.record(of: Grant(id: "e", name: "Emil", paths: [.direct(.view)]), GrantRow.people)
        #expect(alone.page.blocks.last?.lines == ["without by name (view)  no access"])
    }
}
