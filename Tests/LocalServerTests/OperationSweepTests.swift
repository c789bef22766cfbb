import SisenseClient
import Testing

@testable import LocalServer

@Suite("All operations")
struct OperationSweepTests {
    @Test("Reading anything answers with a documented status, and mostly with what was asked for")
    func reading() throws {
        let test = try TestAPI()
        var refused: [String] = []
        for operation in Catalogue.sisense.operations where operation.method == .get && !operation.writes {
            var query = operation.parameters.filter { $0.location == .query && $0.isRequired }.map { "\($0.name)=100" }
            let needed = [
                "/dashboards/export": "dashboardIds=\(SampleData.id(3, 0))", "/sql": "query=SELECT%20*%20FROM%20Orders",
                "/elasticubes/hierarchies": "elasticube=Acme%20Sales",
                "/datamodel-exports/schema": "datamodelId=\(SampleData.id(8, 0))&type=schema-latest",
                "/datamodel-exports/stream/full": "datamodelId=\(SampleData.id(8, 0))",
            ]
            if let own = needed.first(where: { operation.template.description.hasSuffix($0.key) }) {
                query = [own.value]
            }
            let suffix = query.isEmpty ? "" : "?" + query.joined(separator: "&")
            let answer = test.call("GET", try SamplePath.of(operation) + suffix)
            if answer.status != 200 { refused.append("\(answer.status) \(operation.id)") }
            #expect(!answer.changed, "\(operation.id) is said to read and keeps something")
        }
        #expect(
            refused.sorted() == [
                "401 GET /api/v1/analytics/collection/{collection}", "401 GET /api/v1/narration/token",
                "404 GET /api/elasticubes/{server}/{elasticube}/{user}/datasecurity",
                "404 GET /api/v1/account/activate/{token}", "404 GET /api/v1/account/reset_password/{token}",
                "404 GET /api/v1/dashboards/{dashboardId}/shares/{id}",
                "404 GET /api/v1/elasticubes/sets/{title}",
                "404 GET /api/v1/elasticubes/{server}/{title}/custom_tables/{tableName}",
                "404 GET /api/v1/elasticubes/{server}/{title}/sql_manual_query/{tableName}",
                "404 GET /api/v1/elasticubes/{server}/{title}/{tableName}/custom_fields/{fieldName}",
                "404 GET /api/v1/notebooks/{notebookId}/export", "404 GET /api/v1/report_manager/reports/{id}",
                "404 GET /api/v2/builds/{buildId}", "404 GET /api/v2/datamodels/{datamodelId}/schedule",
                "404 GET /api/v2/datamodels/{datamodelId}/schema/relations/{relationId}",
                "404 GET /api/v2/projects/{projectId}/commits/{commit}",
            ])
    }

    @Test("Without a token, what needs a login is refused with code 5002")
    func strangers() throws {
        let test = try TestAPI(as: nil)
        for operation in Catalogue.sisense.operations where Route.all[operation]?.access != .anyone {
            let answer = test.call(operation.method.rawValue, try SamplePath.of(operation), [:])
            #expect(answer.status == 401 && answer.code == 5002, "\(operation.id) answered \(answer.status)")
        }
    }

    @Test("A viewer may use nothing that is for others")
    func viewers() throws {
        let test = try TestAPI(as: "bea")
        for operation in Catalogue.sisense.operations {
            guard let access = Route.all[operation]?.access, access != .anyone, access != .user else { continue }
            let answer = test.call(operation.method.rawValue, try SamplePath.of(operation), [:])
            #expect(answer.status == 403, "\(operation.id) answered \(answer.status)")
        }
    }

    @Test("Bodies of every wrong kind are refused with the envelope, and change nothing that is seen")
    func wrongBodies() throws {
        let test = try TestAPI()
        let bodies: [JSONValue] = [.null, true, 3, "text", [], [[]], [:], ["name": 3], [["email": []]]]
        for operation in Catalogue.sisense.operations where operation.body != nil {
            for body in bodies {
                // Some of these calls end sessions.
                test.login("admin")
                let answer = test.call(operation.method.rawValue, try SamplePath.of(operation), body)
                let isEnvelope = answer.json["error"]?["status"]?.integer == answer.status
                #expect(
                    (200..<300).contains(answer.status) || (isEnvelope && answer.status < 500 || answer.status == 504),
                    "\(operation.id) answered \(answer.status) to \(JSONWriter.text(body, layout: .compact))")
            }
        }
    }
}
