import Foundation
import SisenseClient

/// Mails this server would send. It reaches no mail server, so they go where the person who runs it can read them:
/// as files in the data folder, or to the report.
struct Outbox {
    private let folder: URL?
    private let report: @Sendable (String) -> Void

    init(folder: URL?, report: @escaping @Sendable (String) -> Void) {
        self.folder = folder?.appendingPathComponent("outbox")
        self.report = report
    }

    /// Puts mails on the disk, before any answer says that they were sent. Without a folder there is nothing to do.
    func keep(_ mails: [Database.Change]) throws(File.Failure) {
        guard let folder, !mails.isEmpty else { return }
        // That it is there already is no failure, and any other shows itself in the next call.
        try? FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        for mail in mails {
            let file = try File(path(mail, in: folder), emptied: true)
            try file.append(Array(text(mail).utf8))
            try file.synchronize()
        }
        try File.synchronize(folder: folder.path)
    }

    /// Takes mails back that belong to changes which were taken back.
    func withdraw(_ mails: [Database.Change]) {
        guard let folder else { return }
        for mail in mails { try? FileManager.default.removeItem(atPath: path(mail, in: folder)) }
    }

    /// Without a folder, reports what the mails say.
    func announce(_ mails: [Database.Change]) {
        guard folder == nil else { return }
        for mail in mails.compactMap(\.record) {
            report("Mail to \(mail.text("to")): \(mail.text("subject")). \(mail.text("text"))")
        }
    }

    private func path(_ mail: Database.Change, in folder: URL) -> String {
        folder.appendingPathComponent("\(mail.id).txt").path
    }

    private func text(_ change: Database.Change) -> String {
        let mail = change.record ?? JSONObject()
        return "To: \(mail.text("to"))\nSubject: \(mail.text("subject"))\n\n\(mail.text("text"))\n"
    }
}

/// A letter with a token that opens one account once.
enum AccountLetter: String {
    case activation
    case reset

    fileprivate var subject: String { self == .reset ? "Reset your password" : "Activate your account" }
    fileprivate var path: String { self == .reset ? "reset_password" : "activate" }
}

extension Database {
    /// Makes a token for a user and mails it. A later letter makes the token of an earlier one useless.
    mutating func sendLetter(_ kind: AccountLetter, to user: JSONObject, _ call: Call) {
        let id = user.text("_id")
        revokeTokens(of: id, kind: kind.rawValue)
        let token = issueToken(user: id, kind: kind.rawValue, now: call.now)
        mail(
            to: user.text("email"), subject: kind.subject,
            text: "Your token: \(token)\nPOST it with the new password to /api/v1/account/\(kind.path)/{token}", call)
    }

    /// Puts a mail into the outbox.
    mutating func mail(to address: String, subject: String, text: String, _ call: Call) {
        let mail = JSONObject([
            ("to", .string(address)), ("subject", .string(subject)), ("text", .string(text)),
            ("created", call.timestamp),
        ])
        put(mail, id: ObjectID.make(call.now), in: .outbox)
    }
}
