import SisenseClient
import Synchronization

/// A record of changes in memory: a line for each thing that happened, in their order.
final class RecordingJournal: ChangeJournal {
    private let log = Mutex<[String]>([])
    private let given = Mutex<[String?]>([])
    private let failure: PrivateFileError?

    /// - Parameter failure: Why it takes no change; nil when it takes all.
    init(failure: PrivateFileError? = nil) { self.failure = failure }

    var lines: [String] { log.withLock { $0 } }
    /// The reasons of the changes that were begun.
    var reasons: [String?] { given.withLock { $0 } }

    func begin(_ entry: AuditEntry) async throws(PrivateFileError) {
        if let failure { throw failure }
        log.withLock { $0.append("begin \(entry.title)") }
        given.withLock { $0.append(entry.reason) }
    }

    func end(_ entry: AuditEntry, _ outcome: ChangeOutcome) async {
        log.withLock { $0.append(["end", outcome.word.rawValue, outcome.explanation].joined(separator: " ")) }
    }

    func leave(_ entries: [AuditEntry], _ outcome: ChangeOutcome) async {
        log.withLock { $0 += entries.map { "left \($0.title): \(outcome.word.rawValue)" } }
    }

    func use(_ entry: AuditEntry, _ use: PlanUse) async throws(PlanUseError) {
        if let failure { throw .unrecorded(failure) }
        log.withLock { $0.append("use \(entry.title)") }
    }

    func holds(_ use: PlanUse) -> Bool { false }

    func note(_ finding: String, of change: String) async { log.withLock { $0.append("note \(finding)") } }
}
