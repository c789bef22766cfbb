import Foundation
import SisenseClient
import Synchronization
import Testing

@Suite("APIClient")
struct APIClientTests {
    @Test("A read goes to the server with the token, and its JSON comes back")
    func read() async throws {
        let transport = StubTransport(always: ["a": 1])
        let client = try APIClient.stub(transport)
        let value = try await client.json(try Call(.getSystemSettings))
        #expect(value == ["a": 1])
        let sent = try #require(transport.sent.first)
        #expect(sent.line == "GET /api/v1/settings/system")
        #expect(sent.request.headers["Authorization"] == "Bearer s3cret")
        #expect(!sent.isChange)
    }

    @Test("An operation without login carries no token")
    func anonymous() async throws {
        let transport = StubTransport(always: [:])
        _ = try await APIClient.stub(transport).json(try Call(.getApplicationStatus))
        #expect(transport.sent.first?.request.headers["Authorization"] == nil)
    }

    @Test("Every operation that writes is refused as a read, and nothing is sent")
    func writesAreNoReads() async throws {
        let transport = StubTransport(always: [:])
        let client = try APIClient.stub(transport)
        for operation in Catalogue.sisense.operations where operation.writes {
            let call = try Call.sample(operation)
            let error = await #expect(throws: APIError.self) { try await client.read(call) }
            #expect(error?.kind == .notAllowed, "\(operation.id)")
        }
        #expect(transport.sent.isEmpty)
    }

    @Test(
        "Every operation that writes is refused by a client that may not write, and nothing is sent",
        arguments: [WritePolicy.readOnly(reason: "the profile says so"), .readWrite.dryRun(true)])
    func policy(policy: WritePolicy) async throws {
        let transport = StubTransport(always: [:])
        let client = try APIClient.stub(transport, policy: policy)
        var count = 0
        for operation in Catalogue.sisense.operations where operation.writes {
            let plan = RequestPlan(
                title: "t", call: try Call.sample(operation), target: .init(server: client.server, name: "n"))
            let error = await #expect(throws: APIError.self) { try await client.perform(plan) }
            #expect(error?.kind == .notAllowed, "\(operation.id)")
            #expect(error?.exitStatus == .notAllowed)
            count += 1
        }
        #expect(count > 100)
        #expect(transport.sent.isEmpty)
    }

    @Test("Every operation is sent as what it is: a change or not")
    func changes() async throws {
        for operation in Catalogue.sisense.operations {
            let transport = StubTransport(always: ["success": true])
            let client = try APIClient.stub(transport)
            let call = try Call.sample(operation)
            if operation.writes {
                _ = try await client.perform(
                    RequestPlan(title: "t", call: call, target: .init(server: client.server, name: "n")))
            } else {
                _ = try await client.read(call)
            }
            #expect(transport.sent.map(\.isChange) == [operation.writes], "\(operation.id)")
            #expect(transport.sent.first?.request.method == operation.method)
        }
    }

    @Test("A plan whose record changed meanwhile is not sent, and shows three versions")
    func conflict() async throws {
        let transport = StubTransport(answers: ["GET /api/v1/settings/system": ["a": 3]])
        let client = try APIClient.stub(transport)
        let plan = RequestPlan(
            title: "t", call: try Call(.replaceSystemSettings, body: .json(["a": 2])),
            target: .init(server: client.server, name: "system settings"), base: ["a": 1], result: ["a": 2],
            precondition: Precondition(read: try Call(.getSystemSettings), base: ["a": 1]))
        let error = await #expect(throws: APIError.self) { try await client.perform(plan) }
        #expect(error?.kind == .conflict(Conflict(base: ["a": 1], mine: ["a": 2], theirs: ["a": 3])))
        // Read twice, to tell what somebody changed from what changes with every read.
        #expect(transport.lines == ["GET /api/v1/settings/system", "GET /api/v1/settings/system"])
    }

    @Test("A plan whose members are as they were is sent, whatever else changed")
    func precondition() async throws {
        let transport = StubTransport(answers: [
            "GET /api/v1/users/1": ["active": true, "lastLogin": "now"], "PATCH /api/v1/users/1": ["active": false],
        ])
        let client = try APIClient.stub(transport)
        let plan = RequestPlan(
            title: "t", call: try Call(.updateUser, path: ["id": "1"], body: .json(["active": false])),
            target: .init(server: client.server, name: "u"), base: ["active": true, "lastLogin": "then"],
            precondition: Precondition(
                read: try Call(.getUser, path: ["id": "1"]),
                base: ["active": true, "lastLogin": "then"], members: ["active"]))
        _ = try await client.perform(plan)
        #expect(transport.lines == ["GET /api/v1/users/1", "PATCH /api/v1/users/1"])
    }

    @Test("Logging in gives the token and sends none")
    func login() async throws {
        let transport = StubTransport(always: ["success": true, "access_token": "t0ken", "profile": ["_id": "1"]])
        let client = try APIClient.stub(transport)
        let session = try await client.login(user: "bea@acme.example", password: Secret("a&b"))
        #expect(session.token == Secret("t0ken"))
        #expect(session.profile == ["_id": "1"])
        let sent = try #require(transport.sent.first)
        #expect(sent.request.body == Data("username=bea%40acme.example&password=a%26b".utf8))
        #expect(sent.request.headers["Authorization"] == nil)
    }

    @Test(
        "An answer without a token is no login",
        arguments: [["success": false, "access_token": "x"], [:]] as [JSONValue])
    func noToken(answer: JSONValue) async throws {
        let client = try APIClient.stub(StubTransport(always: answer))
        let error = await #expect(throws: APIError.self) { try await client.login(user: "u", password: Secret("p")) }
        #expect(error?.kind == .unauthorized)
    }

    @Test("The trace tells of every request and of no secret")
    func trace() async throws {
        let traces = Mutex<[RequestTrace]>([])
        let client = APIClient(
            server: try ServerAddress("bi.acme.example"),
            transport: StubTransport { sent throws(TransportError) in
                if sent.line.contains("roles") { throw TransportError(.refused, server: "bi.acme.example") }
                return HTTPResponse(status: 404, body: Data("gone".utf8))
            },
            token: Secret("s3cret"), policy: .readWrite, observe: { trace in traces.withLock { $0.append(trace) } })
        _ = try? await client.read(
            Call(.encryptAppDatabasePassword, query: [QueryItem("plaintext", "hunter2")]))
        _ = try? await client.read(Call(.getRoles))
        let seen = traces.withLock { $0 }
        #expect(seen.map(\.status) == [404, nil])
        #expect(seen.first?.bytesReceived == 4)
        #expect(seen.last?.outcome == .failed("bi.acme.example refused the connection."))
        #expect(!String(reflecting: seen).contains("hunter2"))
        #expect(!String(reflecting: seen).contains("s3cret"))
    }
}
