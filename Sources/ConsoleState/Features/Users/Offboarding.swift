import SisenseClient

/// The steps that take people who leave out of the server, without losing what they made.
///
/// Each step looks at what is on the server now. Read again after some were done, or after one failed, it lists what is
/// still to be done.
struct Offboarding: Sendable {
    /// The end of the accounts.
    enum Ending: String, Sendable {
        case deactivate, delete, keep
    }

    /// The options of an offboarding.
    struct Wishes: Sendable {
        /// The new owner of the dashboards; nil leaves them.
        var newOwner: User?
        var shares = true
        var alerts = true
        var reports = true
        var groups = true
        var tokens = true
        var ending = Ending.deactivate
    }

    /// The parts of the work, in the order they are done.
    enum Part: Int, Sendable, CaseIterable {
        case dashboards = 1
        case shares, alerts, reports, groups, tokens, account

        var title: String {
            switch self {
            case .dashboards: "dashboards"
            case .shares: "shares"
            case .alerts: "alerts"
            case .reports: "reports"
            case .groups: "groups"
            case .tokens: "tokens"
            case .account: "account"
            }
        }
    }

    struct Step: Sendable {
        let id: RecordID
        let part: Part
        /// Nil for a part of which nothing is left.
        private(set) var plan: RequestPlan?
        private let user: String
        /// The finding for a part of which nothing is left, in words; empty else.
        var found = ""
        /// What becomes of the things of a part for which nothing is done, and which are left behind; nil where none are.
        var warning: String?
        /// The reason why it is not known what is to be done for a part; nil where it is.
        var problem: String?

        init(
            _ part: Part, of user: String, plan: RequestPlan?, found: String = "", warning: String? = nil,
            problem: String? = nil
        ) {
            // The same step has the same id whenever it is read.
            id = RecordID([part.title, user, plan?.call.line].compactMap(\.self).joined(separator: " "))
            (self.part, self.user, self.found, self.warning, self.problem) = (part, user, found, warning, problem)
            self.plan = plan
        }

        var state: StepState {
            if problem != nil { return .unknown }
            if plan != nil { return .open }
            return warning == nil ? .done : .left
        }

        /// The same step. The end of an account comes after all else of its user, and says what is left behind.
        fileprivate func ended(after steps: [Step]) -> Step {
            guard part == .account, let plan else { return self }
            var step = self
            let others = steps.filter { $0.user == user && $0.part != .account }
            step.plan = plan.following(others.compactMap(\.plan)).warning(others.compactMap(\.warning))
            return step
        }
    }

    enum StepState: String, Sendable {
        case open = "to do"
        case done
        /// Nothing is done for things that stay behind, or go with the account.
        case left
        case unknown
    }

    let users: [User]
    let steps: [Step]

    /// Reads the users and what is theirs, and plans the steps that the wishes ask for.
    @concurrent static func read(
        _ ids: [RecordID], _ wishes: Wishes, _ context: WorkContext
    ) async throws(APIError) -> Offboarding {
        let service = context.users
        let found = try await context.each(ids) { id throws(APIError) in
            try await context.client.unlessGone { () throws(APIError) in try await service.get(id.description) }
        }
        let users = found.compactMap(\.self)
        let gone = zip(ids, found).filter { $0.1 == nil }.map(\.0)
        let belongings = try await Belongings.read(of: users, wishes, context)
        var steps = gone.map { Step(.account, of: $0.description, plan: nil, found: "The account is deleted") }
        for part in Part.allCases where wishes.includes(part) {
            await context.report("planning for \(part.title)")
            for user in users { steps += try await belongings.steps(part, of: user, wishes, context) }
        }
        return Offboarding(users: users, steps: steps.map { $0.ended(after: steps) })
    }
}

extension Offboarding.Wishes {
    func includes(_ part: Offboarding.Part) -> Bool {
        switch part {
        // Without a new owner the step says what becomes of them.
        case .dashboards: true
        case .shares: shares
        case .alerts: alerts
        case .reports: reports
        case .groups: groups
        case .tokens: tokens
        case .account: ending != .keep
        }
    }
}
