import Foundation
import LocalServer
import SisenseClient
import Testing

@Suite("Every operation over loopback")
struct EveryOperationTests {
    /// The client of a new server with the sample data, logged in as its administrator.
    private func client(_ server: LocalServer) async throws -> APIClient {
        let anonymous = APIClient(
            server: try ServerAddress(server.address), transport: CurlTransport(), token: nil, policy: .readWrite)
        let session = try await anonymous.login(
            user: SampleData.administratorEmail, password: Secret(SampleData.password))
        return anonymous.with(token: session.token)
    }

    private func start() async throws -> LocalServer {
        var configuration = ServerConfiguration()
        configuration.passwordRounds = 1
        configuration.wrongPasswordDelay = .zero
        return try await LocalServer.start(configuration)
    }

    @Test("Each one reaches the server, and its answer is understood")
    func every() async throws {
        let server = try await start()
        for operation in Catalogue.sisense.operations {
            // Each call has its own session: several of them end the session they are called with.
            let client = try await client(server)
            let call = try Call.sample(operation)
            do {
                if operation.writes {
                    _ = try await client.perform(
                        RequestPlan(title: "t", call: call, target: .init(server: client.server, name: "n")))
                } else {
                    _ = try await client.read(call)
                }
            } catch {
                // Made-up ids and bodies are refused, but the operation is known and the refusal has a reason.
                let kinds: [APIError.Kind] = [.refused, .notFound, .forbidden, .unauthorized]
                #expect(kinds.contains(error.kind), "\(error)")
                #expect(error.status != 405, "\(error)")
                #expect(!error.message.isEmpty)
            }
        }
        await server.stop()
    }

    @Test("Users are paged, read, changed, compared and put back")
    func users() async throws {
        let server = try await start()
        let client = try await client(server)
        let users = UsersService(client)
        var all: [User] = []
        for try await page in users.pages(ListQuery(limit: 7)) { all += page.items }
        #expect(all.count == 60)
        #expect(Set(all.map(\.id)).count == 60)
        let own = try await users.loggedIn()
        let user = try #require(all.first { $0.isActive && $0.id != own.id })
        let plan = try await users.planDeactivate(user)
        #expect(plan.diff?.lines.map(\.text) == ["active: true -> false"])
        _ = try await client.perform(plan)
        #expect(try await users.get(user.id).isActive == false)
        let conflict = await #expect(throws: APIError.self) { try await client.perform(plan) }
        guard case .conflict = conflict?.kind else {
            Issue.record("\(String(describing: conflict))")
            return
        }
        _ = try await client.perform(try #require(plan.undo))
        #expect(try await users.get(user.id).isActive)
        await server.stop()
    }

    @Test("The system settings are saved whole, and a change by someone else stops the save")
    func settings() async throws {
        let server = try await start()
        let client = try await client(server)
        let service = SystemSettingsService(client)
        let base = try await service.read()
        let edited = base.setting(corsEnabled: true, allowedOrigins: ["https://app.acme.example"])
        let plan = try await service.planSave(edited, base: base)
        #expect(plan.danger == .critical)
        _ = try await client.perform(plan)
        let saved = try await service.read()
        #expect(saved.allowedOrigins == ["https://app.acme.example"])
        #expect(saved.firstDay == base.firstDay)
        let error = await #expect(throws: APIError.self) { try await client.perform(plan) }
        var conflict = Conflict(base: base.document, mine: edited.document, theirs: saved.document)
        conflict.isMade = true
        #expect(error?.kind == .conflict(conflict))
        _ = try await client.perform(try #require(plan.undo))
        #expect(try await service.read() == base)
        await server.stop()
    }

    @Test("A wrong password is told as such")
    func wrongPassword() async throws {
        let server = try await start()
        let client = APIClient(
            server: try ServerAddress(server.address), transport: CurlTransport(), token: nil, policy: .readWrite)
        let error = await #expect(throws: APIError.self) {
            try await client.login(user: SampleData.administratorEmail, password: Secret("wrong"))
        }
        #expect(error?.kind == .unauthorized)
        await server.stop()
    }
}
