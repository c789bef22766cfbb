import SisenseClient
import Testing

@Suite("Plans for settings")
struct SettingsPlansTests {
    private let client: APIClient
    private let service: SettingsService

    init() throws {
        client = try .stub(StubTransport(answers: [:]))
        service = SettingsService(client)
    }

    private func json(_ call: Call?) -> JSONValue? {
        guard case .json(let value) = call?.body else { return nil }
        return value
    }

    @Test("What the server made, and a mask in place of a secret, are not sent back")
    func masks() async throws {
        let security = try await service.planSave(
            .security, edited: ["cookieExp": 1, "secret": "x", "name": "security", "own": [1]],
            base: ["cookieExp": 30, "secret": "x", "name": "security", "own": [1]])
        #expect(json(security.call) == ["cookieExp": 1, "own": [1]])
        let base: JSONValue = ["enabled": true, "loginUrl": "https://a.example", "sharedSecret": "********"]
        let edited = base.setting(JSONPath(dotted: "loginUrl"), to: "https://b.example")
        let plan = try await service.planSave(.singleSignOn, edited: edited, base: base)
        #expect(json(plan.call) == ["enabled": true, "loginUrl": "https://b.example"])
        #expect(json(plan.inverse)?["sharedSecret"] == nil)
    }

    @Test("A secret that the server did not tell cannot be put back, so such a save has no undo")
    func secrets() async throws {
        let base: JSONValue = ["enable": true, "host": "smtp.acme.example", "port": 25]
        let edited = base.setting(JSONPath(dotted: "pass"), to: "new")
        let plan = try await service.planSave(.emailServer, edited: edited, base: base)
        #expect(json(plan.call) == ["pass": "new"])
        #expect(plan.undo == nil)
        #expect(plan.diff?.lines.map(\.text) == ["pass: \(Redactor.mask)"])
    }

    @Test("Settings that the server has not yet are made where nobody else has made some, and removed by an undo")
    func creation() async throws {
        let plan = try await service.planSave(
            .emailServer, edited: ["enable": true, "host": "a", "port": 25], base: nil)
        #expect(plan.call.line == "POST /api/v1/settings/email_server")
        #expect(plan.undo?.call.line == "DELETE /api/v1/settings/email_server")
        #expect(plan.precondition?.holds(for: .null) == true)
        #expect(plan.precondition?.holds(for: ["enable": true, "host": "b", "port": 25]) == false)
    }

    @Test("What can only be read is not saved")
    func readOnly() async throws {
        let error = await #expect(throws: APIError.self) {
            try await service.planSave(.publicSettings, edited: ["firstday": "mon"], base: ["firstday": "sun"])
        }
        #expect(error?.kind == .notAllowed)
    }

    private static let unusable: [(document: JSONValue, missing: String)] = [
        (["enabled": true, "ssoType": "jwt", "loginUrl": "https://a"], "no shared secret"),
        (["enabled": true, "ssoType": "saml"], "no login address and no certificate"),
    ]

    @Test("Single sign-on without what it needs to let anybody in says so", arguments: unusable)
    func wayBack(document: JSONValue, missing: String) async throws {
        let plan = try await service.planSave(.singleSignOn, edited: document, base: ["enabled": false])
        #expect(plan.danger == .critical)
        #expect(plan.warnings.contains { $0.contains(missing) })
    }

    @Test("Single sign-on that is off, or has all it needs, does not")
    func wayIn() async throws {
        for document: JSONValue in [
            ["enabled": false, "ssoType": "jwt"],
            ["enabled": true, "ssoType": "jwt", "loginUrl": "https://a.example", "sharedSecret": "s"],
        ] {
            let plan = try await service.planSave(.singleSignOn, edited: document, base: ["enabled": true])
            #expect(!plan.warnings.contains { $0.contains("no one could log in") })
        }
    }

    @Test("Taking the origin of this very server off the list is critical, and says whose it is")
    func ownOrigin() async throws {
        let own = client.server.origin
        let base = SystemSettings(["firstday": "mon"])
            .setting(corsEnabled: true, allowedOrigins: [own, "https://b.example"])
        let service = SystemSettingsService(client)
        let gone = try await service.planSave(
            base.setting(corsEnabled: true, allowedOrigins: ["https://b.example"]), base: base)
        #expect(gone.danger == .critical)
        #expect(gone.warnings.contains { $0.hasPrefix(own) })
        let kept = try await service.planSave(base.setting(corsEnabled: true, allowedOrigins: [own]), base: base)
        #expect(kept.danger == .destructive)
    }

    @Test("A plan made anew rests on what is there now and sends what was chosen")
    func replan() async throws {
        let plan = try await service.planSave(.loginLockout, edited: ["a": 2, "b": 1], base: ["a": 1, "b": 1])
        let replan = try #require(plan.replan)
        let again = try await replan(client, ["a": 2, "b": 3], ["a": 1, "b": 3])
        #expect(json(again.call) == ["a": 2])
        #expect(again.precondition?.base == ["a": 1, "b": 3])
        #expect(plan.undo?.replan != nil)
    }

    @Test("Every documented field is found in its table once, and takes what it says it takes")
    func fields() {
        for document in SettingsDocument.allCases {
            let ids = document.fields.map(\.id)
            #expect(Set(ids).count == ids.count)
            #expect(document.summary.allSatisfy { path in document.fields.contains { $0.path == path } })
        }
        let port = DocumentField("port", "Port", .number(1...65535, unit: ""))
        #expect(["25", "65535"].allSatisfy { port.problem(with: $0) == nil })
        #expect(["", "0", "70000", "x", "1.5"].allSatisfy { port.problem(with: $0) != nil })
        #expect(DocumentField("r", "R", .text(.pattern)).problem(with: "(") != nil)
        #expect(DocumentField("u", "U", .text(.address)).problem(with: "id.acme.example") != nil)
        #expect(DocumentField("u", "U", .text(.directoryAddress)).problem(with: "ldaps://dc.acme.example") == nil)
        #expect(DocumentField("o", "O", .list(.origin)).problem(with: "https://A.example/") != nil)
    }

    @Test("A field reads as people say it, a secret only as set or not")
    func texts() {
        let document: JSONValue = [
            "on": true, "n": "5", "s": "hidden", "e": "", "list": ["a", "b"], "cert": "-----\nx\n-----", "odd": 1,
        ]
        func text(_ path: String, _ kind: DocumentField.Kind) -> String {
            DocumentField(path, "", kind).text(in: document)
        }
        #expect(text("on", .flag) == "on")
        #expect(text("n", .number(1...9, unit: "days")) == "5 days")
        #expect(text("s", .secret) == "set")
        #expect(text("e", .secret) == "not set")
        #expect(text("list", .list(.any)) == "a, b")
        #expect(text("cert", .lines) == "set, 3 lines")
        #expect(text("odd", .flag) == "1")
        #expect(text("none", .text()) == "not set")
        #expect(!DocumentField("odd", "", .flag).fits(document))
        #expect(DocumentField("none", "", .flag).fits(document))
    }
}
