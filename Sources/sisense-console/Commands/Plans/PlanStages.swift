import SisenseClient

extension PlanFile {
    /// The steps as they are looked at: those about one record put together, but for what may lock people out, which is
    /// sent by itself.
    var stagedPlans: [RequestPlan] { PlanPart.allCases.flatMap { Self.staged(shownPlans, $0) } }

    /// The reason why records stand by their ids where no server was asked; none where none does.
    var nameNote: [String] {
        needsNames ? ["Records go by their ids here: a server has their names, and apply --dry-run shows them."] : []
    }

    /// The plans of a part of a file, as they are sent.
    static func staged(_ plans: [RequestPlan], _ part: PlanPart) -> [RequestPlan] {
        let own = plans.filter { $0.part == part }
        return switch part {
        case .ordinary: PlanComposition(own).plans
        case .risky: own
        }
    }
}
