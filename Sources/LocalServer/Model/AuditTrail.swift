import Foundation
import Glibc
import SisenseClient

/// The record of who changed what: a file a day, in the folder `audit` of the data folder. Without one nothing is
/// written, and only the names that the files would have are known.
///
/// It records changes and is not one of them: its lines go to the system when the changes are on the disk, and a
/// power cut may take the last of them.
final class AuditTrail {
    private let folder: String?
    private let report: @Sendable (String) -> Void
    /// The files there are, each as it was found at the start or left by the last line.
    private var stamps: [String: Stamp] = [:]
    /// Lines of the round that is not settled yet.
    private var pending: [(name: String, line: [UInt8])] = []

    init(folder data: URL?, report: @escaping @Sendable (String) -> Void) {
        folder = data?.appendingPathComponent("audit").path
        self.report = report
        guard let folder else { return }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            stamps[name] = Stamp(of: "\(folder)/\(name)")
        }
    }

    /// What changes in a file when somebody else writes to it.
    private struct Stamp: Equatable {
        var size = 0
        var seconds = 0
        var nanoseconds = 0

        /// That of a file which is not written.
        init() {}

        init(of path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return }
            (size, seconds) = (Int(status.st_size), status.st_mtim.tv_sec)
            nanoseconds = status.st_mtim.tv_nsec
        }
    }

    /// The files there are, as `GET /api/v2/audit/files` lists them. One that somebody else has written to or removed
    /// since is not valid.
    var files: [JSONObject] {
        stamps.sorted { $0.key < $1.key }.map { name, stamp in
            let path = folder.map { "\($0)/\(name)" }
            let isValid = path.map { Stamp(of: $0) == stamp } ?? true
            return JSONObject([
                ("file", .string(name)), ("filePath", .string(path ?? name)), ("valid", .bool(isValid)),
            ])
        }
    }

    /// Writes a line about a change that was answered.
    func note(_ call: Call, status: Int) {
        let time = Timestamp(call.now).description
        // Tokens stand in some paths.
        let values = call.values.filter { $0.key != "token" }.sorted { $0.key < $1.key }
        let entry = JSONObject([
            ("time", .string(time)), ("user", call.caller.map { .string($0.id) } ?? .null),
            ("operation", .string(call.operation.id.description)),
            ("values", .object(JSONObject(values.map { ($0.key, .string($0.value)) }))), ("status", .count(status)),
        ])
        pending.append(("audit-\(time.prefix(10)).jsonl", JSONWriter.bytes(.object(entry)) + [10]))
    }

    /// Forgets the lines of a round that was taken back.
    func drop() { pending.removeAll() }

    /// Writes down the lines of a round.
    func keep() {
        guard !pending.isEmpty else { return }
        defer { pending.removeAll() }
        guard let folder else {
            for (name, _) in pending { stamps[name] = Stamp() }
            return
        }
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            for (name, entries) in Dictionary(grouping: pending, by: \.name) {
                let file = try File("\(folder)/\(name)")
                let path = "\(folder)/\(name)"
                let isIntact = stamps[name].map { $0 == Stamp(of: path) } ?? true
                try file.append(Array(entries.map(\.line).joined()))
                // A file that is not valid stays so, whatever is written behind it.
                if isIntact { stamps[name] = Stamp(of: path) }
            }
        } catch {
            report("The audit in \(folder) could not be written: \((error as? File.Failure)?.reason ?? "\(error)")")
        }
    }
}
