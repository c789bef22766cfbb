import Foundation
import Synchronization
import Testing

@testable import SisenseClient

@Suite("What an answer proves")
struct AnswerProofTests {
    private static let before: JSONValue = ["_id": "x", "active": true, "email": "bea@acme.example"]
    private static let after: JSONValue = ["_id": "x", "active": false, "email": "bea@acme.example"]
    private static let page = "<!doctype html><html><head><title>Log in</title></head></html>"

    /// A server whose record is `before` until the change has come; then it is `then`.
    private func perform(
        _ answer: HTTPResponse, then: JSONValue = before
    ) async throws -> Performed {
        let isSent = Mutex(false)
        let transport = StubTransport { sent in
            if sent.request.method == .get {
                #expect(sent.request.headers["Cache-Control"] == "no-cache")
                let record = isSent.withLock { $0 } ? then : Self.before
                return HTTPResponse(status: 200, body: JSONWriter.write(record))
            }
            isSent.withLock { $0 = true }
            return answer
        }
        let journal = RecordingJournal()
        let client = try APIClient.stub(transport, audit: journal)
        let read = try Call(.getUser, path: ["id": "x"])
        let plan = RequestPlan(
            title: "Deactivate bea@acme.example",
            call: try Call(.updateUser, path: ["id": "x"], body: .json(["active": false])),
            target: .init(server: client.server, name: "user bea@acme.example"), base: Self.before, result: Self.after,
            precondition: Precondition(read: read, base: Self.before, members: ["active"]))
        do throws(APIError) {
            return Performed(outcome: .success(try await client.perform(plan)), audit: journal.lines)
        } catch {
            return Performed(outcome: .failure(error), audit: journal.lines)
        }
    }

    private struct Performed {
        let outcome: Result<Response, APIError>
        let audit: [String]
    }

    private static func answer(_ status: Int, _ body: String = "", _ headers: HTTPHeaders = [:]) -> HTTPResponse {
        HTTPResponse(status: status, headers: headers, body: Data(body.utf8))
    }

    @Test(
        "The record, data that is no error and a status that says what was done prove a change",
        arguments: [
            answer(204), answer(201), answer(201, "Created"), answer(200, #"{"_id":"x","active":false}"#),
            answer(200, #"{"success":true,"error":null}"#), answer(200, #"{"_id":"x"}"#),
            answer(200, #"{"_id":"x","error":"the last build failed"}"#), answer(200, #"{"error":""}"#),
        ])
    func done(answer: HTTPResponse) async throws {
        let performed = try await perform(answer, then: Self.after)
        #expect(throws: Never.self) { try performed.outcome.get() }
        #expect(performed.audit == ["begin Deactivate bea@acme.example", "end done "])
    }

    @Test(
        "A failure in the body is the server's refusal",
        arguments: [
            (#"{"success":false,"message":"no seat"}"#, "The server reports a failure: no seat"),
            (#"{"success":false}"#, "The server reports a failure."),
            (#"{"error":{"message":"no seat"}}"#, "The server reports a failure: no seat"),
            (#"{"error":"no seat"}"#, "The server reports a failure: no seat"),
            (#"{"success":"false"}"#, "The server reports a failure."),
            (#"{"statusCode":500,"message":"boom"}"#, "The server reports a failure: boom"),
            (#"{"status":404,"title":"none"}"#, "The server reports a failure: none"),
            (#"{"errors":"no seat"}"#, "The server reports a failure."),
            (#"{"errors":[{"message":"nope"}]}"#, "The server reports a failure: Some of it failed."),
            (
                #"[{"email":"a@x"},{"email":"b@x","error":{"message":"exists"}}]"#,
                "The server reports a failure: Some of it failed."
            ),
        ])
    func failed(body: String, message: String) async throws {
        let performed = try await perform(Self.answer(200, body))
        let error = #expect(throws: APIError.self) { try performed.outcome.get() }
        #expect(error?.kind == .refused)
        #expect(error?.message == message)
        #expect(performed.audit.last == "end refused \(message)")
        if body.hasPrefix("[") { #expect(error?.details == ["b@x: exists"]) }
        if body.contains("nope") { #expect(error?.details == ["nope"]) }
    }

    @Test("An answer to several changes is judged by its entries")
    func several() async throws {
        let performed = try await perform(Self.answer(207, #"[{"id":"1","status":200},{"id":"2","status":500}]"#))
        let error = #expect(throws: APIError.self) { try performed.outcome.get() }
        #expect(error?.kind == .refused && error?.details == ["2: failed"])
    }

    @Test("The state of a record, and its list of what went wrong, are no failure of the change")
    func states() async throws {
        for body in [#"{"_id":"x","status":514}"#, #"{"oid":"x","errors":["the last build"]}"#, #"{"errors":[]}"#] {
            let performed = try await perform(Self.answer(200, body), then: Self.after)
            #expect(throws: Never.self) { try performed.outcome.get() }
        }
    }

    @Test(
        "Where no record is declared, an empty body, empty data and the name of the status prove a change",
        arguments: [
            answer(200), answer(200, "{}"), answer(200, "[]"), answer(200, "ok"), answer(200, #""x""#),
            answer(200, "1"),
            answer(200, "OK\n", ["Content-Type": "text/plain"]),
        ])
    func withoutRecord(answer: HTTPResponse) throws {
        func proof(_ call: Call) throws -> AnswerProof {
            AnswerProof(answer, to: RequestPlan(call, on: try ServerAddress("bi.acme.example")))
        }
        #expect(try proof(Call(.deleteDashboard, path: ["id": "x"])) == .done)
        let update = try proof(Call(.updateDashboard, path: ["id": "x"], body: .json(["title": "T"])))
        guard case .unproven = update else {
            Issue.record("\(update)")
            return
        }
    }

    @Test("An empty list is what there is to answer to an empty one")
    func emptyList() throws {
        func proof(_ users: JSONValue) throws -> AnswerProof {
            let call = try Call(.createUsers, body: .json(users))
            return AnswerProof(
                Self.answer(201, "[]"), to: RequestPlan(call, on: try ServerAddress("bi.acme.example")))
        }
        #expect(try proof([]) == .done)
        #expect(
            try proof([["email": "a@acme.example"]]) == .unproven("The server answered [] instead of the record."))
    }

    @Test("Plain text proves what answers with text, and nothing else")
    func text() async throws {
        let answer = Self.answer(200, "c2VjcmV0", ["Content-Type": "text/plain"])
        func proof(_ call: Call) throws -> AnswerProof {
            AnswerProof(answer, to: RequestPlan(call, on: try ServerAddress("bi.acme.example")))
        }
        #expect(try proof(Call(.encryptText, body: .json(["text": "x"]))) == .done)
        #expect(try proof(Call(.deleteUser, path: ["id": "x"])) == .unproven("The server answered: c2VjcmV0."))
    }

    @Test(
        "What proves nothing leaves the change unknown, and the record is read again",
        arguments: [
            answer(200, page, ["Content-Type": "text/html"]), answer(200, page), answer(202), answer(200, "null"),
            answer(200, "Session expired. Please log in.", ["Content-Type": "text/html; charset=utf-8"]),
            answer(200, "\u{FEFF}" + page), answer(200, "<!-- cached --> \n" + page), answer(200, "<error>no</error>"),
            answer(200, "<?xml version=\"1.0\"?><error/>", ["Content-Type": "text/xml"]),
            answer(200, "ERR internal", ["Content-Type": "text/plain"]), answer(200, #"{"_id":"1","act"#),
            answer(200, "ERR", ["Content-Type": "application/json"]), answer(200, "false"), answer(206, "{}"),
            answer(200), answer(200, "{}"), answer(200, "[]"), answer(200, #"["x"]"#), answer(200, #""x""#),
            answer(200, "3"), answer(200, "true"), answer(200, "OK", ["Content-Type": "text/plain"]),
            answer(207, "[]"), answer(200, #"{"_id":"y","active":false}"#),
            answer(200, #"{"_id":"x","active":true}"#), answer(302, "", ["Location": "/app/account/login"]),
            answer(500),
            answer(502, page), answer(503), answer(504), answer(408), answer(499), answer(429, "slow down"),
        ])
    func unknown(answer: HTTPResponse) async throws {
        let cases: [(JSONValue, String)] = [
            (Self.before, "is as it was before"), (Self.after, "shows the change"), (["active": "?"], "shows neither"),
        ]
        for (now, sentence) in cases {
            let performed = try await perform(answer, then: now)
            let error = #expect(throws: APIError.self) { try performed.outcome.get() }
            #expect(error?.kind == .outcomeUnknown)
            #expect(error?.exitStatus == .notKnown)
            #expect(error?.message.contains("not known") == true)
            #expect(error?.message.contains(sentence) == true, "\(error?.message ?? "")")
            #expect(performed.audit.count == 3)
            #expect(performed.audit[1].hasPrefix("end not known "))
            #expect(performed.audit[2].hasPrefix("note Read again just now, user bea@acme.example \(sentence)"))
        }
    }

    @Test(
        "A refusal of the server is one, whatever it is called",
        arguments: [
            (400, 1), (401, 7), (403, 7), (404, 6), (409, 8), (412, 8), (422, 1),
        ])
    func refused(status: Int, exit: Int32) async throws {
        let performed = try await perform(Self.answer(status, #"{"error":{"message":"no"}}"#))
        let error = #expect(throws: APIError.self) { try performed.outcome.get() }
        #expect(error?.kind != .outcomeUnknown)
        #expect(error?.exitStatus.rawValue == exit)
    }

    @Test("A 429 of the server itself says that nothing was done")
    func limited() async throws {
        let performed = try await perform(Self.answer(429, #"{"error":{"message":"slow down"}}"#))
        #expect(#expect(throws: APIError.self) { try performed.outcome.get() }?.kind == .busy)
    }

    private func read(_ answer: HTTPResponse) async throws -> APIError? {
        let client = try APIClient.stub(StubTransport { _ in answer })
        do {
            _ = try await client.read(.sample(.getUser))
            return nil
        } catch {
            return error as? APIError
        }
    }

    @Test("A page is no answer to a read")
    func pageForRead() async throws {
        let error = try await read(Self.answer(200, Self.page))
        #expect(error?.kind == .unreadable)
        #expect(error?.message == "A web page came back instead of data: Log in.")
    }

    @Test(
        "The advice fits who refused, and why",
        arguments: [
            (answer(404, "<html><title>nginx</title></html>"), "check the address"),
            (answer(404, #"{"error":{"message":"none","status":404}}"#), "Check the id"),
            (
                answer(404, "<html><title>Error</title><body><pre>Cannot GET /api/v1/x</pre></body></html>"),
                "an older version may have it"
            ),
            (answer(403, #"{"error":{"message":"This feature is not licensed"}}"#), "licence of this server"),
            (answer(403, #"{"error":{"message":"No access"}}"#), "Your role does not allow this"),
            (answer(403, "<html><title>WAF</title></html>"), "before the server"),
            (answer(429, "", ["Retry-After": "30"]), "Try again in 30 s"),
            (answer(429, "", ["Retry-After": "-5"]), "Try again in 0 s"),
            (
                answer(
                    503, "",
                    ["Date": "Sun, 29 Nov 2026 10:00:00 GMT", "Retry-After": "Sun, 29 Nov 2026 10:01:30 GMT"]),
                "Try again in 90 s"
            ),
            (answer(503, ""), "busy or being restarted"),
        ])
    func advice(answer: HTTPResponse, advice: String) async throws {
        let error = try #require(try await read(answer))
        #expect(error.nextStep.contains(advice), "\(error.nextStep)")
    }

    @Test("What the server says of the role is not said again")
    func role() async throws {
        let body = #"{"error":{"message":"Your role does not allow this"}}"#
        let error = try #require(try await read(Self.answer(403, body)))
        #expect(error.message == "Your role does not allow this")
        #expect(error.nextStep == "Ask an administrator of this server for the right.")
    }
}
