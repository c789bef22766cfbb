/// A change as the audit log has it, with what became of it.
package struct RecordedChange: Sendable, Equatable, Identifiable {
    package let id: String
    package let outcome: RecordedOutcome
    /// The reason for it, in a sentence; empty where there is nothing to say.
    package let explanation: String
    /// The finding when its record was read again; empty when it was not.
    package let found: String
    /// True when it was sent and nobody has recorded what became of it: the program that sent it has ended.
    package let isAbandoned: Bool
    /// All that is known of it, in one object.
    package let json: JSONValue
    /// What its request called; nil where the catalogue does not know it.
    package let target: RequestTarget?
    /// What the request that reverts it calls; nil where none can. Of a record that it created this names the id.
    package let undoTarget: RequestTarget?

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
        case (let word?, _):
            self.outcome = RecordedOutcome(stated: word)
            explanation = outcome?["explanation"]?.string ?? ""
        case (nil, let old?): (self.outcome, explanation) = Self.outcome(ofOld: old)
        case (nil, nil) where isUnderWay: (self.outcome, explanation) = (.sending, "")
        case (nil, nil): (self.outcome, explanation) = (.notKnown, Self.abandoned)
        }
        self.json = Self.joined(
            json, outcome: self.outcome, explanation, ended: outcome?["time"]?.string, found: self.found,
            undo: outcome)
        target = self.json["request"]?.string.flatMap(RequestTarget.init)
        undoTarget = self.json["undo"]?.string.flatMap(RequestTarget.init)
    }

    /// A line that is no entry stands as one that says so: whoever looks for a change must know that one is missing.
    init(malformed name: String) {
        (id, outcome, explanation, found, isAbandoned) = (name, .damaged, "", "", false)
        json = [
            "id": .string(name), "title": .string("\(name) is malformed"), "outcome": .string(outcome.rawValue),
        ]
        (target, undoTarget) = (nil, nil)
    }

    private static let abandoned = "The program ended before the answer came."

    /// Versions before kept `done`, or the message of the error.
    private static func outcome(ofOld text: String) -> (RecordedOutcome, String) {
        if let word = ChangeOutcome.Word(rawValue: text) { return (RecordedOutcome(word), "") }
        let isUnknown = text.contains("outcome is not known") || text.contains("outcome of the change is not known")
        return (isUnknown ? .notKnown : .failed, text)
    }

    private static func joined(
        _ json: JSONValue, outcome: RecordedOutcome, _ explanation: String, ended: String?, found: String,
        undo: JSONValue?
    ) -> JSONValue {
        var members = (json.object?.members ?? []).filter { $0.key != "outcome" && $0.key != "process" }
            .map { ($0.key, undoMembers.contains($0.key) ? undo?[$0.key] ?? $0.value : $0.value) }
        members.append(("outcome", .string(outcome.rawValue)))
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
    /// The use of a plan file that it records; nil for a change.
    package var planUse: PlanUse? { text(AuditFormat.planUse).map(PlanUse.init(text:)) }
    /// Method, path and query.
    package var request: String { text("request") ?? "" }
    /// The request that reverts it; empty when none can.
    package var undo: String { text("undo") ?? "" }
    /// True when there may be something to undo.
    package var mayBeMade: Bool { outcome.mayBeMade }
    /// True when enough is recorded to take it back.
    package var isUndoable: Bool { mayBeMade && RecordedUndo.isWhole(in: json) }
    /// True where its undo makes again what it has deleted.
    package var isUndoneByRestoring: Bool { RecordedUndo.wayBack(in: json)?.isOfDeletion ?? false }
    /// The changes in the record, a line each.
    package var changes: [String] { json["changes"]?.array?.compactMap(\.string) ?? [] }

    /// The names of the records that a program was run for; empty for a change.
    package var records: [String] { json["records"]?.array?.compactMap(\.string) ?? [] }

    /// Nil where that is not known.
    package var danger: Danger? {
        let letter = text("danger")
        return Danger.allCases.first { $0.letter == letter }
    }

    // MARK: The record

    /// The ids that its request names, and that of the record which it created.
    package var ids: [String] { (target?.names ?? []) + (creates ? undoTarget?.names ?? [] : []) }

    /// True when it was about the record of this id, or has created it.
    package func concerns(_ id: String) -> Bool {
        target?.names(id) == true || creates && undoTarget?.names(id) == true
    }

    /// True when it may have created the record of this name: nobody knows the id of what it created.
    package func mayHaveCreated(_ name: String) -> Bool {
        guard creates, undoTarget == nil, !name.isEmpty else { return false }
        return title == "Create \(name)" || title.hasSuffix(" \(name)") || title.hasSuffix(" \(name) again")
    }

    /// True for a change by which there is a record that there was not.
    private var creates: Bool { target?.operation.change == .create }

    private func text(_ member: String) -> String? { json[member]?.string }
}
