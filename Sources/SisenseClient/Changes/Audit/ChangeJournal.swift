package import Foundation

/// The record of changes as the client sees it: each change is written down before it leaves, and its outcome after.
package protocol ChangeJournal: Sendable {
    /// Records what is about to be sent, and returns once that is on the disk.
    /// - Throws: `PrivateFileError` when it cannot be recorded; the change must not be sent then.
    func begin(_ entry: AuditEntry) async throws(PrivateFileError)

    /// Records what became of a change that was begun.
    func end(_ entry: AuditEntry, _ outcome: ChangeOutcome) async

    /// Records changes that were approved and never sent, with the reason why.
    func leave(_ entries: [AuditEntry], _ outcome: ChangeOutcome) async

    /// Records what the record shows that a change of unknown outcome was about, read again later.
    func note(_ finding: String, of change: String) async

    /// Records that a part of a plan file is sent, which one program of this machine can do, once.
    /// - Throws: `PlanUseError`; nothing of it may be sent then.
    func use(_ entry: AuditEntry, _ use: PlanUse) async throws(PlanUseError)

    /// True when this journal has recorded that use: the rest of the part may follow.
    func holds(_ use: PlanUse) -> Bool
}

/// Keeps no record, as for clients that only read.
package struct NoJournal: ChangeJournal {
    package init() {}

    package func begin(_ entry: AuditEntry) async throws(PrivateFileError) {}
    package func end(_ entry: AuditEntry, _ outcome: ChangeOutcome) async {}
    package func leave(_ entries: [AuditEntry], _ outcome: ChangeOutcome) async {}
    package func note(_ finding: String, of change: String) async {}
    package func use(_ entry: AuditEntry, _ use: PlanUse) async throws(PlanUseError) {}
    package func holds(_ use: PlanUse) -> Bool { false }
}

/// The outcome of a change.
package struct ChangeOutcome: Sendable, Equatable {
    /// The outcome in a word, as files and screens show it.
    package enum Word: String, Sendable, CaseIterable {
        /// The answer proves it.
        case done
        /// The server, or a program, says that it did not do it, or not all of it.
        case refused
        /// It never reached the server.
        case notSent = "not sent"
        /// It was sent, and nothing proves that it was done or refused.
        case notKnown = "not known"
    }

    package let word: Word
    /// The reason for it, in a sentence; of what was done, what it was done without.
    package let explanation: String
    /// The means to undo it, where they were not known before it was done.
    let undo: RecordedUndo?

    package static let done = ChangeOutcome(.done, "")

    /// The outcome of a plan that was done, with what it was sent without.
    /// - Parameter isUndoneByAnswer: True where only the answer said how it is undone, which the plan knows by now.
    static func done(_ plan: RequestPlan, isUndoneByAnswer: Bool) -> ChangeOutcome {
        ChangeOutcome(
            .done, plan.shortfalls.joined(separator: " "), undo: isUndoneByAnswer ? RecordedUndo(plan) : nil)
    }

    package init(_ word: Word, _ explanation: String) {
        self.init(word, explanation, undo: nil)
    }

    private init(_ word: Word, _ explanation: String, undo: RecordedUndo?) {
        self.word = word
        self.undo = undo
        self.explanation = Redactor.text(explanation)
    }

    /// The outcome of a change that ended with an error. This alone decides on the word for it: the audit log, the
    /// results and the command line all ask here.
    package init(_ error: APIError) {
        let word: Word =
            switch error.kind {
            case _ where error.isBeforeSending: .notSent
            case .outcomeUnknown: .notKnown
            case .invalidCall, .notAllowed, .unrecorded, .conflict, .unreachable, .cancelled: .notSent
            case .unauthorized, .forbidden, .notFound, .refused, .busy, .serverFault, .unreadable, .redirected: .refused
            }
        self.init(word, error.message)
    }
}

/// A change that is sent: what, where, by whom, and how it is undone. Secrets are masked.
package struct AuditEntry: Sendable, Identifiable {
    package let id: UUID
    package let time: Date
    /// The intended change, as in `Deactivate bea@acme.example`.
    package let title: String
    package let server: ServerAddress
    /// The user the token belongs to, when that is known.
    package let account: String?
    /// Nil where nobody knows, as for a program of the person.
    package let danger: Danger?
    /// Method, path and query, or the kind of work where it is no request.
    package let request: String
    /// The changes in the record, a line each; empty where they are not known.
    package let changes: [String]
    /// The reason why it is made, when somebody gave one.
    package let reason: String?
    /// The request that reverts it, or what an undo of several requests brings back; nil when nothing can.
    package let undo: String?
    /// The plan file it comes from; nil for one planned in this session.
    let source: PlanSource?
    /// All that is needed to look at its record later and to revert it.
    let recordedUndo: RecordedUndo?
    /// The changes it is sent with; nil for one by itself.
    let run: ChangeRun?
    /// The use of a plan file that it records; nil for a change.
    private(set) var planUse: PlanUse?
    /// The names of the records that a program is run for.
    private(set) var records: [String] = []

    /// A revert that was tried and could not even be planned: what it was to take back could not be read.
    init(_ revert: PendingRevert, isByHand: Bool, on client: APIClient, time: Date = Date()) {
        id = UUID()
        self.time = time
        title = "Revert: \(revert.title)"
        server = client.server
        account = client.account
        danger = .critical
        request = (revert.document.save ?? revert.document.read).id
        changes = []
        (reason, source) = (Approval.revertReason(isByHand: isByHand), nil)
        undo = nil
        recordedUndo = nil
        run = nil
    }

    /// The use of a plan file, which is recorded before the first of its changes.
    init(_ use: PlanUse, _ source: PlanSource, path: String, on client: APIClient, reason: String?) {
        id = UUID()
        time = Date()
        title = "Apply the plan file \(path)"
        server = client.server
        account = client.account
        danger = .reversible
        request = "apply"
        changes = []
        (self.reason, self.source, planUse) = (reason, source, use)
        undo = nil
        recordedUndo = nil
        run = nil
    }

    /// A program of the person that is about to be run. What it is given stays out: that may hold secrets.
    /// - Parameter name: The name that the person has given it.
    package init(
        running name: String, for records: [String], isReading: Bool, on client: APIClient, run: ChangeRun? = nil
    ) {
        id = UUID()
        time = Date()
        title = AuditEntry.title(running: name, for: records)
        server = client.server
        account = client.account
        danger = isReading ? .read : nil
        request = AuditEntry.program
        changes = []
        (reason, source) = (nil, nil)
        undo = nil
        recordedUndo = nil
        self.run = run
        self.records = records
    }

    /// The heading of a run of a program, as in `Run ticket for 12 records`.
    package static func title(running name: String, for records: [String]) -> String {
        switch records.count {
        case 0: "Run \(name)"
        case 1: "Run \(name) for \(records[0])"
        default: "Run \(name) for \(counted(records.count, "record"))"
        }
    }

    /// The words that stand for a request where a program is run.
    private static let program = "a command of the configuration"

    init(_ plan: RequestPlan, account: String?, _ approval: Approval, run: ChangeRun? = nil, time: Date = Date()) {
        self.run = run
        id = UUID()
        self.time = time
        title = plan.title
        server = plan.target.server
        self.account = account
        danger = plan.danger
        request = plan.call.line
        changes = plan.changeLines
        (reason, source) = (approval.reason, plan.source)
        undo = plan.inverse?.line ?? plan.wayBack?.note
        recordedUndo = RecordedUndo(plan)
    }
}

extension RequestPlan {
    /// The changes in the record, a line each, as the record of changes has them.
    fileprivate var changeLines: [String] { diff?.lines.map { "\($0.sign.rawValue) \($0.text)" } ?? [] }

    /// True when this is a change that was recorded: two of a file may have one heading and one request.
    package func isRecorded(as change: RecordedChange) -> Bool {
        change.title == title && change.request == call.line && change.changes == changeLines
    }
}

/// Runs of programs of the person, which are recorded as changes are.
extension APIClient {
    /// Records a program before it is run.
    /// - Throws: `PrivateFileError` where it cannot be recorded.
    package func begin(_ entry: AuditEntry) async throws(PrivateFileError) { try await journal.begin(entry) }

    /// Records the end of a program.
    package func end(_ entry: AuditEntry, _ outcome: ChangeOutcome) async { await journal.end(entry, outcome) }

    /// Records programs that were approved and not run.
    package func leave(_ entries: [AuditEntry], because reason: String) async {
        if !entries.isEmpty { await journal.leave(entries, ChangeOutcome(.notSent, reason)) }
    }
}
