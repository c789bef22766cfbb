import SisenseClient

@testable import LocalServer

/// Paths that lead to records of the sample company.
enum SamplePath {
    /// The path of an operation with its gaps filled from the sample company.
    static func of(_ operation: SisenseClient.Operation) throws -> String {
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
}
