import Foundation
import SisenseClient

/// The answers that stand among the arguments.
struct GivenApproval: Equatable {
    /// A yes to what may be sent without asking.
    enum Consent: Equatable {
        case none
        case yes
        /// With the name of the server, as grave changes want it.
        case named(String)
    }

    var consent = Consent.none
    /// The reason of the change, for the audit log.
    var reason: String?
}

/// Gets the approval of plans: from the arguments, or from the person at the terminal, who sees the plans first.
struct Approver {
    let given: GivenApproval
    let rules: ApprovalRules
    let server: ServerAddress

    /// - Throws: `APIError`, `notAllowed` without a yes; `UsageError` without a reason that is required.
    func approval(of plans: [RequestPlan]) throws -> Approval {
        let demand = ApprovalDemand(plans, rules)
        let reason = given.reason ?? ""
        switch given.consent {
        case .yes: return try checked(demand, name: "", reason: reason, plans)
        case .named(let name): return try checked(demand, name: name, reason: reason, plans)
        case .none where Question.canBeAsked: return try asked(demand, plans)
        case .none where !demand.needsConsent: return try checked(demand, name: "", reason: reason, plans)
        case .none:
            let yes = demand.typedName.map { "--yes \(CurlCommand.quoted($0))" } ?? "--yes"
            throw refusal(plans, "Nothing was sent: \(Self.weight(demand, rules)).", "Add \(yes) to send it.")
        }
    }

    /// The reason why a program has to be told explicitly.
    private static func weight(_ demand: ApprovalDemand, _ rules: ApprovalRules) -> String {
        demand.danger >= .destructive
            ? "this is a \(demand.danger.title) change on \(rules.name)"
            : "this is a change on \(rules.name), a production server"
    }

    private func checked(
        _ demand: ApprovalDemand, name: String, reason: String, _ plans: [RequestPlan]
    ) throws -> Approval {
        switch demand.missing(name: name, reason: reason) {
        case .name(let wanted):
            let what = name.isEmpty ? "needs the name of the server" : "needs the name \(wanted), not \(name)"
            throw refusal(
                plans, "Nothing was sent: a \(demand.danger.title) change on \(rules.name) \(what).",
                "Add --yes \(CurlCommand.quoted(wanted)) to send it.")
        case .reason: throw UsageError("\(rules.name) requires a reason for every change: add --reason TEXT.")
        case nil: break
        }
        guard let approval = demand.approval(name: name, reason: reason) else {
            throw refusal(plans, "Nothing was sent.", "")
        }
        return approval
    }

    /// Shows the plans and asks.
    private func asked(_ demand: ApprovalDemand, _ plans: [RequestPlan]) throws -> Approval {
        let label = rules.isProduction ? "PROD  " : ""
        let text = PlanText(plans, on: "\(label)\(rules.name)  \(server)")
        // What it does stands last, above the question, where it is seen however long the requests are.
        Output.error((text.requests + [""] + text.summary + [""]).joined(separator: "\n"))
        var reason = given.reason ?? ""
        if demand.needsReason, reason.isEmpty { reason = Question.ask("Reason (for the audit log): ") }
        let name: String
        if let wanted = demand.typedName {
            name = Question.ask("Type \(wanted) to send: ")
        } else {
            let answer = Question.ask("Send? [y/N] ").lowercased()
            guard answer == "y" || answer == "yes" else { throw refusal(plans, "Nothing was sent.", "") }
            name = ""
        }
        guard let approval = demand.approval(name: name, reason: reason) else {
            throw refusal(plans, "Nothing was sent.", "")
        }
        return approval
    }

    private func refusal(_ plans: [RequestPlan], _ message: String, _ nextStep: String) -> APIError {
        APIError(
            .notAllowed, message: message,
            request: plans.count == 1 ? plans[0].call.line : counted(plans.count, "request"),
            server: server.description, nextStep: nextStep)
    }
}
