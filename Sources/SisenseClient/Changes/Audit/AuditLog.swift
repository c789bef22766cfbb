package import Foundation
import Glibc
import Synchronization

/// The record of every change sent from this machine, as a write-ahead log: a change is on the disk before it leaves,
/// and its outcome follows. The file only grows, is readable by its owner alone, and is set aside at the end of each
/// month, so that it never takes long to open.
package struct AuditLog: ChangeJournal {
    package let file: URL
    private let profile: String
    private let onError: @Sendable (String) -> Void
    private let now: @Sendable () -> Date
    private let underWay = UnderWay()

    private let planUses = PlanUses()

    /// The changes that this program is sending.
    private final class UnderWay: Sendable {
        private let ids = Mutex<Set<String>>([])

        func insert(_ id: String) { ids.withLock { _ = $0.insert(id) } }
        func remove(_ id: String) { ids.withLock { _ = $0.remove(id) } }
        func contains(_ id: String) -> Bool { ids.withLock { $0.contains(id) } }
    }

    /// - Parameters:
    ///   - profile: The user's name for the server.
    ///   - complain: Reports what could not be recorded, and a file that others could read.
    package init(
        file: URL, profile: String, now: @escaping @Sendable () -> Date = { Date() },
        onError: @escaping @Sendable (String) -> Void
    ) {
        (self.file, self.profile, self.now, self.onError) = (file, profile, now, onError)
    }

    package func begin(_ entry: AuditEntry) async throws(PrivateFileError) {
        underWay.insert(entry.id.uuidString)
        do throws(PrivateFileError) {
            try await add(AuditFormat.line(entry, profile: profile), isSynchronized: true)
        } catch {
            underWay.remove(entry.id.uuidString)
            throw error
        }
    }

    package func end(_ entry: AuditEntry, _ outcome: ChangeOutcome) async {
        let line = AuditFormat.line(outcome, of: entry.id.uuidString, time: now())
        // Nobody who stops waiting for the change may keep its outcome out of the record.
        await Task {
            do throws(PrivateFileError) {
                // It is not waited for the disk: without this line, the change is known as one of unknown outcome.
                try await add(line, isSynchronized: false)
            } catch {
                onError("\(entry.title): \(outcome.word.rawValue), but the audit log could not take that: \(error)")
            }
            underWay.remove(entry.id.uuidString)
        }.value
    }

    package func leave(_ entries: [AuditEntry], _ outcome: ChangeOutcome) async {
        let lines = entries.flatMap { entry in
            [
                AuditFormat.line(entry, profile: profile),
                AuditFormat.line(outcome, of: entry.id.uuidString, time: now()),
            ]
        }
        await Task {
            do throws(PrivateFileError) {
                try await add(lines, isSynchronized: true)
            } catch {
                onError("The audit log could not take what was not sent: \(error)")
            }
        }.value
    }

    package func note(_ finding: String, of change: String) async {
        do throws(PrivateFileError) {
            try await add(AuditFormat.line(finding: finding, of: change, time: now()), isSynchronized: false)
        } catch {
            onError("The audit log could not take what was found: \(error)")
        }
    }

    package func holds(_ use: PlanUse) -> Bool { planUses.holds(use) }

    package func use(_ entry: AuditEntry, _ use: PlanUse) async throws(PlanUseError) {
        if let error = await planUses.record(use, { await record(entry, use) }) { throw error }
    }

    /// Adds the use to the log. Two programs may do so at once: the first line counts, and the other one is taken back.
    private func record(_ entry: AuditEntry, _ use: PlanUse) async -> PlanUseError? {
        if let earlier = uses(of: use).last { return .refused(.used(earlier)) }
        let id = entry.id.uuidString
        do throws(PrivateFileError) {
            let lines = [AuditFormat.line(entry, profile: profile), AuditFormat.line(.done, of: id, time: now())]
            try await add(lines, isSynchronized: true)
        } catch {
            return .unrecorded(error)
        }
        guard let first = uses(of: use).last, first.id != id else { return nil }
        await end(entry, ChangeOutcome(.notSent, "Another program of this machine sends it."))
        return .refused(.used(first))
    }

    /// The uses of a part of a plan file, the newest first.
    private func uses(of use: PlanUse) -> [RecordedChange] { uses(of: use.digest).filter { $0.planUse == use } }

    /// The uses of all parts of the plan file with this digest, the newest first.
    package func uses(of digest: String) -> [RecordedChange] {
        read().filter { $0.planUse?.digest == digest && $0.mayBeMade }
    }

    private func add(_ line: JSONValue, isSynchronized: Bool) async throws(PrivateFileError) {
        try await add([line], isSynchronized: isSynchronized)
    }

    private func add(_ lines: [JSONValue], isSynchronized: Bool) async throws(PrivateFileError) {
        var file = AppendedFile(file)
        let text = Data(lines.map { JSONWriter.write($0) }.joined(separator: [0x0A]))
        try await file.append(text, month: Month(now()), isSynchronized: isSynchronized)
        if let mode = file.narrowedMode {
            onError(
                "Other users could read the audit log (mode 0\(String(mode, radix: 8))); now only you can. "
                    + "Check who had access to \(file.path).")
        }
    }

    // MARK: Reading

    /// All changes, the newest first.
    package func read() -> [RecordedChange] {
        var reader = reader
        var changes: [RecordedChange] = []
        while let batch = reader.next() { changes += batch }
        return changes
    }

    /// The change with this id; nil when there is none.
    package func change(_ id: String) -> RecordedChange? {
        var reader = reader
        while let batch = reader.next() {
            if let change = batch.first(where: { $0.id == id }) { return change }
        }
        return nil
    }

    /// Hands on all changes, the newest first, as they are read.
    package func forEachBatch(_ take: ([RecordedChange]) async -> Void) async {
        var reader = reader
        while !Task.isCancelled, let batch = reader.next() { await take(batch) }
    }

    var reader: AuditReader { AuditReader(file, isUnderWay: isUnderWay) }

    /// The changes whose outcome nobody has recorded and nobody has looked at, of those that were begun last.
    package func abandoned(on server: ServerAddress) -> [RecordedChange] {
        var reader = reader
        var newest: [RecordedChange] = []
        while newest.count < Self.lookedThrough, let batch = reader.next() { newest += batch }
        return newest.filter { $0.isAbandoned && $0.found.isEmpty && $0.server == server.description }
    }

    /// The changes on a server that were begun since a time, at most so many, the newest first.
    package func newest(on server: ServerAddress, since time: Date = .distantPast, limit: Int) -> [RecordedChange] {
        var reader = reader
        var newest: [RecordedChange] = []
        var looked = 0
        while newest.count < limit, looked < Self.lookedThrough, let batch = reader.next() {
            looked += batch.count
            newest += batch.filter { $0.server == server.description && ($0.time.map { $0.date >= time } ?? false) }
            if let oldest = batch.last?.time, oldest.date < time { break }
        }
        return Array(newest.prefix(limit))
    }

    /// Changes of the end of the log that are looked through at the start.
    private static let lookedThrough = 1000

    /// No request lasts longer, so the program that sent it does not wait any more.
    private static let longest = Duration.seconds(15 * 60)

    private func isUnderWay(_ id: String, _ process: Int32, _ begun: Timestamp?) -> Bool {
        if process == getpid() { return underWay.contains(id) }
        guard process > 0, let begun,
            now().timeIntervalSince(begun.date) < TimeInterval(Self.longest.components.seconds)
        else { return false }
        return kill(process, 0) == 0 || errno == EPERM
    }
}
