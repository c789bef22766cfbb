import Foundation
import SisenseClient
import Testing

@Suite("The catalogue of operations")
struct CatalogueTests {
    private let operations = Catalogue.sisense.operations

    @Test("Every operation and every group that is declared is listed, once")
    func listed() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../../Sources/SisenseClient/API")
        let files = try FileManager.default.contentsOfDirectory(
            at: folder.appending(path: "Groups"), includingPropertiesForKeys: nil)
        #expect(files.allSatisfy { $0.pathExtension == "swift" })
        var names: [String] = []
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            for group in text.components(separatedBy: "extension OperationGroup {").dropFirst() {
                let parts = group.components(separatedBy: "extension Operation {")
                #expect(parts.count == 2, "\(file.lastPathComponent)")
                let declared = (parts.last ?? "").matches(of: /static let (\w+)/).map { String($0.1) }
                let listed = (parts.first ?? "").matches(of: /[ (\[]\.(\w+)/).map { String($0.1) }
                #expect(!declared.isEmpty && declared.sorted() == listed.sorted(), "\(file.lastPathComponent)")
            }
            names += text.matches(of: /static let (\w+) = OperationGroup/).map { String($0.1) }
        }
        let catalogue = try String(contentsOf: folder.appending(path: "Catalogue.swift"), encoding: .utf8)
        let table = try #require(catalogue.firstMatch(of: /static let sisense = Catalogue\(\[([^\]]*)\]/)).1
        #expect(names.sorted() == table.matches(of: /\.(\w+)/).map { String($0.1) }.sorted())
        #expect(Set(operations).count == operations.count)
        #expect(Set(Catalogue.sisense.groups.map(\.name)).count == names.count)
    }

    @Test("Every gap of a path has its parameter, and every path parameter its gap")
    func gaps() {
        for operation in operations {
            let parameters = operation.parameters.filter { $0.location == .path }.map(\.name)
            #expect(Set(parameters) == Set(operation.template.names), "\(operation)")
            #expect(parameters.count == operation.template.names.count, "\(operation)")
        }
    }

    @Test("No parameter is listed twice in one place")
    func parametersOnce() {
        for operation in operations {
            let names = operation.parameters.map { "\($0.location) \($0.name)" }
            #expect(Set(names).count == names.count, "\(operation)")
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
            #expect(!operation.summary.isEmpty, "\(operation)")
            #expect(
                operation.answers.contains { (200..<300).contains($0.status) || $0.status == 302 }, "\(operation)")
            #expect(operation.parameters.allSatisfy { !$0.meaning.isEmpty }, "\(operation)")
        }
    }

    @Test("The GETs that change something are known as writes")
    func writingGets() {
        let writing = operations.filter { $0.method == .get && $0.writes }
        #expect(
            Set(writing) == [
                .logout, .logoutAll, .logoutUsers, .getAnalyticsToken, .revokeAnalyticsToken, .getServerAPIKey,
                .generateServerAPIKey,
            ])
    }

    @Test("The POSTs that only read are known as reads, and nothing but GET and POST reads")
    func readingPosts() {
        let reading = operations.filter { $0.method != .get && !$0.writes }
        #expect(reading.allSatisfy { $0.method == .post })
        #expect(
            Set(reading.filter { !$0.path.hasPrefix("/live_connectors/") }) == [
                .login, .queryCustomData, .searchDashboards, .explainJAQL, .findLocations, .testLDAPDomain,
                .narrateWidget, .queryDatasource, .queryDatasourceCSV, .generateSQL, .querySuggestions, .simulateUsers,
                .exportExcel, .exportWidgetPDF, .getConnectionTable, .getCustomAction,
            ])
    }

    @Test(
        "What touches everyone on the server is critical",
        arguments: [
            .renewAPIToken, .replaceSystemSettings, .replaceSecuritySettings, .replaceSSOSettings,
            .createTrustedServer, .logoutEveryone, .updateRoleManifest, .generateServerAPIKey,
        ] as [SisenseClient.Operation])
    func critical(operation: SisenseClient.Operation) {
        #expect(operation.danger == .critical)
    }

    @Test("Everything that deletes or takes a list is at least destructive")
    func destructive() {
        for operation in operations where operation.change == .delete || operation.path.hasSuffix("/bulk") {
            #expect(operation.danger >= .destructive, "\(operation)")
        }
    }

    @Test("Danger and change agree: both say reading or neither does")
    func agreement() {
        for operation in operations {
            #expect((operation.danger == .read) == (operation.change == .none), "\(operation)")
        }
    }

    @Test("A path made from an operation leads back to it")
    func routed() throws {
        for operation in operations {
            let values = Dictionary(uniqueKeysWithValues: operation.template.names.map { ($0, "v \($0)/ü") })
            let path = try operation.template.filled(with: values)
            let segments = path.split(separator: "/").map { $0.removingPercentEncoding ?? "" }
            let found = try #require(Catalogue.sisense.route(operation.method, segments: segments))
            #expect(found.operation == operation)
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
        #expect(try Catalogue.sisense.resolve(.get, "/users").operation == .getUsers)
        #expect(try Catalogue.sisense.resolve(.get, "/builds").operation == .getBuilds)
        #expect(try Catalogue.sisense.resolve(.get, "roles").operation == .getRoles)
        #expect(try Catalogue.sisense.resolve(.post, "/datasets/").operation.path == "/datasets/")
        #expect(throws: CallError.unknownOperation(method: "GET", path: "/nothing")) {
            try Catalogue.sisense.resolve(.get, "/nothing")
        }
    }

    @Test("A typed or kept name finds its operation, and no other text does")
    func named() {
        #expect(Catalogue.sisense["GET /api/v1/users/{id}"] == .getUser)
        for text in ["GET /api/v1/users/42", "get /api/v1/users/{id}", "/api/v1/users/{id}", ""] {
            #expect(Catalogue.sisense[text] == nil)
        }
    }

    @Test("A path knows its methods")
    func methods() {
        #expect(Catalogue.sisense.methods(segments: ["api", "v1", "users", "1"]) == [.get, .patch, .delete])
    }
}
