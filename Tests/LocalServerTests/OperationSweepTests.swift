import SisenseClient
import Testing

@testable import LocalServer

@Suite("All operations")
struct OperationSweepTests {
    /// The path of an operation with its gaps filled from the sample company.
    private func path(_ operation: SisenseClient.Operation) throws -> String {
        let kinds: [String: UInt8] = [
            "users": 1, "groups": 2, "dashboards": 3, "shares": 3, "folders": 5, "alerts": 6, "connection": 9,
            "connections": 9, "live": 10, "datasets": 10, "datamodels": 8, "ldap_domains": 11, "server_access": 12,
            "account": 1,
        ]
        let resource = operation.template.description.split(separator: "/").first { kinds[String($0)] != nil }
        let id = SampleData.id(kinds[String(resource ?? "")] ?? 0, 0)
        var values = [
            "id": id, "user": id, "group": id, "user_id": id, "dashboardId": SampleData.id(3, 0), "server": "localhost",
            "title": "Acme Sales", "elasticube": "Acme Sales", "lang": "en-US", "type": "world", "provider": "MySql",
            "service": "google", "key": "alerting", "idOrName": "admin", "collection": "users", "tokenType": "api",
            "fullname": "live:Warehouse live", "tableName": "Orders", "datasource": "Acme Sales", "path": "dashboards",
        ]
        if operation.version == .v2 {
            values["datamodelId"] = id
            values["datasetId"] = String(id.dropLast(4)) + "1000"
            values["tableId"] = String(id.dropLast(4)) + "2000"
            values["projectId"] = SampleData.id(13, 0)
            (values["branch"], values["from"], values["to"]) = ("main", "HEAD", "working")
            values["perspectiveId"] = String(SampleData.id(8, 0).dropLast(4)) + "4000"
        }
        if operation.template.description.contains("/datamodel-exports/stream/schema") {
            values["datamodelId"] = SampleData.id(8, 0)
        }
        if operation.template.description.contains("live/by_title")
            || operation.template.description.contains("live/{title}")
        {
            values["title"] = "Warehouse live"
        }
        if operation.template.description.contains("/widgets/{id}") { values["id"] = SampleData.id(4, 0) }
        if operation.template.description.contains("/shares/{id}") { values["id"] = SampleData.id(1, 0) }
        for name in operation.template.names where values[name] == nil { values[name] = "unknown" }
        return try operation.template.filled(with: values)
    }

    @Test("Reading anything answers with a documented status, and mostly with what was asked for")
    func reading() throws {
        let test = try TestAPI()
        var refused: [String] = []
        for operation in Catalogue.sisense.operations where operation.method == .get && !operation.writes {
            var query = operation.parameters.filter { $0.place == .query && $0.isRequired }.map { "\($0.name)=100" }
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
            let answer = test.call("GET", try path(operation) + suffix)
            if answer.status != 200 { refused.append("\(answer.status) \(operation.id)") }
            #expect(!answer.changed, "\(operation.id) is said to read and keeps something")
        }
        #expect(
            refused.sorted() == [
                "401 GET /api/v1/analytics/collection/{collection}", "401 GET /api/v1/narration/token",
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
            let answer = test.call(operation.method.rawValue, try path(operation), [:])
            #expect(answer.status == 401 && answer.code == 5002, "\(operation.id) answered \(answer.status)")
        }
    }

    @Test("A viewer may use nothing that is for others")
    func viewers() throws {
        let test = try TestAPI(as: "bea")
        for operation in Catalogue.sisense.operations {
            guard let access = Route.all[operation]?.access, access != .anyone, access != .user else { continue }
            let answer = test.call(operation.method.rawValue, try path(operation), [:])
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
                let answer = test.call(operation.method.rawValue, try path(operation), body)
                let isEnvelope = answer.json["error"]?["status"]?.integer == answer.status
                #expect(
                    (200..<300).contains(answer.status) || (isEnvelope && answer.status < 500 || answer.status == 504),
                    "\(operation.id) answered \(answer.status) to \(JSONWriter.text(body, layout: .compact))")
            }
        }
    }
}
