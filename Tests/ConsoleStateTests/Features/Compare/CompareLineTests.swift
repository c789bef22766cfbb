import Testing

@testable import ConsoleState
@testable import SisenseClient

@Suite("Comparing two servers line by line")
struct CompareLineTests {
    private static func inventory(_ lines: [ServerSnapshot.Line], gaps: [CompareArea: String] = [:]) -> ServerSnapshot {
        var inventory = ServerSnapshot()
        inventory.lines = lines
        inventory.gaps = gaps
        return inventory
    }

    @Test("What only one server has differs; what both have differs by its value")
    func states() {
        let here = Self.inventory([
            .init(.groups, ["Finance"], true), .init(.groups, ["Sales"], true), .init(.system, ["a", "b"], 1),
        ])
        let there = Self.inventory([
            .init(.groups, ["Ops"], true), .init(.groups, ["Sales"], true), .init(.system, ["a", "b"], 2),
        ])
        let lines = CompareLine.lines(here, there)
        #expect(lines.map(\.key) == ["Finance", "Ops", "Sales", "a.b"])
        #expect(lines.map(\.state) == [.differs, .differs, .same, .differs])
        #expect(lines.map(\.hereText) == ["yes", "-", "yes", "1"])
    }

    @Test("Of secrets nobody knows whether they differ")
    func secrets() {
        let masked = Self.inventory([.init(.singleSignOn, ["sharedSecret"], .string(Redactor.mask))])
        #expect(CompareLine.lines(masked, masked).map(\.state) == [.unknown])
    }

    @Test("An area that one server does not let us read is one line, and not a hundred differences")
    func gaps() {
        let here = Self.inventory([.init(.groups, ["Finance"], true), .init(.roles, ["admin"], "admin")])
        let there = Self.inventory([.init(.roles, ["admin"], "admin")], gaps: [.groups: "Forbidden"])
        let lines = CompareLine.lines(here, there)
        #expect(lines.map(\.key) == ["Groups", "admin"])
        #expect(lines.map(\.state) == [.unread, .same])
        #expect(lines[0].hereText == "read" && lines[0].thereText == "not read: Forbidden")
        #expect(lines[0].obstacle?.hasPrefix("It could not be read") == true)
    }

    @Test("Of settings that could not be read the origins are not compared either, and no name is a raw path")
    func unreadSettings() {
        let here = Self.inventory([], gaps: [.system: "Your role does not allow this", .shares: "Forbidden"])
        let there = Self.inventory([.init(.origins, ["https://a.example"], true), .init(.system, ["alias"], "bi")])
        let lines = CompareLine.lines(here, there)
        #expect(lines.map(\.key) == ["Shares", "System settings"])
        #expect(
            lines.map(\.hereText) == ["not read: Forbidden", "not read: Your role does not allow this"])
        #expect(lines.allSatisfy { $0.thereText == "read" && $0.state == .unread })
    }

    @Test("A document becomes a line for each value; a list is one, and a secret is masked at any depth")
    func leaves() {
        let document: JSONValue = [
            "a": ["b": 1, "list": [1, 2], "empty": [:]], "password": "hunter2", "token": ["inner": "x"], "c": .null,
        ]
        let leaves = ServerSnapshot.leaves(of: document)
        #expect(
            leaves.map { $0.path.joined(separator: ".") } == ["a.b", "a.list", "a.empty", "password", "token", "c"])
        #expect(!leaves.contains { JSONWriter.text($0.value).contains("hunter2") })
        #expect(leaves.first { $0.path == ["token"] }?.value == .string(Redactor.mask))
    }

    @Test("A snapshot is read as it was written")
    func snapshot() throws {
        let inventory = Self.inventory(
            [
                .init(.system, ["web.Server", "cors"], ["x": [1, .null]]), .init(.origins, ["https://a.example"], true),
            ],
            gaps: [.roles: "Forbidden"])
        var whole = inventory
        whole.lines.append(Self.group("1", "Sales", ["bea"]))
        whole.parts = [.members]
        for snapshot in [inventory, whole] {
            #expect(ServerSnapshot(try JSONReader.read(JSONWriter.write(snapshot.json))) == snapshot)
        }
    }

    /// A group as one server has it at one time.
    private static func group(_ id: String, _ name: String, _ members: [String]?) -> ServerSnapshot.Line {
        var line = ServerSnapshot.Line(.groups, [name], id: id, true)
        line.members = members.map { $0.map { Reference(id: $0, name: "\($0)@acme.example") } }
        return line
    }

    private static func ofServer(_ server: String, _ lines: [ServerSnapshot.Line]) -> ServerSnapshot {
        var snapshot = inventory(lines)
        snapshot.server = server
        return snapshot
    }

    @Test("On one server a group is known by its id: a new name is no other group, and its people are compared")
    func renamed() throws {
        let then = Self.ofServer(
            "https://a.example",
            [Self.group("1", "Sales", ["bea", "chen"]), Self.group("2", "Ops", ["dara"]), Self.group("3", "Old", nil)])
        let now = Self.ofServer(
            "https://a.example",
            [
                Self.group("1", "Sales EMEA", ["chen", "emil"]), Self.group("2", "Ops", ["dara"]),
                Self.group("4", "Sales", []),
            ])
        let lines = CompareLine.lines(now, then)
        #expect(lines.map(\.key) == ["Old", "Ops", "Sales", "Sales EMEA"])
        #expect(lines.map(\.state) == [.differs, .same, .differs, .differs])
        #expect(lines.map(\.isRenamed) == [false, false, false, true])
        #expect(lines[3].hereText == "Sales EMEA, 2 members, with emil@acme.example")
        #expect(lines[3].thereText == "Sales, 2 members, with bea@acme.example")
        #expect(Set(lines.map(\.id)).count == 4)
        // On another server the ids are of something else, and the people are others.
        let elsewhere = CompareLine.lines(now, Self.ofServer("https://b.example", then.lines))
        #expect(elsewhere.map(\.key) == ["Old", "Ops", "Sales", "Sales EMEA"])
        #expect(elsewhere.map(\.state) == [.differs, .same, .same, .differs])
    }

    @Test("A difference is laid to the change that was about it, and to none whose words or request only look alike")
    func attributed() throws {
        func change(_ who: String, _ title: String, _ request: String, undo: String? = nil) -> RecordedChange {
            var json = JSONObject([
                ("title", .string(title)), ("request", .string(request)), ("account", .string(who)),
                ("outcome", "done"),
            ])
            json["undo"] = undo.map(JSONValue.string)
            return RecordedChange(.object(json))
        }
        let role = "64ab01000000000000000001"
        let changes = [
            change("eve", "Set the SECURITY MODEL of IT", "PATCH /api/v1/users/64ab01000000000000000009"),
            change("eve", "Edit IT share", "PATCH /api/v1/dashboards/d1?adminAccess=true"),
            change("ada", "Create the group IT", "POST /api/v1/groups", undo: "DELETE /api/v1/groups/g1"),
            change("bob", "Save shares", "POST /api/shares/dashboard/d1?adminAccess=true"),
            change("cy", "Change role", "POST /api/roles/\(role)/manifest/base"),
            change("di", "Save system settings", "POST /api/settings/system"),
        ]
        var share = ServerSnapshot.Line(.shares, ["Cash", "bea"], id: "d1 u1", ["rule": "view", "type": "user"])
        let server = "https://a.example"
        func line(_ now: ServerSnapshot.Line) throws -> CompareLine {
            let lines = CompareLine.lines(Self.ofServer(server, [now]), Self.ofServer(server, []))
            return try #require(lines.first).attributed(to: changes)
        }
        #expect(try line(Self.group("g1", "IT", nil)).changedBy == "ada")
        #expect(try line(Self.group("g2", "IT support", nil)).changedBy == "")
        #expect(try line(Self.group("g3", "IT", nil)).changedBy == "")
        #expect(try line(share).changedBy == "bob")
        share.id = "d2 u1"
        #expect(try line(share).changedBy == "")
        #expect(try line(.init(.roles, ["dataAdmin"], id: role, "x")).changedBy == "cy")
        #expect(try line(.init(.origins, ["https://b.example"], true)).changedBy == "di")
        #expect(try line(.init(.security, ["a"], true)).changedBy == "")
    }

    @Test("A snapshot that an earlier version wrote, without ids and people, is compared by names")
    func earlier() throws {
        let file: JSONValue = [
            "format": "sisense-console snapshot 1", "server": "https://a.example",
            "lines": [["area": "groups", "path": ["Sales"], "value": true]], "gaps": [:],
        ]
        let then = try #require(ServerSnapshot(file))
        let lines = CompareLine.lines(Self.ofServer("https://a.example", [Self.group("1", "Sales", ["bea"])]), then)
        #expect(lines.map(\.state) == [.same])
        #expect(then.parts == [])
    }

    @Test("What is no snapshot is refused, and a damaged one never crashes")
    func damaged() {
        let format: JSONValue = "sisense-console snapshot 1"
        let refused: [JSONValue] = [.null, [], ["format": format], ["format": "x", "lines": []]]
        for json in refused { #expect(ServerSnapshot(json) == nil) }
        let lines: JSONValue = [
            7, .null, ["area": "groups"], ["area": "nothing", "path": ["a"], "value": 1],
            ["area": "groups", "path": [], "value": 1], ["area": "groups", "path": ["a"], "value": 1],
        ]
        #expect(ServerSnapshot(["format": format, "lines": lines, "gaps": 7])?.lines.count == 1)
    }
}
