import Foundation
import SisenseClient

/// Letters this server would send. It reaches no mail server, so they go where the person who runs it can read them:
/// as files in the data folder, or to the report.
struct Outbox {
    private let folder: URL?
    private let report: @Sendable (String) -> Void

    init(folder: URL?, report: @escaping @Sendable (String) -> Void) {
        self.folder = folder?.appendingPathComponent("outbox")
        self.report = report
    }

    func deliver(_ letters: [Database.Change]) {
        for change in letters {
            guard let letter = change.record else { continue }
            let text = "To: \(letter.text("to"))\nSubject: \(letter.text("subject"))\n\n\(letter.text("text"))\n"
            guard let folder else {
                report("Mail to \(letter.text("to")): \(letter.text("subject")). \(letter.text("text"))")
                continue
            }
            do {
                try FileManager.default.createDirectory(
                    at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
                let path = folder.appendingPathComponent("\(change.id).txt").path
                let file = try File(path, emptied: true)
                defer { file.close() }
                try file.append(Array(text.utf8))
            } catch {
                report("A letter to \(letter.text("to")) could not be written to \(folder.path).")
            }
        }
    }
}

extension Database {
    /// Puts a letter into the outbox.
    mutating func mail(to address: String, subject: String, text: String, _ call: Call) {
        let letter = JSONObject([
            ("to", .string(address)), ("subject", .string(subject)), ("text", .string(text)),
            ("created", call.timestamp),
        ])
        put(letter, id: ObjectID.make(call.now), in: .outbox)
    }
}
