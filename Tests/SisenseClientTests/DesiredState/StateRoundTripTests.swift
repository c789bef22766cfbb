import Foundation
import LocalServer
import Synchronization
import TestServices
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
    func advice() async throws {
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
                    "+ origins[\"https://portal.acme.example\"]",
                    "- origins.http://localhost:4200",
                    "~ settings.loginLockout.maxFailedAttempts: 5 → 7",
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

    /// Sends the steps of a plan file, as it is read back, in their order.
    private func apply(_ comparison: StateComparison, _ client: APIClient) async throws {
        let file = try PlanFile(
            try PlanFile(comparison.plans, for: client, serverName: "local", at: Date()).data)
        var made: [String: String] = [:]
        for plan in try await client.judged(file) {
            let due = plan.resolving(made)
            let answer = try await client.perform(due)
            if let id = due.madeID(in: answer) { made[plan.id.uuidString] = id }
            let deviations = await client.deviations(after: due, answer)
            #expect(deviations == [], "\(due.title)")
        }
    }

    @Test("Users of a group that the same plan makes, and users that are active at once, take one plan")
    func oneRound() async throws {
        try await SampleSite.with { site in
            let paths = try await exported(site.client)[.shares]?.object?.keys ?? []
            let path = try #require(paths.first)
            let wanted: [StateKind: JSONValue] = [
                .groups: ["Night shift": [:]],
                .users: [
                    "bea@acme.example": ["groups": ["Night shift"]],
                    "new@acme.example": ["role": "consumer", "groups": ["Night shift"], "active": true],
                ], .shares: .object(JSONObject([(path, ["with": ["group:Night shift": "view"]])])),
            ]
            let comparison = try await StateComparison(try folder(wanted), site.client, isPlanning: true)
            #expect(comparison.problems.isEmpty && comparison.later.isEmpty)
            let text = PlanText(comparison.plans, on: "").lines.joined(separator: "\n")
            // By its name, though it has no id yet.
            #expect(text.contains("group Night shift: none → view") || text.contains("Night shift"))
            try await apply(comparison, site.client)
            #expect(try await differences(wanted, site.client) == [])
        }
    }

    @Test("Shares are compared as a set, by the names of people and groups, and end as the file has them")
    func shares() async throws {
        try await SampleSite.with { site in
            let values = try await exported(site.client)
            let shares = try #require(values[.shares]?.object)
            let shared = try #require(shares.members.first { $0.value["with"]?.object?.isEmpty == false })
            let owner = try #require(shared.value["owner"]?.string)
            let former = try #require(shared.value["with"]?.object?.members.first)
            let newOwner = owner == "adaeze@acme.example" ? "admin@acme.example" : "adaeze@acme.example"
            let edited: JSONValue = [
                "owner": .string(newOwner), "publish": true,
                "with": ["group:Finance": "edit", "user:\(owner)": "view"],
            ]
            let wanted: [StateKind: JSONValue] = [.shares: .object(JSONObject([(shared.key, edited)]))]
            let found = try await differences(wanted, site.client)
            let name = StateDifference.name(.shares, shared.key, ["owner"])
            #expect(found.contains("~ \(name): \(owner) → \(newOwner)"))
            #expect(found.contains { $0.hasPrefix("- ") && $0.contains(former.key) } || former.key == "group:Finance")
            let comparison = try await StateComparison(try folder(wanted), site.client, isPlanning: true)
            try await apply(comparison, site.client)
            #expect(try await differences(wanted, site.client) == [])
        }
    }

    @Test("A trusted server that a file takes away goes by a plan file too")
    func removedServer() async throws {
        try await SampleSite.with { site in
            let plan = try TrustedServersService(site.client).planAdd(
                address: try ServerAddress("https://bi9.acme.example"), name: "Ninth")
            _ = try await site.client.perform(plan)
            let wanted: [StateKind: JSONValue] = [.servers: ["https://bi9.acme.example": .null]]
            try await apply(try await StateComparison(try folder(wanted), site.client, isPlanning: true), site.client)
            #expect(try await differences(wanted, site.client) == [])
        }
    }

    @Test("Every right that a server gives goes to a file and back; a slip in one is named")
    func rights() async throws {
        try await SampleSite.with { site in
            let client = site.client
            let service = DashboardsService(client)
            let dashboard = try #require(
                try await service.pages(ListQuery()).all().first { $0.owner != nil && !$0.shares.isEmpty })
            let base = try await service.shares(of: dashboard.id)
            let users = try await UsersService(client).pages().all().filter { $0.id != dashboard.owner?.id }
            var list = base
            for (user, rule) in zip(users, ["co-owner", "admin"]) {
                list = list.adding(Share(.user, id: user.id, rule: Share.Rule(rule)))
            }
            _ = try await client.perform(try service.planSaveShares(list, base: base, of: dashboard, names: [:]))
            let values = try await exported(client)
            let rights = (values[.shares]?.object?.members ?? []).flatMap { $0.value["with"]?.object?.members ?? [] }
            #expect(Set(rights.compactMap(\.value.string)).isSuperset(of: ["co-owner", "admin"]))
            #expect(try await differences(values, client) == [])
            let key = try #require(values[.shares]?.object?.keys.first)
            let slip: JSONValue = .object(
                JSONObject([(key, ["with": .object(JSONObject([("user:\(users[0].email)", "co-ownr")]))])]))
            let comparison = try await StateComparison(try folder([.shares: slip]), client, isPlanning: false)
            #expect(comparison.problems.first?.message.hasSuffix("Did you mean co-owner?") == true)
        }
    }

    @Test(
        "A dashboard that was renamed, moved or handed over is found again, and the rest is compared beside one that is not"
    )
    func movedDashboard() async throws {
        try await SampleSite.with { site in
            let client = site.client
            let before = try await exported(client)
            let entry = try #require(
                before[.shares]?.object?.members.first { $0.key.contains("/") && !$0.key.hasPrefix("oid:") })
            let owner = try #require(entry.value["owner"]?.string)
            let newOwner = owner == "adaeze@acme.example" ? "admin@acme.example" : "adaeze@acme.example"
            // Handed over by the file itself: it leaves the folder of its owner, and so its path.
            let wanted: [StateKind: JSONValue] = [
                .shares: .object(JSONObject([(entry.key, ["owner": .string(newOwner)])]))
            ]
            try await apply(try await StateComparison(try folder(wanted), client, isPlanning: true), client)
            let keys = try await exported(client)[.shares]?.object?.keys ?? []
            #expect(!keys.contains(entry.key))
            #expect(try await differences(wanted, client) == [])
            // Without its owner the file has to say where it was.
            let title = String(entry.key.split(separator: "/").last ?? "")
            let lost: [StateKind: JSONValue] = [
                .shares: .object(JSONObject([(entry.key, ["with": [:]])])), .features: ["mobile": true],
            ]
            let comparison = try await StateComparison(try folder(lost), client, isPlanning: false)
            #expect(comparison.differences.map(\.line) == ["~ features.mobile: false → true"])
            #expect(comparison.problems.count == 1)
            #expect(comparison.problems.first?.message.contains("name that, with \"was\"") == true)
            let found: [StateKind: JSONValue] = [
                .shares: .object(
                    JSONObject([("Nowhere/\(title)", ["was": .string(title), "owner": .string(newOwner)])]))
            ]
            #expect(try await differences(found, client) == [])
        }
    }

    @Test("What no file names and a scope takes goes last, as a part of its own; what others made stays")
    func prune() async throws {
        try await SampleSite.with { site in
            for name in ["tmp-1", "tmp-2", "keep"] {
                _ = try await site.client.perform(try GroupsService(site.client).planCreate(name: name))
            }
            let file = Data(
                """
                {"format": "sisense-state 1", "prune": {"groups": {"name": "tmp-*"}},
                 "groups": {"tmp-2": {}, "Night shift": {}}}
                """.utf8)
            let folder = try StateFolder([("a.json", file)])
            let comparison = try await StateComparison(folder, site.client, isPlanning: true)
            #expect(comparison.differences.map(\.line) == ["+ groups[\"Night shift\"]", "- groups.tmp-1"])
            #expect(comparison.differences.map(\.isPruned) == [false, true])
            #expect(comparison.plans.map(\.title) == ["Create the group Night shift", "Delete the group tmp-1"])
            #expect(comparison.removalCount == 1)
            #expect(throws: StateBrake.self) { try comparison.checkBrakes(removals: 2, changes: nil) }
            try await apply(comparison, site.client)
            let left = try await GroupsService(site.client).names().map(\.label)
            #expect(left.contains("keep") && left.contains("tmp-2") && !left.contains("tmp-1"))
        }
    }

    @Test("A plan that removes or changes much of a kind is stopped unless the exact number is allowed")
    func brakes() throws {
        func comparison(removing removed: Int, changing changed: Int, of total: Int) -> StateComparison {
            var comparison = StateComparison()
            comparison.totals[.groups] = total
            for number in 0..<removed {
                comparison.differences.append(
                    StateDifference(.groups, "r\(number)", .remove, now: "r", wanted: nil))
            }
            for number in 0..<changed {
                comparison.differences.append(
                    StateDifference(.groups, "c\(number)", .rename, now: "a", wanted: "b"))
            }
            return comparison
        }
        try comparison(removing: 10, changing: 0, of: 10).checkBrakes(removals: nil, changes: nil)
        try comparison(removing: 4, changing: 6, of: 20).checkBrakes(removals: nil, changes: nil)
        let removing = comparison(removing: 5, changing: 0, of: 20)
        let brake = #expect(throws: StateBrake.self) { try removing.checkBrakes(removals: nil, changes: nil) }
        #expect(brake?.nextStep.contains("--allow-removals 5") == true)
        #expect(throws: StateBrake.self) { try removing.checkBrakes(removals: 6, changes: nil) }
        try removing.checkBrakes(removals: 5, changes: nil)
        let changing = comparison(removing: 0, changing: 7, of: 20)
        #expect(throws: StateBrake.self) { try changing.checkBrakes(removals: nil, changes: 6) }
        try changing.checkBrakes(removals: nil, changes: 7)
    }

    @Test("A secret is written when its version rises, and is in no file, no plan and no memory")
    func secretVersions() async throws {
        try await SampleSite.with { site in
            let state = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID())")
            defer { try? FileManager.default.removeItem(at: state) }
            func file(_ version: Int) throws -> StateFolder {
                try folder([
                    .settings: [
                        "singleSignOn": [
                            "sharedSecret": ["secret": "env:SSO_SECRET", "version": .number(JSONNumber(version))]
                        ]
                    ]
                ])
            }
            var applied = AppliedState(state: state, server: site.client.server)
            let comparison = try await StateComparison(try file(1), site.client, isPlanning: true, applied: applied)
            #expect(
                comparison.differences.map(\.line) == ["~ settings.singleSignOn.sharedSecret: unknown → version 1"])
            let plan = try PlanFile(comparison.plans, for: site.client, serverName: "local", at: Date())
                .made(of: try file(1), bringing: comparison.wanted)
            let text = String(decoding: plan.data, as: UTF8.self)
            #expect(text.contains("env:SSO_SECRET"))
            let read = try PlanFile(plan.data)
            let plans = try await site.client.judged(read, environment: ["SSO_SECRET": "hunter2-hunter2"])
            let sent = try #require(plans.first)
            _ = try await site.client.perform(sent)
            let step = try #require(read.step(sent.id))
            for secret in step.secrets(in: sent) {
                applied.note(secret: secret.value.exposed, version: secret.version, named: secret.name)
            }
            applied.note(step.state)
            try applied.save()
            applied = AppliedState(state: state, server: site.client.server)
            func lines(_ version: Int) async throws -> [String] {
                try await StateComparison(try file(version), site.client, isPlanning: false, applied: applied)
                    .differences.map(\.line)
            }
            #expect(try await lines(1) == [])
            #expect(try await lines(2) == ["~ settings.singleSignOn.sharedSecret: version 1 → version 2"])
            let paths = try FileManager.default.subpathsOfDirectory(atPath: state.path())
            for path in paths where path.hasSuffix(".json") {
                let content = try String(contentsOf: state.appending(path: path), encoding: .utf8)
                #expect(!content.contains("hunter2"))
            }
            #expect(!text.contains("hunter2"))
        }
    }

    @Test("A difference says which side has changed since both agreed")
    func sides() async throws {
        try await SampleSite.with { site in
            let state = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID())")
            defer { try? FileManager.default.removeItem(at: state) }
            var applied = AppliedState(state: state, server: site.client.server)
            var values = try await exported(site.client)
            applied.note(try folder(values).leaves)
            let lockout = try await site.client.perform(
                try await SettingsService(site.client).planSave(
                    .loginLockout,
                    edited: try await SettingsService(site.client).read(.loginLockout).setting(
                        JSONPath(dotted: "maxFailedAttempts"), to: 9),
                    base: try await SettingsService(site.client).read(.loginLockout)))
            #expect(lockout.status == 200)
            values[.features]?["mobile"] = true
            let found = try await StateComparison(
                try folder(values), site.client, isPlanning: false, applied: applied
            ).differences
            #expect(found.map(\.changed) == [.file, .server])
        }
    }

    @Test("Of a large company, only the users that a file names are read")
    func fewUsers() async throws {
        try await SampleSite.with { site in
            let lines = Mutex<[String]>([])
            let anonymous = APIClient(
                server: site.client.server, transport: CurlTransport(), token: nil, policy: .readWrite,
                observe: { trace in lines.withLock { $0.append(trace.line) } })
            let session = try await anonymous.login(
                user: SampleData.administratorEmail, password: Secret(SampleData.password))
            let client = anonymous.with(token: session.token)
            let values: [StateKind: JSONValue] = [
                .users: [
                    "bea@acme.example": ["firstName": "Beatrice"], "Adaeze@acme.example": ["active": true],
                    "nobody@acme.example": ["role": "consumer"],
                ]
            ]
            let comparison = try await StateComparison(try folder(values), client, isPlanning: false)
            #expect(comparison.problems.isEmpty)
            #expect(comparison.differences.count == 2)
            let lists = lines.withLock(\.self).filter { $0.contains("/api/v1/users?") }
            #expect(
                !lists.isEmpty && lists.allSatisfy { $0.contains("email=") || $0.contains("userName=") }, "\(lists)")
        }
    }

    private static let impossibles: [(StateKind, JSONValue, String)] = [
        (.groups, ["sales": [:]], "\"Sales\""), (.groups, ["Everyone": .null], "keeps this group by itself"),
        (.features, ["nope": true], "no such feature"), (.users, ["bea@acme.example": .null], "off-boarding"),
        (.users, ["bea@acme.example": ["role": "wizard"]], "no role"),
        (.users, ["bea@acme.example": ["groups": ["Nobody"]]], "no group"),
        (.shares, ["No such": ["with": [:]]], "no such dashboard"), (.shares, ["oid:1": .null], "no such dashboard"),
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

    @Test("A group that the same files remove is nothing that a user can be put into, or a dashboard shared with")
    func removedGroup() async throws {
        try await SampleSite.with { site in
            let values: [StateKind: JSONValue] = [
                .groups: ["Ops": .null], .users: ["bea@acme.example": ["groups": ["Ops"]]],
            ]
            let comparison = try await StateComparison(try folder(values), site.client, isPlanning: false)
            #expect(comparison.problems.map(\.message) == ["the group \"Ops\", which the files remove"])
            #expect(comparison.differences.map(\.line) == ["- groups.Ops"])
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
