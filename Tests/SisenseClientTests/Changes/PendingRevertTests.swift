import Foundation
import Synchronization
import Testing

@testable import SisenseClient

@Suite("Settings that are pending confirmation")
struct PendingRevertTests {
    private static let base: JSONValue = ["cookieExp": 30, "sameSite": "Lax", "embeddedDomains": ["https://a.example"]]
    private static let saved: JSONValue = [
        "cookieExp": 1, "sameSite": "Lax", "embeddedDomains": ["https://a.example", "https://b.example"],
    ]

    private func pending(_ client: APIClient) async throws -> PendingRevert {
        let plan = try await SettingsService(client).planSave(.security, edited: Self.saved, base: Self.base)
        return try #require(PendingRevert(of: plan))
    }

    /// A server that has this document and takes whatever is saved.
    private func transport(_ now: JSONValue) -> StubTransport {
        StubTransport { sent in
            HTTPResponse(status: 200, body: sent.isChange ? sent.request.body ?? Data() : JSONWriter.write(now))
        }
    }

    @Test("What somebody else has changed meanwhile stays, another entry of the same list too")
    func others() async throws {
        let transport = transport([
            "cookieExp": 1, "sameSite": "Strict",
            "embeddedDomains": ["https://a.example", "https://b.example", "https://theirs.example"],
        ])
        let client = try APIClient.stub(transport)
        let outcome = try await pending(client).revert(client)
        #expect(outcome == PendingRevert.Outcome(isReverted: true, kept: []))
        #expect(
            transport.sent.last { $0.isChange }?.json == [
                "cookieExp": 30, "sameSite": "Strict",
                "embeddedDomains": ["https://a.example", "https://theirs.example"],
            ])
    }

    @Test("A setting that somebody else has set since is theirs: it is left, and named")
    func contested() async throws {
        let transport = transport(["cookieExp": 7, "sameSite": "Lax", "embeddedDomains": ["https://a.example"]])
        let client = try APIClient.stub(transport)
        let outcome = try await pending(client).revert(client)
        #expect(outcome == PendingRevert.Outcome(isReverted: false, kept: ["cookieExp"]))
        #expect(outcome.sentence("Save x").contains("left as it is: cookieExp"))
        #expect(transport.sent.allSatisfy { !$0.isChange })
    }

    @Test("After a save whose answer was lost, nothing is sent where nothing was saved")
    func neverSaved() async throws {
        let transport = transport(Self.base)
        let client = try APIClient.stub(transport)
        let pending = try await pending(client)
        #expect(try await !pending.isInForce(client))
        #expect(try await pending.revert(client) == PendingRevert.Outcome(isReverted: false, kept: []))
        #expect(transport.sent.allSatisfy { !$0.isChange })
    }

    @Test("A revert that cannot be recorded is sent all the same, and says so; one that cannot be read for is recorded")
    func record() async throws {
        let full = RecordingJournal(failure: PrivateFileError("audit.jsonl", .system(ENOSPC)))
        let client = try APIClient.stub(transport(Self.saved), audit: full)
        #expect(try await pending(client).revert(client).isRecorded == false)
        let journal = RecordingJournal()
        let dead = try APIClient.stub(
            StubTransport { _ throws(TransportError) in throw TransportError(.refused, server: "s") }, audit: journal)
        let pending = try await pending(client)
        await #expect(throws: APIError.self) { try await pending.revert(dead) }
        #expect(journal.lines.first == "begin Revert: Save the security settings")
        #expect(journal.lines.last?.hasPrefix("end not sent") == true)
    }

    @Test(
        "The record of a revert says whether a person asked for it or the time was up",
        arguments: [true, false])
    func reason(isByHand: Bool) async throws {
        let journal = RecordingJournal()
        let client = try APIClient.stub(transport(Self.saved), audit: journal)
        _ = try await pending(client).revert(client, isByHand: isByHand)
        let dead = try APIClient.stub(
            StubTransport { _ throws(TransportError) in throw TransportError(.refused, server: "s") }, audit: journal)
        let pending = try await pending(client)
        await #expect(throws: APIError.self) { try await pending.revert(dead, isByHand: isByHand) }
        let reason = isByHand ? "Reverted by hand" : "Not confirmed in time"
        #expect(journal.reasons == [reason, reason])
    }

    @Test("A revert that fails after the settings were read, and before it is sent, is recorded, once")
    func recordedBeforeSending() async throws {
        let journal = RecordingJournal()
        let reads = Mutex(0)
        let transport = StubTransport { _ throws(TransportError) in
            let count = reads.withLock { reads in
                reads += 1
                return reads
            }
            // The second read is the one just before the change is sent.
            guard count == 1 else { throw TransportError(.refused, server: "s") }
            return HTTPResponse(status: 200, body: JSONWriter.write(Self.saved))
        }
        let client = try APIClient.stub(transport, audit: journal)
        let pending = try await pending(client)
        await #expect(throws: APIError.self) { try await pending.revert(client) }
        #expect(journal.lines == ["left Revert: Save the security settings: not sent"])
        let count = journal.lines.count
        await #expect(throws: APIError.self) { try await pending.revert(client, recordsFailure: false) }
        #expect(journal.lines.count == count)
    }

    @Test("Secrets, values that are not known and settings that cut nobody off are never written down")
    func unkept() async throws {
        let client = try APIClient.stub(transport(Self.base))
        let service = SettingsService(client)
        let secret = try await service.planSave(
            .singleSignOn, edited: ["sharedSecret": "new"], base: ["sharedSecret": "old"])
        let unknown = try await service.planSave(
            .singleSignOn, edited: ["sharedSecret": "new"], base: ["enabled": true])
        let harmless = try await service.planSave(.loginLockout, edited: ["a": 2], base: ["a": 1])
        for plan in [secret, unknown, harmless] { #expect(PendingRevert(of: plan) == nil, "\(plan.title)") }
    }

    @Test("What changes in a word, and whether the save may end its own token")
    func words() async throws {
        let client = try APIClient.stub(transport(Self.base))
        #expect(try await !pending(client).endsTokens)
        let plan = try await SettingsService(client).planSave(
            .security, edited: Self.base.setting(JSONPath(dotted: "sameSite"), to: "Strict"), base: Self.base)
        let strict = try #require(PendingRevert(of: plan))
        #expect(strict.endsTokens)
        #expect(strict.summary == "Cookies of other sites: never")
    }

    // MARK: The journal

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var journal: RevertJournal { RevertJournal(beside: folder.url.appending(path: "audit.jsonl")) }

    private func writtenFile() throws -> String? {
        try FileManager.default.subpathsOfDirectory(atPath: folder.url.path).first { $0.hasSuffix(".json") }
    }

    @Test("A pending revert belongs to its program while that lives, and to the next start once it has died")
    func journalled() async throws {
        let client = try APIClient.stub(transport(Self.base))
        let pending = try await pending(client)
        var entry: RevertJournal.Entry? = try journal.keep(pending, on: client.server, at: .now)
        #expect(entry != nil)
        #expect(journal.abandoned(on: client.server).isEmpty)
        entry = nil
        #expect(journal.abandoned(on: try ServerAddress("other.example")).isEmpty)
        let found = try #require(journal.abandoned(on: client.server).first)
        #expect(found.pending == pending)
        let file = try #require(try writtenFile())
        #expect(try folder.mode(of: file) == 0o600)
        try found.remove()
        #expect(journal.abandoned(on: client.server).isEmpty)
    }

    /// The pending reverts that programs have taken over, by their times.
    private final class Taken: Sendable {
        private let counts = Mutex<[Date: Int]>([:])

        var all: [Date: Int] { counts.withLock { $0 } }
        func add(_ time: Date) { counts.withLock { $0[time, default: 0] += 1 } }
    }

    @Test("Programs that write down and look for abandoned ones at once lose none, and none belongs to two")
    func several() async throws {
        let client = try APIClient.stub(transport(Self.base))
        let (pending, journal, count) = (try await pending(client), journal, 20)
        // Whoever writes holds it while others look; whoever looks takes what was let go of, as programs that die do.
        let taken = Taken()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                group.addTask {
                    let entry = try journal.keep(
                        pending, on: client.server, at: Date(timeIntervalSince1970: Double(number)))
                    withExtendedLifetime(entry) {}
                }
            }
            for _ in 0..<4 {
                group.addTask {
                    while taken.all.count < count {
                        for entry in journal.abandoned(on: client.server) {
                            taken.add(entry.time)
                            try entry.remove()
                        }
                        await Task.yield()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(taken.all.values.allSatisfy { $0 == 1 })
        #expect(journal.abandoned(on: client.server).isEmpty)
    }

    @Test("A file that was cut off in the middle is none: its save never left")
    func cutOff() async throws {
        let client = try APIClient.stub(transport(Self.base))
        var entry: RevertJournal.Entry? = try journal.keep(try await pending(client), on: client.server, at: .now)
        #expect(entry != nil)
        entry = nil
        let file = try #require(try writtenFile())
        let url = folder.url.appending(path: file)
        try Data(contentsOf: url).dropLast(20).write(to: url)
        #expect(journal.abandoned(on: client.server).isEmpty)
    }
}
