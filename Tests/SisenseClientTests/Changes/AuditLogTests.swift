import Foundation
import Synchronization
import Testing

@testable import SisenseClient

@Suite("The record of changes")
struct AuditLogTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID())")
    private var file: URL { folder.appending(path: "audit.jsonl") }
    private var log: AuditLog { AuditLog(file: file, profile: "prod") { Issue.record("\($0)") } }

    private static func entry(_ title: String, reason: String? = nil, body: JSONValue = [:]) throws -> AuditEntry {
        let plan = RequestPlan(
            title: PlanTitle(stringLiteral: title), call: try Call(.updateUser, path: ["id": "1"], body: .json(body)),
            target: .init(server: try ServerAddress("https://bi.acme.example"), name: "user 1"))
        return AuditEntry(plan, account: "admin@acme.example", reason: reason, outcome: AuditEntry.done)
    }

    @Test("What was meant, by whom and why comes back, the newest first, from a file nobody else may read")
    func kept() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        log.add(try Self.entry("one", reason: "CHG-1"))
        log.add(try Self.entry("two"))
        let entries = log.read()
        #expect(entries.map { $0["title"] } == ["two", "one"])
        #expect(entries.map { $0["reason"] } == [.null, "CHG-1"])
        #expect(entries.allSatisfy { $0["account"] == "admin@acme.example" && $0["profile"] == "prod" })
        let mode = try FileManager.default.attributesOfItem(atPath: file.path())[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("A damaged line is told of, and loses no other; one that was cut off does not swallow the next")
    func damaged() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        log.add(try Self.entry("one"))
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("[1]\n\u{0}\u{1}\n{\"title\": \"cut".utf8))
        try handle.close()
        log.add(try Self.entry("two"))
        let titles = log.read().map { $0["title"]?.string ?? "" }
        #expect(
            titles == [
                "two", "Line 4 of the audit log is malformed", "Line 3 of the audit log is malformed",
                "Line 2 of the audit log is malformed", "one",
            ])
    }

    @Test("Many writers at once lose nothing, however long their lines")
    func writers() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let log = log
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for number in 0..<25 {
                        let title = "\(writer) \(number) " + String(repeating: "x", count: 20_000)
                        log.add(try Self.entry(title))
                    }
                }
            }
            try await group.waitForAll()
        }
        let titles = log.read().map {
            $0["title"]?.string?.split(separator: " ").prefix(2).joined(separator: " ") ?? ""
        }
        let wanted = (0..<8).flatMap { writer in (0..<25).map { "\(writer) \($0)" } }
        #expect(Set(titles) == Set(wanted))
        #expect(titles.count == wanted.count)
    }

    @Test("A record that cannot be written is complained of, once for each change")
    func unwritable() throws {
        let complaints = Mutex<[String]>([])
        let log = AuditLog(file: URL(filePath: "/dev/null/audit.jsonl"), profile: "p") { text in
            complaints.withLock { $0.append(text) }
        }
        log.add(try Self.entry("one"))
        #expect(complaints.withLock { $0.count } == 1)
    }
}
