import SisenseClient
import Testing

@Suite("What a server does not say")
struct UnknownsTests {
    @Test(
        "A time is read in every form that servers send",
        arguments: [
            "1775551480169", "1775551480169.9", "1775551480.169", "\"2026-04-07T08:44:40.169Z\"",
            "\"2026-04-07T10:44:40.169+02:00\"",
            "\"2026-04-07T04:14:40.169-0430\"", "\"2026-04-07T08:44:40.169123Z\"", "\"1775551480169\"",
        ])
    func times(text: String) throws {
        let user = try #require(User(["_id": "1", "lastLogin": try JSONReader.read(text)]))
        #expect(user.lastLogin?.description == "2026-04-07T08:44:40.169Z")
    }

    @Test(
        "What is no time is none", arguments: [0, -5, "soon", "", true, .null, "2026-13-07T08:44:40Z"] as [JSONValue])
    func noTimes(value: JSONValue) throws {
        #expect(try #require(User(["_id": "1", "lastLogin": value])).lastLogin == nil)
    }

    @Test("An alert without enabled is neither on nor off")
    func alert() throws {
        #expect(try #require(Alert(["_id": "1"])).isEnabled == nil)
        #expect(try #require(Alert(["_id": "1", "enabled": false])).isEnabled == false)
    }

    @Test("A status that says nothing of the licence does not say that it is valid")
    func licence() {
        #expect(ApplicationStatus(["version": "8.2"]).isLicenceExpired == nil)
        #expect(ApplicationStatus(["license": ["isExpired": true]]).isLicenceExpired == true)
        #expect(Licence(["expirationDate": 1775551480169]).expires != nil)
    }

    private static func folder(_ id: String, in parent: String? = nil, _ below: [JSONValue] = []) throws -> Folder {
        let parentID = parent.map(JSONValue.string) ?? .null
        let raw: JSONValue = ["oid": .string(id), "parentId": parentID, "folders": .array(below)]
        return try #require(Folder(raw))
    }

    @Test("Folders that come flat make a tree, whatever order they come in")
    func flat() throws {
        let flat = [
            try Self.folder("c", in: "b"), try Self.folder("a"), try Self.folder("b", in: "a"),
            try Self.folder("x", in: "elsewhere"),
        ]
        let tree = Folder.nested(flat)
        #expect(tree.map(\.id) == ["a", "x"])
        #expect(tree[0].folders.map(\.id) == ["b"] && tree[0].folders[0].folders.map(\.id) == ["c"])
        #expect(tree[0].contents.folders == 2 && tree[0].contents.dashboards == nil)
    }

    @Test("A tree stays as it is, and folders that lie in each other are not lost")
    func nested() throws {
        let tree = [try Self.folder("a", [["oid": "b", "parentId": "a"]])]
        #expect(Folder.nested(tree) == tree)
        let circle = Folder.nested([try Self.folder("a", in: "b"), try Self.folder("b", in: "a")])
        #expect(circle.map(\.id) == ["a"] && circle[0].folders.map(\.id) == ["b"])
    }
}
