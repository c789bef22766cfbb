import Foundation
import Synchronization
import Testing

@testable import SisenseClient

@Suite("Every change of the security settings is taken back, also from the audit log")
struct SecurityUndoTests {
    /// A change in one line of Security, and what the server shows of that line.
    struct Line: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let change: @Sendable (APIClient) async throws -> RequestPlan
        let facts: @Sendable (APIClient) async throws -> [JSONValue]

        static func document(
            _ document: SettingsDocument, _ path: String, _ value: JSONValue
        ) -> Line {
            Line(testDescription: document.title) { client in
                let service = SettingsService(client)
                let base = try await service.read(document)
                return try await service.planSave(
                    document, edited: base.setting(JSONPath(dotted: path), to: value), base: base)
            } facts: { client in
                [try await SettingsService(client).read(document)]
            }
        }

        static func trusted(
            _ name: String, _ change: @escaping @Sendable (TrustedServersService) async throws -> RequestPlan
        ) -> Line {
            Line(testDescription: "trusted server \(name)") { client in
                try await change(TrustedServersService(client))
            } facts: { client in
                try await TrustedServersService(client).all().map { ["it": .string("\($0.address) \($0.name)")] }
            }
        }

        static func directory(
            _ name: String, _ change: @escaping @Sendable (LDAPService) async throws -> RequestPlan
        ) -> Line {
            Line(testDescription: "LDAP domain \(name)") { client in
                try await change(LDAPService(client))
            } facts: { client in
                try await LDAPService(client).all().map { $0.raw.only(["name", "url", "baseDN", "enabled"]) }
            }
        }
    }

    static let lines: [Line] = [
        .document(.system, "webServer.cors.enabled", true),
        .document(.security, "cookieExp", 7),
        .document(.singleSignOn, "loginUrl", "https://id.acme.example/new"),
        .document(.loginLockout, "maxFailedAttempts", 9),
        .document(.emailServer, "host", "mail.acme.example"),
        .document(.globalization, "language", "de-DE"),
        .trusted("added") { service in
            try service.planAdd(address: ServerAddress("https://bi9.acme.example"), name: "Nine")
        },
        .trusted("edited") { service in
            try await service.planEdit(
                try #require(try await service.all().first), address: ServerAddress("https://bi8.acme.example"),
                name: "Eight")
        },
        .trusted("removed") { service in
            try await service.planRemove(try #require(try await service.all().first))
        },
        .directory("added") { service in
            try service.planAdd([
                "name": "Branch", "url": "ldaps://dc9.acme.example", "baseDN": "DC=branch,DC=example",
                "enabled": true, "username": "reader", "password": "s3cret",
            ])
        },
        .directory("edited") { service in
            let domain = try #require(try await service.all().first)
            return try await service.planEdit(
                domain, domain.raw.setting(JSONPath(dotted: "baseDN"), to: "DC=new,DC=example"))
        },
        .directory("removed") { service in
            try service.planDelete([try #require(try await service.all().first)])
        },
    ]

    @Test("What was changed is as before", arguments: lines, [false, true])
    func undo(line: Line, later: Bool) async throws {
        try await SampleSite.with { site in
            let before = try await line.facts(site.client)
            let plan = try await line.change(site.client)
            #expect(plan.isUndoable)
            // Of a record that was made, only the answer says which one it is.
            let sent = await site.client.performOnce(plan, .ofProgram([plan]))
            #expect(sent.error == nil)
            #expect(try await line.facts(site.client) != before)
            try await site.send(try await site.undo(sent.plan, later: later))
            // What is made again stands at the end of its list.
            let texts = { (facts: [JSONValue]) in facts.map { JSONWriter.text($0) }.sorted() }
            #expect(texts(try await line.facts(site.client)) == texts(before))
            let audit = try String(contentsOf: site.audit.file, encoding: .utf8)
            #expect(!audit.contains("s3cret"))
        }
    }

    @Test("What somebody else changed since in the same entry of a list stays, also from the audit log")
    func listMerge() async throws {
        try await SampleSite.with { site in
            let service = TrustedServersService(site.client)
            let before = try #require(try await service.all().first)
            let plan = try await service.planEdit(
                before, address: ServerAddress("https://bi8.acme.example"), name: before.name)
            try await site.send([plan])
            let mine = try #require(try await service.all().first)
            try await site.send([
                try await service.planEdit(mine, address: ServerAddress(mine.address), name: "Theirs")
            ])
            let undo = try await site.client.planUndo(of: try #require(site.audit.read().last))
            #expect(undo.first?.warnings.contains { $0.contains("that stays") } == true)
            try await site.send(undo)
            let after = try #require(try await service.all().first)
            #expect(after.address == before.address && after.name == "Theirs")
        }
    }

    /// A server that has one document, and replaces it with what is saved.
    private final class Document: Sendable {
        let transport: StubTransport

        init(_ document: JSONValue) {
            let kept = Kept(document)
            transport = StubTransport { sent in
                if sent.isChange, let json = sent.json { kept.set(json) }
                return HTTPResponse(status: 200, body: JSONWriter.write(kept.value))
            }
        }
    }

    @Test("A document with secrets is taken back from the audit log without them, and what others saved since stays")
    func secrets() async throws {
        let server = Document([
            "enabled": true, "ssoType": "jwt", "loginUrl": "a", "logoutUrl": "x", "sharedSecret": "s3",
        ])
        let file = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID()).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        let audit = AuditLog(file: file, profile: "p") { Issue.record("\($0)") }
        let client = try APIClient.stub(server.transport, audit: audit)
        let service = SettingsService(client)
        let base = try await service.read(.singleSignOn)
        let edited = base.setting(JSONPath(dotted: "loginUrl"), to: "b")
        _ = try await client.perform(try await service.planSave(.singleSignOn, edited: edited, base: base))
        let theirs = edited.setting(JSONPath(dotted: "logoutUrl"), to: "y")
        _ = try await client.perform(try await service.planSave(.singleSignOn, edited: theirs, base: edited))
        #expect(try !String(contentsOf: file, encoding: .utf8).contains("s3\""))
        let change = try #require(audit.read().last)
        let undo = try await client.planUndo(of: change)
        #expect(undo.count == 1)
        _ = try await client.perform(undo[0])
        #expect(
            try await service.read(.singleSignOn)
                == ["enabled": true, "ssoType": "jwt", "loginUrl": "a", "logoutUrl": "y", "sharedSecret": "s3"])
        await #expect(throws: APIError.self) { try await client.planUndo(of: change) }
    }

    @Test("A fresh server has no system settings: CORS is set all the same, and undone by saying that it is off")
    func fresh() async throws {
        let kept = Kept(.null)
        let transport = StubTransport { sent in
            if sent.isChange, let json = sent.json { kept.set(json) }
            guard sent.line.hasSuffix("settings/system") else {
                return HTTPResponse(status: 200, body: Data("{}".utf8))
            }
            return kept.value.isNull
                ? HTTPResponse(status: 400, body: Data(#"{"error":{"message":"System settings are empty"}}"#.utf8))
                : HTTPResponse(status: 200, body: JSONWriter.write(kept.value))
        }
        let client = try APIClient.stub(transport)
        let service = SystemSettingsService(client)
        let base = try await service.read()
        #expect(!base.corsEnabled && base.allowedOrigins.isEmpty)
        let plan = try await service.planEdit(
            base.setting(corsEnabled: true, allowedOrigins: ["https://a.example"]), base: base)
        #expect(PendingRevert(of: plan) != nil)
        _ = try await client.perform(plan)
        #expect(SystemSettings(kept.value).allowedOrigins == ["https://a.example"])
        for undo in try await client.planUndo(of: plan) { _ = try await client.perform(undo) }
        #expect(kept.value[SystemSettings.corsEnabledPath] == false)
        #expect(kept.value[SystemSettings.allowedOriginsPath] == [])
    }

    @Test("An email server that was set up is removed by its undo")
    func created() async throws {
        let kept = Kept(.null)
        let transport = StubTransport { sent in
            if sent.isChange { kept.set(sent.request.method == .delete ? .null : sent.json ?? .null) }
            if sent.request.method == .delete { return HTTPResponse(status: 204) }
            return kept.value.isNull && !sent.isChange
                ? HTTPResponse(status: 404) : HTTPResponse(status: 200, body: JSONWriter.write(kept.value))
        }
        let client = try APIClient.stub(transport)
        let plan = try await SettingsService(client).planSave(
            .emailServer, edited: ["enable": true, "host": "smtp.acme.example", "port": 25, "pass": "s3cret"],
            base: .null)
        #expect(plan.isUndoable)
        _ = try await client.perform(plan)
        for undo in try await client.planUndo(of: plan) { _ = try await client.perform(undo) }
        #expect(kept.value.isNull)
    }
}

/// A document that a server of these tests has.
private final class Kept: Sendable {
    private let document: Mutex<JSONValue>

    init(_ document: JSONValue) { self.document = Mutex(document) }

    var value: JSONValue { document.withLock { $0 } }
    func set(_ value: JSONValue) { document.withLock { $0 = value } }
}
