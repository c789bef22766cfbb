import Foundation
import SisenseClient
import Testing

@testable import LocalServer

@Suite("Exports and imports")
struct TransferTests {
    private static let dashboard = SampleData.id(3, 0)

    @Test("A .dash file is a list, and overwriting with it can be undone")
    func dash() throws {
        let test = try TestAPI()
        let file = test.call("GET", "/api/v1/dashboards/export?dashboardIds=\(Self.dashboard)").json
        #expect(file.array?.count == 1)
        #expect(file.array?.first?["widgets"]?.array?.count == 4)
        var changed = file.array?.first ?? .null
        changed["title"] = "Overwritten"
        changed["widgets"] = []
        let skipped = test.call("POST", "/api/v1/dashboards/import/bulk?action=skip", [changed])
        #expect(skipped.status == 201)
        #expect(skipped.json["succeded"]?.array?.count == 0)
        let path = "/api/v1/dashboards/\(Self.dashboard)"
        let done = test.call("POST", "/api/v1/dashboards/import/bulk?action=overwrite", [changed])
        #expect(done.json["succeded"]?.array?.count == 1)
        #expect(test.call("GET", path).json["title"]?.string == "Overwritten")
        #expect(test.call("GET", "\(path)/widgets").json.array?.count == 0)
        #expect(test.call("POST", "\(path)/undo_Import").status == 204)
        #expect(test.call("GET", path).json["title"] == file.array?.first?["title"])
        #expect(test.call("GET", "\(path)/widgets").json.array?.count == 4)
        #expect(test.call("POST", "\(path)/undo_Import").status == 404)
    }

    @Test("Copying needs a trusted server, and a token for it")
    func copyRefused() throws {
        let test = try TestAPI()
        var body: JSONValue = ["server": "http://127.0.0.1:1", "dashboards": [["id": .string(Self.dashboard)]]]
        #expect(test.call("POST", "/api/v1/dashboards/copy", body).status == 403)
        let server: JSONValue = ["serverName": "http://127.0.0.1:1", "name": "Here"]
        #expect(test.call("POST", "/api/v1/authentication/server_access", server).status == 200)
        #expect(test.call("POST", "/api/v1/authentication/server_access", server).status == 400)
        #expect(test.call("POST", "/api/v1/dashboards/copy", body).code == 2003)
        body["authorization"] = ["token": "x"]
        body["server"] = "https://staging.acme.example"
        #expect(test.call("POST", "/api/v1/dashboards/copy", body).status == 504)
    }

    @Test("A dashboard is copied to another server, with its widgets, while both answer others")
    func copy() async throws {
        try await TestServer.run { here in
            try await TestServer.run { there in
                let (token, otherToken) = (try await here.login(), try await there.login())
                let trusted: JSONValue = ["serverName": .string(there.server.address), "name": "There"]
                _ = try await here.send("POST", "/api/v1/authentication/server_access", token: token, body: trusted)
                func copy(token other: String, action: String) async throws -> TestServer.Answer {
                    let body: JSONValue = [
                        "server": .string(there.server.address), "authorization": ["token": .string(other)],
                        "dashboards": [["id": .string(Self.dashboard), "action": .string(action)]],
                    ]
                    return try await here.send("POST", "/api/v1/dashboards/copy", token: token, body: body)
                }
                let copied = try await copy(token: otherToken, action: "duplicate")
                #expect(copied.status == 200)
                let id = try #require(copied.json["succeded"]?.array?.first?["oid"]?.string)
                let path = "/api/v1/dashboards/\(id)?expand=widgets"
                let arrived = try await there.send("GET", path, token: otherToken).json
                let original = try await here.send(
                    "GET", "/api/v1/dashboards/\(Self.dashboard)?expand=widgets", token: token
                ).json
                #expect(arrived["title"] == original["title"])
                #expect(arrived["widgets"]?.array?.count == original["widgets"]?.array?.count)
                // It is there already.
                #expect(try await self.skipped(copy(token: otherToken, action: "skip")) == 1)
                let refused = try await copy(token: "wrong", action: "skip")
                #expect(refused.status == 422)
                #expect(refused.json["error"]?["subErrors"]?.array?.count == 1)
            }
        }
    }

    private func skipped(_ answer: TestServer.Answer) -> Int? { answer.json["skipped"]?.array?.count }

    @Test("A picture is a PNG of the width asked for, whose chunks have the right checksums")
    func png() throws {
        let bytes = try TestAPI().call("GET", "/api/v1/dashboards/\(Self.dashboard)/export/png?width=640").body
        #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        func number(_ offset: Int) -> Int { bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) } }
        var names: [String] = []
        var offset = 8
        while offset + 12 <= bytes.count {
            let length = number(offset)
            names.append(String(decoding: bytes[(offset + 4)..<(offset + 8)], as: UTF8.self))
            #expect(number(offset + 8 + length) == Int(CRC32.of(bytes[(offset + 4)..<(offset + 8 + length)])))
            offset += 12 + length
        }
        #expect(names == ["IHDR", "PLTE", "IDAT", "IEND"])
        #expect(offset == bytes.count)
        #expect(number(16) == 640)
    }

    @Test("A document is a PDF whose table leads to its objects")
    func pdf() throws {
        let path = "/api/v1/dashboards/\(Self.dashboard)/export/pdf?paperFormat=A5"
        let text = String(decoding: try TestAPI().call("GET", path).body, as: UTF8.self)
        #expect(text.hasPrefix("%PDF-1.4"))
        #expect(text.hasSuffix("%%EOF\n"))
        #expect(text.contains("(Q3 Revenue) Tj"))
        #expect(text.contains("Rocket Skates"))
        let bytes = Array(text.utf8)
        for (number, entry) in text.components(separatedBy: " 00000 n").dropLast().enumerated() {
            let offset = try #require(Int(entry.suffix(10)))
            #expect(bytes[offset...].starts(with: "\(number + 1) 0 obj".utf8))
        }
    }

    @Test("A spreadsheet is a ZIP archive with the rows of the query")
    func spreadsheet() throws {
        let query: JSONValue = [
            "query": [
                "datasource": ["title": "Acme Sales"],
                "metadata": [["jaql": ["dim": "[Orders.Product]"]], ["jaql": ["dim": "[Orders.Revenue]"]]],
            ]
        ]
        let test = try TestAPI()
        // The sample company has it off.
        #expect(test.call("POST", "/engine/excelExport", query).status == 403)
        let on: JSONValue = ["active": true, "subscriptions": [["name": "xlsx", "active": true]]]
        #expect(test.call("PATCH", "/api/v1/features/exporting/toggle", on).status == 200)
        let bytes = test.call("POST", "/engine/excelExport", query).body
        #expect(bytes.starts(with: Array("PK\u{3}\u{4}".utf8)))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("<t xml:space=\"preserve\">Giant Magnet</t>"))
        #expect(text.contains("<c><v>3150</v></c>"))
    }

    @Test("A report goes only to those the dashboard is shared with")
    func report() throws {
        let test = try TestAPI()
        let dashboard = test.call("GET", "/api/v1/dashboards/\(Self.dashboard)").json
        let owner = dashboard["owner"] ?? .null
        func report(_ id: JSONValue) -> TestAPI.Answer {
            let recipient: JSONValue = ["type": "user", "id": id]
            return test.call(
                "POST", "/api/v1/reporting",
                ["assetId": .string(Self.dashboard), "assetType": "dashboard", "recipients": [recipient]])
        }
        #expect(report(owner).status == 204)
        #expect(test.reports.lines.count == 1)
        let stranger = report("64ab00000000000000009999")
        #expect(stranger.status == 422)
        #expect(stranger.json["error"]?["subErrors"]?.array?.count == 1)
    }
}
