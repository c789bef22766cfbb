import Foundation
import TestRandom
import Testing

@testable import SisenseClient

@Suite("Plan files")
struct PlanFileTests {
    private static func address() throws -> ServerAddress { try ServerAddress("https://bi.acme.example") }

    private static let maker = PlanFile.Maker(
        time: Timestamp(milliseconds: 1_779_181_200_000), person: "anna", account: "anna@acme.example")

    private static func rename(_ id: String = "1", to name: String = "Ott") throws -> RequestPlan {
        let path = ["id": id]
        let base: JSONValue = ["_id": .string(id), "lastName": "Old", "active": true]
        var result = base
        result["lastName"] = .string(name)
        return RequestPlan(
            title: PlanTitle(stringLiteral: "Rename user \(id)"),
            call: try Call(.updateUser, path: path, body: .json(["lastName": .string(name)])),
            target: .init(server: try address(), name: "user \(id)"), base: base, result: result,
            inverse: try Call(.updateUser, path: path, body: .json(["lastName": "Old"])),
            impact: ["Somebody is renamed."],
            precondition: Precondition(read: try Call(.getUser, path: path), base: base, members: ["lastName"]),
            changes: [FieldChange("last name", from: "Old", to: name, effect: .loss)])
    }

    private static func file(_ plans: [RequestPlan]) throws -> PlanFile {
        try PlanFile(plans, maker: maker, server: try address(), serverName: "acme-prod")
    }

    private static func client(_ answers: [String: JSONValue]) throws -> APIClient {
        APIClient(
            server: try address(), transport: StubTransport(answers: answers), token: nil, policy: .readWrite)
    }

    @Test("What is read back is what was planned: request, base, words, undo and maker")
    func roundTrip() async throws {
        let plan = try Self.rename()
        let read = try PlanFile(try Self.file([plan]).data)
        #expect(read.maker == Self.maker)
        #expect(read.source.maker == "anna, anna@acme.example")
        let back = try #require(
            try await Self.client([:]).plans(of: read, environment: [:]).first)
        // What the maker says is marked, and the heading is made of the request.
        #expect(back.title == "Merge fields into a user: 1" && back.danger == plan.danger)
        #expect(
            back.impact == [
                "Says the maker: Rename user 1", "Says the maker: last name Old → Ott",
                "Says the maker: Somebody is renamed.",
            ])
        #expect(back.call.body == plan.call.body && back.call.path == plan.call.path)
        #expect(back.inverse?.body == plan.inverse?.body)
        #expect(back.precondition?.members == ["lastName"] && back.precondition?.base["lastName"] == "Old")
        #expect(back.diff?.lines.map(\.text) == plan.diff?.lines.map(\.text))
    }

    @Test("What is only looked at goes by the names that the server has, as what is sent does")
    func shownNames() async throws {
        let id = "64ab00000000000000000007"
        let file = try PlanFile(try Self.file([try Self.rename(id)]).data)
        #expect(try file.needsNames && !PlanFile(try Self.file([try Self.rename()]).data).needsNames)
        let client = try Self.client([
            "GET /api/v1/users/\(id)": ["_id": .string(id), "email": "bea@acme.example", "lastName": "Old"]
        ])
        let shown = await client.shownPlans(of: file, [.ordinary])
        let sent = try await client.plans(of: file, environment: [:])
        #expect(shown.map(\.title) == sent.map(\.title))
        #expect(shown.first?.title == "Merge fields into a user: bea@acme.example")
        #expect(await client.shownPlans(of: file, [.risky]).isEmpty)
    }

    @Test("A base that has changed is a conflict, for the file as for the plan")
    func base() async throws {
        let read = try PlanFile(try Self.file([try Self.rename()]).data)
        let client = try Self.client(["GET /api/v1/users/1": ["_id": "1", "lastName": "Theirs", "active": true]])
        let plan = try #require(try await client.plans(of: read, environment: [:]).first)
        let error = await #expect(throws: APIError.self) { try await client.checkBase(of: plan) }
        #expect(error?.exitStatus == .conflict)
    }

    @Test("No secret is in the file; it is taken from the record, the environment or nowhere")
    func secrets() async throws {
        let base: JSONValue = ["enabled": true, "sharedSecret": "s3same", "loginUrl": "https://a.example"]
        var result = base
        result["loginUrl"] = "https://b.example"
        var body = result
        body["apiKey"] = "hunter2"
        let plan = RequestPlan(
            title: "Save SSO", call: try Call(.replaceSSOSettings, body: .json(body)),
            target: .init(server: try Self.address(), name: "SSO"), base: base, result: result,
            inverse: try Call(.replaceSSOSettings, body: .json(base)),
            precondition: Precondition(read: try Call(.getSSOSettings), base: base))
        let data = try Self.file([plan]).data
        let text = String(decoding: data, as: UTF8.self)
        #expect(!text.contains("s3same") && !text.contains("hunter2"))
        let file = try PlanFile(data)
        let client = try Self.client(["GET /api/v1/settings/sso": base])
        let error = await #expect(throws: PlanFileError.self) { try await client.plans(of: file, environment: [:]) }
        #expect(error?.position == "steps[0].request.body.apiKey")
        #expect(error?.message.contains("SECRET_1") == true)
        let plans = try await client.plans(of: file, environment: ["SECRET_1": "hunter2"])
        #expect(plans.first?.call.body == .json(body))
        try await client.checkBase(of: try #require(plans.first))
    }

    @Test("Only a secret may come from this machine, and who looks at a plan sees from where")
    func sources() throws {
        let body: JSONValue = ["enabled": true, "apiKey": "s3cret", "title": "SSO"]
        let plan = RequestPlan(
            title: "Save SSO", call: try Call(.replaceSSOSettings, body: .json(body)),
            target: .init(server: try Self.address(), name: "SSO"), base: [:], result: body,
            precondition: Precondition(read: try Call(.getSSOSettings), base: [:]))
        let text = String(decoding: try Self.file([plan]).data, as: UTF8.self)
        let command = text.replacing("env:SECRET_1", with: "command:touch /tmp/x")
        let file = try PlanFile(Data(command.utf8))
        #expect(file.machineSources() == ["apiKey is taken from command:touch /tmp/x, which is run here."])
        #expect(file.shownPlans.first?.warnings.contains(file.machineSources()[0]) == true)
        for source in ["file:/etc/passwd", "command:id", "env:HOME"] {
            var leak = try JSONReader.read(text)
            let title: [JSONPath.Step] = [
                .member("steps"), .item(0), .member("request"), .member("body"), .member("title"),
            ]
            leak.set(JSONPath(title), to: ["secret": .string(source)])
            let error = #expect(throws: PlanFileError.self) { try PlanFile(Data(JSONWriter.bytes(leak))) }
            #expect(error?.message.contains("title is no secret") == true, "\(source)")
        }
    }

    @Test("A plan for another server is not taken into a file")
    func otherServer() throws {
        var file = try Self.file([try Self.rename()])
        let call = try Call(.logout)
        let other = RequestPlan(call, on: try ServerAddress("https://other.example"))
        #expect(throws: PlanFileError.self) { try file.add([other]) }
    }

    @Test(
        "A file that does not say for certain what it means is refused with the place",
        arguments: [
            (#""danger": "B""#, #""danger": "Z""#, "steps[0].danger"),
            (#""danger": "B""#, #""dangre": "B""#, "steps[0].dangre"),
            ("PATCH /api/v1/users/{id}", "GET /api/v1/users/{id}", "steps[0].request.operation"),
            ("PATCH /api/v1/users/{id}", "PATCH ../x", "steps[0].request.operation"),
            ("https://bi.acme.example", "ftp://bi.acme.example", "server.address"),
            ("console plan 1", "console plan 2", "format"),
            (#""lastName": "Ott""#, #""lastName": "Evil""#, "steps[0].result.lastName"),
            (#""effect": "loss""#, #""effect": "none""#, "steps[0].changes[0].effect"),
        ])
    func refused(old: String, new: String, position: String) throws {
        let text = String(decoding: try Self.file([try Self.rename()]).data, as: UTF8.self)
        let range = try #require(text.range(of: old))
        let changed = text.replacingCharacters(in: range, with: new)
        let error = #expect(throws: PlanFileError.self) { try PlanFile(Data(changed.utf8)) }
        #expect(error?.position == position)
    }

    @Test(
        "A file whose request, check and undo are not about one record is refused",
        arguments: [("request", "base.read"), ("base", "base.read"), ("undo", "undo.path")])
    func otherRecord(part: String, position: String) throws {
        var document = try JSONReader.read(try Self.file([try Self.rename()]).data)
        let path = part == "base" ? ["base", "read", "path", "id"] : [part, "path", "id"]
        document.set(
            JSONPath([.member("steps"), .item(0)] + path.map(JSONPath.Step.member)), to: .string("2"))
        let error = #expect(throws: PlanFileError.self) { try PlanFile(JSONWriter.write(document)) }
        #expect(error?.position == "steps[0].\(position)")
    }

    @Test("A request that sends more than the difference shows is refused")
    func hiddenMember() throws {
        var document = try JSONReader.read(try Self.file([try Self.rename()]).data)
        document.set(
            JSONPath([.member("steps"), .item(0), .member("request"), .member("body"), .member("roleId")]), to: "x")
        let error = #expect(throws: PlanFileError.self) { try PlanFile(JSONWriter.write(document)) }
        #expect(error?.message == "lacks roleId, which the request sends")
    }

    @Test("A maker cannot call a deletion something harmless, nor show another record than the one that goes")
    func lyingMaker() throws {
        let id = "64ab00000000000000000007"
        let plan = RequestPlan(
            title: "Correct the spelling of Bob", call: try Call(.deleteUser, path: ["id": id]), danger: .reversible,
            target: .init(server: try Self.address(), name: "user Bob"), base: ["lastName": "Bobb"],
            result: .null, impact: ["Nothing is lost.\nCan be undone."], warnings: ["It is harmless."],
            precondition: Precondition(
                read: try Call(.getUser, path: ["id": id]), base: ["lastName": "Bobb"], members: ["lastName"]),
            changes: [FieldChange("last name", from: "Bobb", to: "Bob")])
        let data = try Self.file([plan]).data
        let shown = try #require(try PlanFile(data).shownPlans.first)
        #expect(shown.title == "Delete a user: \(id)" && shown.danger == .destructive)
        #expect(shown.target.name == "/api/v1/users/\(id)")
        #expect(shown.recordName == id)
        let lines = PlanText([shown], on: "acme").lines
        for word in ["spelling", "Nothing is lost", "harmless", "last name"] {
            let said = lines.filter { $0.contains(word) && !$0.contains("lastName: ") }
            #expect(!said.isEmpty && said.allSatisfy { $0.contains("Says the maker: ") }, "\(word) in \(lines)")
        }
        var document = try JSONReader.read(data)
        document.set(JSONPath([.member("steps"), .item(0), .member("result")]), to: ["lastName": "Bob"])
        let error = #expect(throws: PlanFileError.self) { try PlanFile(JSONWriter.write(document)) }
        #expect(error?.position == "steps[0].result")
    }

    @Test("A way back that is graver than the change is refused, and another request is called by its own name")
    func lyingUndo() throws {
        var document = try JSONReader.read(try Self.file([try Self.rename()]).data)
        let undo: [JSONPath.Step] = [.member("steps"), .item(0), .member("undo")]
        document.set(JSONPath(undo), to: ["operation": .string(Operation.deleteUser.id), "path": ["id": "1"]])
        let error = #expect(throws: PlanFileError.self) { try PlanFile(JSONWriter.write(document)) }
        #expect(error?.position == "steps[0].undo.operation")
    }

    @Test("What no checked difference shows is shown as it is sent, and entries go by their ids")
    func unstated() throws {
        let group = "64ab00000000000000000009"
        let entries = Precondition.Entries(
            member: "users", labels: ["64ab00000000000000000007": "Eve"], inside: "member", outside: "no member")
        let plan = RequestPlan(
            title: "Remove Eve",
            call: try Call(
                .removeGroupUsers, path: ["group": group], body: .json(["64ab00000000000000000007"])),
            target: .init(server: try Self.address(), name: "group"), base: ["Eve": "member"],
            result: ["Eve": "no member"],
            precondition: Precondition(
                read: try Call(.getGroup, path: ["id": group]), base: ["Eve": "member"], entries: entries))
        let data = try Self.file([plan]).data
        let shown = try #require(try PlanFile(data).shownPlans.first)
        let label = "64ab00000000000000000007 (Says the maker: Eve)"
        #expect(shown.base == [label: "member"] && shown.result == [label: "no member"])
        #expect(shown.precondition?.record(in: ["users": ["64ab00000000000000000007"]]) == shown.base)
        // Somebody else than those whom the check names.
        var document = try JSONReader.read(data)
        let body: [JSONPath.Step] = [.member("steps"), .item(0), .member("request"), .member("body")]
        document.set(JSONPath(body), to: ["64ab00000000000000000008"])
        let error = #expect(throws: PlanFileError.self) { try PlanFile(JSONWriter.write(document)) }
        #expect(error?.position == "steps[0].base.entries")

        let toggle = RequestPlan(
            title: "Nothing",
            call: try Call(
                .updateRoleManifest, path: ["idOrName": "1", "path": "users"], body: .json(["manage": false])),
            target: .init(server: try Self.address(), name: "role"), base: ["manifest": [:]], result: ["manifest": [:]],
            precondition: Precondition(
                read: try Call(.getRole, path: ["idOrName": "1"]), base: ["manifest": [:]], members: ["manifest"]))
        let role = try #require(try PlanFile(try Self.file([toggle]).data).shownPlans.first)
        #expect(role.impact.first == #"Sends {"manage":false}"#)
    }

    @Test("A damaged file is an error, never a crash", arguments: FuzzSeeds.of([1, 2, 3]))
    func fuzz(seed: UInt64) throws {
        let whole = try Self.file([try Self.rename(), try Self.rename("2")]).data
        let end = try #require(whole.lastIndex(of: UInt8(ascii: "}")))
        var random = SeededRandom(seed: seed)
        for _ in 0..<200 {
            var data = whole.prefix(Int.random(in: 0...whole.count, using: &random))
            if data.count <= end { #expect(throws: PlanFileError.self) { try PlanFile(Data(data)) } }
            for _ in 0..<Int.random(in: 0...4, using: &random) where !data.isEmpty {
                data[Int.random(in: 0..<data.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            // What it takes is a plan that can be written and read again.
            guard let read = try? PlanFile(Data(data)) else { continue }
            #expect(try PlanFile(read.data).shownPlans.count == read.shownPlans.count)
        }
    }

    @Test("A text of the file makes no line of its own in what is shown")
    func hostileText() throws {
        let call = try Call(.updateUser, path: ["id": "1"], body: .json(["lastName": "x"]))
        let plan = RequestPlan(
            title: "Rename\nCan be undone.\u{1B}[2J", call: call,
            target: .init(server: try Self.address(), name: "user\nx"))
        let file = try PlanFile(try Self.file([plan]).data)
        let lines = PlanText(file.shownPlans, on: "acme").lines
        #expect(!lines.contains("Can be undone."))
        #expect(lines.contains("Cannot be undone."))
        #expect(!lines.contains { $0.contains("\u{1B}") || $0.contains("\n") })
    }
}
