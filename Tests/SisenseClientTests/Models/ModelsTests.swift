import Foundation
import SisenseClient
import TestRandom
import Testing

@Suite("Models")
struct ModelsTests {
    @Test("A user as servers send it")
    func user() throws {
        let raw = try JSONReader.read(
            #"""
            {"_id":"64ab","email":"bea@acme.example","userName":"bea","firstName":"Bea","lastName":"Ott","roleId":"r",
            "active":"true","groups":["g1",{"_id":"g2","name":"Sales"}],"activeDirectory":true,
            "lastLogin":"2026-11-01T07:00:00.000Z","x":{"y":1.0}}
            """#)
        let user = try #require(User(raw))
        #expect(user.id == "64ab")
        #expect(user.displayName == "Bea Ott")
        #expect(user.isActive)
        #expect(user.groups == [Reference(id: "g1"), Reference(id: "g2", name: "Sales")])
        #expect(user.source == .directory)
        #expect(user.lastLogin?.description == "2026-11-01T07:00:00.000Z")
        #expect(user.raw == raw)
        #expect(user.lean().raw == .null)
    }

    @Test("Almost nothing is enough for a record; an id in any of its names is", arguments: ["_id", "id", "oid"])
    func sparse(key: String) throws {
        let user = try #require(User(.object(JSONObject([(key, 7)]))))
        #expect(user.id == "7")
        #expect(user.displayName == "7")
    }

    @Test("One odd record hides none of the others")
    func odd() async throws {
        let transport = StubTransport(always: [
            ["_id": "1"], 5, nil, [:], "x", ["_id": ""], ["_id": "2", "groups": 3, "email": [:]],
        ])
        let page = try await UsersService(APIClient.stub(transport)).page(skip: 0, limit: 10)
        #expect(page.items.map(\.id) == ["1", "2"])
        #expect(page.received == 7)
        #expect(page.malformed == 5)
    }

    @Test("Names of roles are those people know")
    func roles() throws {
        let raw: [JSONValue] = [
            ["_id": "1", "name": "consumer"], ["_id": "2", "name": "super"],
            ["_id": "3", "name": "custom_x", "baseRoleName": "admin"],
            ["_id": "4", "name": "contributor", "displayName": "Designer (EU)"],
        ]
        let roles = raw.compactMap(Role.init)
        #expect(roles.map(\.title) == ["Viewer", "Sys. Admin", "custom_x", "Designer (EU)"])
        #expect(roles.map(\.isAdministrative) == [false, true, true, false])
    }

    @Test("Shares are read in both forms, and a new rule keeps the rest")
    func shares() throws {
        let share = try #require(Share(["shareId": "1", "isGroup": true, "rule": "co-owner", "x": 1]))
        #expect(share.party == .group)
        #expect(share.rule == .other("co-owner"))
        #expect(share.with(rule: .edit)?.raw == ["shareId": "1", "isGroup": true, "rule": "edit", "x": 1])
        let list = ShareList(["sharesTo": [share.raw], "subscription": ["a": 1]]).adding(
            Share(.user, id: "2", rule: .view))
        #expect(list.shares.map(\.id) == ["1", "2"])
        #expect(list.document["subscription"] == ["a": 1])
        #expect(list.document["sharesToNew"] == [])
        #expect(list.removing("1").shares.map(\.id) == ["2"])
    }

    @Test("A folder counts all below it")
    func folders() throws {
        let folder = try #require(
            Folder([
                "oid": "1", "folders": [["oid": "2", "dashboards": [["oid": "d1"], ["oid": "d2"]]]],
                "dashboards": [["oid": "d3"]],
            ]))
        #expect(folder.contents.folders == 1)
        #expect(folder.contents.dashboards == 3)
    }

    @Test("The licence lists its seats, and limits that are missing stay open")
    func licence() {
        let licence = Licence(["maxAdmins": "5", "inUseAdmins": 2, "inUseViewers": 131, "trial": false])
        #expect(licence.seats.map(\.kind) == ["Admins", "Viewers"])
        #expect(licence.seats.map(\.used) == [2, 131])
        #expect(licence.seats.map(\.limit) == [5, nil])
    }

    @Test("System settings change one key and keep all others as they came")
    func settings() throws {
        let text =
            #"{"firstday":"mon","x":1.0,"webServer":{"enableSSl":false,"cors":{"enabled":false,"y":[]}},"z":1e400}"#
        let settings = SystemSettings(try JSONReader.read(text))
        let edited = settings.setting(corsEnabled: true, allowedOrigins: ["https://a.example"])
        #expect(edited.corsEnabled)
        #expect(edited.allowedOrigins == ["https://a.example"])
        #expect(
            JSONWriter.text(edited.document, layout: .compact)
                == #"{"firstday":"mon","x":1.0,"webServer":{"enableSSl":false,"cors":{"enabled":true,"y":[],"allowedOrigins":["https://a.example"]}},"z":1e400}"#
        )
        #expect(SystemSettings([:]).setting(corsEnabled: true, allowedOrigins: []).corsEnabled)
    }

    @Test(
        "Times are read to the millisecond",
        arguments: [
            ("1970-01-01T00:00:00.000Z", 0), ("2026-04-07T08:44:40.169Z", 1_775_551_480_169),
            ("2024-02-29T23:59:59Z", 1_709_251_199_000), ("2000-03-01T00:00:00.5Z", 951_868_800_500),
            ("1969-12-31T23:59:59.999Z", -1),
        ])
    func times(text: String, milliseconds: Int64) {
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test(
        "What is no time is none",
        arguments: [
            "", "2026-04-07", "2026-13-07T08:44:40Z", "2026-04-07 08:44:40.169Z", "2026-04-07T08:44:40.169",
            "é026-04-07T08:44:40Z", "2026-04-07T24:44:40Z",
        ])
    func noTimes(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test("Times agree with Foundation for any moment")
    func anyTime() throws {
        var random = SeededRandom(seed: 3)
        for _ in 0..<500 {
            let milliseconds = Int64.random(in: 0..<4_000_000_000_000, using: &random)
            let time = Timestamp(milliseconds: milliseconds)
            #expect(Timestamp(time.description)?.milliseconds == milliseconds)
        }
    }

    @Test("No answer makes a model crash", arguments: FuzzSeeds.of([11]))
    func fuzz(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let keys = [
            "_id", "oid", "groups", "shares", "owner", "active", "lastLogin", "folders", "parties", "key",
            "subscriptions", "webServer", "rule", "name",
        ]
        func value(_ depth: Int) -> JSONValue {
            switch Int.random(in: 0..<(depth > 3 ? 5 : 7), using: &random) {
            case 0: return .null
            case 1: return .bool(true)
            case 2: return .number(JSONNumber(Int.random(in: Int.min...Int.max, using: &random)))
            case 3: return "2026-04-07T08:44:40.169Z"
            case 4: return .string(String(keys.randomElement(using: &random) ?? ""))
            case 5: return .array((0..<3).map { _ in value(depth + 1) })
            default: return .object(JSONObject(keys.map { ($0, value(depth + 2)) }))
            }
        }
        for _ in 0..<2_000 {
            let raw = value(0)
            _ = (User(raw), Group(raw), Role(raw), Dashboard(raw), Folder(raw), Alert(raw))
            _ = (Feature(raw), Plugin(raw), Widget(raw), DataRecord(raw), LDAPDomain(raw), TrustedServer(raw))
            _ = (
                Licence(raw), ApplicationStatus(raw), SystemSettings(raw).allowedOrigins, APIToken(raw),
                ShareList(raw).shares
            )
        }
    }
}
