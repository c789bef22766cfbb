import Foundation
import Synchronization
import Testing

@testable import SisenseClient

@Suite("A change and its record")
struct WriteAheadTests {
    private static let before: JSONValue = ["_id": "x", "active": true]
    private static let after: JSONValue = ["_id": "x", "active": false]

    private static func plan(_ client: APIClient) throws -> RequestPlan {
        RequestPlan(
            title: "Deactivate bea", call: try Call(.updateUser, path: ["id": "x"], body: .json(["active": false])),
            target: .init(server: client.server, name: "user bea"), base: before, result: after,
            inverse: try Call(.updateUser, path: ["id": "x"], body: .json(["active": true])),
            precondition: Precondition(
                read: try Call(.getUser, path: ["id": "x"]), base: before, members: ["active"]))
    }

    private static func failure(of plan: RequestPlan, _ client: APIClient) async -> APIError? {
        do throws(APIError) {
            _ = try await client.perform(plan)
            return nil
        } catch {
            return error
        }
    }

    /// A server whose record is `before` until a change has come, which `change` answers, and then `now`.
    private static func transport(
        now: JSONValue = after, _ change: @escaping @Sendable () throws(TransportError) -> HTTPResponse
    ) -> StubTransport {
        let isSent = Mutex(false)
        return StubTransport { sent throws(TransportError) in
            guard sent.isChange else {
                return HTTPResponse(status: 200, body: JSONWriter.write(isSent.withLock { $0 } ? now : before))
            }
            isSent.withLock { $0 = true }
            return try change()
        }
    }

    @Test("A change that was planned on one server is refused by the client of another, and nothing is sent")
    func elsewhere() async throws {
        let sent = Mutex(0)
        let transport = StubTransport { _ throws(TransportError) in
            sent.withLock { $0 += 1 }
            return HTTPResponse(status: 200, body: JSONWriter.write(Self.before))
        }
        func client(_ address: String) throws -> APIClient {
            APIClient(
                server: try ServerAddress(address), transport: transport, token: Secret("t"), policy: .readWrite)
        }
        let plan = try Self.plan(try client("https://stage.acme.example"))
        let error = await Self.failure(of: plan, try client("https://prod.acme.example"))
        #expect(error?.kind == .notAllowed)
        #expect(error?.message.contains("https://stage.acme.example, and not for https://prod.acme.example") == true)
        #expect(sent.withLock { $0 } == 0)
    }

    @Test("It is on the disk as being sent when the request leaves, and as done when the answer is there")
    func order() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID()).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        let log = AuditLog(file: file, profile: "p") { Issue.record("\($0)") }
        let seen = Mutex<[String]>([])
        let client = try APIClient.stub(
            Self.transport { () throws(TransportError) in
                seen.withLock { $0 = log.read().map(\.outcome.rawValue) }
                return HTTPResponse(status: 204)
            }, audit: log)
        _ = try await client.perform(try Self.plan(client))
        #expect(seen.withLock { $0 } == ["sending"])
        #expect(log.read().map(\.outcome) == [.done])
    }

    @Test("A change that was approved and met somebody else's is recorded as not sent; one nobody approved is not")
    func met() async throws {
        let transport = StubTransport { _ throws(TransportError) in
            HTTPResponse(status: 200, body: JSONWriter.write(["_id": "x", "active": "other"]))
        }
        let journal = RecordingJournal()
        let client = try APIClient.stub(transport, audit: journal)
        let plan = try Self.plan(client)
        let error = await Self.failure(of: plan, client)
        if case .conflict? = error?.kind {} else { Issue.record("\(String(describing: error))") }
        #expect(transport.sent.allSatisfy { !$0.isChange })
        #expect(journal.lines == ["left Deactivate bea: not sent"])
        await #expect(throws: APIError.self) { _ = try await client.perform(plan, .ofProgram([])) }
        #expect(journal.lines.count == 1)
    }

    @Test(
        "A change whose record could not be read was not sent, for whoever asks the log as for whoever asks the error",
        arguments: [401, 403, 404, 409])
    func unread(status: Int) async throws {
        let transport = StubTransport { _ throws(TransportError) in HTTPResponse(status: status) }
        let journal = RecordingJournal()
        let client = try APIClient.stub(transport, audit: journal)
        let error = try #require(await Self.failure(of: try Self.plan(client), client))
        #expect(transport.sent.allSatisfy { !$0.isChange })
        #expect(journal.lines == ["left Deactivate bea: not sent"])
        #expect([error, error.saying("More.")].allSatisfy { ChangeOutcome($0).word == .notSent })
    }

    @Test("What the record cannot take is not sent, unless somebody says so for this change")
    func unrecorded() async throws {
        let transport = Self.transport { () throws(TransportError) in HTTPResponse(status: 204) }
        let journal = RecordingJournal(failure: PrivateFileError("/x/audit.jsonl", .system(ENOSPC)))
        let client = try APIClient.stub(transport, audit: journal)
        let plan = try Self.plan(client)
        let error = await Self.failure(of: plan, client)
        #expect(error?.kind == .unrecorded)
        #expect(error?.message.contains("No space left on device") == true)
        #expect(error?.exitStatus == .notAllowed)
        #expect(transport.sent.allSatisfy { !$0.isChange })
        _ = try await client.perform(plan, .ofProgram([plan], sendsUnrecorded: true))
        #expect(transport.sent.contains { $0.isChange })
    }

    @Test(
        "What never reached the server is recorded as not sent, what was cut off as not known",
        arguments: [
            (TransportError.Kind.refused, "end not sent"), (.outcomeUnknown(.cancelled), "end not known"),
            (.outcomeUnknown(.connectionLost), "end not known"), (.cancelled, "end not sent"),
        ])
    func words(kind: TransportError.Kind, line: String) async throws {
        let journal = RecordingJournal()
        let client = try APIClient.stub(
            Self.transport { () throws(TransportError) in throw TransportError(kind, server: "s") }, audit: journal)
        let plan = try Self.plan(client)
        #expect(await Self.failure(of: plan, client) != nil)
        #expect(journal.lines.first == "begin Deactivate bea")
        #expect(journal.lines.dropFirst().first?.hasPrefix(line) == true, "\(journal.lines)")
    }

    @Test("A change that is there already is not sent again, and nobody else is blamed for it")
    func already() async throws {
        let transport = StubTransport(always: Self.after)
        let client = try APIClient.stub(transport)
        let plan = try Self.plan(client)
        let error = await Self.failure(of: plan, client)
        #expect(error?.message == "user bea already shows this change. Nothing was sent.")
        #expect(transport.sent.allSatisfy { !$0.isChange })
    }

    @Test(
        "A change of an earlier session is looked at again: what its record shows is told and recorded",
        arguments: [
            (after, "shows the change"), (before, "is as it was before"), (["active": "?"], "shows neither"),
        ] as [(JSONValue, String)])
    func look(now: JSONValue, sentence: String) async throws {
        let journal = RecordingJournal()
        let client = try APIClient.stub(StubTransport(always: now), audit: journal)
        let line = AuditFormat.line(AuditEntry(try Self.plan(client), account: nil), profile: "p")
        let change = RecordedChange(try JSONReader.read(JSONWriter.write(line)))
        #expect(change.isAbandoned)
        let found = try await client.look(at: change)
        #expect(found.contains("user bea \(sentence)"))
        #expect(journal.lines == ["note \(found)"])
    }
}
