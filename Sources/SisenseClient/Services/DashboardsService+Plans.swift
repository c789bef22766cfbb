/// Plans that change one dashboard as a whole.
extension DashboardsService {
    /// The plan that changes some members and keeps the others.
    package func planUpdate(
        _ dashboard: Dashboard, title: PlanTitle, members: [(String, JSONValue)], names: RecordNames = .none
    ) async throws(APIError) -> RequestPlan {
        try await client.plan(
            RecordChange(
                title: title, name: "dashboard \(dashboard.label)",
                read: try client.call(.getDashboard, path: ["id": dashboard.id]),
                write: .updateDashboard, path: ["id": dashboard.id], members: members, base: dashboard.raw,
                warnings: ["Those it is shared with see this after it is published."], names: names))
    }

    /// Shows those it is shared with the dashboard as it is now.
    package func planPublish(_ dashboard: Dashboard) throws(APIError) -> RequestPlan {
        try plan(
            "Publish \(dashboard.label, each: "dashboard")", dashboard, .publishDashboard,
            on: .nothing(.sameForAnyState),
            asAdministrator: true,
            impact: ["Everyone it is shared with gets the owner's version."])
    }

    /// - Parameter rule: What the old owner keeps. The server wants the dashboard shared with the new owner first.
    package func planChangeOwner(
        _ dashboard: Dashboard, to user: User, rule: Share.Rule = .edit
    ) throws(APIError) -> RequestPlan {
        let isShared = dashboard.shares.contains { $0.id == user.id }
        let read = try client.call(.getDashboard, path: ["id": dashboard.id])
        let base: JSONValue? = dashboard.owner.map { ["owner": .string($0.id)] }
        var plan = RequestPlan(
            title: "Change owner of \(dashboard.label, each: "dashboard") to \(user.label)",
            call: try changeOwner(dashboard.id, to: user.id, rule: rule),
            target: .init(server: client.server, name: "dashboard \(dashboard.label)"), base: base,
            result: base == nil ? nil : ["owner": .string(user.id)],
            impact: ["\(user.displayName) becomes the owner; the previous owner can \(rule)."]
                + (dashboard.folder.map { ["It may leave the folder \($0.label), which is the previous owner's."] }
                    ?? []),
            warnings: isShared
                ? [] : ["Not shared with \(user.label) by name; the server may require that first."],
            precondition: base.map { Precondition(read: read, base: $0, members: ["owner"]) },
            changes: ownerWords(dashboard, to: user, rule))
        plan.wayBack = OwnerBefore(dashboard, to: user).map(WayBack.owner)
        if dashboard.owner?.id == user.id { plan.unchanged = "already owned by \(user.label)" }
        return plan
    }

    /// The owner, and the entries of the shares that change hands with the dashboard.
    private func ownerWords(_ dashboard: Dashboard, to user: User, _ rule: Share.Rule) -> [FieldChange] {
        var words = [FieldChange("owner", from: dashboard.owner?.label ?? "unknown", to: user.label)]
        if let owner = dashboard.owner {
            words.append(FieldChange("\(Share.Party.user.rawValue) \(owner.label)", from: nil, to: rule.description))
        }
        if let share = dashboard.shares.first(where: { $0.id == user.id }), let old = share.rule {
            words.append(FieldChange("\(share.party.rawValue) \(user.label)", from: old.description, to: nil))
        }
        return words
    }

    /// A plan for each dashboard of `user`, so that none is lost when the user goes.
    package func planHandOver(of user: User, to newOwner: User) async throws(APIError) -> [RequestPlan] {
        let owned = try await owned(by: user.id)
        let folders = await folderNames(of: owned)
        var plans: [RequestPlan] = []
        for dashboard in owned {
            let named = dashboard.with(ownerName: user.label).with(
                folderName: dashboard.folder.flatMap { folders[$0.id] })
            plans.append(try planChangeOwner(named, to: newOwner))
        }
        return plans
    }

    /// The names of the folders that dashboards are in, by their ids, as far as they can be read.
    private func folderNames(of dashboards: [Dashboard]) async -> [String: String] {
        guard dashboards.contains(where: { $0.folder != nil && $0.folder?.name == nil }) else { return [:] }
        var waiting = (try? await FoldersService(client).tree()) ?? []
        var names: [String: String] = [:]
        while let folder = waiting.popLast() {
            waiting += folder.folders
            names[folder.id] = folder.label
        }
        return names
    }

    /// The plans that give a dashboard to another owner and leave the old one no right to it.
    /// - Parameter folder: The one it goes back into, where it would leave it by changing hands.
    package func planHandOver(
        _ dashboard: Dashboard, from owner: User, to newOwner: User, in folder: Folder? = nil
    ) async throws(APIError) -> [RequestPlan] {
        let turn = try planChangeOwner(dashboard.with(ownerName: owner.label), to: newOwner, rule: .view)
        let left = Share(.user, id: owner.id, rule: .view)
        let names = [owner.id: owner.label]
        let title: PlanTitle = "Remove \(owner.label) from the shares of \(dashboard.label, each: "dashboard")"
        // Until the dashboard has changed hands, its list has no entry of the old owner.
        let list = try await shares(of: dashboard.id)
        let impact = SharesImpact(others: ["\(owner.label) loses it, unless it is shared with a group of theirs."])
        var removal = try planSaveShares(
            list, base: list.adding(left), of: dashboard, names: names, title: title, impact: impact, judge: nil)
        removal.isUndoneWithOthers = true
        removal.whenDue = { [asAdministrator] client throws(APIError) in
            let service = DashboardsService(client, asAdministrator: asAdministrator)
            let list = try await service.shares(of: dashboard.id)
            return try service.planSaveShares(
                list.removing(owner.id), base: list, of: dashboard, names: names, title: title, impact: impact,
                judge: nil)
        }
        guard let folder else { return [turn, removal] }
        return [turn, removal, try planPutBack(dashboard, into: folder)]
    }

    /// Puts a dashboard back into a folder that it leaves by a step before this one.
    private func planPutBack(_ dashboard: Dashboard, into folder: Folder) throws(APIError) -> RequestPlan {
        var plan = try client.plan(
            "Put \(dashboard.label, each: "dashboard") back into the folder \(folder.label)",
            name: "dashboard \(dashboard.label)", .updateDashboard, path: ["id": dashboard.id],
            body: .json(["parentFolder": .string(folder.id)]), on: .nothing(.restsOnEarlierStep),
            changes: [FieldChange("folder", from: "none", to: folder.label)])
        plan.isUndoneWithOthers = true
        return plan
    }

    func changeOwner(_ id: String, to owner: String, rule: Share.Rule) throws(APIError) -> Call {
        let body: JSONValue = ["ownerId": .string(owner), "originalOwnerRule": .string(rule.description)]
        // Versions that do not know the flag have an operation of its own for it. One that forbids it does so to this
        // user, who is no administrator.
        if asAdministrator, let refusal = client.capabilities.refusal(of: .adminAccess), refusal.kind != .forbidden {
            return try client.call(.changeOwnerAsAdministrator, path: ["id": id], body: .json(body))
        }
        return try client.call(.changeDashboardOwner, path: ["id": id], query: access, body: .json(body))
    }

    /// Deletes a dashboard for everybody, while it is as it was read. It is exported first, so that it can be made again.
    /// - Parameter loss: Those who lose it, in sentences; nil where that is not known.
    @concurrent package func planDelete(
        _ dashboard: Dashboard, losing loss: [String]? = nil
    ) async throws(APIError) -> RequestPlan {
        var (kept, problem): (DeletedDashboard?, String?)
        do throws(APIError) {
            kept = try await DeletedDashboard.read(dashboard, self)
        } catch {
            guard error.mayBeOption else { throw error }
            problem = error.message
        }
        let recipients = dashboard.shares.count { $0.rule != nil }
        var plan = try plan(
            "Delete \(dashboard.label, each: "dashboard")", dashboard, .deleteDashboard,
            on: .unchanged([try unchanged(dashboard)]),
            impact: recipients == 0
                ? ["It is shared with nobody."]
                : loss ?? [
                    "It is deleted for everyone it is shared with: "
                        + "\(counted(recipients, "user or group", "users and groups"))."
                ],
            warnings: problem.map { ["It could not be exported, so that nothing can bring it back: \($0)"] } ?? [])
        plan.wayBack = kept.map(WayBack.dashboard)
        return plan
    }

    /// Puts a dashboard back as it was published last.
    package func planRestore(_ dashboard: Dashboard) throws(APIError) -> RequestPlan {
        try plan(
            "Restore the last published version of \(dashboard.label, each: "dashboard")", dashboard, .restoreDashboard,
            on: .unchanged([try unchanged(dashboard)]), impact: ["Changes made since it was last published are lost."])
    }

    /// Makes a copy that the caller owns.
    package func planDuplicate(_ dashboard: Dashboard) throws(APIError) -> RequestPlan {
        try plan(
            "Duplicate \(dashboard.label, each: "dashboard")", dashboard, .duplicateDashboard,
            on: .nothing(.makesRecord))
    }

    private func plan(
        _ title: PlanTitle, _ dashboard: Dashboard, _ operation: Operation, on base: PlanBase,
        asAdministrator: Bool = false, impact: [String] = [], warnings: [String] = []
    ) throws(APIError) -> RequestPlan {
        try client.plan(
            title, name: "dashboard \(dashboard.label)", operation, path: ["id": dashboard.id],
            query: asAdministrator ? access : [], on: base, impact: impact, warnings: warnings)
    }

    /// The check that nobody has changed a dashboard, has shared it with others or has given it away.
    func unchanged(_ dashboard: Dashboard) throws(APIError) -> Precondition {
        .of(
            dashboard.raw, read: try client.call(.getDashboard, path: ["id": dashboard.id]),
            ["title", "owner", "shares", "lastUpdated"])
    }
}

/// With whom dashboards are shared.
extension DashboardsService {
    /// With whom a dashboard is shared, and who gets it by mail.
    @concurrent package func shares(of id: String) async throws(APIError) -> ShareList {
        let document = try await reading { client, access throws(APIError) in
            try await client.read(.getDashboardShares, path: ["id": id], query: access).json()
        }
        client.noteRefusal(of: .adminAccess, "shares", without: "an administrator's rights")
        return ShareList(document)
    }

    private func readShares(_ id: String) throws(APIError) -> Call {
        try client.call(.getDashboardShares, path: ["id": id], query: access)
    }

    /// The plan that saves a whole list of shares, made from `base` as it was read. Nothing is sent when the list has
    /// changed since.
    /// - Parameters:
    ///   - names: The names of the users and groups, by their ids.
    ///   - impact: Those who gain and those who lose it, or the reason why that is not known.
    ///   - warnings: Facts to know before; what the server does with a list where none are given.
    ///   - judge: Works out the impact again for other lists; nil where that cannot be done.
    package func planSaveShares(
        _ edited: ShareList, base: ShareList, of dashboard: Dashboard, names: [String: String],
        title: PlanTitle? = nil, impact: SharesImpact, warnings: [String] = shareWarnings, judge: SharesJudge?
    ) throws(APIError) -> RequestPlan {
        RequestPlan(
            title: title ?? "Save the shares of \(dashboard.label, each: "dashboard")",
            call: try saveShares(edited, of: dashboard.id),
            target: .init(server: client.server, name: "dashboard \(dashboard.label)"), base: base.document,
            result: edited.document, inverse: try saveShares(base, of: dashboard.id),
            impact: impact.others + [summary(before: base.shares, after: edited.shares)],
            warnings: impact.escalations + warnings,
            // The whole document is sent, so that all of it must be as it was.
            precondition: Precondition(
                read: try readShares(dashboard.id), base: base.document,
                members: ["sharesTo", "isPublic", "subscription", "allowChangeSubscription"]),
            replan: { [asAdministrator] client, edited, base throws(APIError) in
                let service = DashboardsService(client, asAdministrator: asAdministrator)
                let (edited, base) = (ShareList(edited), ShareList(base))
                let impact =
                    if let judge {
                        try await judge(client, edited, base)
                    } else {
                        SharesImpact.notJudged("someone else has changed the shares since.")
                    }
                return try service.planSaveShares(
                    edited, base: base, of: dashboard, names: await service.names(of: [edited, base], known: names),
                    title: title, impact: impact, warnings: warnings, judge: judge)
            }, changes: changes(before: base.shares, after: edited.shares, names), names: RecordNames(names),
            undoImpact: impact.undo)
    }

    /// Works out who gains and who loses a dashboard when one list of its shares becomes another.
    package typealias SharesJudge =
        @concurrent @Sendable (APIClient, _ edited: ShareList, _ base: ShareList) async throws(APIError) -> SharesImpact

    /// The names of everybody in these lists: those that are known, and the others as far as the server says them.
    @concurrent package func names(of lists: [ShareList], known: [String: String]) async -> [String: String] {
        let missing = lists.flatMap(\.shares).filter { known[$0.id] == nil }
        guard !missing.isEmpty else { return known }
        var names = known
        let (groups, users) = (missing.filter { $0.party == .group }, missing.filter { $0.party == .user })
        // A name more or less must not keep anybody from saving.
        for group in (try? await GroupsService(client).named(Set(groups.map(\.id)))) ?? [] {
            names[group.id] = group.label
        }
        for user in (try? await UsersService(client).users(users.map(\.id))) ?? [] { names[user.id] = user.displayName }
        return names
    }

    /// That those whom a dashboard is shared with do not notice at once.
    package static let unpublished = "Recipients see nothing of it until the dashboard is published."

    private static let shareWarnings = ["The whole list is replaced.", unpublished]

    /// An edited list of shares, merged with what the server has by now.
    package struct MergedShares: Sendable {
        /// The list as it should become.
        package let edited: ShareList
        /// The list as it is now.
        package let base: ShareList
        /// Nil where nothing was changed by both.
        let conflict: Conflict?
    }

    /// Reads the shares of a dashboard again and merges them with `edited`, made from `base` as it was shown.
    /// - Throws: `APIError`, a conflict that is made already, when somebody else has made the whole edit.
    @concurrent package func mergeShares(
        _ edited: ShareList, base: ShareList, of dashboard: Dashboard
    ) async throws(APIError) -> MergedShares {
        let theirs = try await shares(of: dashboard.id)
        let versions = Conflict(base: base.document, mine: edited.document, theirs: theirs.document)
        let merge = JSONMerge(versions)
        if merge.isMade(from: versions) {
            throw APIError.alreadyMade(
                versions, "dashboard \(dashboard.label)", request: Operation.replaceDashboardShares.id,
                server: client.server)
        }
        return MergedShares(
            edited: ShareList(merge.merged(contested: .mine)), base: theirs,
            conflict: merge.isContested ? versions : nil)
    }

    /// The plan that saves a list of shares that was merged.
    package func planSaveShares(
        _ merged: MergedShares, of dashboard: Dashboard, names: [String: String], impact: SharesImpact,
        warnings: [String] = shareWarnings, judge: SharesJudge?
    ) throws(APIError) -> RequestPlan {
        let plan = try planSaveShares(
            merged.edited, base: merged.base, of: dashboard, names: names, impact: impact, warnings: warnings,
            judge: judge)
        return merged.conflict.map(plan.conflicting) ?? plan
    }

    /// Each party whose entry differs, with what it may do before and after. Who may do more comes first, then who
    /// loses something.
    private func changes(before: [Share], after: [Share], _ names: [String: String]) -> [FieldChange] {
        func text(_ share: Share) -> String {
            (share.rule?.description ?? "owner") + (share.isSubscribed ? ", gets mails" : "")
        }
        let old = Dictionary(before.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let kept = Set(after.map(\.id))
        let gone = before.filter { !kept.contains($0.id) }.map {
            FieldChange("\($0.party.rawValue) \(names[$0.id] ?? $0.id)", from: text($0), to: nil, effect: .loss)
        }
        let changed =
            gone
            + after.compactMap { share in
                let former = old[share.id]
                guard former.map(text) != text(share) else { return nil }
                let effect: FieldChange.Effect =
                    share.rule == .edit && former?.rule != .edit
                    ? .escalation : share.rule == .view && former?.rule == .edit ? .loss : .plain
                return FieldChange(
                    "\(share.party.rawValue) \(names[share.id] ?? share.id)", from: former.map(text), to: text(share),
                    effect: effect)
            }
        return [FieldChange.Effect.escalation, .loss, .plain].flatMap { effect in
            changed.filter { $0.effect == effect }
        }
    }

    /// `1 added, 2 changed, 5 in all.`
    private func summary(before: [Share], after: [Share]) -> String {
        let old = Dictionary(before.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let added = after.count { old[$0.id] == nil }
        let removed = before.count - (after.count - added)
        let changed = after.count { share in old[share.id].map { $0 != share } ?? false }
        let parts = [(added, "added"), (changed, "changed"), (removed, "removed")].filter { $0.0 > 0 }
        if after.isEmpty { return "It is then shared with nobody." }
        return (parts.map { "\($0.0) \($0.1)" } + ["\(after.count) in all"]).joined(separator: ", ") + "."
    }

    private func saveShares(_ list: ShareList, of id: String) throws(APIError) -> Call {
        try client.call(
            .replaceDashboardShares, path: ["id": id], query: access,
            body: .json(list.document))
    }
}
