/// A change as the audit log has it, with what became of it.
package struct RecordedChange: Sendable, Equatable, Identifiable {
    package let id: String
    /// The outcome: a word of `ChangeOutcome`, `sending`, `damaged`, or `failed` in a log of a version before.
    package let outcome: String
    /// The reason for it, in a sentence; empty where there is nothing to say.
    package let explanation: String
    /// The finding when its record was read again; empty when it was not.
    package let found: String
    /// True when it was sent and nobody has recorded what became of it: the program that sent it has ended.
    package let isAbandoned: Bool
    /// All that is known of it, in one object.
    package let json: JSONValue

    /// - Parameters:
    ///   - json: The object that was written before the change was sent, or all of it in a log of a version before.
    ///   - outcome: The object that was added once the outcome was known.
    ///   - found: The finding of a later look at its record.
    ///   - isUnderWay: True while the program that sent it still waits for the answer.
    init(_ json: JSONValue, outcome: JSONValue? = nil, found: String? = nil, isUnderWay: Bool = false) {
        id = json["id"]?.string ?? ""
        self.found = found ?? ""
        let word = outcome?["outcome"]?.string
        let old = json["outcome"]?.string
        isAbandoned = word == nil && old == nil && !isUnderWay
        switch (word, old) {
        case (let word?, _): (self.outcome, explanation) = (word, outcome?["explanation"]?.string ?? "")
        case (nil, let old?): (self.outcome, explanation) = Self.outcome(ofOld: old)
        case (nil, nil) where isUnderWay: (self.outcome, explanation) = ("sending", "")
        case (nil, nil): (self.outcome, explanation) = (ChangeOutcome.Word.notKnown.rawValue, Self.abandoned)
        }
        self.json = Self.joined(
            json, outcome: self.outcome, explanation, ended: outcome?["time"]?.string, found: self.found,
            undo: outcome)
    }

    /// A line that is no entry stands as one that says so: whoever looks for a change must know that one is missing.
    init(malformed name: String) {
        (id, outcome, explanation, found, isAbandoned) = (name, "damaged", "", "", false)
        json = ["id": .string(name), "title": .string("\(name) is malformed"), "outcome": "damaged"]
    }

    private static let abandoned = "The program ended before the answer came."

    /// Versions before kept `done`, or the message of the error.
    private static func outcome(ofOld text: String) -> (String, String) {
        if ChangeOutcome.Word(rawValue: text) != nil { return (text, "") }
        let isUnknown = text.contains("outcome is not known") || text.contains("outcome of the change is not known")
        return (isUnknown ? ChangeOutcome.Word.notKnown.rawValue : "failed", text)
    }

    private static func joined(
        _ json: JSONValue, outcome: String, _ explanation: String, ended: String?, found: String, undo: JSONValue?
    ) -> JSONValue {
        var members = (json.object?.members ?? []).filter { $0.key != "outcome" && $0.key != "process" }
            .map { ($0.key, undoMembers.contains($0.key) ? undo?[$0.key] ?? $0.value : $0.value) }
        members.append(("outcome", .string(outcome)))
        if !explanation.isEmpty { members.append(("explanation", .string(explanation))) }
        if let ended { members.append(("ended", .string(ended))) }
        if !found.isEmpty { members.append(("found", .string(found))) }
        return .object(JSONObject(members))
    }

    /// The members that the outcome may know better than what was written before the change was sent.
    private static let undoMembers = ["undo", RecordedUndo.member]

    // MARK: The change

    /// The changes it was sent with; nil for one by itself.
    package var run: ChangeRun? { ChangeRun(json["run"]) }

    package var time: Timestamp? { text("time").flatMap(Timestamp.init) }
    /// The intended change, as in `Deactivate bea@acme.example`.
    package var title: String { text("title") ?? "A change" }
    package var server: String? { text("server") }
    /// The user's name for the server.
    package var profile: String { text("profile") ?? "" }
    package var account: String { text("account") ?? "" }
    /// The name of the user on this machine.
    package var person: String { text("person") ?? "" }
    package var reason: String { text("reason") ?? "" }
    /// The id of the plan file it comes from; empty for one planned where it was sent.
    package var planFile: String { text("planFile") ?? "" }
    /// The person who made that file; empty when there is none.
    package var plannedBy: String { text("plannedBy") ?? "" }
    /// The digest of the plan file whose use it is; empty for a change.
    package var planDigest: String { text("planDigest") ?? "" }
    /// Method and path.
    package var request: String { text("request") ?? "" }
    /// The request that reverts it; empty when none can.
    package var undo: String { text("undo") ?? "" }
    /// True when enough is recorded to take it back.
    package var isUndoable: Bool { mayBeMade && RecordedUndo.isWhole(in: json) }
    /// The changes in the record, a line each.
    package var changes: [String] { json["changes"]?.array?.compactMap(\.string) ?? [] }

    /// The names of the records that a program was run for; empty for a change.
    package var records: [String] { json["records"]?.array?.compactMap(\.string) ?? [] }

    /// Nil where that is not known.
    package var danger: Danger? {
        let letter = text("danger")
        return Danger.allCases.first { $0.letter == letter }
    }

    private func text(_ member: String) -> String? { json[member]?.string }
}
