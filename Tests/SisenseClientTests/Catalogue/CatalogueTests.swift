import Foundation
import SisenseClient
import Testing

@Suite("The catalogue of operations")
struct CatalogueTests {
    private let operations = Catalogue.sisense.operations

    @Test("It holds all operations, each once")
    func complete() {
        #expect(operations.count == 262)
        #expect(Set(operations.map(\.id)).count == 262)
        #expect(Set(Catalogue.sisense.groups.map(\.name)).count == 38)
    }

    @Test("Every gap of a path has its parameter, and every path parameter its gap")
    func gaps() {
        for operation in operations {
            let parameters = operation.parameters.filter { $0.place == .path }.map(\.name)
            #expect(Set(parameters) == Set(operation.template.names), "\(operation.id)")
            #expect(parameters.count == operation.template.names.count, "\(operation.id)")
        }
    }

    @Test("No parameter is listed twice in one place")
    func parametersOnce() {
        for operation in operations {
            let names = operation.parameters.map { "\($0.place) \($0.name)" }
            #expect(Set(names).count == names.count, "\(operation.id)")
        }
    }

    @Test("Every code that an answer names has a meaning")
    func codes() {
        for code in Set(operations.flatMap(\.answers).flatMap(\.codes)) {
            #expect(ServerCode.meaning(code) != nil, "\(code)")
        }
    }

    @Test("Every operation says what it does and what success looks like")
    func described() {
        for operation in operations {
            #expect(!operation.summary.isEmpty, "\(operation.id)")
            #expect(
                operation.answers.contains { (200..<300).contains($0.status) || $0.status == 302 }, "\(operation.id)")
            #expect(operation.parameters.allSatisfy { !$0.meaning.isEmpty }, "\(operation.id)")
        }
    }

    @Test("The GETs that change something are known as writes")
    func writingGets() {
        let writing = operations.filter { $0.method == .get && $0.writes }.map(\.id.description)
        #expect(
            Set(writing) == [
                "GET /api/v1/authentication/logout", "GET /api/v1/authentication/logout_all",
                "GET /api/v1/authentication/admin/logout", "GET /api/v1/analytics/token/revoke",
                "GET /api/settings/api/generate",
            ])
    }

    @Test("The POSTs that only read are known as reads, and nothing but GET and POST reads")
    func readingPosts() {
        let reading = operations.filter { $0.method != .get && !$0.writes }
        #expect(reading.allSatisfy { $0.method == .post })
        #expect(
            Set(reading.filter { $0.path.hasPrefix("/live_connectors/") == false }.map(\.id.description)) == [
                "POST /api/v1/authentication/login", "POST /api/v1/custom_data/query",
                "POST /api/v1/dashboards/searches", "POST /api/v1/elasticubes/{elasticube}/jaql/explain",
                "POST /api/v1/geo/locations", "POST /api/v1/ldap_domains/test", "POST /api/v1/narration/widget",
                "POST /api/datasources/{datasource}/jaql", "POST /api/datasources/{datasource}/jaql/csv",
                "POST /api/v1/suggestions", "POST /api/users/simulate", "POST /engine/excelExport",
            ])
    }

    @Test(
        "What touches everyone on the server is critical",
        arguments: [
            "POST /api/v1/authentication/tokens/api/renew", "POST /api/v1/settings/system",
            "POST /api/settings/security", "POST /api/v1/settings/sso",
            "POST /api/v1/authentication/server_access", "POST /api/v1/authentication/admin/logout_all_users",
            "POST /api/roles/{idOrName}/manifest/{path}", "GET /api/settings/api/generate",
        ])
    func critical(id: String) throws {
        let operation = try #require(Catalogue.sisense[OperationID(id)])
        #expect(operation.danger == .critical)
    }

    @Test("Everything that deletes or takes a list is at least destructive")
    func destructive() {
        for operation in operations where operation.change == .delete || operation.path.hasSuffix("/bulk") {
            #expect(operation.danger >= .destructive, "\(operation.id)")
        }
    }

    @Test("Danger and change agree: both say reading or neither does")
    func agreement() {
        for operation in operations {
            #expect((operation.danger == .read) == (operation.change == .none), "\(operation.id)")
        }
    }

    @Test("A path made from an operation leads back to it")
    func routed() throws {
        for operation in operations {
            let values = Dictionary(uniqueKeysWithValues: operation.template.names.map { ($0, "v \($0)/ü") })
            let path = try operation.template.filled(with: values)
            let segments = path.split(separator: "/").map { $0.removingPercentEncoding ?? "" }
            let found = try #require(Catalogue.sisense.route(operation.method, segments: segments))
            #expect(found.operation.id == operation.id)
            #expect(found.values == values)
        }
    }

    @Test("A fixed segment wins over a gap")
    func fixedFirst() {
        let bulk = Catalogue.sisense.route(.delete, segments: ["api", "v1", "users", "bulk"])
        #expect(bulk?.operation.path == "/users/bulk")
        let one = Catalogue.sisense.route(.delete, segments: ["api", "v1", "users", "64ab"])
        #expect(one?.values == ["id": "64ab"])
    }

    @Test("A short path is taken below version 1, then 2, then 0.9")
    func resolved() throws {
        #expect(try Catalogue.sisense.resolve(.get, "/users").operation.id == "GET /api/v1/users")
        #expect(try Catalogue.sisense.resolve(.get, "/builds").operation.id == "GET /api/v2/builds")
        #expect(try Catalogue.sisense.resolve(.get, "roles").operation.id == "GET /api/roles")
        #expect(try Catalogue.sisense.resolve(.post, "/datasets/").operation.path == "/datasets/")
        #expect(throws: CallError.unknownOperation(method: "GET", path: "/nothing")) {
            try Catalogue.sisense.resolve(.get, "/nothing")
        }
    }

    @Test("A path knows its methods")
    func methods() {
        #expect(Catalogue.sisense.methods(segments: ["api", "v1", "users", "1"]) == [.get, .patch, .delete])
    }
}
