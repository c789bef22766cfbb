import Foundation
import SisenseClient

/// A database on disk: a snapshot of everything, and a journal of what changed since.
///
/// A change is answered only when its line of the journal is on the disk. A new snapshot is written beside the old
/// one, with an empty journal of its own, and then takes the place of the old in one rename; the snapshot names its
/// journal, so the two always fit, whenever the process dies.
final class DataFolder {
    private static let format = 1
    /// A journal is folded into a snapshot when it is longer than this and than the snapshot.
    private static let journalLimit = 8 << 20

    private let folder: String
    private let lock: File
    private let report: @Sendable (String) -> Void
    private var journal: File?
    private var journalName = ""
    private var journalLength = 0
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
        do throws(File.Failure) {
            lock = try File("\(url.path)/lock")
        } catch {
            throw .dataFolder(path: url.path, reason: error.reason)
        }
        guard lock.lock() else {
            lock.close()
            throw .inUse(path: url.path)
        }
    }

    deinit {
        journal?.close()
        lock.close()
    }

    /// What the folder holds. An empty folder gets `initial` first.
    func open(initial: () -> Database) throws(LocalServerError) -> Database {
        guard FileManager.default.fileExists(atPath: snapshotPath) else {
            let strays = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.filter {
                $0.hasPrefix("journal-")
            }
            guard strays?.isEmpty ?? true else {
                throw .damaged(path: folder, reason: "there is a journal but no snapshot")
            }
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
        let line = RecordLine.encode(.array(changes.map(RecordLine.json)))
        do throws(File.Failure) {
            try journal.append(line)
            try journal.synchronize()
        } catch {
            try journal.cut(to: journalLength)
            throw error
        }
        journalLength += line.count
    }

    /// Folds a long journal into a new snapshot. A failure leaves the old pair in use and is only reported.
    func compact(_ database: Database) {
        guard journalLength > max(Self.journalLimit, snapshotLength) else { return }
        do throws(File.Failure) {
            try writeSnapshot(of: database, generation: (Int(journalName.dropFirst(8)) ?? 0) + 1)
        } catch {
            report("The journal in \(folder) could not be folded: \(error.reason)")
        }
    }

    private func writeSnapshot(of database: Database, generation: Int) throws(File.Failure) {
        let name = "journal-\(generation)"
        let fresh = try File("\(folder)/\(name)", emptied: true)
        let draft = "\(snapshotPath).new"
        let file = try File(draft, emptied: true)
        defer { file.close() }
        var buffer = RecordLine.encode(["format": .count(Self.format), "journal": .string(name)])
        var (length, records) = (0, 0)
        for table in Database.Name.allCases {
            let content = database[table]
            for slot in content.slots {
                let change = Database.Change(table: table, id: content.id(in: slot), record: content[slot: slot])
                buffer += RecordLine.encode(RecordLine.json(change))
                records += 1
                guard buffer.count > 1 << 20 else { continue }
                try file.append(buffer)
                length += buffer.count
                buffer.removeAll(keepingCapacity: true)
            }
        }
        buffer += RecordLine.encode(["records": .count(records)])
        try file.append(buffer)
        try file.synchronize()
        try File.replace(snapshotPath, with: draft, in: folder)
        journal?.close()
        (journal, journalName, journalLength, snapshotLength) = (fresh, name, 0, length + buffer.count)
        removeStrays()
    }

    private func removeStrays() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasPrefix("journal-") && name != journalName || name == "snapshot.new" {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }

    // MARK: Reading

    private var snapshotPath: String { "\(folder)/snapshot" }

    private func readSnapshot() throws(LocalServerError) -> Database {
        let data = try contents("snapshot")
        snapshotLength = data.count
        var lines = data.split(separator: 10)
        guard let last = lines.popLast().flatMap(RecordLine.decode), last["records"]?.integer == lines.count - 1,
            let first = lines.first.flatMap(RecordLine.decode)
        else { throw damaged("snapshot", "it is not complete") }
        guard first["format"]?.integer == Self.format, let name = first["journal"]?.string, name.hasPrefix("journal-"),
            !name.contains("/")
        else { throw damaged("snapshot", "another version of the program wrote it") }
        journalName = name
        var database = Database()
        for (number, line) in lines.dropFirst().enumerated() {
            guard let change = RecordLine.decode(line).flatMap(RecordLine.change) else {
                throw damaged("snapshot", "line \(number + 2) is not what was written")
            }
            database.replay(change)
        }
        return database
    }

    /// A line at the end that was never finished was never answered either; it is cut off. A bad line before others
    /// is damage.
    private func replayJournal(into database: inout Database) throws(LocalServerError) {
        let data =
            FileManager.default.fileExists(atPath: "\(folder)/\(journalName)") ? try contents(journalName) : []
        var good = 0
        for line in data.split(separator: 10, omittingEmptySubsequences: false) {
            let end = good + line.count
            guard end < data.count, let changes = RecordLine.decode(line)?.array?.map(RecordLine.change),
                !changes.contains(where: { $0 == nil })
            else { break }
            changes.compactMap { $0 }.forEach { database.replay($0) }
            good = end + 1
        }
        let rest = data.dropFirst(good).split(separator: 10).dropFirst()
        guard !rest.contains(where: { RecordLine.decode($0) != nil }) else {
            throw damaged(journalName, "a line at byte \(good) is not what was written, and others follow it")
        }
        try attempt { () throws(File.Failure) in
            let file = try File("\(folder)/\(journalName)")
            if good < data.count {
                try file.cut(to: good)
                try file.synchronize()
                report(
                    "\(folder)/\(journalName): the last \(data.count - good) bytes were never finished and are cut off."
                )
            }
            journal = file
        }
        journalLength = good
    }

    private func contents(_ name: String) throws(LocalServerError) -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
        } catch {
            throw .dataFolder(path: "\(folder)/\(name)", reason: error.localizedDescription)
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
