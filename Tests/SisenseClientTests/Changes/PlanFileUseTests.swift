import Foundation
import Testing

@testable import SisenseClient

@Suite("The use of plan files")
struct PlanFileUseTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "use-\(UUID())")
    private var path: String { folder.appending(path: "plan.json").path() }

    private func clean() { try? FileManager.default.removeItem(at: folder) }

    private static func server() throws -> ServerAddress { try ServerAddress("https://bi.acme.example") }

    /// A log of its own, as each program has it, of the one file.
    private func log() -> AuditLog {
        AuditLog(file: folder.appending(path: "audit.jsonl"), profile: "acme") { Issue.record("\($0)") }
    }

    private static let answers: [String: JSONValue] = [
        Operation.createGroup.id: ["_id": "64ab0a000000000000000001", "name": "Night shift"],
        Operation.getCurrentUser.id: ["_id": "64ab01000000000000000001", "email": "carl@acme.example"],
        SettingsDocument.security.read.id: ["sameSite": "lax"],
    ]

    private static func client(_ audit: AuditLog, account: String = "carl@acme.example") throws -> APIClient {
        var client = APIClient(
            server: try server(), transport: StubTransport(answers: answers), token: nil, policy: .readWrite,
            audit: audit)
        client.account = account
        return client
    }

    /// Two groups that are made, and a setting that may lock people out.
    private func stored(expires: Bool = false, made: Date = Date()) throws -> StoredPlan {
        let server = try Self.server()
        let maker = PlanFile.Maker(time: Timestamp(made), person: "anna", account: "anna@acme.example")
        var plans = try ["Night shift", "Day shift"].map { name in
            RequestPlan(
                title: PlanTitle(stringLiteral: "Create \(name)"),
                call: try Call(.createGroup, body: .json(["name": .string(name)])),
                target: .init(server: server, name: name))
        }
        let save = try #require(SettingsDocument.security.save)
        plans.append(
            RequestPlan(
                title: "Save security", call: try Call(save, body: .json(["sameSite": "none"])),
                target: .init(server: server, name: "security settings")))
        var file = try PlanFile(plans, maker: maker, server: server, serverName: "acme")
        if expires { file = file.expiring(isProduction: true) }
        return try StoredPlan(file.data, approval: nil, at: path)
    }

    private func use(
        _ stored: StoredPlan, _ parts: Set<PlanPart> = [.ordinary], _ audit: AuditLog,
        rules: PlanFileRules = PlanFileRules(kind: .staging), at now: Date = Date()
    ) throws(PlanRefusal) -> PlanFileUse {
        try PlanFileUse(stored, parts, rules: rules, audit: audit, at: now, environment: ["PATH": "/usr/bin:/bin"])
    }

    private func plans(
        _ stored: StoredPlan, _ client: APIClient, _ audit: AuditLog, _ parts: Set<PlanPart> = [.ordinary]
    ) async throws -> [RequestPlan] {
        try await use(stored, parts, audit).plans(on: client) { _ in false }
    }

    @Test("A part is sent once, by whichever program opened the file; the other part and what is left go on")
    func once() async throws {
        defer { clean() }
        let stored = try stored()
        let (mine, theirs) = (log(), log())
        let (first, second) = (try Self.client(mine), try Self.client(theirs))
        let opened = try await plans(stored, first, mine, Set(PlanPart.allCases))
        let alsoOpened = try await plans(stored, second, theirs, Set(PlanPart.allCases))
        #expect(opened.map(\.part) == [.ordinary, .ordinary, .risky])
        // Nothing was sent yet: opening it is no use.
        #expect(mine.read().isEmpty)
        _ = try await first.perform(opened[0])
        // The other program, which had opened it before.
        let refused = await #expect(throws: APIError.self) { try await second.perform(alsoOpened[0]) }
        #expect(refused?.kind == .notAllowed && refused?.message.contains("a plan is sent once") == true)
        // A third one that opens it now.
        #expect(throws: PlanRefusal.self) { try use(stored, [.ordinary], theirs) }
        let left = try await plans(stored, second, theirs, Set(PlanPart.allCases))
        #expect(left.map(\.part) == [.risky])
        // A run that was stopped goes on where it began.
        _ = try await first.perform(opened[1])
        let changes = mine.read()
        #expect(changes.compactMap(\.planUse) == [PlanUse(digest: stored.digest, part: .ordinary)])
        #expect(changes.count == 3 && changes.allSatisfy { $0.planFile == stored.file.id })
    }

    @Test("Of programs that begin at the same moment one sends, and the record says so of the others")
    func together() async throws {
        defer { clean() }
        let stored = try stored()
        let logs = (0..<6).map { _ in log() }
        var waiting: [(APIClient, RequestPlan)] = []
        for log in logs {
            let client = try Self.client(log)
            waiting.append((client, try #require(try await plans(stored, client, log).first)))
        }
        let sent = await withTaskGroup(of: Bool.self) { group in
            for (client, plan) in waiting { group.addTask { (try? await client.perform(plan)) != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(sent == 1)
        let changes = logs[0].read()
        #expect(changes.count { $0.planUse == nil } == 1)
        #expect(changes.count { $0.planUse != nil && $0.mayBeMade } == 1)
    }

    @Test("One that has expired is neither opened nor sent; one that is only looked at is not sent")
    func stale() async throws {
        defer { clean() }
        let log = log()
        let client = try Self.client(log)
        let old = try stored(expires: true, made: Date(timeIntervalSinceNow: -5 * 3600))
        #expect(throws: PlanRefusal.self) { try use(old, [.ordinary], log) }
        // Opened in time, and sent too late.
        let opened = try await use(old, [.ordinary], log, at: Date(timeIntervalSinceNow: -2 * 3600))
            .plans(on: client) { _ in false }
        let late = await #expect(throws: APIError.self) { try await client.perform(opened[0]) }
        #expect(late?.message.contains("expired") == true)
        let shown = await #expect(throws: APIError.self) { try await client.perform(old.file.shownPlans[0]) }
        #expect(shown?.message.contains("only looked at") == true)
        #expect(log.read().isEmpty)
    }

    @Test("A change that finds its record changed uses nothing: the file can be sent once that is mended")
    func conflict() async throws {
        defer { clean() }
        let log = log()
        let client = try Self.client(log)
        let stored = try stored()
        let opened = try await plans(stored, client, log)
        let base: JSONValue = ["sameSite": "strict"]
        let stale = opened[0].resting(
            on: Precondition(read: try Call(SettingsDocument.security.read), base: base))
        let error = await #expect(throws: APIError.self) { try await client.perform(stale) }
        #expect(error?.exitStatus == 8)
        #expect(log.read().isEmpty)
        _ = try await client.perform(opened[1])
    }

    @Test("On a production server it is approved, and whoever approved it does not send it, signed in since or not")
    func approval() async throws {
        defer { clean() }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let (stored, log) = (try stored(), log())
        let key = folder.appending(path: "key").path()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/ssh-keygen")
        process.arguments = ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key]
        try process.run()
        process.waitUntilExit()
        let signers = folder.appending(path: "signers")
        let owner = "ben@acme.example \(try String(contentsOfFile: key + ".pub", encoding: .utf8))"
        try Data(owner.utf8).write(to: signers)
        let rules = PlanFileRules(kind: .production, signers: PlanSigners(file: signers, allowsMaker: false))
        func opened(_ plan: StoredPlan, _ client: APIClient) async throws -> [RequestPlan] {
            try await use(plan, [.ordinary], log, rules: rules).plans(on: client) { _ in false }
        }
        let carl = try Self.client(log)
        let missing = await #expect(throws: PlanRefusal.self) { try await opened(stored, carl) }
        #expect(missing?.message.contains("has to be approved") == true)
        let environment = ["PATH": "/usr/bin:/bin"]
        let statement = PlanApproval.Statement(
            plan: stored.digest, person: "ben", time: Timestamp(Date()), reason: "Seen")
        let signature = try await SSHSignature.sign(statement.data, key: key, environment: environment)
        let approved = try StoredPlan(
            stored.content, approval: PlanApproval(statement, signature: signature).data, at: path)
        let plans = try await opened(approved, carl)
        // The session goes on as Ben, who has approved it.
        let ben = try Self.client(log, account: "Ben@acme.example")
        let refused = await #expect(throws: APIError.self) { try await ben.perform(plans[0]) }
        #expect(refused?.message.contains("has approved the plan") == true)
        await #expect(throws: PlanRefusal.self) { try await opened(approved, ben) }
        _ = try await carl.perform(plans[0])
        #expect(log.read().first?.json["approvedBy"] == "ben@acme.example")
    }

    @Test("What is read or run on this machine for a secret is asked about first, and what was not allowed is not sent")
    func sources() async throws {
        defer { clean() }
        let plan = RequestPlan(
            title: "Save SSO",
            call: try Call(.replaceSSOSettings, body: .json(["apiKey": "s3cret"])),
            target: .init(server: try Self.server(), name: "SSO"))
        let maker = PlanFile.Maker(time: Timestamp(Date()), person: "anna", account: nil)
        let file = try PlanFile([plan], maker: maker, server: try Self.server(), serverName: "acme")
        let text = String(decoding: file.data, as: UTF8.self)
            .replacing("env:SECRET_1", with: "command:touch \(path).ran")
        let (stored, log) = (try StoredPlan(Data(text.utf8), approval: nil, at: path), log())
        let client = try Self.client(log)
        let use = try use(stored, [.risky], log)
        await #expect(throws: PlanRefusal.self) {
            try await use.plans(on: client) { sources in
                #expect(sources.count == 1)
                return false
            }
        }
        #expect(!FileManager.default.fileExists(atPath: path + ".ran"))
    }
}
