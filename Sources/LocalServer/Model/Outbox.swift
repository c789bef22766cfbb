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

    /// Puts letters on the disk, before anybody is told that they were sent. Without a folder there is nothing to do.
    func keep(_ letters: [Database.Change]) throws(File.Failure) {
        guard let folder, !letters.isEmpty else { return }
        // That it is there already is no failure, and any other shows itself in the next call.
        try? FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        for letter in letters {
            let file = try File(path(letter, in: folder), emptied: true)
            defer { file.close() }
            try file.append(Array(text(letter).utf8))
            try file.synchronize()
        }
        try File.synchronize(folder: folder.path)
    }

    /// Takes letters back that belong to changes which were taken back.
    func withdraw(_ letters: [Database.Change]) {
        guard let folder else { return }
        for letter in letters { try? FileManager.default.removeItem(atPath: path(letter, in: folder)) }
    }

    /// Without a folder, tells what the letters say.
    func tell(_ letters: [Database.Change]) {
        guard folder == nil else { return }
        for letter in letters.compactMap(\.record) {
            report("Mail to \(letter.text("to")): \(letter.text("subject")). \(letter.text("text"))")
        }
    }

    private func path(_ letter: Database.Change, in folder: URL) -> String {
        folder.appendingPathComponent("\(letter.id).txt").path
    }

    private func text(_ change: Database.Change) -> String {
        let letter = change.record ?? JSONObject()
        return "To: \(letter.text("to"))\nSubject: \(letter.text("subject"))\n\n\(letter.text("text"))\n"
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
