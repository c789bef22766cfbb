import Foundation
import SisenseClient
import Testing

@Suite("Calls of what the catalogue does not hold")
struct UncataloguedOperationTests {
    private func operation(_ method: HTTPMethod, _ path: String) throws -> SisenseClient.Operation {
        try Catalogue.sisense.anyOperation(method, path).operation
    }

    private func failure(_ method: HTTPMethod = .get, _ path: String) -> CallError? {
        #expect(throws: CallError.self) { try operation(method, path) }
    }

    @Test("A path of the catalogue is its operation, whatever else could be called")
    func known() throws {
        let (operation, values) = try Catalogue.sisense.anyOperation(.get, "/api/v1/users/42")
        #expect(operation.isCatalogued)
        #expect(operation.id == "GET /api/v1/users/{id}")
        #expect(values == ["id": "42"])
    }

    @Test("GET and HEAD of another path read; every other method changes, with the highest danger")
    func danger() throws {
        for method in HTTPMethod.allCases {
            let operation = try operation(method, "/api/v9/things/1")
            #expect(!operation.isCatalogued)
            #expect(operation.danger == ([.get, .head].contains(method) ? .read : .critical), "\(method)")
        }
    }

    @Test(
        "A read that differs from one that changes something in what servers overlook is a change",
        arguments: [
            "/api/v1/Authentication/LOGOUT", "/api/authentication/logout", "/api/v1/authentication/%6Cogout/x/..",
            "/api/v2/authentication//logout_all",
        ])
    func disguised(path: String) {
        let operation = try? operation(.get, path)
        #expect(operation?.writes ?? true)
        #expect((try? self.operation(.head, path))?.writes ?? true)
    }

    @Test("The path goes out as it was typed; what cannot stand in a URL is escaped, and no escape twice")
    func path() throws {
        let operation = try operation(.get, "/api/v1/a b/ä%20c/")
        #expect(operation.id == "GET /api/v1/a%20b/%C3%A4%20c/")
        let request = try Call(operation).request(to: ServerAddress("https://bi.acme.example/bi"), token: nil)
        #expect(request.url.absoluteString == "https://bi.acme.example/bi/api/v1/a%20b/%C3%A4%20c/")
    }

    @Test("A short path that is nowhere, a gap that was not filled in, and dot segments are refused")
    func refused() {
        #expect(failure(.get, "/thing") == .unknownOperation(method: "GET", path: "/thing"))
        #expect(failure(.get, "/api/v9/x/{id}") == .unfilledPath("/api/v9/x/{id}", gap: "{id}"))
        #expect(failure(.get, "/api/v9/%2e%2E/x") == .badPathValue(name: "path", value: "%2e%2E"))
        #expect(failure(.get, "/api/v9/./x") == .badPathValue(name: "path", value: "."))
    }

    @Test("HEAD goes where GET of the same path goes, short or whole")
    func head() throws {
        #expect(try operation(.head, "/users").id == "HEAD /api/v1/users")
        #expect(try operation(.head, "/users").danger == .read)
        #expect(try operation(.head, "/authentication/logout").danger == .critical)
    }

    @Test("A slash at the beginning may be missing")
    func slash() throws {
        #expect(try operation(.get, "api/v9/x").id == "GET /api/v9/x")
        #expect(try operation(.get, "users").id == "GET /api/v1/users")
    }

    @Test("A whole path outside /api is called where it is said to be whole")
    func whole() throws {
        let (operation, _) = try Catalogue.sisense.anyOperation(.get, "/app/main", isWhole: true)
        #expect(operation.id == "GET /app/main")
    }

    @Test("One is found again by its id, as histories and kept calls name it")
    func named() throws {
        let operation = try operation(.delete, "/api/palettes/64ab02")
        #expect(Catalogue.sisense.anyOperation(named: operation.id) == operation)
        #expect(Catalogue.sisense.anyOperation(named: operation.id)?.danger == .critical)
        #expect(Catalogue.sisense.anyOperation(named: "GET /api/v1/users/{id}")?.isCatalogued == true)
        for text in ["", "GET", "GET x", "DANCE /api/x", "GET /api/gone/{id}"] {
            #expect(Catalogue.sisense.anyOperation(named: text) == nil, "\(text)")
        }
    }

    @Test("Read-only refuses a change of one, and its plan says that nothing is known")
    func guarded() async throws {
        let transport = StubTransport(always: [:])
        let client = try APIClient.stub(transport, policy: .readOnly(reason: "a test"))
        let plan = RequestPlan(try Call(operation(.delete, "/api/palettes/64ab02")), on: client.server)
        #expect(plan.danger == .critical)
        #expect(plan.warnings.contains { $0.contains("not in the catalogue") })
        let error = await #expect(throws: APIError.self) { try await client.perform(plan) }
        #expect(error?.kind == .notAllowed)
        #expect(transport.sent.isEmpty)
    }

    @Test("The query of a typed path is decoded, an item without a value included")
    func query() {
        let typed = TypedPath("/api/x?a=b%20c&d=e+f&g&h==")
        #expect(typed.path == "/api/x")
        #expect(
            typed.query == [QueryItem("a", "b c"), QueryItem("d", "e f"), QueryItem("g", ""), QueryItem("h", "=")])
    }
}
