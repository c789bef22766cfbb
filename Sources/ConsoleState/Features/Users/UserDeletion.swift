import SisenseClient

/// Plans the deletion of accounts, with all that goes with them and who else loses it.
enum UserDeletion {
    /// The plans; where the server does not list dashboards, they say that what is lost is not known.
    /// - Parameter isLastStep: True where steps before them in their series change the accounts.
    static func plans(
        of users: [User], _ context: WorkContext, isLastStep: Bool = false
    ) async throws(APIError) -> [RequestPlan] {
        let ids = Set(users.map(\.id))
        let owned = await attempt { () async throws(APIError) in
            try await context.dashboards.owned(by: ids)
        }
        if case .failure(let error) = owned, !error.mayBeOption { throw error }
        let references = try await PartyReferences.read(
            of: ids, context.client, asAdministrator: context.isAdministrator)
        let names = try await UserNames.read(context.client)
        let recipients = try await recipients(of: references, context)
        return try await context.each(users) { user throws(APIError) in
            let references = references[user.id] ?? PartyReferences()
            let goods = OwnedGoods(
                dashboards: try? owned.get()[user.id, default: []],
                alerts: references.problems.isEmpty ? references.ownedAlerts : nil)
            let alerts = references.ownedAlerts.map { alert in
                let others = alert.parties.filter { !ids.contains($0.id) }
                return UserLoss.Alert(alert.label, notifying: others.map(recipients.name))
            }
            switch owned {
            case .success(let owned):
                let dashboards = owned[user.id, default: []]
                let viewers = try await viewers(of: dashboards, except: ids, context)
                let lost = dashboards.enumerated().map { index, dashboard in
                    DashboardLoss(dashboard.label, viewers.known?[index])
                }
                let kept = try await keeping(user, dashboards, references, names, context)
                let plan = try context.users.planDelete(
                    user, losing: UserLoss(dashboards: lost, alerts: alerts), owning: goods, keeping: kept.user,
                    seatKind: names.seatKind(of: user), isLastStep: isLastStep)
                return plan.warning(viewers.problems + references.problems + kept.problems)
            case .failure(let error):
                return try context.users.planDelete(
                    user, losing: nil, unknownBecause: error.message, owning: goods,
                    seatKind: names.seatKind(of: user), isLastStep: isLastStep
                )
                .warning(UserLoss(alerts: alerts).sentences + references.problems)
            }
        }
    }

    /// The names of those whom the alerts notify that go.
    private static func recipients(
        of references: [String: PartyReferences], _ context: WorkContext
    ) async throws(APIError) -> PartyNames {
        let parties = references.values.flatMap(\.ownedAlerts).flatMap(\.parties).filter { $0.name == nil }
        return parties.isEmpty ? .none : try await PartyNames.read(Set(parties.map(\.id)), context)
    }

    /// Who sees each of several dashboards, or the reason why that is not known.
    private struct Viewers: Sendable {
        var known: [DashboardLoss.Viewers]?
        var problems: [String] = []
    }

    private static func viewers(
        of dashboards: [Dashboard], except deleted: Set<String>, _ context: WorkContext
    ) async throws(APIError) -> Viewers {
        do throws(APIError) {
            return Viewers(known: try await DashboardDeletion.viewers(of: dashboards, except: deleted, context))
        } catch {
            guard error.mayBeOption else { throw error }
            return Viewers(problems: ["How many people lose them could not be read: \(error.message)"])
        }
    }

    /// What is needed to make a user again, or the reasons why that cannot be.
    private struct Kept: Sendable {
        var user: DeletedUser?
        var problems: [String] = []
    }

    /// An account of a directory comes back with the directory.
    private static func keeping(
        _ user: User, _ owned: [Dashboard], _ references: PartyReferences, _ names: UserNames, _ context: WorkContext
    ) async throws(APIError) -> Kept {
        guard user.source != .directory else { return Kept() }
        do throws(APIError) {
            let dashboards = try await owned.concurrentMap(maxConcurrent: 4) { dashboard throws(APIError) in
                try await DeletedDashboard.read(dashboard.with(ownerName: user.label), context.dashboards)
            }
            let groups = user.groups.map { Reference(id: $0.id, name: names.group($0)) }
            return Kept(
                user: DeletedUser(
                    user, role: names.role(of: user), seatKind: names.seatKind(of: user), groups: groups,
                    references: references, dashboards: dashboards))
        } catch {
            guard error.mayBeOption else { throw error }
            return Kept(problems: [
                "Its dashboards could not be exported, so that nothing brings them back: \(error.message)"
            ])
        }
    }
}
