import ConsoleState
import Foundation
import LocalServer
import SisenseClient
import TerminalKit
import TestServices
import Testing

@testable import ConsoleUI

@Suite("The health of the server")
struct LintTests {
    /// A server that nobody has looked after: risky origins, a dashboard whose owner is switched off, an empty group
    /// that holds a share.
    private static func neglect(_ client: APIClient) async throws {
        let settings = SystemSettingsService(client)
        let base = try await settings.read()
        let origins = [
            "*", "http://portal.acme.example", "*.acme.example", "http://localhost:4200",
        ]
        let edited = base.setting(corsEnabled: true, allowedOrigins: origins)
        _ = try await client.perform(try await settings.planSave(edited, base: base))
        let users = UsersService(client)
        let alvaro = try #require(try await users.find("alvaro@acme.example"))
        let dashboards = DashboardsService(client)
        let dashboard = try #require(try await dashboards.own().first)
        _ = try await client.perform(try dashboards.planChangeOwner(dashboard, to: alvaro))
        _ = try await client.perform(try await users.planDeactivate(alvaro))
        _ = try await client.perform(try GroupsService(client).planCreate(name: "Ghosts"))
        let ghosts = try #require(try await GroupsService(client).names().first { $0.name == "Ghosts" })
        let shares = try await dashboards.shares(of: dashboard.id)
        let more = shares.adding(Share(.group, id: ghosts.id, rule: .view))
        _ = try await client.perform(try dashboards.planSaveShares(more, base: shares, of: dashboard, names: [:]))
    }

    @Test("Findings come from all over the server, each by its rule", arguments: [Size(120, 40), Size(60, 15)])
    func findings(size: Size) async throws {
        try await Golden.expect("lint", size, prepare: Self.neglect) { console in
            await console.press(":")
            await console.type("lint")
            await console.press("Enter")
            let state = await console.state
            let rows = try #require(state.list?.table)
            #expect(rows.count == state.allFindings.count)
            let rules = Set(state.allFindings.map(\.rule))
            for rule: LintRule in [
                .wildcardOrigin, .plainOrigin, .subdomains, .localOrigin, .inactiveOwner,
                .emptyGroupsWithShares, .unreachableTrustedServer, .idleUsers,
            ] {
                #expect(rules.contains(rule), "\(rule)")
            }
        }
    }

    @Test("Enter shows the records behind a finding, w says why it matters, and [ leads back")
    func places() async throws {
        try await ConsoleDriver.with(prepare: Self.neglect) { console in
            await console.press(":")
            await console.type("lint")
            await console.press("Enter", "/")
            await console.type("owner")
            await console.press("Enter", "w")
            #expect(await console.screen.contains("No one maintains it, and it is deleted with the account."))
            await console.press("Esc", "Enter")
            #expect(await console.state.pane == .dashboards)
            #expect(await console.screen.contains("only 2 dashboards whose owner cannot log in"))
            #expect(await console.state.list?.table.count == 2)
            await console.press("[")
            #expect(await console.state.pane == .lint)
            await console.press("Esc", "g", "Enter")
            #expect(await console.state.pane == .cors)
        }
    }

    @Test("An administrator is missed after 90 days and not before, by the clock that is passed in")
    func idle() async throws {
        try await ConsoleDriver.with { console in
            let client = await console.state.session.client
            func idle(after days: Double) async throws -> [String] {
                let later = ConsoleDriver.now + days * 86_400
                let environment = Dependencies(
                    client: client, signIn: .token, now: { later })
                return try await Self.findings(environment).filter { $0.rule == .idleAdministrators }
                    .flatMap(\.names)
            }
            let (before, between, after) = (
                try await idle(after: 87), try await idle(after: 89), try await idle(after: 91)
            )
            #expect(before == [])
            #expect(between.count == 1)
            #expect(between.first?.hasPrefix("Valentina ") == true)
            #expect(after.count == 3)
        }
    }

    private static func findings(_ environment: Dependencies) async throws -> [Finding] {
        let (found, sink) = AsyncStream.makeStream(of: Finding.self)
        try await Lint.run(WorkContext(environment)) { findings in findings.forEach { sink.yield($0) } }
        sink.finish()
        return await found.reduce(into: []) { $0.append($1) }
    }

    @Test("What may not be read is a finding itself, and hides nothing else")
    func forbidden() async throws {
        try await ConsoleDriver.with { console in
            let client = await console.state.session.client
            let session = try await client.login(user: "bea@acme.example", password: Secret(SampleData.password))
            let viewer = Dependencies(
                client: client.with(token: session.token), signIn: .token)
            let findings = try await Self.findings(viewer)
            #expect(findings.contains { $0.rule == .notChecked && $0.subject.hasPrefix("users: ") })
            #expect(findings.contains { $0.rule == .notChecked && $0.subject.hasPrefix("trusted servers: ") })
        }
    }

    @Test("Every rule says how grave it is, why it matters and what to do, in sentences")
    func texts() {
        for rule in LintRule.allCases {
            #expect(!rule.title.isEmpty && !rule.title.hasSuffix("."))
            #expect(rule.why.hasSuffix(".") && rule.advice.hasSuffix("."), "\(rule)")
        }
        #expect(Finding.Severity.allCases == Finding.Severity.allCases.sorted())
    }
}
