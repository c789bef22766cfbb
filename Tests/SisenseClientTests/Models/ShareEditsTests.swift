import SisenseClient
import Testing

@Suite("Edits of the shares of several dashboards")
struct ShareEditsTests {
    private static let bea = ShareEdits.Party(.user, id: "bea")
    private static let emil = ShareEdits.Party(.user, id: "emil")
    private static let sales = ShareEdits.Party(.group, id: "sales")

    private static func share(_ party: ShareEdits.Party, _ rule: Share.Rule, isSubscribed: Bool = false) -> Share {
        Share(party.kind, id: party.id, rule: rule, isSubscribed: isSubscribed)
    }

    private static func right(of party: ShareEdits.Party, in shares: [Share]) -> Share.Rule? {
        shares.first { $0.partyKey == party }?.rule
    }

    @Test("An entry that is given everywhere is added where it lacks, and keeps its right where it stands")
    func everywhere() {
        var edits = ShareEdits()
        edits[Self.sales] = ShareEdits.Edit(.everywhere(.view))
        let there = [Self.share(Self.sales, .edit)]
        #expect(edits.applied(to: there, owner: nil) == there)
        #expect(Self.right(of: Self.sales, in: edits.applied(to: [], owner: nil)) == .view)
        edits[Self.sales] = ShareEdits.Edit(.everywhere(.view), rule: .view)
        #expect(Self.right(of: Self.sales, in: edits.applied(to: there, owner: nil)) == .view)
    }

    @Test("Members that nobody knows, entries of others and that of the owner stay")
    func untouched() throws {
        let strange = try #require(Share(["shareId": "sales", "type": "group", "rule": "view", "x": 1]))
        let owner = try #require(Share(["shareId": "bea", "type": "user"]))
        let other = Self.share(Self.emil, .edit)
        var edits = ShareEdits()
        edits[Self.sales] = ShareEdits.Edit(rule: .edit)
        edits[Self.bea] = ShareEdits.Edit(.removed)
        let after = edits.applied(to: [strange, owner, other], owner: "bea")
        #expect(
            after.map(\.raw) == [
                ["shareId": "sales", "type": "group", "rule": "edit", "x": 1], owner.raw, other.raw,
            ])
        #expect(edits.applied(to: [other], owner: nil) == [other])
    }

    @Test("Who takes the place of another has its right and report there, and nowhere a weaker one than before")
    func replaced() {
        var edits = ShareEdits()
        edits[Self.emil] = ShareEdits.Edit(.replaced(by: Self.bea))
        let alone = edits.applied(to: [Self.share(Self.emil, .edit, isSubscribed: true)], owner: nil)
        #expect(alone == [Self.share(Self.bea, .edit, isSubscribed: true)])
        let both = edits.applied(to: [Self.share(Self.bea, .edit), Self.share(Self.emil, .view)], owner: nil)
        #expect(both == [Self.share(Self.bea, .edit)])
        let stronger = edits.applied(to: [Self.share(Self.bea, .view), Self.share(Self.emil, .edit)], owner: nil)
        #expect(stronger == [Self.share(Self.bea, .edit)])
        // The owner needs no entry.
        #expect(edits.applied(to: [Self.share(Self.emil, .edit)], owner: "bea").isEmpty)
        #expect(edits.applied(to: [], owner: nil).isEmpty)
    }

    @Test("Where one list is to become like another, nobody else stays")
    func likeAnother() {
        var edits = ShareEdits(removingOthers: true)
        edits[Self.sales] = ShareEdits.Edit(.everywhere(.view), rule: .view)
        let after = edits.applied(to: [Self.share(Self.emil, .edit)], owner: "bea")
        #expect(after == [Self.share(Self.sales, .view)])
        #expect(edits.applied(to: after, owner: "bea") == after)
    }
}
