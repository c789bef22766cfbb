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
