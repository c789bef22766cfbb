import Foundation
import Glibc

/// The lines of the audit log, whose form no other type knows: one JSON object a line.
///
/// A change is an object with an `id`, written before it is sent. Objects with `of` add to the change of that id: its
/// `outcome` once that is known, or `found`, what its record showed later. Logs of versions before hold one object a
/// change, with its outcome in it.
enum AuditFormat {
    /// The member of an entry that is the use of a plan file.
    static let planUse = "planDigest"

    /// The line for a change that is about to be sent. `profile` is the user's name for the server.
    static func line(_ entry: AuditEntry, profile: String, process: Int32 = getpid()) -> JSONValue {
        // The person is who applies a plan file; its maker may be another.
        var source: [(String, JSONValue)] =
            entry.source.map { [("planFile", .string($0.id)), ("plannedBy", .string(Redactor.text($0.maker)))] } ?? []
        if let approver = entry.source?.approver { source.append(("approvedBy", .string(Redactor.text(approver)))) }
        if let use = entry.planUse { source.append((planUse, .string(use.text))) }
        if !entry.records.isEmpty { source.append(("records", .array(entry.records.map(JSONValue.string)))) }
        return .object(
            JSONObject(
                [
                    ("id", .string(entry.id.uuidString)), ("time", .string(Timestamp(entry.time).description)),
                    ("profile", .string(profile)), ("server", .string(entry.server.description)),
                    ("account", entry.account.map(JSONValue.string) ?? .null), ("person", .string(NSUserName())),
                    ("title", .string(entry.title)), ("danger", entry.danger.map { .string($0.letter) } ?? .null),
                    ("request", .string(entry.request)), ("changes", .array(entry.changes.map(JSONValue.string))),
                    ("reason", entry.reason.map(JSONValue.string) ?? .null),
                    ("undo", entry.undo.map(JSONValue.string) ?? .null),
                    (RecordedUndo.member, entry.recordedUndo?.json ?? .null),
                    ("run", entry.run?.json ?? .null),
                    ("process", .number(JSONNumber(Int(process)))),
                ] + source))
    }

    /// The line for the outcome of a change.
    static func line(_ outcome: ChangeOutcome, of id: String, time: Date) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("of", .string(id)), ("time", .string(Timestamp(time).description)),
            ("outcome", .string(outcome.word.rawValue)), ("explanation", .string(outcome.explanation)),
        ]
        if let undo = outcome.undo {
            members.append(("undo", undo.request.map(JSONValue.string) ?? .null))
            members.append((RecordedUndo.member, undo.json))
        }
        return .object(JSONObject(members))
    }

    /// The line for what the record of a change showed when it was read again.
    static func line(finding: String, of id: String, time: Date) -> JSONValue {
        [
            "of": .string(id), "time": .string(Timestamp(time).description),
            "found": .string(Redactor.text(finding)),
        ]
    }
}

/// Puts the lines of an audit log together to changes, the newest first. The outcome of a change stands behind it, so
/// lines are taken from the last to the first.
struct AuditAssembly {
    /// The content of later lines about a change.
    private struct Addition {
        var outcome: JSONValue?
        var found: String?
    }

    private var additions: [String: Addition] = [:]
    /// True for a change that is being sent at this moment.
    private let isUnderWay: (_ id: String, _ process: Int32, _ begun: Timestamp?) -> Bool

    init(isUnderWay: @escaping (_ id: String, _ process: Int32, _ begun: Timestamp?) -> Bool) {
        self.isUnderWay = isUnderWay
    }

    /// The change that begins with a line; nil for a line that only adds to one.
    /// - Parameter name: The name of a line that is malformed, as in `Line 3 of audit.jsonl`.
    mutating func take(_ line: Data, name: @autoclosure () -> String) -> RecordedChange? {
        guard let json = try? JSONReader.read(line), json.object != nil else {
            return RecordedChange(malformed: name())
        }
        if let id = json["of"]?.string {
            // The last finding counts, and it comes first.
            if let found = json["found"]?.string, additions[id]?.found == nil {
                additions[id, default: Addition()].found = found
            }
            if json["outcome"]?.string != nil, additions[id]?.outcome == nil {
                additions[id, default: Addition()].outcome = json
            }
            return nil
        }
        let id = json["id"]?.string ?? ""
        let addition = additions.removeValue(forKey: id)
        return RecordedChange(
            json, outcome: addition?.outcome, found: addition?.found,
            isUnderWay: isUnderWay(
                id, Int32(truncatingIfNeeded: json["process"]?.integer ?? 0),
                json["time"]?.string.flatMap(Timestamp.init)))
    }
}
