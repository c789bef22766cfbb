import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Users as a table in an editor")
struct UserTableTests {
    private static let roles = ["Viewer", "Designer"].compactMap { name in
        Role(["_id": .string("r\(name)"), "name": .string(name), "displayName": .string(name)])
    }
    private static let groups = [("g1", "Sales"), ("g2", "Ops"), ("g3", "Twin"), ("g4", "Twin"), ("g5", "A; B")]
        .compactMap { id, name in Group(["_id": .string(id), "name": .string(name)]) }

    private static func user(_ email: String, _ first: String, _ groups: [String] = [], id: String? = nil) throws
        -> User
    {
        try #require(
            User([
                "_id": .string(id ?? email), "email": .string(email), "userName": .string(email),
                "firstName": .string(first), "lastName": "Ek", "roleId": "rViewer", "active": true,
                "groups": .array(groups.map { .string($0) }),
            ]))
    }

    private static func table() throws -> UserTable {
        UserTable(
            [
                try user("bea@acme.example", "Bea | \"B\"", ["g1", "g3", "g9"]),
                try user("chen@acme.example", "  Chen "),
                try user("x@acme.example", "a\u{1B}[2J\u{202E}b", ["g5"]),
            ], roles: roles, groups: groups)
    }

    private static func edits(_ text: String) throws -> [UserTable.Edit] {
        switch try table().read(text) {
        case .edits(let edits): return edits
        case .problems(let problems):
            Issue.record("\(problems)")
            return []
        }
    }

    private static func problems(_ text: String) throws -> [UserTable.Problem] {
        if case .problems(let problems) = try table().read(text) { problems } else { [] }
    }

    private static func text() throws -> String { try table().text(of: "3 users", server: "acme-prod") }

    @Test("The text reads back as no change, whatever names hold, and hands no sign of a terminal on")
    func unchanged() throws {
        let text = try Self.text()
        #expect(try Self.edits(text).isEmpty)
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x202E })
        #expect(text.contains("Sales; g3; g9"))
        // Neither does a line that was taken out.
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("chen") }
        #expect(try Self.edits(lines.joined(separator: "\r\n")).isEmpty)
    }

    @Test("Cells that differ become edits of the user of the line, and of nobody else")
    func edited() throws {
        let text = try Self.text().replacing("Sales; g3; g9", with: "Ops; g3; g9").replacing("Chen", with: "Wei")
        let edits = try Self.edits(text)
        #expect(edits.map(\.user.id) == ["bea@acme.example", "chen@acme.example"])
        #expect(edits.first?.groups == ["g2", "g3", "g9"])
        #expect(edits.first?.firstName == nil)
        #expect(edits.last?.firstName == "Wei")
        let some = "email | active | role\nCHEN@acme.example | no | designer\n"
        let edit = try #require(try Self.edits(some).first)
        #expect((edit.isActive, edit.role?.id, edit.lastName) == (false, "rDesigner", nil))
    }

    @Test(
        "A line that cannot be used says why",
        arguments: [
            ("email | role\nbea@acme.example | Boss", "No role with the name Boss. Roles: Viewer, Designer"),
            ("email | groups\nbea@acme.example | Twin", "2 have the name Twin"),
            ("email | groups\nbea@acme.example | Nobody", "No group with the name Nobody"),
            ("email | active\nbea@acme.example | maybe", "Active is yes or no"),
            ("email | role\nnew@acme.example | Viewer", "No user here is \"new@acme.example\""),
            ("email | role\nbea@acme.example", "1 cell under 2 headings"),
            ("email | role\nbea@acme.example | Viewer\nbea@acme.example | Viewer", "The same user as in line 2"),
            ("email | salary\nbea@acme.example | 1", "No column \"salary\""),
            ("bea@acme.example | Viewer", "No column \"bea@acme.example\""),
            ("email | last name\nbea@acme.example | \"Ek", "A quote is opened"),
        ])
    func wrong(text: String, reason: String) throws {
        let problems = try Self.problems(text)
        #expect(problems.contains { $0.text.hasPrefix(reason) }, "\(problems)")
    }

    @Test("The reasons stand above their lines, nothing typed is lost, and a second try replaces them")
    func marked() throws {
        let text = "# kept\nemail | role\nbea@acme.example | Boss\nchen@acme.example | Designer\n"
        let marked = try Self.table().marked(text, try Self.problems(text))
        let lines = marked.split(separator: "\n").map(String.init)
        #expect(lines.firstIndex { $0.hasPrefix("#! No role") }.map { lines[$0 + 1] } == "bea@acme.example | Boss")
        #expect(lines.contains("# kept"))
        let again = try Self.table().marked(marked, try Self.problems(marked))
        #expect(again == marked)
        #expect(try Self.edits(marked.replacing("Boss", with: "Viewer")).map(\.user.id) == ["chen@acme.example"])
    }

    @Test("An edit that was planned and not sent stands in the next table, unless its user was changed since")
    func drafts() throws {
        let (drafts, server) = (TableDrafts(), Samples.client().server)
        let users = [try Self.user("bea@acme.example", "Bea", ["g1"]), try Self.user("chen@acme.example", "Chen")]
        let table = UserTable(users, roles: Self.roles, groups: Self.groups)
        let text = table.text(of: "2 users", server: "acme").replacing("Sales", with: "Ops").replacing(
            "Chen", with: "Wei")
        guard case .edits(let edits) = table.read(text) else {
            Issue.record("not read")
            return
        }
        let plans = try edits.map { [try Samples.plan($0.user.email)] }
        drafts.keep(Array(zip(edits, plans)), of: users, on: server)

        let again = table.text(of: "2 users", server: "acme", as: drafts.edits(of: users, on: server))
        #expect(again.contains("# As you left it: 2 lines"))
        guard case .edits(let offered) = table.read(again) else {
            Issue.record("not read")
            return
        }
        #expect(offered.map(\.groups) == edits.map(\.groups))
        #expect(offered.map(\.firstName) == edits.map(\.firstName))

        let moved = UserTable(
            [try Self.user("bea@acme.example", "Beate", ["g1"]), users[1]], roles: Self.roles, groups: Self.groups)
        let text2 = moved.text(of: "2 users", server: "acme", as: drafts.edits(of: users, on: server))
        #expect(text2.contains("changed since you left: bea@acme.example"))
        guard case .edits(let rest) = moved.read(text2) else {
            Issue.record("not read")
            return
        }
        #expect(rest.map(\.user.id) == ["chen@acme.example"])

        drafts.sent(plans[0][0].id)
        #expect(drafts.edits(of: users, on: server).map(\.user.id) == ["chen@acme.example"])
    }
}
