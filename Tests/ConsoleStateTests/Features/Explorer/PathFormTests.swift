import Foundation
import Testing

@testable import ConsoleState
@testable import SisenseClient

@Suite("The form for another path")
struct PathFormTests {
    private let context = WorkContext(Dependencies(client: Samples.client(), signIn: .token))

    /// The call that a form makes of what stands in it, and the draft that is kept of it.
    private struct Made {
        let call: Call
        let draft: CallDraft
    }

    private func made(_ method: String, _ path: String, body: String = "") async throws -> Made? {
        let draft = CallDraft("\(method) \(path)", ["path": path, "body": body])
        let form = PathForm(on: context.client.server, draft: draft).state
        switch try await form.submit(context, form.values) {
        case .explorer(.callMade(let call, let draft)): return Made(call: call, draft: draft)
        case .explorer(.callPlanned(let plan, let draft)): return Made(call: plan.call, draft: draft)
        default: return nil
        }
    }

    @Test("A path outside the catalogue is called as it stands, with its query")
    func outside() async throws {
        let result = try #require(try await made("GET", "/api/v1/settings/colours?limit=5"))
        #expect(result.call.line == "GET /api/v1/settings/colours?limit=5")
        #expect(!result.call.operation.writes)
        #expect(result.draft.operation == "GET /api/v1/settings/colours")
        #expect(result.draft.values["path"] == "/api/v1/settings/colours?limit=5")
    }

    @Test("A path of the catalogue is called as the operation it is")
    func inside() async throws {
        let result = try #require(try await made("GET", "/api/v1/users/42"))
        #expect(result.call.operation == .getUser)
        #expect(result.draft.values["path id"] == "42")
    }

    @Test("Its body is JSON to the letter, and a change becomes one of the highest class")
    func body() async throws {
        let result = try #require(try await made("POST", "/api/things", body: #"{"a": 1.50}"#))
        #expect(result.call.operation.danger == .critical)
        #expect(result.call.body == .json(try JSONReader.read(#"{"a":1.50}"#)))
        #expect(result.draft.values["body"]?.contains("1.50") == true)
        #expect(try await made("POST", "/api/things", body: #"{"a":1,"a":2}"#) == nil)
    }

    @Test("A path that cannot be called is refused in its field")
    func refused() async throws {
        let form = PathForm(on: context.client.server, draft: CallDraft("GET /x", ["path": "/x"])).state
        #expect(form.fields.first { $0.id == "path" }?.problem?.contains("no operation GET /x") == true)
        #expect(try await made("GET", "/api/{id}") == nil)
    }

    @Test("What was called or kept opens the form again, filled in")
    func again() throws {
        let operation = try SisenseClient.Operation(uncatalogued: .get, path: "/api/v1/settings/colours")
        let call = try Call(operation, query: [QueryItem("limit", "5")])
        let form = try #require(CallDraft(call).form(on: context.client.server))
        #expect(form.values.text("path") == "/api/v1/settings/colours?limit=5")
        #expect(form.values.text("method") == "GET")
        #expect(form.shownPreview?.text.contains("GET /api/v1/settings/colours?limit=5") == true)
    }

    @Test("An answer that sends the session's token back shows it masked, in body and head")
    func masked() throws {
        let call = try Call(.getFeatures)
        var secrets = KnownSecrets()
        secrets.add(token: Secret("tok-0123456789"))
        let response = Samples.response(call, #"{"echo":"tok-0123456789"}"#)
        let answer = CallAnswer(response, to: call, draft: CallDraft(call), previous: nil, secrets)
        #expect(answer.masked == ["echo": "••••"])
        #expect(!"\(answer.jsonTree)".contains("tok-0123456789"))
    }
}
