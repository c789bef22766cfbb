import SisenseClient

/// Edits a draft of the shares of a dashboard, and plans the save.
struct SharesReducer: Sendable {
    let environment: ConsoleEnvironment
    /// The entries an edit is about.
    let targets: [RecordID]

    func reduce(_ state: inout SharesState?, _ action: SharesAction) -> Outcome {
        if case .loaded(let new) = action { return take(new, into: &state) }
        guard var shares = state else { return Outcome() }
        if case .closed = action { return close(&state) }
        defer { state = shares }
        shares.isLeaving = false
        switch action {
        case .saved:
            shares.offersPublishing = true
        case .addRequested:
            return Outcome(effects: [asking()])
        case .added(let share, let name):
            return add(share, name, to: &shares)
        case .ruleChanged, .subscriptionToggled, .removeToggled:
            return edit(&shares, action)
        case .undoRequested:
            guard let last = shares.undo.popLast() else { return Outcome(message: Message(.info, "Nothing to undo")) }
            shares.draft = last
        case .reverted:
            let saved = shares.document.list.shares
            change(&shares) { $0 = saved }
        case .saveRequested:
            return save(shares)
        case .publishRequested:
            return publish(shares)
        case .opened, .refreshRequested, .loaded, .closed: break
        }
        return Outcome()
    }

    private func take(_ new: SharesState, into state: inout SharesState?) -> Outcome {
        let offersPublishing = state?.id == new.id && state?.offersPublishing == true
        state = new
        return offersPublishing ? publish(new) : Outcome()
    }

    private func close(_ state: inout SharesState?) -> Outcome {
        guard state?.isChanged == true, state?.isLeaving == false else {
            state = nil
            return Outcome()
        }
        state?.isLeaving = true
        return Outcome(message: Message(.warning, "Esc again throws the unsaved shares away; Ctrl-S saves them"))
    }

    // MARK: Editing

    /// Several entries get the same: where they differ, the one that not all of them have.
    private func edit(_ shares: inout SharesState, _ action: SharesAction) -> Outcome {
        let chosen = Set(targets)
        let rows = shares.rows.filter { chosen.contains($0.id) && $0.isEditable }
        guard !rows.isEmpty else { return Outcome(message: Message(.info, "The owner always has every right")) }
        let ids = Set(rows.compactMap(\.share?.id))
        func each(_ edit: (Share) -> Share?) {
            change(&shares) { draft in draft = draft.map { ids.contains($0.id) ? edit($0) ?? $0 : $0 } }
        }
        switch action {
        case .ruleChanged:
            let rule: Share.Rule = rows.allSatisfy { $0.share?.rule == .edit } ? .view : .edit
            each { $0.with(rule: rule) }
        case .subscriptionToggled:
            let isSubscribed = !rows.allSatisfy { $0.share?.isSubscribed == true }
            each { $0.with(isSubscribed: isSubscribed) }
        default:
            let returning = rows.allSatisfy { $0.wanted == nil } ? rows.compactMap(\.saved) : []
            change(&shares) { draft in draft = draft.filter { !ids.contains($0.id) } + returning }
        }
        return Outcome()
    }

    private func add(_ share: Share, _ name: String, to shares: inout SharesState) -> Outcome {
        guard share.id != shares.document.dashboard.owner?.id else {
            return Outcome(message: Message(.warning, "\(name) is the owner"))
        }
        guard !shares.draft.contains(where: { $0.id == share.id }) else {
            return Outcome(message: Message(.warning, "It is shared with \(name) already"))
        }
        shares.addedNames[share.id] = name
        change(&shares) { $0.append(share) }
        return Outcome()
    }

    private func change(_ shares: inout SharesState, _ edit: (inout [Share]) -> Void) {
        let old = shares.draft
        edit(&shares.draft)
        if shares.draft != old { shares.undo.append(old) }
    }

    // MARK: The server

    private func asking() -> Effect<ConsoleAction> {
        let environment = environment
        return .run("form", "reading users and groups") { send in
            do throws(APIError) {
                await send(.form(.opened(try await ShareForm.add(environment))))
            } catch {
                await send(.form(.openFailed(error)))
            }
        }
    }

    private func save(_ shares: SharesState) -> Outcome {
        guard shares.isChanged else { return Outcome(message: Message(.info, "Nothing to save")) }
        let (document, draft) = (shares.document, shares.draft)
        return planned(.shares) { client, report throws(APIError) in
            let dashboardViewers = try await ViewersReader(
                owner: document.dashboard.owner, saved: document.list.shares, wanted: draft, client)
            return try DashboardsService(client).planSaveShares(
                document.list.setting(draft), base: document.list, of: document.dashboard,
                impact: try await dashboardViewers.changes(report: report))
        }
    }

    private func publish(_ shares: SharesState) -> Outcome {
        guard !shares.isChanged else { return Outcome(message: Message(.warning, "Save the shares first: Ctrl-S")) }
        let dashboard = shares.document.dashboard
        return planned(.list(.dashboards, [shares.id])) { client, _ throws(APIError) in
            try DashboardsService(client).planPublish(dashboard)
        }
    }

    private func planned(
        _ origin: WriteOrigin,
        _ plan:
            @escaping @concurrent @Sendable (
                APIClient, _ report: @Sendable (String) async -> Void
            ) async throws(APIError) -> RequestPlan
    ) -> Outcome {
        let client = environment.client
        return Outcome(effects: [
            .run("plan", "reading who gains and who loses it") { send in
                do throws(APIError) {
                    let plan = try await plan(client) { await send(.pendingOperation(.progressed($0))) }
                    await send(.write(.planned(.success([plan]), origin)))
                } catch {
                    await send(.write(.planned(.failure(error), origin)))
                }
            }
        ])
    }
}
