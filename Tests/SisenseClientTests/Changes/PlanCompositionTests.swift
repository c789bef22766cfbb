import Testing

@testable import SisenseClient

@Suite("Plans put together")
struct PlanCompositionTests {
    private static let base: JSONValue = ["firstday": "mon", "alias": "a", "usage": ["enabled": true]]

    private static func save(_ title: String, _ change: (inout JSONValue) -> Void) throws -> RequestPlan {
        var result = base
        change(&result)
        return RequestPlan(
            title: PlanTitle(stringLiteral: title), call: try Call(.replaceSystemSettings, body: .json(result)),
            target: .init(server: try ServerAddress("https://bi.acme.example"), name: "system settings"), base: base,
            result: result, inverse: try Call(.replaceSystemSettings, body: .json(base)),
            precondition: Precondition(read: try Call(.getSystemSettings), base: base))
    }

    private static func user(_ body: JSONValue) throws -> RequestPlan {
        let old: JSONValue = ["lastName": "Old", "active": true]
        var result = old
        var undo: JSONValue = [:]
        for member in body.object?.members ?? [] {
            undo[member.key] = old[member.key]
            result[member.key] = member.value
        }
        let path = ["id": "1"]
        return RequestPlan(
            title: "Change user", call: try Call(.updateUser, path: path, body: .json(body)),
            target: .init(server: try ServerAddress("https://bi.acme.example"), name: "user"), base: old,
            result: result,
            inverse: try Call(.updateUser, path: path, body: .json(undo)),
            precondition: Precondition(
                read: try Call(.getUser, path: path), base: old, members: body.object?.keys ?? []))
    }

    @Test("Two changes of one document become one that holds both, and one undo takes both back")
    func document() throws {
        let first = try Self.save("Save alias") { $0["alias"] = "b" }
        let second = try Self.save("Save usage") { $0["usage"] = ["enabled": false] }
        let composition = PlanComposition([first, second])
        let plan = try #require(composition.plans.first)
        #expect(composition.plans.count == 1)
        #expect(composition.parts == [[first.id, second.id]])
        #expect(plan.call.body == .json(["firstday": "mon", "alias": "b", "usage": ["enabled": false]]))
        #expect(plan.undo?.call.body == .json(Self.base))
        #expect(plan.precondition?.holds(for: Self.base) == true)
    }

    @Test("Where two change the same, the later counts, one request holds both, and the plan says so")
    func later() throws {
        let first = try Self.save("Save alias") {
            $0["alias"] = "b"
            $0["firstday"] = "sun"
        }
        let second = try Self.save("Save alias again") { $0["alias"] = "c" }
        let composition = PlanComposition([first, second])
        let plan = try #require(composition.plans.first)
        #expect(composition.plans.count == 1 && composition.contradictions.isEmpty)
        #expect(plan.call.body == .json(["firstday": "sun", "alias": "c", "usage": ["enabled": true]]))
        #expect(plan.undo?.call.body == .json(Self.base))
        #expect(plan.warnings == [#""Save alias again" counts where "Save alias" changes the same."#])
    }

    @Test("Of two roles for one user, the words lead from the first found to the last wanted")
    func words() throws {
        let roles = [("r1", "Designer"), ("r2", "Admin")]
        let plans = try roles.map { id, title in
            try Self.user(["roleId": .string(id)]).stating([FieldChange("role", from: "Viewer", to: title)])
        }
        let plan = try #require(PlanComposition(plans).plans.first)
        #expect(plan.changes == [FieldChange("role", from: "Viewer", to: "Admin")])
        #expect(plan.call.body == .json(["roleId": "r2"]))
    }

    @Test("Two that are different requests about one record stay two, and the second says so")
    func contradiction() throws {
        let first = try Self.save("Save alias") { $0["alias"] = "b" }
        var second = try Self.save("Save alias again") { $0["alias"] = "c" }
        second = second.sending(try Call(.replaceSystemSettingsV0, body: .json(Self.base)))
        let composition = PlanComposition([first, second])
        #expect(composition.plans.map(\.id) == [first.id, second.id])
        #expect(composition.contradictions == [second.id: first.id])
        #expect(composition.plans.last?.warnings.contains { $0.contains("the same record") } == true)
    }

    @Test("Changes of different members of a record need not be put together; of the same one, alike, they are")
    func members() throws {
        let plans = [try Self.user(["lastName": "Ott"]), try Self.user(["active": false])]
        #expect(PlanComposition(plans).plans.count == 2)
        #expect(PlanComposition(plans).contradictions.isEmpty)
        let overlapping = [try Self.user(["lastName": "Ott"]), try Self.user(["lastName": "Ott", "active": false])]
        let plan = try #require(PlanComposition(overlapping).plans.first)
        #expect(plan.call.body == .json(["lastName": "Ott", "active": false]))
        #expect(plan.undo?.call.body == .json(["lastName": "Old", "active": true]))
    }
}
