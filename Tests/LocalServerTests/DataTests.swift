import SisenseClient
import Testing

@testable import LocalServer

@Suite("Connections, data sets, cubes and directories")
struct DataTests {
    @Test("Passwords of connections are kept but not shown")
    func connections() throws {
        let test = try TestAPI()
        let body: JSONValue = [
            "provider": "MySql", "parameters": ["host": "db", "Password": "hush", "UserName": "bi"],
        ]
        let created = test.call("POST", "/api/v1/connection", body)
        #expect(created.status == 201)
        #expect(created.json["parameters"] == ["host": "db", "UserName": "bi"])
        let path = "/api/v1/connection/\(created.id)"
        #expect(test.call("PATCH", path, ["timeout": 9]).json["timeout"]?.integer == 9)
        #expect(test.call("GET", path).json["parameters"]?["Password"] == nil)
        #expect(test.call("DELETE", path).status == 204)
        #expect(test.call("GET", path).status == 404)
    }

    @Test("Who is deleted is gone from permissions and rules as well, with their folders and alerts")
    func deletedParty() throws {
        let test = try TestAPI()
        let bea = SampleData.id(1, 3)
        let cube = "/api/elasticubes/localhost/Acme%20Sales/permissions"
        let party: JSONValue = [["party": .string(bea), "type": "user", "permission": "r"]]
        #expect(test.call("PUT", cube, party).json["shares"]?.array?.count == 1)
        let rules = "/api/v1/datasets/live:Warehouse%20live/datasecurity"
        let share: JSONValue = ["partyId": .string(bea), "type": "user"]
        let rule: JSONValue = ["table": "Orders", "column": "Region", "datatype": "text", "shares": [share]]
        #expect(test.call("POST", rules, rule).status == 201)
        let designer = test.call(
            "POST", "/api/v1/users",
            ["email": "d@acme.example", "roleId": .string(SampleRole.designer.id), "password": "long enough"])
        test.login("d@acme.example", password: "long enough")
        let folder = test.call("POST", "/api/v1/folders", ["name": "Mine"]).oid
        #expect(test.call("POST", "/api/v1/alerts", ["name": "Mine"]).status == 201)
        test.login("admin")
        #expect(test.call("DELETE", "/api/v1/users/bulk?ids=\(bea),\(designer.id)").status == 204)
        #expect(test.call("GET", cube).json["shares"] == [])
        #expect(test.call("GET", rules).json.array?.first?["shares"] == [])
        #expect(test.call("GET", "/api/v1/folders/\(folder)").status == 404)
        #expect(test.call("GET", "/api/v1/alerts").json.array?.contains { $0["name"] == "Mine" } == false)
    }

    @Test("A query of a data source answers its rows, as JSON and as CSV")
    func queries() throws {
        let test = try TestAPI()
        #expect(test.call("GET", "/api/datasources").json.array?.first?["title"] == "Acme Sales")
        let metadata: JSONValue = [["jaql": ["dim": "[Orders.Region]"]], ["jaql": ["dim": "[Orders.Revenue]"]]]
        let path = "/api/datasources/Acme%20Sales/jaql"
        let answer = test.call("POST", path, ["metadata": metadata, "count": 2, "offset": 1]).json
        #expect(answer["headers"] == ["Region", "Revenue"])
        #expect(answer["values"]?.array?.map { $0.array?.first?["data"] } == ["APAC", "Americas"])
        let query = PercentEncoding.encode([
            QueryItem("data", JSONWriter.text(["metadata": metadata], layout: .compact))
        ])
        let csv = String(decoding: test.call("POST", "\(path)/csv", form: query).body, as: UTF8.self)
        #expect(csv.hasPrefix("Region,Revenue\r\nEMEA,1200\r\nAPAC,5400\r\n"))
        #expect(test.call("POST", "\(path)/csv", form: "data=x").status == 400)
        #expect(test.call("POST", "/api/datasources/None/jaql", ["metadata": metadata]).status == 404)
    }

    @Test("A query answers with a row for each value of its dimensions, and its measures are taken together")
    func measures() throws {
        let test = try TestAPI()
        func rows(_ fields: JSONValue...) -> JSONValue? {
            let metadata = fields.map { ["jaql": $0] as JSONValue }
            let answer = test.call("POST", "/api/datasources/Acme%20Sales/jaql", ["metadata": .array(metadata)]).json
            return (answer["values"]?.array).map { rows in
                .array(rows.map { row in .array((row.array ?? []).map { $0["data"] ?? .null }) })
            }
        }
        let region: JSONValue = ["dim": "[Orders.Region]"]
        #expect(rows(region) == [["EMEA"], ["APAC"], ["Americas"]])
        #expect(
            rows(region, ["dim": "[Orders.Revenue]", "agg": "sum", "title": "Sold"])
                == [["EMEA", 4350], ["APAC", 6040], ["Americas", 8000]])
        func single(_ column: String, _ aggregate: String) -> JSONValue? {
            rows(["dim": .string("[Orders.\(column)]"), "agg": .string(aggregate)])?.array?.first?.array?.first
        }
        #expect(single("Product", "count") == 3 && single("Product", "sum") == .null)
        #expect(single("Revenue", "min") == 640 && single("Revenue", "max") == 7200)
        #expect(single("Revenue", "avg") == 3065)
        let sql = test.call(
            "POST", "/api/datasources/Acme%20Sales/jaql/sql",
            ["metadata": [["jaql": region], ["jaql": ["dim": "[Orders.Revenue]", "agg": "sum"]]]])
        #expect(
            String(decoding: sql.body, as: UTF8.self)
                == "SELECT [Orders].[Region], SUM([Orders].[Revenue]) FROM [Orders] GROUP BY [Orders].[Region]")
    }

    @Test("Scheduled reports are created, paged, changed, run and deleted")
    func reports() throws {
        let test = try TestAPI()
        let path = "/api/v1/report_manager/reports"
        for name in ["One", "Two", "Three"] {
            let report: JSONValue = [
                ["name": .string(name), "recipients": [["type": "user", "id": .string(SampleData.id(1, 3))]]]
            ]
            #expect(test.call("POST", path, report).status == 201)
        }
        let page = test.call("GET", "\(path)?page=2&limit=2").json
        #expect(page["data"]?.array?.map { $0["name"] } == ["Three"])
        #expect(page["pagination"]?["isLastPage"] == true)
        let id = page["data"]?.array?.first?["_id"]?.string ?? ""
        #expect(test.call("PATCH", "\(path)/\(id)", ["enabled": false]).json["enabled"] == false)
        #expect(test.call("PATCH", "\(path)/\(id)", ["name": ""]).status == 400)
        #expect(test.call("POST", "\(path)/\(id)/run").status == 200)
        #expect(test.reports.lines.last?.hasPrefix("Mail to bea@acme.example: Report: Three") == true)
        #expect(test.call("DELETE", "\(path)/\(id)").status == 204)
        #expect(test.call("GET", "\(path)/\(id)").status == 404)
        #expect(test.call("GET", "\(path)?page=\(Int.max)&limit=\(Int.max)").json["data"] == [])
    }

    @Test("Data sets refuse taken names and unknown connections")
    func datasets() throws {
        let test = try TestAPI()
        let taken: JSONValue = ["name": "Warehouse live", "type": "live"]
        #expect(test.call("POST", "/api/v1/datasets/", taken).code == 23004)
        let unknown: JSONValue = ["name": "New", "type": "live", "connection": "64ab00000000000000009999"]
        #expect(test.call("POST", "/api/v1/datasets/", unknown).code == 23003)
        let created = test.call("POST", "/api/v1/datasets/", ["name": "New", "type": "extract"])
        #expect(created.json["fullname"]?.string == "extract:New")
        let permission: JSONValue = [["partyId": "nobody", "permission": "r", "type": "user"]]
        #expect(test.call("PATCH", "/api/v1/datasets/\(created.id)/permissions", permission).code == 23005)
        let expanded = test.call("GET", "/api/v1/datasets?expand=connection").json.array?.first
        #expect(expanded?["connection"]?["provider"]?.string == "PostgreSQL")
        #expect(expanded?["connection"]?["parameters"] == nil)
    }

    @Test("The default rule of data security goes last, and nobody has two rules for a column")
    func dataSecurity() throws {
        let test = try TestAPI()
        let path = "/api/v1/datasets/live:Warehouse%20live/datasecurity"
        func rule(_ share: JSONValue, all: JSONValue = .null) -> JSONValue {
            ["table": "Orders", "column": "Region", "datatype": "text", "allMembers": all, "shares": [share]]
        }
        #expect(test.call("POST", path, rule(["type": "default"])).code == 30001)
        let standard = test.call("POST", path, rule(["type": "default"], all: false))
        #expect(standard.status == 201)
        let bea: JSONValue = ["partyId": .string(SampleData.id(1, 3)), "type": "user"]
        let own = test.call("POST", path, rule(bea))
        #expect(own.status == 201)
        #expect(test.call("POST", path, rule(bea)).code == 30003)
        #expect(test.call("POST", path, rule(["partyId": "x", "type": "user"])).code == 30004)
        #expect(test.call("DELETE", "/api/v1/datasets/datasecurity/\(standard.id)").code == 30006)
        #expect(test.call("DELETE", "/api/v1/datasets/datasecurity/\(own.id)").status == 204)
        #expect(test.call("DELETE", "/api/v1/datasets/datasecurity/\(standard.id)").status == 204)
    }

    @Test(
        "Sets refuse what the reference says, with its codes",
        arguments: [
            (#""LocalHost/Acme Sales""#, 22001), ("[]", 22002), (#"["LocalHost/None"]"#, 22004),
            (#"["LocalHost/Acme Sales","LocalHost/Acme Sales"]"#, 22005),
        ])
    func sets(names: String, code: Int) throws {
        let body: JSONValue = ["title": "All", "fullNames": try JSONReader.read(names)]
        #expect(try TestAPI().call("POST", "/api/v1/elasticubes/sets", body).code == code)
    }

    @Test("Statements of a cube's model are added, changed and removed")
    func model() throws {
        let test = try TestAPI()
        let path = "/api/v1/elasticubes/localhost/Acme%20Sales/custom_tables"
        let body: JSONValue = ["tableName": "Top", "sqlQuery": "SELECT 1"]
        #expect(test.call("POST", path, body).json == body)
        #expect(test.call("POST", path, body).status == 400)
        #expect(test.call("PATCH", "\(path)/Top", ["sqlQuery": "SELECT 2"]).status == 200)
        #expect(test.call("GET", path).json == [["tableName": "Top", "sqlQuery": "SELECT 2"]])
        #expect(test.call("DELETE", "\(path)/Top").status == 200)
        #expect(test.call("GET", "\(path)/Top").status == 404)
    }

    @Test("Synchronising a directory brings its people and groups in, once")
    func directory() throws {
        let test = try TestAPI()
        let path = "/api/v1/ldap_domains/\(SampleData.id(11, 0))/sync"
        #expect(test.call("POST", path).status == 204)
        let first = test.call("GET", "/api/v1/users?origin=ad&expand=adgroups").json.array ?? []
        #expect(first.count == 4)
        #expect(
            first.first { $0["userName"]?.string == "tomasz.zak" }?["adgroups"]?.array?.first?["name"] == "Logistics")
        #expect(test.call("POST", path).status == 204)
        #expect(test.call("GET", "/api/v1/users?origin=ad").json.array?.count == 4)
    }

    @Test("Documents are found, merged and deleted by a query")
    func customData() throws {
        let test = try TestAPI()
        for number in 1...3 {
            let body: JSONValue = ["kind": "note", "size": .count(number)]
            #expect(test.call("POST", "/api/v1/custom_data", body).status == 201)
        }
        let big: JSONValue = ["size": ["$gte": 2]]
        #expect(test.call("POST", "/api/v1/custom_data/query", big).json.array?.count == 2)
        let change: JSONValue = ["queryForSearch": big, "objectForUpdate": ["read": true]]
        #expect(test.call("PATCH", "/api/v1/custom_data/query", change).json == 2)
        #expect(test.call("DELETE", "/api/v1/custom_data/query", ["read": true]).json == 2)
        #expect(test.call("DELETE", "/api/v1/custom_data/query", ["read": true]).status == 404)
        #expect(test.call("POST", "/api/v1/custom_data/query", ["$where": "1"]).status == 400)
    }

    @Test("A document belongs to the one who added it: others neither read, change nor delete it")
    func customDataOwner() throws {
        let test = try TestAPI(as: "bea")
        let added = test.call("POST", "/api/v1/custom_data", ["kind": "private"])
        #expect(added.status == 201)
        #expect(added.json.object?.members.map(\.key) == ["kind", "_id"])
        test.login("wei")
        let change: JSONValue = ["queryForSearch": ["kind": "private"], "objectForUpdate": ["kind": "mine"]]
        #expect(test.call("GET", "/api/v1/custom_data").json == [])
        #expect(test.call("POST", "/api/v1/custom_data/query", ["kind": "private"]).json == [])
        #expect(test.call("PATCH", "/api/v1/custom_data/query", change).status == 404)
        #expect(test.call("DELETE", "/api/v1/custom_data/query", ["kind": "private"]).status == 404)
        test.login("admin")
        #expect(test.call("GET", "/api/v1/custom_data").json.array?.count == 1)
        test.login("bea")
        // Nobody becomes the owner by a change.
        let claim: JSONValue = [
            "queryForSearch": ["kind": "private"], "objectForUpdate": ["_owner": "x", "read": true],
        ]
        #expect(test.call("PATCH", "/api/v1/custom_data/query", claim).json == 1)
        #expect(test.call("GET", "/api/v1/custom_data").json.array?.count == 1)
    }

    @Test("What the server encrypts it decrypts, and nothing else")
    func encryption() throws {
        let test = try TestAPI()
        let sealed = test.call("POST", "/api/v1/encryption/encrypt", "grüße").json
        #expect(sealed != "grüße")
        #expect(test.call("POST", "/api/v1/encryption/decrypt", sealed).json == "grüße")
        #expect(test.call("POST", "/api/v1/encryption/decrypt", "sealed:00").status == 400)
    }

    // Such a body kept everyone waiting for as long as its square takes.
    @Test("A body of fifty thousand members is stored, merged and found like any other")
    func largeBodies() throws {
        let test = try TestAPI()
        func body(_ value: JSONValue) -> JSONValue {
            .object(JSONObject([("kind", "big")] + (0..<50_000).map { ("key \($0)", value) }))
        }
        #expect(test.call("POST", "/api/v1/custom_data", body(1)).status < 300)
        let change: JSONValue = ["queryForSearch": ["kind": "big"], "objectForUpdate": body(2)]
        #expect(test.call("PATCH", "/api/v1/custom_data/query", change).status == 200)
        #expect(test.call("POST", "/api/v1/custom_data/query", ["kind": "big"]).json.array?.first?["key 9"] == 2)
        #expect(test.call("PATCH", "/api/v1/users/\(SampleData.id(1, 3))", body(3)).status == 200)
    }
}
