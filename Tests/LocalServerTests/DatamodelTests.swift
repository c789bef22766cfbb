import Foundation
import SisenseClient
import Testing

@testable import LocalServer

/// Data models as clients of version 2 build them, in the order in which they do.
@Suite("Data models")
struct DatamodelTests {
    private let test: TestAPI

    init() throws { test = try TestAPI() }

    /// The path of a new model, empty.
    private func model(_ title: String = "Fresh") -> String {
        let made = test.call("POST", "/api/v2/datamodels", ["title": .string(title), "type": "extract"])
        return "/api/v2/datamodels/\(made.oid)"
    }

    @Test("A data set by the id of a connection shows its name, and neither shows nor exports a password")
    func connections() throws {
        let connection = test.call(
            "POST", "/api/v2/connections",
            ["name": "Shop", "provider": "MySql", "parameters": ["host": "h", "password": "tell-nobody"]])
        let datasets = model() + "/schema/datasets"
        let kept: JSONValue = [
            "name": "a", "type": "extract", "connection": ["oid": .string(connection.oid)], "schemaName": "public",
        ]
        let first = test.call("POST", datasets, kept)
        #expect(first.status == 201 && first.json["connection"]?["name"]?.string == "Shop")
        #expect(first.json["schemaName"]?.string == "public")
        let written: JSONValue = [
            "name": "b", "type": "extract",
            "connection": ["provider": "MySql", "parameters": ["password": "tell-nobody", "host": "i"]],
        ]
        let second = test.call("POST", datasets, written)
        #expect(second.json["connection"]?["parameters"] == ["host": "i"])
        let unknown: JSONValue = ["name": "c", "type": "extract", "connection": ["oid": "64ab00000000000000009999"]]
        #expect(test.call("POST", datasets, unknown).status == 404)
        let moved = test.call("PATCH", "\(datasets)/\(first.oid)", ["connection": ["provider": "Oracle"]])
        #expect(moved.json["connection"]?["name"] == nil && moved.json["name"]?.string == "a")
        let all = test.call("GET", "/api/v2/datamodels/schema")
        #expect(!String(decoding: all.body, as: UTF8.self).contains("tell-nobody"))
    }

    @Test("A table gets ids for its columns; relations of columns that go, go too")
    func parts() throws {
        let schema = model() + "/schema"
        let dataset = test.call("POST", "\(schema)/datasets", ["name": "d", "type": "extract"]).oid
        let tables = "\(schema)/datasets/\(dataset)/tables"
        func table(_ name: String) -> (oid: String, column: JSONValue) {
            let body: JSONValue = [
                "id": .string(name), "columns": [["id": "key", "type": 8], ["id": "rest", "type": 18]],
            ]
            let made = test.call("POST", tables, body)
            let column = made.json["columns"]?.array?.first?["oid"] ?? .null
            return (made.oid, ["dataset": .string(dataset), "table": .string(made.oid), "column": column])
        }
        let (orders, customers) = (table("Orders"), table("Customers"))
        #expect(test.call("POST", tables, ["id": "Orders", "columns": []]).status == 400)
        let relation = test.call("POST", "\(schema)/relations", ["columns": [orders.column, customers.column]])
        #expect(relation.status == 201)
        let unknown: JSONValue = ["dataset": .string(dataset), "table": .string(orders.oid), "column": "none"]
        #expect(test.call("POST", "\(schema)/relations", ["columns": [unknown]]).status == 404)

        let build: JSONValue = ["buildBehavior": ["type": "accumulativeSync", "accumulativeConfig": .null]]
        let changed = test.call("PATCH", "\(tables)/\(orders.oid)", build)
        #expect(changed.json["buildBehavior"] == build["buildBehavior"])
        #expect(changed.json["columns"]?.array?.first?["oid"] == orders.column["column"])
        #expect(test.call("GET", "\(schema)/relations").json.array?.count == 1)

        #expect(test.call("DELETE", "\(tables)/\(customers.oid)").status == 200)
        #expect(test.call("GET", "\(schema)/relations").json == [])
        #expect(test.call("DELETE", "\(schema)/datasets/\(dataset)").status == 200)
        #expect(test.call("GET", schema).json["datasets"] == [])
    }

    @Test("The schema of a sample model stays as it was when one of its tables is changed")
    func sample() throws {
        let schema = "/api/v2/datamodels/\(SampleData.id(8, 0))/schema"
        let before = test.call("GET", schema).json["datasets"]?.array?.first
        let tables = before?["schema"]?["tables"]?.array ?? []
        let (dataset, table) = (before?["oid"]?.string ?? "", tables.first?["oid"]?.string ?? "")
        let path = "\(schema)/datasets/\(dataset)/tables/\(table)"
        #expect(test.call("PATCH", path, ["description": "All of them"]).status == 200)
        let after = test.call("GET", schema).json["datasets"]?.array?.first?["schema"]?["tables"]?.array ?? []
        #expect(after.dropFirst() == tables.dropFirst() && after.first?["columns"] == tables.first?["columns"])
        #expect(after.first?["description"] == "All of them")
    }

    @Test("A model goes with its data as a file, and comes back under a new title or in the place of another")
    func transfer() throws {
        let file = test.call("GET", "/api/v2/datamodel-exports/stream/full?datamodelId=\(SampleData.id(8, 0))")
        #expect(file.header("Content-Type") == "application/octet-stream")
        let path = "/api/v2/datamodel-imports/stream/full"
        let type = [(name: "Content-Type", value: "multipart/form-data; boundary=\"a b\"")]
        let text = String(decoding: file.body, as: UTF8.self)
        let head = "--a b\r\nContent-Disposition: form-data; name=\"fileToUpload\"; filename=\"m.sdata\"\r\n\r\n"
        let form = head + text + "\r\n--a b--\r\n"
        #expect(test.call("POST", path + "?newTitle=Back", form: form, fields: type).status == 204)
        let copy = test.call("GET", "/api/v2/datamodels/schema?title=Back").json
        #expect(copy["datasets"]?.array?.first?["schema"]?["tables"]?.array?.count == 2)

        let empty = model("Target")
        let target = empty.split(separator: "/").last ?? ""
        #expect(test.call("POST", path + "?datamodelId=\(target)", form: form, fields: type).status == 204)
        #expect(test.call("GET", empty + "/schema").json["datasets"]?.array?.count == 1)

        #expect(test.call("POST", path, form: head + text, fields: type).status == 400, "it does not end")
        #expect(test.call("POST", path, form: head + "PK\r\n--a b--", fields: type).status == 400)
        #expect(test.call("POST", path, form: form).status == 415)
        let bare = [(name: "Content-Type", value: "multipart/form-data")]
        #expect(test.call("POST", path, form: form, fields: bare).status == 400, "no boundary")
        _ = test.call(
            "POST", "/api/v2/builds", ["datamodelId": .string(SampleData.id(8, 0)), "buildType": "full"])
        let export = "/api/v2/datamodel-exports/stream/full?datamodelId=\(SampleData.id(8, 0))"
        #expect(test.call("GET", export).status == 412)
    }

    @Test("A perspective names tables of its model; the one that shows all is listed and stays")
    func perspectives() throws {
        let model = SampleData.id(8, 0)
        let tables = test.call("GET", "/api/v2/datamodels/\(model)/schema").json["datasets"]?.array?.first?["schema"]?[
            "tables"]?.array
        let table: JSONValue = ["oid": tables?.first?["oid"] ?? .null, "diffType": "include", "columnsDiff": []]
        func body(_ name: String, _ table: JSONValue) -> JSONValue {
            ["oid": "by-the-client", "name": .string(name), "datamodelOid": .string(model), "tables": [table]]
        }
        #expect(test.call("POST", "/api/v2/perspectives", body("Part", ["oid": "none"])).status == 404)
        #expect(test.call("POST", "/api/v2/perspectives", body("default", table)).status == 400)
        #expect(test.call("POST", "/api/v2/perspectives", body("Part", table)).status == 201)
        #expect(test.call("GET", "/api/v2/perspectives/by-the-client").json["tables"] == [table])
        let listed = test.call("GET", "/api/v2/perspectives").json.array ?? []
        let whole = try #require(listed.first { $0["datamodelOid"]?.string == model && $0["isDefault"] == true })
        #expect(whole["parentOid"] == .null)
        #expect(test.call("DELETE", "/api/v2/perspectives/\(whole["oid"]?.string ?? "")").status == 400)
        #expect(test.call("DELETE", "/api/v2/datamodels/\(model)").status == 200)
        #expect(test.call("GET", "/api/v2/perspectives/by-the-client").status == 404)
    }

    @Test("A live model of version 2 is found by version 1, with its permissions and rules")
    func live() throws {
        let id = test.call("POST", "/api/v2/datamodels", ["title": "Now", "type": "live"]).oid
        let path = "/api/v1/elasticubes/live"
        #expect(test.call("GET", "\(path)/by_title/Now").oid == id)
        let bea = SampleData.id(1, 3)
        let shares: JSONValue = [["partyId": .string(bea), "type": "user", "permission": "w"]]
        #expect(test.call("PATCH", "\(path)/\(id)/permissions", shares).status == 200)
        #expect(test.call("GET", "\(path)/\(id)/permissions").json == shares)
        #expect(test.call("GET", "/api/v2/datamodels/schema?title=Now").json["shares"] == shares)
        #expect(test.call("PATCH", "\(path)/\(id)/permissions", [["partyId": "x", "permission": "r"]]).code == 23005)
        let rule: JSONValue = ["table": "t", "column": "c", "shares": [["party": .string(bea), "type": "user"]]]
        let added = test.call("POST", "\(path)/Now/datasecurity/addMany", [rule])
        #expect(added.json.array?.first?["fullname"]?.string == "live:Now")
        #expect(test.call("POST", "\(path)/Now/datasecurity/addMany", [rule]).code == 30003)
        #expect(test.call("GET", "\(path)/\(SampleData.id(8, 0))").status == 404, "an extract")
        #expect(test.call("DELETE", "\(path)/Now/datasecurity/t/c").status == 204)
        #expect(test.call("GET", "\(path)/Now/datasecurity").json == [])
    }
}
