import SisenseClient
import Testing

@testable import LocalServer

/// What is asked for happens, and is read back.
@Suite("Effects that are read back")
struct EffectTests {
    private static let dashboard = SampleData.id(3, 0)
    private static let bea = SampleData.id(1, 3)

    private func share(_ test: TestAPI, with user: String, rule: String = "view") -> Int {
        let share: JSONValue = ["shareId": .string(user), "type": "user", "rule": .string(rule)]
        return test.call("POST", "/api/shares/dashboard/\(Self.dashboard)", ["sharesTo": [share]]).status
    }

    @Test("Recipients see the widgets that were published last, and restoring brings them back")
    func widgets() throws {
        let test = try TestAPI()
        let path = "/api/v1/dashboards/\(Self.dashboard)"
        #expect(share(test, with: Self.bea) == 200)
        #expect(test.call("POST", "\(path)/publish").status == 204)
        let administrator = test.token
        let before = test.call("GET", "\(path)/widgets").json
        let ids = before.array?.compactMap { $0["oid"]?.string } ?? []
        #expect(test.call("PATCH", "\(path)/widgets/\(ids[0])", ["title": "Changed"]).status == 200)
        #expect(test.call("DELETE", "\(path)/widgets/\(ids[1])").status == 200)
        #expect(test.call("POST", "\(path)/widgets", ["type": "indicator"]).status == 201)
        test.login("bea")
        #expect(test.call("GET", "\(path)/widgets").json == before)
        #expect(test.call("GET", "\(path)?expand=widgets").json["widgets"] == before)
        #expect(test.call("GET", path).json["widgets"] == nil)
        #expect(test.call("GET", "\(path)/widgets/\(ids[1])").status == 200)
        #expect(test.call("GET", "\(path)/export/dash").json["widgets"] == before)
        test.use(administrator)
        #expect(test.call("POST", "\(path)/restore").status == 204)
        #expect(test.call("GET", "\(path)/widgets").json.array?.count == before.array?.count)
        #expect(test.call("GET", "\(path)/widgets/\(ids[0])").json["title"] == before.array?.first?["title"])
        #expect(test.call("PATCH", "\(path)/widgets/\(ids[0])", ["title": "Changed"]).status == 200)
        #expect(test.call("POST", "\(path)/publish").status == 204)
        test.login("bea")
        #expect(test.call("GET", "\(path)/widgets/\(ids[0])").json["title"] == "Changed")
    }

    @Test("Shares in a PATCH of a dashboard are saved, and checked as sharing checks them")
    func patchedShares() throws {
        let test = try TestAPI()
        let path = "/api/v1/dashboards/\(Self.dashboard)"
        let shares: JSONValue = [["shareId": .string(Self.bea), "type": "user", "rule": "view"]]
        #expect(test.call("PATCH", path, ["shares": shares]).status == 200)
        #expect(test.call("GET", "\(path)/shares").json.array?.map { $0["shareId"] } == [.string(Self.bea)])
        #expect(test.call("PATCH", path, ["shares": [["shareId": "nobody", "type": "user"]]]).status == 404)
    }

    @Test("In version 0.9 PUT replaces, PATCH merges, and names stand for ids")
    func oldFamily() throws {
        let test = try TestAPI()
        let path = "/api/dashboards/\(Self.dashboard)"
        #expect(test.call("GET", "/api/dashboards").json.array?.isEmpty == false)
        #expect(test.call("PATCH", path, ["desc": "Kept"]).json["desc"] == "Kept")
        let title = test.call("GET", path).json["title"]
        let scripted = test.call("PUT", path, ["script": "x = 1"])
        #expect(scripted.json["script"] == "x = 1" && scripted.json["desc"] == "" && scripted.json["title"] == title)
        #expect(test.call("DELETE", path).status == 200)
        #expect(test.call("GET", path).code == 10001)

        let role: JSONValue = .string(SampleRole.viewer.id)
        let user = test.call("PUT", "/api/users/bea", ["email": "bea@acme.example", "roleId": role, "userName": "bea"])
        #expect(user.status == 200 && user.json["firstName"] == "" && user.json["_id"] == .string(Self.bea))
        #expect(test.login("bea") == 200)
        test.login("admin")
        let made = test.call("POST", "/api/users", [["email": "new@acme.example"]]).json.array?.first
        #expect(made?["roleId"] == role)
        #expect(test.call("DELETE", "/api/users/new@acme.example").status == 200)
        #expect(test.call("GET", "/api/users/new@acme.example").code == 2001)

        let group = test.call("POST", "/api/v1/groups", ["name": "Old", "mail": "old@acme.example"])
        #expect(test.call("GET", "/api/groups/Old").json["_id"]?.string == group.id)
        #expect(test.call("PUT", "/api/groups/Old", ["name": "New"]).json["mail"] == "")
        #expect(test.call("DELETE", "/api/groups/New").status == 200)
        #expect(test.call("GET", "/api/v1/groups/\(group.id)").status == 404)
    }

    @Test("Notifications stop for the user who is named, and only owners and administrators name others")
    func notifications() throws {
        let test = try TestAPI()
        let parties: JSONValue = [
            ["type": "user", "id": .string(Self.bea)], ["type": "user", "id": .string(SampleData.id(1, 4))],
        ]
        let alert = test.call("POST", "/api/v1/alerts", ["name": "Mine", "parties": parties]).id
        let path = "/api/v1/alerts/\(alert)/setReceiveNotification"
        let off: JSONValue = ["receiveNotification": false, "user": .string(Self.bea)]
        #expect(test.call("PATCH", path, off).json["disabledUsers"] == [.string(Self.bea)])
        test.login("wei")
        #expect(test.call("PATCH", path, ["receiveNotification": true, "user": .string(Self.bea)]).status == 404)
        #expect(test.call("PATCH", path, ["receiveNotification": false]).json["disabledUsers"]?.array?.count == 2)
    }

    @Test("A user without a password gets a letter; of version 0.9 only when it is asked for")
    func letters() throws {
        let test = try TestAPI()
        let role: JSONValue = .string(SampleRole.viewer.id)
        #expect(test.call("POST", "/api/v1/users", ["email": "one@acme.example", "roleId": role]).status == 201)
        #expect(test.reports.lines.count == 1)
        #expect(test.call("POST", "/api/users", [["email": "two@acme.example"]]).status == 200)
        #expect(test.reports.lines.count == 1)
        #expect(test.call("POST", "/api/users?notify=true", [["email": "three@acme.example"]]).status == 200)
        #expect(test.reports.lines.last?.hasPrefix("Mail to three@acme.example: Activate") == true)
    }

    @Test("A directory is tested with its password")
    func directory() throws {
        let test = try TestAPI()
        func status(_ password: JSONValue?, id: String? = nil) -> Int {
            var body: JSONValue = [
                "url": "ldap://dc.acme.example:389", "baseDN": .string(Directory.baseDN),
                "username": .string(Directory.account),
            ]
            if let password { body["password"] = password }
            if let id { body["_id"] = .string(id) }
            return test.call("POST", "/api/v1/ldap_domains/test", body).status
        }
        #expect(status("wrong") == 400)
        #expect(status(nil) == 400)
        #expect(status(.string(Directory.password)) == 204)
        #expect(status(nil, id: SampleData.id(11, 0)) == 204)
    }

    @Test("A data set is changed by those who may write it, and refused with code 23001 otherwise")
    func datasetPermissions() throws {
        let test = try TestAPI()
        let path = "/api/v1/datasets/\(SampleData.id(10, 0))"
        let designer = test.call("GET", "/api/v1/users?userName=ravi").json.array?.first?["_id"] ?? .null
        let administrator = test.token
        test.login("ravi")
        #expect(test.call("PATCH", path, ["name": "Mine"]).code == 23001)
        test.use(administrator)
        let permission: JSONValue = [["partyId": designer, "type": "user", "permission": "w"]]
        #expect(test.call("PATCH", "\(path)/permissions", permission).status == 200)
        test.login("ravi")
        #expect(test.call("PATCH", path, ["name": "Mine"]).json["name"] == "Mine")
        #expect(test.call("DELETE", path).code == 23001)
    }

    @Test("A feature that is off, and a flag of a role, take operations away")
    func switches() throws {
        let test = try TestAPI()
        let pdf = "/api/v1/dashboards/\(Self.dashboard)/export/pdf"
        #expect(test.call("GET", pdf).status == 200)
        #expect(test.call("PATCH", "/api/v1/features/exporting/toggle", ["active": false]).status == 200)
        #expect(test.call("GET", pdf).status == 403)
        let parts: JSONValue = ["active": true, "subscriptions": [["name": "kpiSubscription", "active": false]]]
        #expect(test.call("PATCH", "/api/v1/features/alerting/toggle", parts).status == 200)
        #expect(test.call("POST", "/api/v1/alerts", ["name": "No", "type": "kpi"]).status == 403)
        #expect(test.call("POST", "/api/v1/alerts", ["name": "Yes", "type": "build"]).status < 300)
        #expect(test.call("PATCH", "/api/v1/features/alerting/toggle", ["active": false]).status == 200)
        #expect(test.call("POST", "/api/v1/alerts", ["name": "No"]).status == 403)
        for active in [true, false] {
            let body: JSONValue = ["active": .bool(active)]
            for key in ["mobile", "scheduledReports", "suggestions", "narration"] {
                #expect(test.call("PATCH", "/api/v1/features/\(key)/toggle", body).status == 200)
            }
            let subscription = "/api/shares/dashboard/\(Self.dashboard)/subscription"
            #expect((test.call("POST", subscription, ["active": true]).status == 403) == !active)
            #expect(test.call("GET", "/api/v1/narration/token").status == (active ? 200 : 401))
            let status = test.call("GET", "/api/v1/application/status").json
            #expect(status["license"]?["isMobileEnabled"]?.bool == active)
        }
        let manifest = "/api/roles/contributor/manifest/dashboards"
        #expect(test.call("POST", manifest, ["create": false]).status == 200)
        test.login("sofia")
        #expect(test.call("POST", "/api/v1/dashboards", ["title": "No"]).status == 403)
    }

    @Test("A manifest takes users and settings away from administrators, by every way, and not from the super user")
    func manifests() throws {
        let test = try TestAPI()
        let owner = test.token
        for part in ["users", "settings"] {
            #expect(test.call("POST", "/api/roles/admin/manifest/\(part)", ["manage": false]).status == 200)
        }
        test.login("jonas")
        let id = SampleData.id(1, 3)
        let calls = [
            ("POST", "/api/users"), ("PUT", "/api/users/\(id)"), ("PATCH", "/api/users/\(id)"),
            ("DELETE", "/api/users/\(id)"), ("POST", "/api/v1/users"), ("POST", "/api/v1/settings/email_server"),
            ("PATCH", "/api/v1/features/mobile/toggle"), ("POST", "/api/roles/admin/manifest/users"),
        ]
        for (method, path) in calls {
            let answer = test.call(method, path, ["manage": true])
            #expect([403, 405].contains(answer.status) && !answer.changed, "\(method) \(path): \(answer.status)")
        }
        let rights = test.call("GET", "/api/globals").json["user"]?["userAuth"]?["manage"]
        #expect(rights?["users"]?["add"] == false && rights?["systemconfig"] == false)
        #expect(test.call("GET", "/api/v1/users").status == 200)
        test.use(owner)
        #expect(test.call("GET", "/api/globals").json["user"]?["userAuth"]?["manage"]?["users"]?["add"] == true)
        #expect(test.call("PATCH", "/api/v1/features/mobile/toggle", ["active": true]).status == 200)
    }

    @Test("Where exporting is off no data leave as CSV, and where a role may not, no dashboard as a file")
    func exportsOff() throws {
        let test = try TestAPI()
        #expect(test.call("PATCH", "/api/v1/features/exporting/toggle", ["active": false]).status == 200)
        #expect(test.call("POST", "/api/datasources/Acme%20Sales/jaql/csv", [:]).status == 403)
        let manifest = "/api/roles/contributor/manifest/dashboards"
        #expect(test.call("POST", manifest, ["export_dash": false]).status == 200)
        test.login("sofia")
        for path in ["/api/dashboards/\(Self.dashboard)/export", "/api/v1/dashboards/\(Self.dashboard)/export/dash"] {
            #expect(test.call("GET", path).status == 403)
        }
    }

    @Test("Documents have the parts that the query asks for, and no others")
    func documents() throws {
        let test = try TestAPI()
        let path = "/api/v1/dashboards/\(Self.dashboard)"
        func pdf(_ query: String) -> String {
            String(decoding: test.call("GET", "\(path)/export/pdf?\(query)").body, as: UTF8.self)
        }
        #expect(pdf("").contains("Q3 Revenue"))
        #expect(!pdf("includeTitle=false").contains("Q3 Revenue"))
        #expect(pdf("includeFilters=true").contains("Filters: "))
        #expect(pdf("includeDs=true").contains("Data source: Acme Sales"))
        #expect(pdf("layout=feed") != pdf("layout=asis"))
        let widget = test.call("GET", "\(path)/widgets").json.array?.first
        let id = widget?["oid"]?.string ?? ""
        let title = widget?["title"]?.string ?? ""
        #expect(pdf("widgetid=\(id)").contains(title))
        #expect(!pdf("widgetid=\(id)&showTitle=false").contains(title))
        #expect(pdf("widgetid=\(id)&titleSize=22").contains("/F1 22 Tf"))
        for (name, size) in [("small", 8), ("medium", 12), ("large", 18)] {
            #expect(pdf("widgetid=\(id)&titleSize=\(name)").contains("/F1 \(size) Tf"))
        }
        #expect(pdf("widgetid=\(id)&titlePosition=left") == pdf("widgetid=\(id)"))
        #expect(Set(["left", "center", "right"].map { pdf("widgetid=\(id)&titlePosition=\($0)") }).count == 3)
        #expect(pdf("widgetid=\(id)&showFooter=true&rowCount=1").contains("1 of "))
        let plain = test.call("GET", "\(path)/export/png?width=300").body
        #expect(test.call("GET", "\(path)/export/png?width=300&includeFilters=true").body.count > plain.count)
    }

    @Test("A query is narrated without a widget, as much as was asked for, and refused with the documented codes")
    func narration() throws {
        let test = try TestAPI()
        #expect(test.call("PATCH", "/api/v1/features/narration/toggle", ["active": true]).status == 200)
        func narrate(_ body: JSONValue) -> TestAPI.Answer { test.call("POST", "/api/v1/narration/widget", body) }
        let jaql: JSONValue = ["datasource": "Acme Sales", "metadata": [["jaql": ["dim": "[Orders.Revenue]"]]]]
        let low =
            narrate(["charttype": "chart/column", "jaql": jaql, "verbosity": "low"]).json["narration"]?.string ?? ""
        let high =
            narrate(["charttype": "chart/column", "jaql": jaql, "verbosity": "high"]).json["narration"]?.string ?? ""
        #expect(low.contains("18390") && high.hasPrefix(low) && high.count > low.count)
        #expect(narrate(["jaql": jaql]).code == 300)
        #expect(narrate(["charttype": "pie", "jaql": ["metadata": []]]).code == 57003)
        #expect(narrate(["charttype": "globe", "jaql": jaql]).code == 57007)
    }

    @Test("Reports go to recipients by either name, exports by either spelling, plug-ins answer 202")
    func spellings() throws {
        let test = try TestAPI()
        let owner = test.call("GET", "/api/v1/dashboards/\(Self.dashboard)").json["owner"] ?? .null
        for name in ["recipient", "id"] {
            let recipient = JSONValue.object(JSONObject([("type", "user"), (name, owner)]))
            let body: JSONValue = [
                "assetId": .string(Self.dashboard), "assetType": "dashboard", "recipients": [recipient],
            ]
            #expect(test.call("POST", "/api/v1/reporting", body).status == 204)
        }
        for name in ["dashboardIds", "dashboardId"] {
            let answer = test.call("GET", "/api/v1/dashboards/export?\(name)=\(Self.dashboard)")
            #expect(answer.json.array?.count == 1)
        }
        let change: JSONValue = [["folderName": "slides", "isEnabled": true]]
        #expect(test.call("PATCH", "/api/v1/plugins", change).status == 202)
        #expect(test.call("PATCH", "/api/v1/plugins", change).status == 404)
    }

    @Test("Only what exists is replaced: unknown servers, data sources and dashboards are not found")
    func replaceDatasource() throws {
        let test = try TestAPI()
        let new: JSONValue = ["title": "Acme Finance"]
        func status(_ path: String) -> Int { test.call("POST", "/api/v1/dashboards/\(path)", new).status }
        #expect(status("mars/Acme%20Sales/replace_datasource") == 404)
        #expect(status("localhost/None/replace_datasource") == 404)
        #expect(status("localhost/Acme%20Sales/replace_datasource?dashboardId=64ab00000000000000009999") == 404)
        let path = "localhost/Acme%20Sales/replace_datasource?dashboardId=\(Self.dashboard)"
        #expect(test.call("POST", "/api/v1/dashboards/\(path)", new).json["count"] == 1)
        let changed = test.call("GET", "/api/v1/dashboards/\(Self.dashboard)").json
        #expect(changed["datasource"]?["title"] == "Acme Finance")
    }

    @Test("Origins are kept as browsers send them, and refused when they are none")
    func origins() throws {
        let test = try TestAPI()
        func save(_ origin: String) -> TestAPI.Answer {
            let cors: JSONValue = ["enabled": true, "allowedOrigins": [.string(origin)]]
            return test.call("POST", "/api/v1/settings/system", ["firstday": "mon", "webServer": ["cors": cors]])
        }
        for origin in ["https://app.acme.example:443", "HTTPS://APP.acme.example", "https://app.acme.example/"] {
            let kept = save(origin).json["webServer"]?["cors"]?["allowedOrigins"]
            #expect(kept == ["https://app.acme.example"], "\(origin)")
        }
        for origin in ["null", "two words", ""] { #expect(save(origin).status == 400, "\(origin)") }
    }

    @Test("A query names its data source in the body where the path does not")
    func dataSourceInBody() throws {
        let test = try TestAPI()
        let metadata: JSONValue = [["jaql": ["dim": "[Orders.Region]"]]]
        for source in ["Acme Sales", ["fullname": "LocalHost/Acme Sales"]] as [JSONValue] {
            let answer = test.call("POST", "/api/datasources/x/jaql", ["datasource": source, "metadata": metadata])
            #expect(answer.json["values"]?.array?.count == 3)
        }
        let sql = test.call(
            "GET", "/api/datasources/Acme%20Sales/sql?query=SELECT%20Region%20FROM%20Orders%20LIMIT%202")
        #expect(sql.json == ["headers": ["Region"], "values": [["EMEA"], ["APAC"]]])
        #expect(test.call("GET", "/api/datasources/Acme%20Sales/sql?query=DROP%20TABLE%20Orders").status == 400)
    }

    @Test("The globals say who the caller is and what they may do")
    func globals() throws {
        let test = try TestAPI()
        #expect(test.call("GET", "/api/globals").json["user"]?["userAuth"]?["manage"]?["users"]?["add"] == true)
        test.login("bea")
        let user = test.call("GET", "/api/globals").json["user"]
        #expect(user?["baseRoleName"] == "consumer" && user?["userAuth"]?["manage"]?["systemconfig"] == false)
    }
}

@Suite("Maps")
struct MapTests {
    private func areas(_ type: String) throws -> [String: [[Double]]] {
        let features = try TestAPI(as: nil).call("GET", "/api/v1/geo/geoJson/\(type)").json["features"]?.array ?? []
        return Dictionary(
            uniqueKeysWithValues: features.map { feature in
                let ring = feature["geometry"]?["coordinates"]?.array?.first?.array ?? []
                let points = ring.map { point in
                    (point.array ?? []).map { value -> Double in
                        if case .number(let number) = value { number.double } else { 0 }
                    }
                }
                return (feature["properties"]?["name"]?.string ?? "", points)
            })
    }

    /// True when a ray to the east crosses the ring an odd number of times.
    private func contains(_ ring: [[Double]], _ x: Double, _ y: Double) -> Bool {
        zip(ring, ring.dropFirst()).count { a, b in
            (a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
        } % 2 == 1
    }

    @Test("All states and countries are areas, each around its own capital and around no other")
    func areas() throws {
        let (world, usa) = (try areas("world"), try areas("usa"))
        #expect(usa.count == 51)
        #expect(world.count > 190)
        #expect((Array(world.values) + Array(usa.values)).allSatisfy { $0.count > 3 && $0.first == $0.last })
        let places: [(String, Double, Double)] = [
            ("France", 2.4, 48.9), ("Germany", 13.4, 52.5), ("Kenya", 36.8, -1.3), ("Brazil", -47.9, -15.8),
            ("India", 77.2, 28.6), ("Canada", -75.7, 45.4), ("Egypt", 31.2, 30), ("Poland", 21, 52.2),
            ("Spain", -3.7, 40.4), ("Thailand", 100.5, 13.8), ("Mexico", -99.1, 19.4), ("Nigeria", 7.5, 9.1),
        ]
        for (name, x, y) in places { #expect(world.keys.filter { contains(world[$0] ?? [], x, y) } == [name]) }
        for (name, x, y) in [("Texas", -97.7, 30.3), ("Ohio", -83, 40), ("Oregon", -121, 44), ("Georgia", -84.4, 33.7)]
        {
            #expect(usa.keys.filter { contains(usa[$0] ?? [], x, y) } == [name])
        }
    }
}
