import Foundation

/// The parts of a plan file, each of which is sent once: what may lock people out is a part of its own.
package enum PlanPart: Sendable, CaseIterable {
    case ordinary
    case risky
}

/// A part of a plan file that is sent, as the audit log keeps it.
package struct PlanUse: Sendable, Hashable {
    /// The digest of the file.
    package let digest: String
    package let part: PlanPart

    package init(digest: String, part: PlanPart) { (self.digest, self.part) = (digest, part) }

    private static let riskyMark = " risky"

    init(text: String) {
        let isRisky = text.hasSuffix(Self.riskyMark)
        self.init(
            digest: isRisky ? String(text.dropLast(Self.riskyMark.count)) : text, part: isRisky ? .risky : .ordinary)
    }

    var text: String {
        switch part {
        case .ordinary: digest
        case .risky: digest + Self.riskyMark
        }
    }
}

extension RequestPlan {
    /// The part of its plan file that it is sent with.
    package var part: PlanPart { mayLockOut(sender) ? .risky : .ordinary }
}

/// The plan file that a change comes from, for the record of changes.
package struct PlanSource: Sendable, Equatable {
    /// The id of the file.
    package let id: String
    /// The person who made it, as the file states.
    package let maker: String
    /// Nil for a file that is only looked at: nothing of it is sent.
    var permit: PlanPermit?

    package init(id: String, maker: String) { (self.id, self.maker) = (id, maker) }

    /// The person who approved it; nil where nobody had to.
    package var approver: String? { permit?.approver }
}

/// The leave to send a plan file, which `PlanFileUse` alone gives.
struct PlanPermit: Sendable, Equatable {
    let path: String
    /// The file, and the part of it that the plan belongs to.
    var use: PlanUse
    let expiry: Timestamp?
    let approver: String?
    /// The names of those who may not send it, in small letters.
    let excluded: Set<String>

    /// Makes sure that it can be sent at this time, by these people.
    func check(at now: Date, sentBy senders: [String]) throws(PlanRefusal) {
        if let expiry, expiry.date < now { throw .expired(at: expiry) }
        guard excluded.isDisjoint(with: senders.map { $0.lowercased() }) else {
            throw .unapproved("\(approver ?? "Its sender") has approved the plan, and somebody else has to send it")
        }
    }
}

/// The reason why a plan file is not sent, or not any more.
package struct PlanRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    /// What it is about.
    package enum Kind: Sendable {
        /// It is out of date: it has expired, or was sent before.
        case stale
        case notAllowed
    }

    package let kind: Kind
    /// As in `The plan has expired at …`, a sentence.
    package let message: String
    package let nextStep: String

    init(_ kind: Kind, _ message: String, _ nextStep: String) {
        (self.kind, self.message, self.nextStep) = (kind, message, nextStep)
    }

    package var description: String { "\(message) \(nextStep)" }

    static func expired(at time: Timestamp) -> PlanRefusal {
        PlanRefusal(.stale, "The plan has expired at \(time).", "Make it again.")
    }

    static func used(_ use: RecordedChange) -> PlanRefusal {
        let when = use.time.map { " at \($0)" } ?? ""
        return PlanRefusal(
            .stale, "The plan was applied\(when) by \(use.person); a plan is sent once.",
            "Make it again: it holds what is left.")
    }

    static func unapproved(_ reason: String) -> PlanRefusal {
        PlanRefusal(.notAllowed, "\(reason).", "Have it approved again.")
    }
}

/// The reason why the use of a plan file could not begin.
package enum PlanUseError: Error, Sendable {
    case refused(PlanRefusal)
    /// The record of changes does not take it.
    case unrecorded(PrivateFileError)
}

extension APIClient {
    /// Makes sure that the plan files of plans may be sent now, and records that they are. It comes before the first of
    /// their changes; for those after it, it does nothing.
    package func begin(_ plans: [RequestPlan], _ approval: Approval) async throws(PlanUseError) {
        for plan in plans { try await begin(plan, approval) }
    }

    func begin(_ plan: RequestPlan, _ approval: Approval) async throws(PlanUseError) {
        guard let source = plan.source else { return }
        guard let permit = source.permit else {
            throw .refused(PlanRefusal(.notAllowed, "The plan file was only looked at.", "Open it to send it."))
        }
        guard !journal.holds(permit.use) else { return }
        do throws(PlanRefusal) {
            try permit.check(at: Date(), sentBy: [NSUserName(), account].compactMap(\.self))
        } catch {
            throw .refused(error)
        }
        let entry = AuditEntry(permit.use, source, path: permit.path, on: self, reason: approval.reason)
        try await journal.use(entry, permit.use)
    }
}
