import SisenseClient
import Testing

@testable import LocalServer

/// The ways of the web application and of the command line, as clients use them.
@Suite("Data models by queries and commands")
struct ModelGraphTests {
    private let test: TestAPI

    init() throws { test = try TestAPI() }

    private func ask(_ query: String, _ variables: JSONValue = [:]) -> JSONValue {
        test.call("POST", "/api/v2/ecm/", ["query": .string(query), "variables": variables]).json
    }

    @Test("Fragments, aliases, variables and arguments in the text select what is asked for, and nothing else")
    func selection() {
        let query = """
            # what the list of models asks for
            query named($t: String!, $unused: Int = 3) {
              model: elasticubeByTitle(title: $t, server: "LocalHost") { ...part __typename }
              other: elasticubeByTitle(title: "Acme \\"Sales\\"") { oid }
            }
            fragment part on ElasticubeMetadata { oid status creator { id ... on User { firstName } } }
            """
        let answer = ask(query, ["t": "Acme Sales"])
        #expect(
            answer["data"]?["model"] == [
                "oid": .string(SampleData.id(8, 0)), "status": ["running"],
                "creator": ["id": .string(SampleData.id(1, 0)), "firstName": "Ada"],
                "__typename": "ElasticubeMetadata",
            ])
        #expect(answer["data"]?["other"] == .null && answer["errors"] == nil)
    }

    @Test(
        "What is no query, or asks for what no client asks for, is an error with status 200",
        arguments: [
            "", "{", "query {", "{ a(", "{ ...missing }", "query { secrets }", "mutation { dropAll }",
            "query { elasticubesMetadata { ...a } } fragment a on X { ...a }", "subscription { x }", "}",
            "{ elasticubeByTitle(title: [1]) { oid } }",
        ])
    func failures(query: String) {
        let answer = test.call("POST", "/api/v2/ecm", ["query": .string(query.isEmpty ? " " : query)])
        #expect(answer.status == 200 && !answer.changed)
        #expect(answer.json["errors"]?.array?.first?["message"]?.string?.isEmpty == false)
    }

    @Test("Deep nesting is refused, not followed")
    func depth() {
        let query = String(repeating: "{ a ", count: 50_000) + String(repeating: "}", count: 50_000)
        #expect(ask(query)["errors"]?.array?.first?["message"]?.string == "The selection is too deep")
    }

    @Test("A mutation deletes a model for who looks after data, and for no designer")
    func mutation() {
        let query = "mutation x($title: String!) { removeElasticube(title: $title, server: \"LocalHost\") }"
        test.login("sofia")
        let refused = ask(query, ["title": "Acme Sales"])
        #expect(refused["errors"] != nil)
        test.login("admin")
        #expect(ask(query, ["title": "Acme Sales"]) == ["data": ["removeElasticube": true]])
        #expect(test.call("GET", "/api/v2/datamodels/\(SampleData.id(8, 0))/schema").status == 404)
        #expect(ask(query, ["title": "Acme Sales"])["errors"] != nil)
    }

    @Test("The log of a build is that of the newest one, from the entry asked for")
    func log() {
        let query =
            "query ($id: UUID!, $n: Int) { getRecentBuildLogs(elasticubeOid: $id, fromSequenceNumber: $n) "
            + "{ message buildSeq typeValue { title } } }"
        let id = JSONValue.string(SampleData.id(8, 0))
        #expect(ask(query, ["id": id, "n": 1]) == ["data": ["getRecentBuildLogs": []]])
        _ = test.call("POST", "/api/v2/builds", ["datamodelId": id, "buildType": "full"])
        let entry: JSONValue = [
            "message": "Waiting in queue", "buildSeq": 1, "typeValue": ["title": "Waiting in queue"],
        ]
        #expect(ask(query, ["id": id, "n": 1])["data"]?["getRecentBuildLogs"] == [entry])
        #expect(ask(query, ["id": id, "n": 2])["data"]?["getRecentBuildLogs"] == [])
    }

    @Test("Commands start, stop and list cubes; what is no such command is refused")
    func commands() {
        func run(_ command: String) -> TestAPI.Answer {
            test.call(
                "POST", "/api/v2/cli/execute", form: command, fields: [(name: "Content-Type", value: "text/plain")])
        }
        #expect(run("elasticubes stop -name \"Acme Sales\"").changed)
        let table = run("elasticubes list").json["message"]?.string ?? ""
        let lines = table.split(separator: "\n")
        #expect(lines.filter { $0.contains("Acme Sales") && $0.contains("STOPPED") }.count == 1)
        #expect(Set(lines.map(\.count)).count == 1, "one frame")
        #expect(run("elasticubes start -name \"Acme Sales\"").changed)
        #expect(run("elasticubes start -name Unknown").status == 404)
        for command in ["", "rm -rf /", "elasticubes", "elasticubes delete -name \"Acme Sales\""] {
            #expect(run(command).status == 400, "\(command)")
        }
    }
}
