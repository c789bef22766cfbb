import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Home while its answers come", .timeLimit(.minutes(15)))
struct HomeOrderTests {
    private static let users =
        #"[{"_id":"u1","email":"ada@acme.example","active":true,"created":"2020-01-01T00:00:00.000Z"}]"#

    /// The settings are answered, and the accounts are asked for.
    private static func asked(audit: String = "[]", _ status: Int = 200) async throws -> HeldConsole {
        let console = try HeldConsole(.home)
        await console.send(.paneOpened(.home))
        for path in ["/settings/system", "/settings/security", "/settings/login_lockout", "/settings/sso"] {
            await console.transport.answer(path, "{}")
        }
        await console.transport.answer("/account/get_license_info", "{}")
        await console.transport.answer("/account/get_license_info", "{}")
        await console.transport.answer("/audit/files", audit, status: status)
        await console.transport.answer("/roles", "[]")
        await console.transport.answer("/users/count", #"{"count":1}"#)
        await console.transport.arrival("/users")
        return console
    }

    /// The only user comes, then a page that proves the end, and the number that proves that none is missing.
    private static func answerUsers(_ console: HeldConsole) async {
        await console.transport.answer("/users", users)
        await console.transport.answer("/users", "[]")
        await console.transport.answer("/users/count", #"{"count":1}"#)
    }

    @Test("Findings show as they are found, each part says how far it has come, and none waits for the next")
    func progress() async throws {
        let console = try await Self.asked()
        #expect(await console.state.lists[.lint]?.progress == "checking accounts 2 of 6")
        #expect(await console.state.allFindings.isEmpty)
        await Self.answerUsers(console)
        await console.until { !$0.allFindings.isEmpty }
        #expect(await console.state.allFindings.map(\.title) == ["1 user not seen for 90 days"])
        #expect(await console.state.pane == .home)
        await console.close()
    }

    @Test("An audit file that was altered is an alarm; a version that keeps none is not worth a word")
    func auditFiles() async throws {
        let files =
            #"[{"file":"a.log","filePath":"/a.log","valid":true},{"file":"b.log","filePath":"/b.log","valid":false}]"#
        let console = try await Self.asked(audit: files)
        let finding = try #require(await console.state.allFindings.first)
        #expect(finding.rule == .alteredAudit && finding.severity == .critical && finding.names == ["b.log"])
        #expect(finding.culprits.map(\.id) == ["/b.log"] && finding.pane == .auditFiles)
        await console.close()
        let older = try await Self.asked(audit: "Cannot GET /api/v2/audit/files", 404)
        #expect(await older.state.allFindings.isEmpty)
        await older.close()
    }

    @Test("Who has left Home is not brought back by what it finds")
    func left() async throws {
        let console = try await Self.asked()
        await console.send(.paneOpened(.features))
        await Self.answerUsers(console)
        await console.until { !$0.allFindings.isEmpty }
        #expect(await console.state.pane == .features)
        #expect(await console.state.messages.current == nil)
        await console.close()
    }

    @Test("A part that is refused is a finding itself, and hides no other")
    func refused() async throws {
        let console = try await Self.asked()
        await console.transport.answer("/users", "{}", status: 403)
        await console.until { $0.allFindings.contains { $0.rule == .notChecked } }
        await console.transport.arrival("/groups")
        #expect(await console.state.lists[.lint]?.isLoading == true)
        await console.close()
    }
}
