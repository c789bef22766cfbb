import Foundation
import Glibc
import Synchronization
import Testing

@testable import SisenseClient

@Suite("The record of changes")
struct AuditLogTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID())")
    private var file: URL { folder.appending(path: "audit.jsonl") }

    private func log(
        now: @escaping @Sendable () -> Date = { Date() },
        onError: @escaping @Sendable (String) -> Void = { Issue.record("\($0)") }
    ) -> AuditLog {
        AuditLog(file: file, profile: "prod", now: now, onError: onError)
    }

    private static func entry(_ title: String, reason: String? = nil, time: Date = Date()) throws -> AuditEntry {
        let plan = RequestPlan(
            title: PlanTitle(stringLiteral: title), call: try Call(.updateUser, path: ["id": "1"], body: .json([:])),
            target: .init(server: try ServerAddress("https://bi.acme.example"), name: "user 1"))
        return AuditEntry(plan, account: "admin@acme.example", reason: reason, time: time)
    }

    /// Records a change and its outcome.
    private func add(_ entry: AuditEntry, _ outcome: ChangeOutcome = .done, to log: AuditLog) async throws {
        try await log.begin(entry)
        await log.end(entry, outcome)
    }

    private func clean() { try? FileManager.default.removeItem(at: folder) }

    @Test("What was meant, by whom, why and what became of it comes back, the newest first, from a private file")
    func kept() async throws {
        defer { clean() }
        let log = log()
        try await add(try Self.entry("one", reason: "CHG-1"), to: log)
        try await add(try Self.entry("two"), ChangeOutcome(.refused, "No seat is left."), to: log)
        let changes = log.read()
        #expect(changes.map(\.title) == ["two", "one"])
        #expect(changes.map(\.outcome) == [.refused, .done])
        #expect(changes.map(\.explanation) == ["No seat is left.", ""])
        #expect(changes.map(\.reason) == ["", "CHG-1"])
        #expect(changes.allSatisfy { $0.account == "admin@acme.example" && $0.profile == "prod" && !$0.isAbandoned })
        let mode = try FileManager.default.attributesOfItem(atPath: file.path())[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("A change is sending until its outcome is there; of one whose program has ended, the outcome is not known")
    func writeAhead() async throws {
        defer { clean() }
        let log = log()
        let server = try ServerAddress("https://bi.acme.example")
        let entry = try Self.entry("mine")
        try await log.begin(entry)
        #expect(log.read().map(\.outcome) == [.sending])
        #expect(log.abandoned(on: server).isEmpty)
        await log.end(entry, .done)
        // No process has this number.
        let dead = AuditFormat.line(try Self.entry("theirs"), profile: "prod", process: Int32.max)
        try await Self.append(dead, to: file)
        #expect(log.read().map(\.outcome) == [.notKnown, .done])
        #expect(log.abandoned(on: server).map(\.title) == ["theirs"])
        #expect(log.abandoned(on: try ServerAddress("https://other.example")).isEmpty)
        await log.note("it shows the change", of: try #require(log.read().first).id)
        #expect(log.read().first?.found == "it shows the change")
        #expect(log.abandoned(on: server).isEmpty)
    }

    @Test("Another console that is sending still sends; after a quarter of an hour nobody does")
    func otherProgram() async throws {
        defer { clean() }
        let begun = Date()
        try await Self.append(
            AuditFormat.line(try Self.entry("theirs", time: begun), profile: "prod", process: getppid()), to: file)
        #expect(log().read().map(\.outcome) == [.sending])
        #expect(log(now: { begun + 16 * 60 }).read().map(\.outcome) == [.notKnown])
    }

    @Test("Entries of versions before are read as what they were")
    func old() async throws {
        defer { clean() }
        let old: [(outcome: String, word: String)] = [
            ("done", "done"), ("The server does not allow this.", "failed"),
            ("x did not answer within 30 s. The change was sent; its outcome is not known.", "not known"),
        ]
        for (index, entry) in old.enumerated() {
            try await Self.append(
                ["id": .string("\(index)"), "title": "t", "outcome": .string(entry.outcome)], to: file)
        }
        let changes = Array(log().read().reversed())
        #expect(changes.map(\.outcome.rawValue) == old.map(\.word))
        #expect(changes.allSatisfy { !$0.isAbandoned })
    }

    @Test("A malformed line is reported, and loses no other; one that was cut off does not swallow the next")
    func malformed() async throws {
        defer { clean() }
        let log = log()
        try await add(try Self.entry("one"), to: log)
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("[1]\n\u{0}\u{1}\n{\"title\": \"cut".utf8))
        try handle.close()
        try await add(try Self.entry("two"), to: log)
        let titles = log.read().map(\.title)
        let malformed = [5, 4, 3].map { "Line \($0) of audit.jsonl is malformed" }
        #expect(titles == ["two"] + malformed + ["one"])
    }

    @Test("Many writers at once lose nothing, however long their lines")
    func writers() async throws {
        defer { clean() }
        let log = log()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for number in 0..<25 {
                        let title = "\(writer) \(number) " + String(repeating: "x", count: 20_000)
                        try await add(try Self.entry(title), to: log)
                    }
                }
            }
            try await group.waitForAll()
        }
        let changes = log.read()
        let titles = changes.map { $0.title.split(separator: " ").prefix(2).joined(separator: " ") }
        let wanted = (0..<8).flatMap { writer in (0..<25).map { "\(writer) \($0)" } }
        #expect(Set(titles) == Set(wanted))
        #expect(titles.count == wanted.count)
        #expect(changes.allSatisfy { $0.outcome == .done })
    }

    @Test("A new month begins a new file; an outcome is found in it for a change of the month before")
    func months() async throws {
        defer { clean() }
        let october = try #require(Timestamp("2026-10-31T23:59:59Z")).date
        let november = october + 5
        let change = try Self.entry("october", time: october)
        let before = log(now: { october })
        let after = log(now: { november })
        try await before.begin(change)
        await after.end(change, .done)
        try await add(try Self.entry("november", time: november), to: after)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
        #expect(names == ["audit-2026-10.jsonl", "audit.jsonl"])
        #expect(after.read().map { "\($0.title) \($0.outcome.rawValue)" } == ["november done", "october done"])
    }

    @Test("A log that cannot be written takes no change, and says why in the words of the system")
    func unwritable() async throws {
        let log = AuditLog(file: URL(filePath: "/dev/null/audit.jsonl"), profile: "p") { _ in }
        let entry = try Self.entry("one")
        await #expect(throws: PrivateFileError.self) { try await log.begin(entry) }
    }

    @Test("A link in its place is not followed; a mode that lets others in is narrowed, and that is said")
    func private_() async throws {
        defer { clean() }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let other = folder.appending(path: "other")
        try Data().write(to: other)
        try FileManager.default.createSymbolicLink(at: file, withDestinationURL: other)
        let entry = try Self.entry("one")
        let linked = log()
        let refusal = await #expect(throws: PrivateFileError.self) { try await linked.begin(entry) }
        #expect(refusal?.reason == .link)
        try FileManager.default.removeItem(at: file)
        try Data().write(to: file)
        #expect(chmod(file.path(), 0o644) == 0)
        let complaints = Mutex<[String]>([])
        let log = log(onError: { text in complaints.withLock { $0.append(text) } })
        try await log.begin(entry)
        #expect(complaints.withLock { $0.count } == 1)
        #expect(complaints.withLock { $0.first?.contains("mode 0644") } == true)
        let mode = try FileManager.default.attributesOfItem(atPath: file.path())[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("A log that another program holds is waited for briefly, and then takes no change")
    func locked() async throws {
        defer { clean() }
        let log = log()
        try await add(try Self.entry("one"), to: log)
        let descriptor = open(file.path(), O_RDONLY)
        defer { close(descriptor) }
        #expect(flock(descriptor, LOCK_EX) == 0)
        let entry = try Self.entry("two")
        let refusal = await #expect(throws: PrivateFileError.self) { try await log.begin(entry) }
        #expect(refusal?.reason == .locked)
        #expect(log.read().map(\.title) == ["one"])
        #expect(flock(descriptor, LOCK_UN) == 0)
        try await log.begin(entry)
    }

    private static func append(_ line: JSONValue, to url: URL) async throws {
        var file = AppendedFile(url)
        try await file.append(JSONWriter.write(line), month: Month(Date()), isSynchronized: true)
    }
}
