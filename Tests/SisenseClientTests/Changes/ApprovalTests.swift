import Foundation
import Testing

@testable import SisenseClient

@Suite("Approvals")
struct ApprovalTests {
    private static func plan(_ danger: Danger, _ id: String = "1") throws -> RequestPlan {
        RequestPlan(
            title: "Rename", call: try Call(.updateUser, path: ["id": id], body: .json(["lastName": "Ott"])),
            danger: danger, target: .init(server: try ServerAddress("https://bi.acme.example"), name: "user \(id)"))
    }

    private static func rules(isProduction: Bool, asksReason: Bool = false) -> ApprovalRules {
        ApprovalRules(name: "acme", isProduction: isProduction, asksReason: asksReason)
    }

    @Test("An approval of one plan sends no other")
    func otherPlan() async throws {
        let transport = StubTransport(always: ["ok": true])
        let client = try APIClient.stub(transport)
        let seen = try Self.plan(.reversible)
        let error = await #expect(throws: APIError.self) {
            try await client.perform(try Self.plan(.reversible), .ofProgram([seen]))
        }
        #expect(error?.kind == .notAllowed)
        #expect(transport.sent.isEmpty)
    }

    @Test(
        "The server and the danger decide which answers are needed",
        arguments: [
            (Danger.reversible, false, false, false), (.destructive, false, true, false),
            (.critical, false, true, true),
            (.reversible, true, true, false), (.destructive, true, true, true), (.critical, true, true, true),
        ])
    func demands(danger: Danger, isProduction: Bool, needsConsent: Bool, needsName: Bool) throws {
        let demand = ApprovalDemand([try Self.plan(danger)], Self.rules(isProduction: isProduction))
        #expect(demand.needsConsent == needsConsent)
        #expect(demand.typedName == (needsName ? "acme" : nil))
        #expect((demand.approval(name: "", reason: "") == nil) == needsName)
        #expect((demand.approval(name: "Acme", reason: "") == nil) == needsName)
        #expect(demand.approval(name: "acme", reason: "") != nil)
    }

    @Test("Several records at once are never harmless, and a reason of blanks is none")
    func severalAndReason() throws {
        let plans = [try Self.plan(.reversible), try Self.plan(.reversible, "2")]
        #expect(ApprovalDemand(plans, Self.rules(isProduction: false)).needsConsent)
        let demand = ApprovalDemand([plans[0]], Self.rules(isProduction: false, asksReason: true))
        #expect(demand.missing(name: "", reason: "  ") == .reason)
        #expect(demand.approval(name: "", reason: " CHG-1 ")?.reason == "CHG-1")
    }
}
