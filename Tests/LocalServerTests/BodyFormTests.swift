import SisenseClient
import Testing

@testable import LocalServer

/// The bodies of all operations, made from their declared forms: as they should be, and wrong in one place each.
@Suite("Bodies by their forms")
struct BodyFormTests {
    @Test("Every body of the catalogue has a form, and every form an operation with a body")
    func complete() {
        let withBody = Catalogue.sisense.operations.filter { $0.body != nil }
        #expect(withBody.filter { BodyForms.all[$0] == nil } == [])
        #expect(BodyForms.all.keys.filter { $0.body == nil } == [])
    }

    @Test("A member of another type is refused with a status for bad input, and nothing of it is kept")
    func wrongTypes() throws {
        let test = try TestAPI()
        let on: JSONValue = ["active": true, "subscriptions": [["name": "xlsx", "active": true]]]
        #expect(test.call("PATCH", "/api/v1/features/exporting/toggle", on).status == 200)
        var count = 0
        for operation in Catalogue.sisense.operations {
            guard let form = BodyForms.all[operation] else { continue }
            let values = Dictionary(uniqueKeysWithValues: operation.template.names.map { ($0, "any") })
            let path = try operation.template.filled(with: values)
            for body in form.wrongValues {
                let answer = test.call(operation.method.rawValue, path, body)
                let text = JSONWriter.text(body, layout: .compact)
                #expect([400, 422].contains(answer.status), "\(operation.id) answered \(answer.status) to \(text)")
                #expect(!answer.changed, "\(operation.id) kept \(text)")
                #expect(answer.json["error"]?["subErrors"]?.array?.isEmpty == false)
                count += 1
            }
        }
        print("\(count) bodies with one wrong member were refused")
        #expect(count > 900)
    }

    @Test("A missing member is named with code 2003, an empty one with code 2009, each with its documented status")
    func missing() throws {
        let test = try TestAPI()
        let cases: [(String, JSONValue, Int, Int)] = [
            ("/api/v1/users", ["email": "x@y.z"], 422, 2003), ("/api/v1/users/bulk", [["email": ""]], 422, 2003),
            ("/api/v1/users/bulk", [:], 400, 2002), ("/api/v1/settings/email_server", ["port": 25], 400, 2003),
            ("/api/v1/folders", ["name": ""], 400, 2009), ("/api/v1/groups", ["name": ""], 400, 2009),
            ("/api/v1/suggestions", ["datasource": ["title": "Acme Sales"], "type": "widgets"], 422, 2003),
            ("/api/v1/account/begin_activate_bulk", ["emailList": ["bea@acme.example"]], 422, 300),
        ]
        for (path, body, status, code) in cases {
            let answer = test.call("POST", path, body)
            #expect(
                answer.status == status && answer.code == code, "\(path) answered \(answer.status) \(answer.code ?? 0)")
            #expect(!answer.changed)
        }
    }

    @Test("A name of nothing to be seen is empty", arguments: [" ", "\t\n", "\u{0}", "\u{200B}\u{FEFF}", "\u{A0}"])
    func invisible(name: String) throws {
        let answer = try TestAPI().call("POST", "/api/v1/groups", ["name": .string(name)])
        #expect(answer.status == 400 && answer.code == 2009 && !answer.changed)
    }

    @Test("Mail goes by SMTP or Mandrill", arguments: [("SMTP", true), ("Mandrill", true), ("pigeon", false)])
    func mailKinds(kind: String, isTaken: Bool) {
        let body: JSONValue = ["enable": true, "host": "mail.acme.example", "port": 25, "type": .string(kind)]
        #expect(BodyForms.all[.createEmailServer]?.complaints(about: body).isEmpty == isTaken)
    }

    @Test(
        "A value of the right type that nobody can mean is refused, and nothing of it is kept",
        arguments: [
            ("POST", "/api/v1/settings/sso", ["loginUrl": "nowhere"], 400),
            ("POST", "/api/v1/settings/sso", ["loginUrl": "javascript:alert(1)"], 400),
            ("POST", "/api/v1/settings/system", ["email": ["senderEmail": "nobody"]], 400),
            ("POST", "/api/v1/alerts", ["name": "A", "scheduler": ["periodValue": -1]], 422),
            ("POST", "/api/v1/alerts", ["name": "A", "action": ["slack": ["active": true, "url": "slack"]]], 422),
            ("POST", "/api/v1/dashboards/import/bulk", [:], 422),
            (
                "POST", "/api/v1/report_manager/reports",
                [["name": "R", "dashboards": ["64abffffffffffffffffffff"], "recipients": []]], 404
            ),
            (
                "POST", "/api/v1/report_manager/reports",
                [["name": "R", "dashboards": [], "recipients": ["64abffffffffffffffffffff"]]], 404
            ),
            ("POST", "/api/v2/connections", ["provider": "MySql", "name": " "], 400),
            ("POST", "/api/roles/admin/manifest/users", ["manage": "x"], 422),
            ("POST", "/api/roles/admin/manifest/users", ["manage": ["some": 3]], 422),
            ("POST", "/api/roles/admin/manifest/nothing", ["manage": true], 404),
            ("POST", "/api/roles/admin/manifest/users%2Fmanage", ["more": true], 404),
        ] as [(String, String, JSONValue, Int)])
    func meaningless(method: String, path: String, body: JSONValue, status: Int) throws {
        let answer = try TestAPI().call(method, path, body)
        #expect(answer.status == status && !answer.changed)
    }

    @Test("Addresses that are set, and those that are taken away, are kept")
    func addresses() throws {
        let test = try TestAPI()
        for address in ["https://id.acme.example/login?x=1", ""] {
            #expect(test.call("POST", "/api/v1/settings/sso", ["loginUrl": .string(address)]).status == 200)
            #expect(test.call("GET", "/api/v1/settings/sso").json["loginUrl"]?.string == address)
        }
    }

    @Test(
        "What says which record it is, and whose, cannot be changed beside the rest, and may be sent as it is",
        arguments: [
            ("PATCH", "/api/v1/dashboards/\(SampleData.id(3, 0))"), ("PUT", "/api/dashboards/\(SampleData.id(3, 0))"),
            ("PATCH", "/api/v1/dashboards/\(SampleData.id(3, 20))"),
            ("PATCH", "/api/v1/users/\(SampleData.id(1, 3))"),
        ])
    func fixed(method: String, path: String) throws {
        let test = try TestAPI()
        let other: JSONValue = .string(SampleData.id(1, 5))
        let record = test.call("GET", path).json
        for key in ["_id", "oid", "owner"] where record[key] != nil {
            #expect(test.call(method, path, [key: other]).status == 422)
        }
        #expect(test.call("GET", path).json == record)
        var whole = record
        for key in ["created", "lastUpdated", "hash", "lastLogin"] { whole[key] = nil }
        #expect(test.call(method, path, whole).status == 200)
    }

    @Test(
        "A query of another type is refused by what the catalogue declares",
        arguments: [
            ("/api/v1/plugins?limit=abc", 404), ("/api/v1/plugins?orderby=colour", 404),
            ("/api/v1/users?active=maybe", 422), ("/api/v1/users?origin=moon", 422),
            ("/api/v1/dashboards/admin?dashboardType=all", 422), ("/api/v2/builds?status=odd", 422),
            ("/api/v1/dashboards/\(SampleData.id(3, 0))/export/png?width=wide", 422),
            ("/api/v1/dashboards/\(SampleData.id(3, 0))/export/png?width=-5", 422),
            ("/api/v1/dashboards/\(SampleData.id(3, 0))/export/pdf?rowCount=-1", 422),
            ("/api/v1/dashboards/\(SampleData.id(3, 0))/export/png?width=300", 200),
            ("/api/v1/plugins?orderby=version&desc=True", 200),
        ])
    func queries(path: String, status: Int) throws {
        #expect(try TestAPI().call("GET", path).status == status)
    }
}

extension Form {
    /// A value that has this form; of an object its required members alone.
    private var sample: JSONValue {
        switch self {
        case .anything, .text, .name: "text"
        case .flag: true
        case .choice(let words): .string(words.first ?? "")
        case .whole(let range): .count(range.lowerBound)
        case .email: "a@b.example"
        case .url: "https://a.example"
        case .number, .amount: 1
        case .flags: [:]
        case .list(let item, _): [item.sample]
        case .object(let fields):
            .object(JSONObject(fields.filter(\.isRequired).map { ($0.name, $0.form.sample) }))
        case .either(let form, _), .nullable(let form): form.sample
        }
    }

    /// Values that differ from the form in one place each.
    fileprivate var wrongValues: [JSONValue] {
        let all: [JSONValue] = [nil, true, -1, "some text", ["some text"], ["some": "member"]]
        let flat = all.filter { !complaints(about: $0).isEmpty }
        switch self {
        case .list(let item, _): return flat + item.wrongValues.map { [$0] }
        case .object(let fields):
            let base = sample.object ?? JSONObject()
            return flat
                + fields.flatMap { field in
                    field.form.wrongValues.map { wrong in
                        var object = base
                        object[field.name] = wrong
                        return JSONValue.object(object)
                    }
                }
        case .either(let first, let second):
            return (first.wrongValues + second.wrongValues).filter { !complaints(about: $0).isEmpty }
        case .nullable(let form): return form.wrongValues.filter { !complaints(about: $0).isEmpty }
        default: return flat
        }
    }
}
