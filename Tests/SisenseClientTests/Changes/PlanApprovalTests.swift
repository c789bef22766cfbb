import Foundation
import Testing

@testable import SisenseClient

@Suite("The approval of plan files")
struct PlanApprovalTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "approval-\(UUID())")
    private let environment = ["PATH": "/usr/bin:/bin"]

    /// A key of somebody, and its line for a file of allowed signers.
    private struct Key {
        let path: String
        let line: String
    }

    private func key(of name: String) throws -> Key {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "\(name.prefix(3))-\(UUID())").path()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/ssh-keygen")
        process.arguments = ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", path]
        try process.run()
        process.waitUntilExit()
        return Key(path: path, line: "\(name) \(try String(contentsOfFile: path + ".pub", encoding: .utf8))")
    }

    private func signers(_ keys: [Key], mode: Int = 0o644) throws -> URL {
        let file = folder.appending(path: "signers-\(UUID())")
        try keys.map(\.line).joined().write(to: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path())
        return file
    }

    private func plan() throws -> PlanFile {
        let server = try ServerAddress("https://bi.acme.example")
        let maker = PlanFile.Maker(time: Timestamp(Date()), person: "anna", account: "anna@acme.example")
        let plan = RequestPlan(try Call(.createGroup, body: .json(["name": "Night shift"])), on: server)
        return try PlanFile([plan], maker: maker, server: server, serverName: "acme-prod")
    }

    private func approval(_ plan: PlanFile, by person: String, _ key: Key) async throws -> PlanApproval {
        let statement = PlanApproval.Statement(
            plan: PlanApproval.digest(of: plan.data), person: person, time: Timestamp(Date()), reason: "Seen")
        let signature = try await SSHSignature.sign(statement.data, key: key.path, environment: environment)
        return try PlanApproval(PlanApproval(statement, signature: signature).data)
    }

    /// The name of the approver, or the reason why it does not count.
    private func checked(
        _ approval: PlanApproval, _ plan: PlanFile, _ signers: URL, content: Data? = nil, allowsMaker: Bool = false,
        senders: [String] = []
    ) async -> String {
        do throws(PlanApprovalError) {
            return try await approval.check(
                plan, content ?? plan.data, by: PlanSigners(file: signers, allowsMaker: allowsMaker),
                sentBy: senders, environment: environment)
        } catch {
            return error.description
        }
    }

    @Test("Somebody else's signature on these very bytes counts, and nothing else does")
    func counts() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let (ben, eve) = (try key(of: "ben@acme.example"), try key(of: "eve@acme.example"))
        let (plan, allowed) = (try plan(), try signers([ben]))
        let good = try await approval(plan, by: "ben", ben)
        #expect(await checked(good, plan, allowed) == "ben@acme.example")
        // A byte more.
        #expect(await checked(good, plan, allowed, content: plan.data + Data(" ".utf8)).contains("changed after"))
        // Words that nobody has signed.
        let forged = PlanApproval(
            .init(
                plan: good.statement.plan, person: "ben", time: good.statement.time, reason: "Whatever"),
            signature: good.signature)
        #expect(await checked(forged, plan, allowed).contains("does not fit"))
        // Somebody who may not.
        #expect(await checked(try await approval(plan, by: "eve", eve), plan, allowed).contains("is not in"))
        // A file that others could write to.
        #expect(await checked(good, plan, try signers([ben], mode: 0o666)).contains("cannot be used"))
    }

    @Test("Whoever made a plan does not approve it, by whichever name, unless the profile says so")
    func maker() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let (anna, plan) = (try key(of: "anna@acme.example"), try plan())
        let allowed = try signers([anna])
        let own = try await approval(plan, by: "anna", anna)
        #expect(await checked(own, plan, allowed).contains("somebody else"))
        // Under another name on the machine it is still her key.
        #expect(await checked(try await approval(plan, by: "root", anna), plan, allowed).contains("somebody else"))
        #expect(await checked(own, plan, allowed, allowsMaker: true) == "anna@acme.example")
    }

    @Test("Whoever sends a plan has not approved it, whatever the file says about who made it")
    func sender() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let (ben, plan) = (try key(of: "ben@acme.example"), try plan())
        let allowed = try signers([ben])
        let good = try await approval(plan, by: "ben", ben)
        #expect(await checked(good, plan, allowed, senders: ["carl", "carl@acme.example"]) == "ben@acme.example")
        #expect(await checked(good, plan, allowed, senders: ["root", "Ben@acme.example"]).contains("sends the plan"))
        #expect(await checked(good, plan, allowed, senders: ["ben"]).contains("somebody else"))
        #expect(await checked(good, plan, allowed, allowsMaker: true, senders: ["ben"]) == "ben@acme.example")
    }
}
