import SisenseClient

/// What the server has of people who leave, read once for all of them, and what becomes of it.
struct Belongings: Sendable {
    /// The dashboards by the users who own them, or why they are not known.
    private let dashboards: Result<[String: [Dashboard]], APIError>
    /// All folders by their ids, and those of the users by their owners; none where the server does not say.
    private let allFolders: [String: Folder]
    private let folders: [String: [Folder]]
    private let references: [String: PartyReferences]
    private let alerts: Result<[Alert], APIError>
    private let reports: Result<[DataRecord], APIError>
    private let names: UserNames
    /// The deletions of those accounts that go with what they still own, or why they could not be planned.
    private let deletions: Result<[String: RequestPlan], APIError>

    static func read(
        of users: [User], _ wishes: Offboarding.Wishes, _ context: WorkContext
    ) async throws(APIError) -> Belongings {
        let (ids, client) = (Set(users.map(\.id)), context.client)
        await context.report("looking for what is theirs")
        let service = context.dashboards
        let folders = try await folders(client)
        let owned = folders.filter { $0.owner.map { ids.contains($0.id) } ?? false }
            .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        let dashboards = await attempt { () async throws(APIError) in try await service.owned(by: ids) }
        let leaving = users.filter { user in
            wishes.ending == .delete
                && (wishes.newOwner == nil || (try? dashboards.get())?[user.id, default: []].isEmpty == true)
        }
        return Belongings(
            dashboards: dashboards,
            allFolders: Dictionary(folders.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last }),
            folders: Dictionary(grouping: owned) { $0.owner?.id ?? "" },
            references: wishes.shares
                ? try await PartyReferences.read(of: ids, client, asAdministrator: context.isAdministrator) : [:],
            alerts: await attempt { () async throws(APIError) in try await AlertsService(client).pages().all() },
            reports: await attempt { () async throws(APIError) in try await ReportsService(client).all() },
            names: try await UserNames.read(client),
            deletions: await attempt { () async throws(APIError) in try await deletions(of: leaving, context) })
    }

    private static func deletions(
        of users: [User], _ context: WorkContext
    ) async throws(APIError) -> [String: RequestPlan] {
        guard !users.isEmpty else { return [:] }
        let plans = try await UserDeletion.plans(of: users, context, isLastStep: true)
        return Dictionary(zip(users.map(\.id), plans), uniquingKeysWith: { first, _ in first })
    }

    private static func folders(_ client: APIClient) async throws(APIError) -> [Folder] {
        do throws(APIError) {
            var waiting = try await FoldersService(client).tree()
            var all: [Folder] = []
            while let folder = waiting.popLast() {
                waiting += folder.folders
                all.append(folder)
            }
            return all
        } catch {
            guard error.mayBeOption else { throw error }
            return []
        }
    }

    // MARK: Steps

    /// The steps of one part for one user; one without a plan where nothing is left, or where that is not known.
    func steps(
        _ part: Offboarding.Part, of user: User, _ wishes: Offboarding.Wishes, _ context: WorkContext
    ) async throws(APIError) -> [Offboarding.Step] {
        do throws(APIError) {
            if part == .dashboards, let warning = try left(by: user, wishes) {
                return [Offboarding.Step(part, of: user.id, plan: nil, warning: warning)]
            }
            let plans = try await plans(part, of: user, wishes, context)
            let problems = part == .shares ? references[user.id]?.problems ?? [] : []
            if let problem = problems.first {
                return [Offboarding.Step(part, of: user.id, plan: nil, problem: problem)]
            }
            guard !plans.isEmpty else {
                return [Offboarding.Step(part, of: user.id, plan: nil, found: nothing(part, of: user))]
            }
            return plans.map { Offboarding.Step(part, of: user.id, plan: $0) }
        } catch {
            // One part that cannot be read keeps none of the others from being done.
            guard error.mayBeOption else { throw error }
            return [Offboarding.Step(part, of: user.id, plan: nil, problem: error.message)]
        }
    }

    /// What becomes of dashboards and folders that get no new owner; nil where there are none, or where they get one.
    private func left(by user: User, _ wishes: Offboarding.Wishes) throws(APIError) -> String? {
        guard wishes.newOwner == nil else { return nil }
        let owned = try dashboards.get()[user.id, default: []].map(\.label)
        let folders = folders[user.id, default: []].map(\.label)
        let counts = [(owned.count, "dashboard"), (folders.count, "folder")].filter { $0.0 > 0 }
        guard !counts.isEmpty else { return nil }
        let what = counts.map { counted($0.0, $0.1) }.joined(separator: " and ")
        let isOne = owned.count + folders.count == 1
        let fate =
            switch wishes.ending {
            case .deactivate: "\(isOne ? "stays" : "stay") with a deactivated account"
            case .delete: "\(isOne ? "is" : "are") deleted with \(user.label)"
            case .keep: "\(isOne ? "stays" : "stay") with \(user.label)"
            }
        return "\(what) \(fate): \(Excerpt.of(owned + folders))."
    }

    private func nothing(_ part: Offboarding.Part, of user: User) -> String {
        switch part {
        case .dashboards: "\(user.label) owns no dashboard and no folder"
        case .shares: "Nothing is shared with \(user.label) by name"
        case .alerts: "No alert is owned by \(user.label) or sent there"
        case .reports: "No scheduled report is owned by \(user.label) or mailed there"
        case .groups: "\(user.label) is in no group"
        case .tokens: "\(user.label) is deactivated: no token and no session works"
        case .account: "\(user.label) is deactivated"
        }
    }

    private func plans(
        _ part: Offboarding.Part, of user: User, _ wishes: Offboarding.Wishes, _ context: WorkContext
    ) async throws(APIError) -> [RequestPlan] {
        switch part {
        case .dashboards: try await handOver(of: user, wishes, context)
        case .shares: try await shares(of: user, context)
        case .alerts: try await alerts(of: user, AlertsService(context.client))
        case .reports: try await reports(of: user, ReportsService(context.client))
        case .groups:
            user.groups.isEmpty
                ? []
                : [
                    try await context.users.planLeaveGroups(user, names: groupNames(of: user)).following([])
                ]
        // An account that is off has no sessions and tokens worth ending.
        case .tokens: user.isActive ? try tokens(of: user, AuthenticationService(context.client)) : []
        case .account: try await ending(of: user, wishes, context)
        }
    }

    private func groupNames(of user: User) -> [String: String] {
        user.groups.reduce(into: [:]) { $0[$1.id] = names.group($1) }
    }

    /// Folders go first: a dashboard stays in one only when that belongs to its new owner too.
    private func handOver(
        of user: User, _ wishes: Offboarding.Wishes, _ context: WorkContext
    ) async throws(APIError) -> [RequestPlan] {
        guard let newOwner = wishes.newOwner else { return [] }
        let owned = try dashboards.get()[user.id, default: []]
        let theirs = folders[user.id, default: []]
        let folders = try await context.each(theirs) { folder throws(APIError) in
            try await FoldersService(context.client).planChangeOwner(folder, to: newOwner, from: user).following([])
        }
        let (service, own) = (context.dashboards, Set(theirs.map(\.id)))
        let turns = try await context.each(owned) { dashboard throws(APIError) in
            // One in a folder of somebody else leaves it by changing hands.
            let folder = dashboard.folder.flatMap { own.contains($0.id) ? nil : allFolders[$0.id] }
            let folderName = dashboard.folder.flatMap { allFolders[$0.id]?.label }
            let steps = try await service.planHandOver(
                dashboard.with(folderName: folderName), from: user, to: newOwner, in: folder)
            return steps.enumerated().map { $0.element.following(folders + steps[..<$0.offset]) }
        }
        return folders + turns.flatMap(\.self)
    }

    private func shares(of user: User, _ context: WorkContext) async throws(APIError) -> [RequestPlan] {
        let service = context.dashboards
        return try await context.each(references[user.id]?.shares ?? []) { entry throws(APIError) in
            let list = try await service.shares(of: entry.record.id)
            let dashboard = try await service.get(entry.record.id)
            let (kept, judge) = (list.removing(user.id), context.judge(of: dashboard))
            return try service.planSaveShares(
                kept, base: list, of: dashboard, names: [user.id: user.label],
                title: "Remove \(user.label) from the shares of \(dashboard.label, each: "dashboard")",
                impact: try await judge(context.client, kept, list), judge: judge
            ).following([])
        }
    }

    private func alerts(of user: User, _ service: AlertsService) async throws(APIError) -> [RequestPlan] {
        var plans: [RequestPlan] = []
        for alert in try alerts.get() {
            if alert.owner?.id == user.id {
                plans += try service.planTakeOver(alert, from: user)
            } else if alert.parties.contains(where: { $0.id == user.id }) {
                plans.append(
                    try await service.planRemove(Reference(id: user.id, name: user.label), from: alert).following([]))
            }
        }
        return plans
    }

    private func reports(of user: User, _ service: ReportsService) async throws(APIError) -> [RequestPlan] {
        var plans: [RequestPlan] = []
        for report in try reports.get() {
            if ReportsService.owner(of: report) == user.id {
                plans += try service.planTakeOver(report, from: user)
            } else if ReportsService.isMailed(report, to: user) {
                plans.append(try await service.planRemove(user, from: report).following([]))
            }
        }
        return plans
    }

    private func tokens(of user: User, _ service: AuthenticationService) throws(APIError) -> [RequestPlan] {
        [
            try service.planRevoke(.api, of: [user]).following([]), try service.planLogout([user]).following([]),
        ]
    }

    private func ending(
        of user: User, _ wishes: Offboarding.Wishes, _ context: WorkContext
    ) async throws(APIError) -> [RequestPlan] {
        switch wishes.ending {
        case .keep: return []
        case .deactivate:
            return user.isActive ? [try await context.users.planDeactivate(user, names: names.recordNames)] : []
        case .delete:
            let owned = try dashboards.get()[user.id, default: []]
            guard wishes.newOwner != nil, !owned.isEmpty else {
                return [try deletions.get()[user.id]].compactMap(\.self)
            }
            return [
                try await context.users.planDelete(
                    user, afterHandOverBy: context.dashboards, seatKind: names.seatKind(of: user))
            ]
        }
    }
}
