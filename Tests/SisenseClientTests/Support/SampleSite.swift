import Foundation
import LocalServer
import Testing

@testable import SisenseClient

/// A local server with sample data, its administrator signed in, and the log of what that sends.
struct SampleSite {
    let client: APIClient
    let audit: AuditLog

    /// Runs `body` with a new site, and stops the server after it. The server answers as `version`; nil for the newest.
    static func with(
        version: ServerVersion? = nil, _ body: (SampleSite) async throws -> Void
    ) async throws {
        var configuration = ServerConfiguration()
        configuration.version = version
        configuration.passwordRounds = 1
        let server = try await LocalServer.start(configuration)
        let file = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID()).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        let audit = AuditLog(file: file, profile: "local") { Issue.record("\($0)") }
        let client = try await signedIn(at: ServerAddress(server.address), audit)
        try await body(SampleSite(client: client, audit: audit))
        await server.stop()
    }

    /// The same person at another console.
    func other() async throws -> APIClient { try await Self.signedIn(at: client.server, NoJournal()) }

    private static func signedIn(at address: ServerAddress, _ journal: any ChangeJournal) async throws -> APIClient {
        let anonymous = APIClient(
            server: address, transport: CurlTransport(), token: nil, policy: .readWrite, audit: journal)
        let session = try await anonymous.login(
            user: SampleData.administratorEmail, password: Secret(SampleData.password))
        return anonymous.with(token: session.token)
    }
}

extension SampleSite {
    /// The plans that take a change back, as this session knows them, or as a later one reads them.
    func undo(_ plan: RequestPlan, later: Bool) async throws -> [RequestPlan] {
        if !later { return try await client.planUndo(of: plan) }
        let change = try #require(audit.read().first { $0.title == plan.title })
        return try await client.planUndo(of: change)
    }

    func send(_ plans: [RequestPlan]) async throws {
        for plan in plans { _ = try await client.perform(plan) }
    }
}
