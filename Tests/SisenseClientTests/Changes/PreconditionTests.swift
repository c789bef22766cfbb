import Testing

@testable import SisenseClient

@Suite("What must still be true before a change is sent")
struct PreconditionTests {
    private let read: Call

    init() throws {
        read = try Call(.getGroup, path: ["id": "g"])
    }

    private var entries: Precondition.Entries {
        Precondition.Entries(
            member: "users", labels: ["1": "bea", "2": "dara"], inside: "member", outside: "no member")
    }

    @Test("Of a list only the entries that matter are compared; others may come and go")
    func entriesAlone() {
        let check = Precondition(read: read, base: entries.state(present: ["1"]), entries: entries)
        for users: JSONValue in [["1"], ["1", "7"], ["9", ["_id": "1"]]] {
            #expect(check.holds(for: check.record(in: ["users": users])))
        }
        for users: JSONValue in [[], ["1", "2"], ["2"]] {
            #expect(!check.holds(for: check.record(in: ["users": users])))
        }
    }

    @Test("Every member that is sent is watched, whichever the plan names")
    func covering() throws {
        let base: JSONValue = ["name": "Finance", "users": [], "kept": 1]
        let plan = RequestPlan(
            title: "t", call: try Call(.updateGroup, path: ["id": "g"], body: .json(["name": "F", "users": []])),
            target: .init(server: try ServerAddress("bi.acme.example"), name: "g"), base: base,
            precondition: Precondition(read: read, base: base, members: ["name"]))
        #expect(plan.precondition?.members == ["name", "users"])
        #expect(plan.precondition?.holds(for: ["name": "Finance", "users": ["1"], "kept": 1]) == false)
        #expect(plan.precondition?.holds(for: ["name": "Finance", "users": [], "kept": 2]) == true)
    }

    @Test("A record without the list is told from one whose list is empty")
    func missing() {
        #expect(entries.present(in: ["name": "Finance"]) == nil)
        #expect(entries.present(in: ["users": []]) == [])
    }

    @Test("A record that is pointed to is the same by its id and expanded, and another one is not")
    func references() {
        let check = Precondition(read: read, base: ["owner": "1"], members: ["owner"])
        #expect(check.holds(for: ["owner": "1"]))
        #expect(check.holds(for: ["owner": ["_id": "1", "userName": "bea"]]))
        #expect(!check.holds(for: ["owner": ["_id": "2"]]))
        #expect(!check.holds(for: ["owner": .null]))
    }

    @Test("The order of a set and the times that the server keeps say nothing; the order of other lists does")
    func sameness() {
        let base: JSONValue = ["groups": ["1", "2"], "lastUpdated": 1, "origins": ["a", "b"]]
        let check = Precondition(read: read, base: base)
        #expect(check.holds(for: ["groups": ["2", "1"], "lastUpdated": 2, "origins": ["a", "b"]]))
        #expect(!check.holds(for: ["groups": ["2", "1"], "lastUpdated": 1, "origins": ["b", "a"]]))
        #expect(!check.holds(for: ["groups": ["2", "2"], "lastUpdated": 1, "origins": ["a", "b"]]))
        #expect(!Precondition(read: read, base: base, members: ["groups"]).holds(for: ["groups": ["1"]]))
    }
}
