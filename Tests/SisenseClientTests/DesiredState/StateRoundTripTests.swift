import Foundation
import LocalServer
import Testing

@testable import SisenseClient

@Suite("A server and the files that describe it")
struct StateRoundTripTests {
    private func folder(_ values: [StateKind: JSONValue]) throws -> StateFolder {
        try StateFolder(values.map { ("\($0.key.rawValue).json", StateFolder.file($0.key, $0.value)) })
    }

    private func exported(_ client: APIClient) async throws -> [StateKind: JSONValue] {
        var values: [StateKind: JSONValue] = [:]
        for kind in StateKind.allCases { values[kind] = try await StateExport(client).value(of: kind) }
        return values
    }

    private func differences(_ values: [StateKind: JSONValue], _ client: APIClient) async throws -> [String] {
        let folder = try folder(values)
        let comparison = try await StateComparison(
            folder, client.readOnly(reason: "it only compares"), isPlanning: false)
        #expect(comparison.problems.isEmpty)
        return comparison.differences.map(\.line)
    }

    @Test("What was written of a server is the same as the server, for every kind")
    func same() async throws {
        try await SampleSite.with { site in
            let values = try await exported(site.client)
            #expect(values.values.allSatisfy { ($0.object?.members.count ?? $0.array?.count ?? 0) > 0 })
            #expect(try await differences(values, site.client) == [])
        }
    }

    @Test("No secret and no id of the server is in the files")
    func secrets() async throws {
        try await SampleSite.with { site in
            let text = try await exported(site.client).values.map { JSONWriter.text($0) }.joined()
            #expect(text.firstMatch(of: /[0-9a-f]{24}/) == nil)
            for word in ["password", "secret", "token", Redactor.mask] {
                #expect(!text.lowercased().contains("\"\(word)\""), "\(word)")
            }
        }
    }

    @Test("Edits of every kind are found, planned, sent, and then nothing differs")
    func mend() async throws {
        try await SampleSite.with { site in
            var values = try await exported(site.client)
            values[.features]?["mobile"] = true
            values[.roles]?["consumer"] = [
                "manifest": ["widgets": ["export_csv": false], "dashboards": ["create": true]]
            ]
            values[.groups]?["Night shift"] = [:]
            values[.users]?["adaeze@acme.example"] = ["role": "Viewer", "groups": ["Finance"]]
            values[.users]?["new@acme.example"] = ["role": "consumer", "groups": ["Finance"], "firstName": "New"]
            values[.servers]?["https://bi2.acme.example"] = ["name": "Second"]
            values[.settings]?["loginLockout"] = ["maxFailedAttempts": 7]
            values[.origins] = ["https://app.acme.example", "https://portal.acme.example"]
            let found = try await differences(values, site.client)
            #expect(
                found == [
                    "~ features.mobile: false → true",
                    "~ roles.consumer.manifest.widgets.export_csv: true → false",
                    "~ roles.consumer.manifest.dashboards.create: false → true",
                    "+ groups[\"Night shift\"]",
                    "~ users[\"adaeze@acme.example\"].role: contributor → consumer",
                    "~ users[\"adaeze@acme.example\"].groups: [\"Finance\",\"Management\",\"Product\"] → [\"Finance\"]",
                    "+ users[\"new@acme.example\"]: "
                        + "{\"role\":\"consumer\",\"groups\":[\"Finance\"],\"firstName\":\"New\"}",
                    "+ servers[\"https://bi2.acme.example\"]: Second",
                    "~ settings.loginLockout.maxFailedAttempts: 5 → 7",
                    "+ origins[\"https://portal.acme.example\"]",
                    "- origins.http://localhost:4200",
                ])
            let comparison = try await StateComparison(try folder(values), site.client, isPlanning: true)
            for plan in comparison.plans { _ = try await site.client.perform(plan) }
            #expect(try await differences(values, site.client) == [])
        }
    }

    @Test("A renamed group keeps its members, and users may name it either way")
    func rename() async throws {
        try await SampleSite.with { site in
            var values = try await exported(site.client)
            values[.groups]?["Ops"] = Optional.none
            values[.groups]?["Operations"] = ["was": "Ops"]
            #expect(try await differences(values, site.client) == ["~ groups.Operations: Ops → Operations"])
            let plans = try await StateComparison(try folder(values), site.client, isPlanning: true).plans
            #expect(plans.count == 1)
            for plan in plans { _ = try await site.client.perform(plan) }
            // Once it is done, the old name is no more.
            let after = try await exported(site.client)
            #expect(after[.groups]?["Operations"] != nil && after[.groups]?["Ops"] == nil)
            #expect(after[.users]?["alvaro@acme.example"]?["groups"] == ["Operations"])
        }
    }

    @Test("A user of a group that is still to be made waits, and is said")
    func later() async throws {
        try await SampleSite.with { site in
            let values: [StateKind: JSONValue] = [
                .groups: ["Night shift": [:]], .users: ["bea@acme.example": ["groups": ["Night shift"]]],
            ]
            let first = try await StateComparison(try folder(values), site.client, isPlanning: true)
            #expect(first.plans.count == 1)
            #expect(first.later.count == 1)
            for plan in first.plans { _ = try await site.client.perform(plan) }
            let second = try await StateComparison(try folder(values), site.client, isPlanning: true)
            #expect(second.plans.count == 1 && second.later.isEmpty)
            for plan in second.plans { _ = try await site.client.perform(plan) }
            #expect(try await differences(values, site.client) == [])
        }
    }

    private static let impossibles: [(StateKind, JSONValue, String)] = [
        (.groups, ["sales": [:]], "\"Sales\""), (.groups, ["Everyone": .null], "keeps this group by itself"),
        (.features, ["nope": true], "no such feature"), (.users, ["bea@acme.example": .null], "off-boarding"),
        (.users, ["bea@acme.example": ["role": "wizard"]], "no role"),
        (.users, ["bea@acme.example": ["groups": ["Nobody"]]], "no group"),
        (.users, ["x@acme.example": ["firstName": "X"]], "needs a role"),
        (.roles, ["wizard": ["manifest": ["a": true]]], "no such role"),
        (.settings, ["singleSignOn": ["sharedSecret": "x"]], "secret"), (.settings, ["moon": [:]], "is none of"),
        (.servers, ["https://a.test": [:]], "\"name\""),
    ]

    @Test("What nobody can decide or do is an error with its place, and nothing is planned", arguments: impossibles)
    func impossible(kind: StateKind, value: JSONValue, reason: String) async throws {
        try await SampleSite.with { site in
            let comparison = try await StateComparison(try folder([kind: value]), site.client, isPlanning: true)
            #expect(comparison.problems.count == 1)
            #expect(comparison.problems.first?.message.contains(reason) == true, "\(comparison.problems)")
            #expect(comparison.plans.isEmpty)
        }
    }

    @Test("Whoever would switch themselves off by a file is told, and has to name the server")
    func ownAccount() async throws {
        try await SampleSite.with { site in
            let values: [StateKind: JSONValue] = [.users: ["admin@acme.example": ["active": false]]]
            let plan = try #require(
                try await StateComparison(try folder(values), site.client, isPlanning: true).plans.first)
            #expect(plan.danger == .critical)
            #expect(plan.warnings.contains { $0.contains("lock yourself out") })
        }
    }

    @Test("A new password is nothing that can be taken back, since the old one is not known")
    func password() async throws {
        try await SampleSite.with { site in
            let service = UsersService(site.client)
            let user = try #require(try await service.find("bea@acme.example"))
            let plan = try await service.planUpdate(
                user, title: "Change the password", members: [("password", "Hunter2zz")])
            #expect(!plan.isUndoable && plan.undoNote == "Cannot be undone.")
        }
    }

    @Test("Differences below an ignored path do not count")
    func ignored() async throws {
        try await SampleSite.with { site in
            let file = Data(
                """
                {"format": "sisense-state 1", "ignore": ["settings.loginLockout", "features.mobile"],
                 "settings": {"loginLockout": {"maxFailedAttempts": 9}}, "features": {"mobile": true}}
                """.utf8)
            let comparison = try await StateComparison(
                try StateFolder([("a.json", file)]), site.client, isPlanning: true)
            #expect(comparison.differences.isEmpty && comparison.plans.isEmpty)
        }
    }
}
