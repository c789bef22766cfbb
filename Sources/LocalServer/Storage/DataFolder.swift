import Foundation
import SisenseClient

/// A database on disk: a snapshot of everything, and a journal of what changed since.
///
/// A change is answered only when its line of the journal is on the disk. A new snapshot is written beside the old
/// one, with an empty journal of its own, and then replaces the old in one rename; the snapshot names its
/// journal, so the two always fit, whenever the process dies.
final class DataFolder {
    /// A journal is folded into a snapshot when it is longer than this and than the snapshot.
    private static let journalLimit = 8 << 20

    private let folder: String
    private let lock: File
    private let report: @Sendable (String) -> Void
    private var journal: File?
    private var journalName = ""
    private var journalLength = 0
    /// True when bytes of a change that failed may stand at the end of the journal.
    private var isTorn = false
    /// True when the folder may still name the snapshot before the last on the disk.
    private var isRenaming = false
    /// The length of the journal, in bytes, for the next attempt to fold it.
    private var foldLength = 0
    private var snapshotLength = 0

    /// Takes the folder for this process alone, and makes it when it is missing.
    init(_ url: URL, report: @escaping @Sendable (String) -> Void) throws(LocalServerError) {
        folder = url.path
        self.report = report
        do {
            try FileManager.default.createDirectory(
                at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .dataFolder(path: url.path, reason: error.localizedDescription)
        }
        do throws(FolderCheck.Refusal) {
            try FolderCheck.run(url.path)
        } catch {
            throw .dataFolder(path: url.path, reason: error.reason)
        }
        do throws(File.Failure) {
            lock = try File("\(url.path)/lock")
        } catch {
            throw .dataFolder(path: url.path, reason: error.reason)
        }
        guard lock.lock() else { throw .inUse(path: url.path) }
    }

    deinit { lock.unlock() }

    /// The content of the folder. An empty folder gets `initial` first.
    func open(initial: () -> Database) throws(LocalServerError) -> Database {
        guard FileManager.default.fileExists(atPath: snapshotPath) else {
            // An empty journal is what a first start leaves that was cut off before its snapshot was whole.
            guard !hasJournals else { throw .damaged(path: folder, reason: "there is a journal but no snapshot") }
            let database = initial()
            try attempt { () throws(File.Failure) in try writeSnapshot(of: database, generation: 1) }
            return database
        }
        var database = try readSnapshot()
        try replayJournal(into: &database)
        removeStrays()
        return database
    }

    // MARK: Writing

    /// Puts changes on the disk, all or none. - Throws: `File.Failure`; the journal is as it was then.
    func append(_ changes: [Database.Change]) throws(File.Failure) {
        guard let journal else { return }
        if isTorn { try cutTornLine(of: journal) }
        if isRenaming { try finishRenaming() }
        let line = RecordLine.encode(.array(changes.map(RecordLine.json)))
        isTorn = true
        do throws(File.Failure) {
            try journal.append(line)
            try journal.synchronize()
        } catch {
            // If this fails as well, the next change tries again before it writes anything.
            try? cutTornLine(of: journal)
            throw error
        }
        isTorn = false
        journalLength += line.count
    }

    private func cutTornLine(of journal: File) throws(File.Failure) {
        try journal.cut(to: journalLength)
        try journal.synchronize()
        isTorn = false
    }

    /// Folds a long journal into a new snapshot. A failure leaves the old pair in use and is only reported.
    func compact(_ database: Database) {
        guard journalLength > max(Self.journalLimit, snapshotLength, foldLength) else { return }
        do throws(File.Failure) {
            try writeSnapshot(of: database, generation: (Int(journalName.dropFirst(8)) ?? 0) + 1)
        } catch {
            foldLength = 2 * journalLength
            report("The journal in \(folder) could not be folded: \(error.reason)")
        }
    }

    private func writeSnapshot(of database: Database, generation: Int) throws(File.Failure) {
        let name = "journal-\(generation)"
        let fresh = try File("\(folder)/\(name)", emptied: true)
        let length: Int
        do throws(File.Failure) {
            length = try Snapshot.write(database, journal: name, to: "\(snapshotPath).new")
            try File.rename("\(snapshotPath).new", to: snapshotPath)
        } catch {
            removeStrays()
            throw error
        }
        // From here on the snapshot names the new journal, so that is the one to write to.
        (journal, journalName, journalLength, snapshotLength) = (fresh, name, 0, length)
        isTorn = false
        isRenaming = true
        try finishRenaming()
    }

    /// Nothing may be added to the new journal before the new snapshot is known to be there after a power cut.
    private func finishRenaming() throws(File.Failure) {
        try File.synchronize(folder: folder)
        isRenaming = false
        removeStrays()
    }

    private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] }

    private var hasJournals: Bool {
        names.contains { name in
            let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
            return name.hasPrefix("journal-") && attributes?[.size] as? Int != 0
        }
    }

    private func removeStrays() {
        for name in names where name.hasPrefix("journal-") && name != journalName || name == "snapshot.new" {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }

    // MARK: Reading

    private var snapshotPath: String { "\(folder)/snapshot" }

    private func readSnapshot() throws(LocalServerError) -> Database {
        let snapshot = Snapshot(try map("snapshot"))
        let database: Database
        do throws(Snapshot.Damage) {
            (database, journalName) = try snapshot.read()
        } catch {
            throw damaged("snapshot", error.reason)
        }
        snapshotLength = snapshot.length
        return database
    }

    /// A line at the end that was never finished was never answered either; it is set aside. A bad line before others
    /// is damage.
    private func replayJournal(into database: inout Database) throws(LocalServerError) {
        guard FileManager.default.fileExists(atPath: "\(folder)/\(journalName)") else {
            throw damaged("snapshot", "its changes are in \(journalName), which is missing")
        }
        let content = try map(journalName)
        let (lines, length) = (content.lines, content.bytes.count)
        var good = 0
        for line in lines {
            guard line.upperBound < length,
                let changes = RecordLine.decode(content[line])?.array?.map(RecordLine.change),
                !changes.contains(where: { $0 == nil })
            else { break }
            changes.compactMap { $0 }.forEach { database.replay($0) }
            good = line.upperBound + 1
        }
        let rest = lines.drop { $0.lowerBound < good }.dropFirst()
        guard !rest.contains(where: { RecordLine.decode(content[$0]) != nil }) else {
            throw damaged(journalName, "a line at byte \(good) is not what was written, and others follow it")
        }
        try attempt { () throws(File.Failure) in
            let file = try File("\(folder)/\(journalName)")
            if good < length {
                let name = try setAside(content.bytes[good...])
                try file.cut(to: good)
                try file.synchronize()
                report(
                    "\(folder)/\(journalName): the last \(length - good) bytes were never finished. "
                        + "They are set aside as \(name).")
            }
            journal = file
        }
        journalLength = good
    }

    /// Keeps the end of a journal that is cut off: it may be all that is left of what somebody looks for.
    /// - Returns: The name of its file.
    private func setAside(_ bytes: Slice<UnsafeRawBufferPointer>) throws(File.Failure) -> String {
        let taken = Set(names)
        let name = (1...).lazy.map { "torn-\($0)" }.first { !taken.contains($0) } ?? "torn"
        let file = try File("\(folder)/\(name)", emptied: true)
        try file.append(Array(bytes))
        try file.synchronize()
        try File.synchronize(folder: folder)
        return name
    }

    private func map(_ name: String) throws(LocalServerError) -> MappedFile {
        do throws(File.Failure) {
            return try MappedFile("\(folder)/\(name)")
        } catch {
            throw .dataFolder(path: "\(folder)/\(name)", reason: error.reason)
        }
    }

    private func damaged(_ name: String, _ reason: String) -> LocalServerError {
        .damaged(path: "\(folder)/\(name)", reason: reason)
    }

    private func attempt(_ body: () throws(File.Failure) -> Void) throws(LocalServerError) {
        do throws(File.Failure) {
            try body()
        } catch {
            throw .dataFolder(path: folder, reason: error.reason)
        }
    }
}
