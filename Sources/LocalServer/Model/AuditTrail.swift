import Foundation
import SisenseClient

/// The record of who changed what: a file a day, in the folder `audit` of the data folder. Without one, only how long
/// the files would be is known.
///
/// It records changes and is not one of them: its lines go to the system when the changes are on the disk, and a
/// power cut may take the last of them.
final class AuditTrail {
    private let folder: String?
    private let report: @Sendable (String) -> Void
    private var names: Set<String> = []
    /// Lines of the round that is not settled yet.
    private var pending: [(name: String, line: [UInt8])] = []

    init(folder data: URL?, report: @escaping @Sendable (String) -> Void) {
        folder = data?.appendingPathComponent("audit").path
        self.report = report
        guard let folder else { return }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            names.insert(name)
        }
    }

    /// The files there are, as `GET /api/v2/audit/files` lists them.
    var files: [JSONObject] {
        names.sorted().map { name in
            JSONObject([
                ("file", .string(name)), ("filePath", .string("\(folder ?? "")/\(name)")), ("valid", true),
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
        for (name, _) in pending { names.insert(name) }
        guard let folder else { return }
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            for (name, entries) in Dictionary(grouping: pending, by: \.name) {
                let file = try File("\(folder)/\(name)")
                defer { file.close() }
                try file.append(Array(entries.map(\.line).joined()))
            }
        } catch {
            report("The audit in \(folder) could not be written: \((error as? File.Failure)?.reason ?? "\(error)")")
        }
    }
}
