import SisenseClient
import Testing

@Suite("RequestPlan")
struct RequestPlanTests {
    private func plan(danger: Danger? = nil) throws -> RequestPlan {
        let read = try Call(.getUser, path: ["id": "1"])
        return RequestPlan(
            title: "Deactivate bea",
            call: try Call(
                .updateUser, path: ["id": "1"], body: .json(["active": false, "password": "x"])),
            danger: danger, target: .init(server: try ServerAddress("bi.acme.example"), name: "user bea"),
            base: ["active": true], result: ["active": false],
            inverse: try Call(.updateUser, path: ["id": "1"], body: .json(["active": true])),
            precondition: Precondition(read: read, base: ["active": true], members: ["active"]))
    }

    @Test("The preview is the request, with secrets masked")
    func preview() throws {
        #expect(
            try plan().requestText == [
                "PATCH /api/v1/users/1", "Host: https://bi.acme.example", "Accept: application/json, */*;q=0.5",
                "Content-Type: application/json", "Authorization: ••••", "", "{", "  \"active\": false,",
                "  \"password\": \"••••\"", "}",
            ])
    }

    @Test("The danger is that of the operation unless the plan knows better")
    func danger() throws {
        #expect(try plan().danger == .reversible)
        #expect(try plan(danger: .destructive).danger == .destructive)
    }

    @Test("Undoing swaps before and after, and checks that nobody came between")
    func undo() throws {
        let undo = try #require(try plan().undo)
        #expect(undo.title == "Undo: Deactivate bea")
        #expect(undo.call.body == .json(["active": true]))
        #expect(undo.diff == JSONDiff(from: ["active": false], to: ["active": true]))
        #expect(undo.precondition?.base == ["active": false])
        #expect(undo.precondition?.holds(for: ["active": false, "lastUpdated": "now"]) == true)
        #expect(undo.precondition?.holds(for: ["active": true]) == false)
        #expect(undo.inverse?.body == .json(["active": false, "password": "x"]))
    }
}
