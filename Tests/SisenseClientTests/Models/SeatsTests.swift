import Testing

@testable import SisenseClient

@Suite("Seats of the licence")
struct SeatsTests {
    private static let roles = [
        Role(["_id": "v", "name": "consumer"]), Role(["_id": "d", "name": "custom", "baseRoleName": "contributor"]),
        Role(["_id": "x", "name": "unheard"]),
    ].compactMap(\.self)

    private func user(_ role: String, active: Bool = true) -> JSONValue {
        ["_id": "u", "email": "u@x.test", "roleId": .string(role), "active": .bool(active)]
    }

    private func sentence(_ old: JSONValue, _ new: JSONValue) -> [String] {
        SeatChange.sentence(of: [RecordNames([:], roles: Self.roles).seats(from: old, to: new)])
    }

    @Test("A role takes a seat of one kind and frees one of another")
    func role() {
        #expect(sentence(user("v"), user("d")) == ["1 Designer seat of the licence taken, 1 Viewer seat freed."])
        #expect(sentence(user("v"), user("v")) == [])
        // Who cannot log in holds none, whatever the role.
        #expect(sentence(user("v", active: false), user("d", active: false)) == [])
    }

    @Test("Switching an account off frees its seat, of a kind nobody knows where the role is not known")
    func activity() {
        #expect(sentence(user("d"), user("d", active: false)) == ["1 Designer seat of the licence is freed."])
        #expect(sentence(user("x", active: false), user("x")) == ["1 seat of the licence is taken."])
    }

    @Test("What many changes take and free is counted by kind")
    func together() {
        let changes = [
            SeatChange(.viewers, 1), SeatChange(.viewers, 1), SeatChange(.designers, -1), SeatChange(nil, 1),
        ]
        #expect(
            SeatChange.sentence(of: changes) == ["2 Viewer seats, 1 seat of the licence taken, 1 Designer seat freed."])
        #expect(-SeatChange(.viewers, 2) + SeatChange(.viewers, 2) == .none)
    }
}
