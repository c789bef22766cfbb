package import Foundation

/// The record of every change sent from this machine: a file that only grows, one JSON object a line, readable by its
/// owner alone.
package struct AuditLog: Sendable {
    package let file: URL
    private let profile: String
    private let complain: @Sendable (String) -> Void

    /// - Parameters:
    ///   - profile: How the user calls the server.
    ///   - complain: Is told when the file cannot be written: the change has been made all the same.
    package init(file: URL, profile: String, complain: @escaping @Sendable (String) -> Void) {
        self.file = file
        self.profile = profile
        self.complain = complain
    }

    /// Takes an entry. This is what `APIClient` gets as its auditor.
    package func add(_ entry: AuditEntry) {
        do throws(PrivateFileError) {
            try PrivateFile.append(line: JSONWriter.write(entry.json(profile: profile)), to: file)
        } catch {
            complain("The change was made, but not recorded in the audit log: \(error)")
        }
    }

    /// All entries, the newest first. A line that is damaged stands as an entry that says so: whoever looks for a
    /// change must know that one is missing.
    package func read() -> [JSONValue] {
        guard let data = try? Data(contentsOf: file) else { return [] }
        return data.split(separator: 0x0A).enumerated().reversed().map { index, line in
            if let entry = try? JSONReader.read(Data(line)), entry.object != nil { return entry }
            let title = "Line \(index + 1) of the audit log is malformed"
            return ["id": .string("line \(index + 1)"), "title": .string(title), "outcome": "damaged"]
        }
    }
}

/// A change that was sent: what, where, by whom, and what became of it. Secrets are masked.
package struct AuditEntry: Sendable, Identifiable {
    package let id: UUID
    package let time: Date
    /// What was meant, as in `Deactivate bea@acme.example`.
    package let title: String
    package let server: ServerAddress
    /// The user the token belongs to, when that is known.
    package let account: String?
    package let danger: Danger
    /// Method and path.
    package let request: String
    /// What changed in the record, a line each; empty where that is not known.
    package let changes: [String]
    /// The outcome of what the server did.
    static let done = "done"

    /// `done`, or why not.
    package let outcome: String
    /// Why it was made, when somebody said so.
    package let reason: String?
    /// The request that puts it back; nil when none can.
    package let undo: String?
    /// All that is needed to put it back later.
    let recordedUndo: RecordedUndo?

    init(_ plan: RequestPlan, account: String?, reason: String? = nil, outcome: String) {
        id = UUID()
        time = Date()
        title = plan.title
        server = plan.target.server
        self.account = account
        danger = plan.danger
        request = plan.call.line
        changes = plan.diff?.lines.map { "\($0.sign.rawValue) \($0.text)" } ?? []
        self.outcome = Redactor.text(outcome)
        self.reason = reason
        undo = plan.inverse?.line
        recordedUndo = outcome == Self.done ? RecordedUndo(plan) : nil
    }

    /// One object, for a line of the log. `profile` is how the user calls the server.
    package func json(profile: String) -> JSONValue {
        .object(
            JSONObject([
                ("id", .string(id.uuidString)), ("time", .string(Timestamp(time).description)),
                ("profile", .string(profile)), ("server", .string(server.description)),
                ("account", account.map(JSONValue.string) ?? .null), ("person", .string(NSUserName())),
                ("title", .string(title)), ("danger", .string(danger.letter)), ("request", .string(request)),
                ("changes", .array(changes.map(JSONValue.string))), ("outcome", .string(outcome)),
                ("reason", reason.map(JSONValue.string) ?? .null), ("undo", undo.map(JSONValue.string) ?? .null),
                (RecordedUndo.member, recordedUndo?.json ?? .null),
            ]))
    }
}
