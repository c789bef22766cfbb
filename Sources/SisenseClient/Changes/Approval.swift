import Foundation

/// The care that a change on a server needs. It belongs to the server: whichever way leads there, the strictest of
/// what its profiles say counts.
package struct ApprovalRules: Sendable, Equatable {
    /// The name of the server, which is typed to confirm a grave change.
    package let name: String
    package let isProduction: Bool
    /// True when each change needs a reason.
    package let asksReason: Bool

    package init(name: String, isProduction: Bool, asksReason: Bool) {
        (self.name, self.isProduction, self.asksReason) = (name, isProduction, asksReason)
    }
}

/// The answers that plans need before they may be sent.
package struct ApprovalDemand: Sendable {
    /// An answer that is not there.
    package enum Missing: Sendable, Equatable {
        /// The name must be typed.
        case name(String)
        case reason
    }

    /// The danger of the worst plan; several records at once are never harmless.
    package let danger: Danger
    /// The name that must be typed; nil when none is wanted.
    package let typedName: String?
    package let needsReason: Bool
    /// True when a program must be told explicitly that these may be sent, where nobody can be asked.
    package let needsConsent: Bool
    private let plans: Set<UUID>

    /// Critical plans, and on production servers destructive ones too, want the name of the server.
    package init(_ plans: [RequestPlan], _ rules: ApprovalRules) {
        danger = max(plans.map(\.danger).max() ?? .read, plans.count > 1 ? .destructive : .read)
        let isGrave = danger == .critical || danger == .destructive && rules.isProduction
        typedName = isGrave ? rules.name : nil
        needsReason = rules.asksReason
        needsConsent = danger >= .destructive || rules.isProduction
        self.plans = Set(plans.map(\.id))
    }

    /// The first answer that is missing or wrong; nil when all are there.
    package func missing(name: String, reason: String) -> Missing? {
        if let typedName, typedName != name { return .name(typedName) }
        return needsReason && reason.allSatisfy(\.isWhitespace) ? .reason : nil
    }

    /// The yes to these plans; nil while an answer is missing.
    /// - Parameter sendsUnrecorded: True to send also what the audit log cannot take.
    package func approval(
        name: String, reason: String, sendsUnrecorded: Bool = false
    ) -> Approval? {
        guard missing(name: name, reason: reason) == nil else { return nil }
        return Approval(
            plans, reason: reason.trimmingCharacters(in: .whitespacesAndNewlines), sendsUnrecorded: sendsUnrecorded)
    }
}

/// A person's yes to plans that they have seen. Nothing is sent without one, and one for other plans does not count.
package struct Approval: Sendable {
    private let plans: Set<UUID>
    /// The reason for the record of changes; nil when nobody gave one.
    package let reason: String?
    /// True to send what the audit log cannot take, because somebody said so.
    package let sendsUnrecorded: Bool

    fileprivate init(_ plans: Set<UUID>, reason: String?, sendsUnrecorded: Bool = false) {
        self.plans = plans
        self.reason = reason.flatMap { $0.isEmpty ? nil : $0 }
        self.sendsUnrecorded = sendsUnrecorded
    }

    /// The approval of a revert, which was given with the change that it takes back.
    /// - Parameters:
    ///   - isByHand: True where a person asked for it.
    ///   - sendsUnrecorded: True to send it even where the audit log cannot take it.
    static func revert(_ plan: RequestPlan, isByHand: Bool, sendsUnrecorded: Bool) -> Approval {
        Approval([plan.id], reason: revertReason(isByHand: isByHand), sendsUnrecorded: sendsUnrecorded)
    }

    /// The reason of a revert for the record of changes.
    static func revertReason(isByHand: Bool) -> String { isByHand ? "Reverted by hand" : "Not confirmed in time" }

    /// For plans of the program itself on a server of its own: demos, measurements, tests, and what the local server
    /// does at the order of a request.
    package static func ofProgram(_ plans: [RequestPlan], sendsUnrecorded: Bool = false) -> Approval {
        Approval(Set(plans.map(\.id)), reason: nil, sendsUnrecorded: sendsUnrecorded)
    }

    func covers(_ plan: RequestPlan) -> Bool { plans.contains(plan.id) }
}
