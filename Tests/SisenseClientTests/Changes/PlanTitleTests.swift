import SisenseClient
import Testing

@Suite("Titles and changes of plans")
struct PlanTitleTests {
    private func deactivate(_ name: String) -> PlanTitle { "Deactivate \(name, each: "user")" }
    private func activate(_ name: String) -> PlanTitle { "Activate \(name, each: "user")" }
    private func role(_ name: String, _ role: String) -> PlanTitle { "Change role of \(name, each: "user") to \(role)" }

    @Test("One is named, several are counted by what is done to them")
    func counted() {
        #expect(PlanTitle.counted([deactivate("bea")]) == "Deactivate bea")
        #expect(PlanTitle.counted([deactivate("bea"), deactivate("ana")]) == "Deactivate 2 users")
        #expect(
            PlanTitle.counted([deactivate("bea"), activate("ana"), deactivate("umar"), activate("jiri")])
                == "Deactivate 2 users, activate 2 users")
        #expect(
            PlanTitle.counted([deactivate("bea"), deactivate("ana"), activate("umar")])
                == "Deactivate 2 users, activate 1 user")
        #expect(PlanTitle.counted([role("bea", "Admin"), role("ana", "Admin")]) == "Change role of 2 users to Admin")
    }

    @Test("What cannot be counted in a few words is counted as changes")
    func mixed() {
        let roles = ["Admin", "Viewer", "Designer", "Data Admin"].map { role("bea", $0) }
        #expect(PlanTitle.counted(roles) == "4 changes")
        #expect(PlanTitle.counted(["Save the settings", deactivate("bea")]) == "2 changes")
        #expect(PlanTitle.counted(["Save the settings", "Save the settings"]) == "Save the settings (2 requests)")
    }

    @Test("A title made of text knows its record where the text names it")
    func naming() {
        let titles = ["A", "B"].map { PlanTitle("Stop \($0) now", naming: $0, each: "cube") }
        #expect(titles.map(\.description) == ["Stop A now", "Stop B now"])
        #expect(titles[0].recordName == "A")
        #expect(PlanTitle.counted(titles) == "Stop 2 cubes now")
        #expect(PlanTitle("Stop it", naming: "A", each: "cube").recordName == nil)
    }

    @Test("What differs within a member that has no short form is told by its path, with what it was and is")
    func places() throws {
        let server = try ServerAddress("bi.acme.example")
        func plan(_ web: JSONValue, _ now: JSONValue) throws -> RequestPlan {
            RequestPlan(
                title: "Save", call: try Call(.updateSecuritySettings, body: .json([:])),
                target: .init(server: server, name: "system settings"), base: ["webServer": web],
                result: ["webServer": now])
        }
        let change = try plan(
            ["cors": ["enabled": true, "origins": ["a"]], "secret": "x"],
            ["cors": ["enabled": false, "origins": ["a", "b"]], "secret": "y"])
        #expect(
            change.changes.map(\.text) == [
                "webServer.cors.enabled true → false", #"webServer.cors.origins[1] + "b""#,
                "webServer.secret \(Redactor.mask) → \(Redactor.mask)",
            ])
        let many = (0..<9).map { ("m\($0)", JSONValue.bool(true)) }
        #expect(try plan([:], .object(JSONObject(many))).changes.last?.text == "webServer at 3 more places")
        let long = try plan(["text": "a"], ["text": .string(String(repeating: "b", count: 200))])
        #expect(long.changes.map(\.text) == ["webServer.text"])
        #expect(long.unspokenLines.count == 1)
    }

    @Test("An undo gives its name to its own steps, and not to other changes beside it")
    func steps() throws {
        let server = try ServerAddress("bi.acme.example")
        func plan(_ title: PlanTitle) throws -> RequestPlan {
            RequestPlan(
                title: title, call: try Call(.updateUser, path: ["id": "x"], body: .json([:])),
                target: .init(server: server, name: "x"))
        }
        let make = try plan("Undo: Delete the group \("Partners", each: "group")")
        let steps = try ["Revenue", "Costs", "Sales"].map { name in
            try plan("Share \(name, each: "dashboard") with Partners again \(name)").following([make])
        }
        #expect(PlanTitle.counted([make] + steps) == "Undo: Delete the group Partners (4 requests)")
        #expect(PlanTitle.counted([make] + steps + [try plan("Save the settings")]) == "5 changes")
        let other = try plan("Undo: Delete the folder \("Drafts", each: "folder")")
        #expect(PlanTitle.counted([make] + steps + [other]) == "5 changes")
    }

    @Test("Members that are words are told without being stated, secrets never, and lists item by item")
    func fallback() throws {
        let server = try ServerAddress("bi.acme.example")
        let plan = RequestPlan(
            title: "Change", call: try Call(.updateUser, path: ["id": "x"], body: .json([:])),
            target: .init(server: server, name: "user bea"),
            base: ["active": true, "lastName": "", "groups": ["a"], "password": "old", "same": 1],
            result: ["active": false, "lastName": "Rossi", "groups": ["b"], "password": "new", "same": 1, "age": 3])
        #expect(
            plan.changes.map(\.text) == [
                "active yes → no", "last name none → Rossi", "group − a", "group + b", "password •••• → ••••",
                "age none → 3",
            ])
    }
}
