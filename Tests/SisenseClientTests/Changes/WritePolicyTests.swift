import SisenseClient
import Synchronization
import Testing

@Suite("The write policy")
struct WritePolicyTests {
    @Test("What is read-only stays so, whatever is done with dry runs and tokens")
    func readOnly() throws {
        let client = try APIClient.stub(StubTransport(always: [:]), policy: .readOnly(reason: "tests"))
        let later = client.dryRun(true).with(token: Secret("other")).dryRun(false)
        #expect(later.policy == .readOnly(reason: "tests"))
        #expect(client.dryRun(true).policy.readOnlyReason == "tests")
        #expect(client.readOnly(reason: "another").policy == .readOnly(reason: "tests"))
    }

    @Test("A dry run hands over each plan once and sends nothing; what only reads is sent")
    func rehearsed() async throws {
        let transport = StubTransport(always: [])
        let plans = Mutex<[String]>([])
        let client = APIClient(
            server: try ServerAddress("bi.acme.example"), transport: transport, token: nil,
            policy: .readWrite.dryRun(true),
            rehearsed: { plan in plans.withLock { $0.append(plan.title) } })
        let plan = try GroupsService(client).planCreate(name: "Night shift")
        let error = await #expect(throws: APIError.self) { try await client.perform(plan) }
        #expect(error?.kind == .notAllowed)
        #expect(plans.withLock { $0 } == ["Create the group Night shift"])
        #expect(transport.sent.isEmpty)
        _ = try await FeaturesService(client).all()
        #expect(transport.sent.count == 1)
    }
}
