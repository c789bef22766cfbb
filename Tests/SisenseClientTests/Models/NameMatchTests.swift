import Testing

@testable import SisenseClient

@Suite("Names that several records have")
struct NameMatchTests {
    private static func user(_ id: String, _ email: String, login: String? = nil) -> User? {
        var raw: JSONValue = ["_id": .string(id), "email": .string(email), "userName": .string(email)]
        if let login { raw["lastLogin"] = .string(login) }
        return User(raw)
    }

    private static let users = [
        user("1", "Bea@acme.example", login: "2026-05-01T08:00:00.000Z"), user("2", "bea@acme.example"),
        user("3", "ada@acme.example"),
    ].compactMap(\.self)

    @Test("Accounts that differ by case are several, whichever of them is typed, and each is told from the other")
    func cases() throws {
        for order in [Self.users, Self.users.reversed()] {
            let index = NameIndex(order)
            for typed in ["bea@acme.example", "Bea@acme.example", "BEA@ACME.EXAMPLE"] {
                let match = index[typed]
                #expect(match.only == nil)
                let problem = try #require(match.problem("user", named: typed))
                #expect(problem.contains("last login 2026-05-01, id 1"))
                #expect(problem.contains("never logged in, id 2"))
            }
        }
    }

    @Test("An id means its own record, and a name that one record has means that one in any case")
    func one() {
        let index = NameIndex(Self.users)
        #expect(index["2"].only?.email == "bea@acme.example")
        #expect(index["ADA@acme.example"].only?.id == "3")
        #expect(index["nobody"].problem("user") == "No user with that name")
        #expect(index[""].only == nil)
    }

    @Test("A user is found in another case than the server stores, and two are not decided by which comes first")
    func server() async throws {
        let list: JSONValue = [
            ["_id": "1", "email": "Bea@acme.example", "userName": "one"],
            ["_id": "2", "email": "x@acme.example", "userName": "bea@ACME.example"],
        ]
        let transport = StubTransport { sent throws(TransportError) in
            // A server that filters finds a name in its own case only.
            let isFiltered = sent.line.contains("email=") || sent.line.contains("userName=")
            return HTTPResponse(status: 200, body: JSONWriter.write(isFiltered ? [] : list))
        }
        let service = UsersService(try APIClient.stub(transport))
        let error = await #expect(throws: APIError.self) { try await service.find("bea@acme.example") }
        #expect(error?.kind == .invalidCall)
        #expect(try await service.find("ONE")?.id == "1")
        #expect(try await service.find("2")?.userName == "bea@ACME.example")
    }

    @Test("Folders in folders are counted and planned in one walk, 200 levels deep")
    func depth() throws {
        let inside: JSONValue = [["oid": "d", "title": "D"]]
        var raw: JSONValue = ["oid": "leaf", "name": "leaf", "folders": [], "dashboards": inside]
        for level in 0..<200 {
            raw = ["oid": .string("f\(level)"), "name": "f", "folders": [raw], "dashboards": []]
        }
        let folder = try #require(Folder(raw))
        #expect(folder.contents.folders == 200)
        #expect(folder.contents.dashboards == 1)
        #expect(folder.allDashboards.map(\.id) == ["d"])
        let flat = (0..<200).compactMap { level -> Folder? in
            let parent: JSONValue = level == 0 ? .null : .string("f\(level - 1)")
            return Folder(["oid": .string("f\(level)"), "name": "f", "parentId": parent])
        }
        let nested = Folder.nested(flat.reversed())
        #expect(nested.map(\.id) == ["f0"])
        #expect(nested[0].contents.folders == 199)
    }
}
