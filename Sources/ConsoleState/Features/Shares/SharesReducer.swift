import SisenseClient

/// Edits a draft of the shares of a dashboard, and plans the save.
struct SharesReducer: ConsoleFeature {
    let context: WorkContext
    /// The entries an edit is about.
    let targets: [RecordID]
    /// True while a person looks at the shares.
    let isOnScreen: Bool

    func reduce(_ state: inout SharesState?, _ action: SharesAction) -> ConsoleOutcome {
        switch action {
        case .opened(let id, let title): return open(id, title, &state)
        case .loaded(let new): return take(new, into: &state)
        case .refreshRequested: return refresh(state)
        case .viewersRead(let id, let result):
            guard var shares = state, shares.id == id else { return ConsoleOutcome() }
            shares.viewers.take(result)
            return show(&state, shares)
        case .viewersFound(let id, let viewers):
            if state?.id == id { state?.viewers.show(viewers) }
            return ConsoleOutcome()
        case .viewersMoved(let movement, let page):
            state?.viewers.move(movement, page: page)
            return ConsoleOutcome()
        case .sideSwitched:
            state?.viewers.hasFocus.toggle()
            return ConsoleOutcome()
        case .recordsChanged(let records):
            guard let shares = state, !shares.isChanged, records.contains(shares.id) else { return ConsoleOutcome() }
            return Self.readingAgain
        case .closed: return close(&state)
        default: break
        }
        guard var shares = state else { return ConsoleOutcome() }
        defer { state = shares }
        shares.isLeaving = false
        let before = shares.draft
        let outcome = step(&shares, action)
        guard shares.draft != before else { return outcome }
        return .then(.list(.shares, .rowsEdited(shares.rows.map(\.content)))) + viewing(&shares) + outcome
    }

    // MARK: Who can see it

    private func show(_ state: inout SharesState?, _ new: SharesState) -> ConsoleOutcome {
        var new = new
        let outcome = viewing(&new)
        state = new
        return outcome
    }

    /// Works out who can see it, and reads the groups whose people are not known yet.
    private func viewing(_ shares: inout SharesState) -> ConsoleOutcome {
        let (groups, users) = shares.unknownParties
        guard groups.isEmpty, users.isEmpty else {
            guard shares.viewers.beginReading() else { return ConsoleOutcome() }
            let id = shares.id
            return .run(
                .asking(.shareViewers, "reading who can see it", context) { context, send in
                    do throws(APIError) {
                        let read = try await Membership.read(groups: groups, users: users, context)
                        await send(.shares(.viewersRead(id, .success(ShareMembers(read, groups, users)))))
                    } catch {
                        await send(.shares(.viewersRead(id, .failure(error))))
                    }
                })
        }
        guard shares.viewers.error == nil else { return ConsoleOutcome() }
        let work = shares
        return .run(
            .run(.shareViewers, "working out who can see it") { send in
                await send(.shares(.viewersFound(work.id, work.workedOutViewers())))
            })
    }

    private func step(_ shares: inout SharesState, _ action: SharesAction) -> ConsoleOutcome {
        switch action {
        case .saved:
            shares.savedDraft = shares.draft
            return Self.readingAgain
        case .addRequested:
            return .run(
                .form("reading users and groups", context) { context throws(APIError) in
                    try await ShareForm.add(context)
                })
        case .added(let share, let name):
            // The share asked for in the form is in the list of shares now.
            return add(share, name, to: &shares) + .then(.form(.dismissed))
        case .ruleChanged, .subscriptionToggled, .removeToggled:
            return edit(&shares, action)
        case .undoRequested:
            guard let last = shares.undo.popLast() else { return .message(.info, "Nothing to undo") }
            shares.draft = last
        case .reverted:
            let saved = shares.document.list.shares
            change(&shares) { $0 = saved }
        case .saveRequested:
            return save(shares)
        case .publishRequested:
            return publish(shares)
        case .opened, .refreshRequested, .recordsChanged, .loaded, .closed, .viewersRead, .viewersFound,
            .viewersMoved, .sideSwitched:
            break
        }
        return ConsoleOutcome()
    }

    private static let reading = ConsoleOutcome.then(.list(.shares, .refreshRequested))
    /// Reads after a change, and replaces what is being read already.
    private static let readingAgain = ConsoleOutcome.then(.list(.shares, .recordsChanged([])))

    // MARK: Opening and leaving

    /// Opens the shares of a dashboard. Those that are not saved yet are never left for others unasked.
    private func open(_ id: RecordID, _ title: String, _ state: inout SharesState?) -> ConsoleOutcome {
        guard let shares = state, shares.isChanged else {
            state = nil
            return .then(.listOpened(.shares(of: id, title: title)))
        }
        let opening = ConsoleOutcome.then(.paneOpened(.shares))
        guard shares.id != id else { return opening }
        return opening + .message(.warning, "Unsaved shares: \(key: .saveShares) saves, \(key: .closeShares) closes")
    }

    private func take(_ new: SharesState, into state: inout SharesState?) -> ConsoleOutcome {
        guard let old = state, old.id == new.id else { return show(&state, new) }
        guard !old.hasUnsavedEdits else {
            // Edits made while they were read stay: on what they were made on, or on what was saved just before them.
            return old.savedDraft == nil ? ConsoleOutcome() : show(&state, old.rebased(on: new))
        }
        var new = new
        // Its people are read again; until then those that were known stay.
        new.viewers = old.viewers.outdated
        let outcome = show(&state, new)
        guard old.savedDraft != nil else { return outcome }
        guard isOnScreen else {
            return outcome
                + .message(.warning, "The shares of \(new.title) are saved; they count once it is published")
        }
        return outcome + publish(new, isSaved: true)
    }

    private func refresh(_ state: SharesState?) -> ConsoleOutcome {
        guard state?.hasUnsavedEdits == true else { return Self.reading }
        return .message(
            .warning,
            "Refresh would discard your changes: \(key: .saveShares) saves them, \(key: .undoShares) undoes them")
    }

    /// Closes the shares. Whoever comes back to them later reads them again.
    private func close(_ state: inout SharesState?) -> ConsoleOutcome {
        guard state?.isChanged == true, state?.isLeaving == false else {
            state = nil
            return .then(.listForgotten(.shares), .paneOpened(.dashboards))
        }
        state?.isLeaving = true
        return .message(
            .warning, "\(key: .closeShares) again discards the unsaved shares; \(key: .saveShares) saves them")
    }

    // MARK: Editing

    /// Several entries get the same: where they differ, the one that not all of them have.
    private func edit(_ shares: inout SharesState, _ action: SharesAction) -> ConsoleOutcome {
        let chosen = Set(targets)
        let rows = shares.rows.filter { chosen.contains($0.id) && $0.isEditable }
        guard !rows.isEmpty else { return .message(.info, "The owner always has every right") }
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
        return ConsoleOutcome()
    }

    private func add(_ share: Share, _ name: String, to shares: inout SharesState) -> ConsoleOutcome {
        guard share.id != shares.document.dashboard.owner?.id else {
            return .message(.warning, "\(name) is the owner")
        }
        guard !shares.draft.contains(where: { $0.id == share.id }) else {
            return .message(.warning, "It is already shared with \(name)")
        }
        shares.addedNames[share.id] = name
        change(&shares) { $0.append(share) }
        return .then(.list(.shares, .recordFound(RecordID(share.id))))
    }

    private func change(_ shares: inout SharesState, _ edit: (inout [Share]) -> Void) {
        let old = shares.draft
        edit(&shares.draft)
        if shares.draft != old { shares.undo.append(old) }
    }

    // MARK: The server

    private func save(_ shares: SharesState) -> ConsoleOutcome {
        guard shares.isChanged else { return .message(.info, "Nothing to save") }
        let (document, draft) = (shares.document, shares.draft)
        let parties = document.list.shares + draft
        let names = Dictionary(parties.map { ($0.id, shares.name($0.id)) }, uniquingKeysWith: { first, _ in first })
        return planned { context throws(APIError) in
            let merged = try await context.dashboards.mergeShares(
                document.list.setting(draft), base: document.list, of: document.dashboard)
            let plan = try await context.planSaveShares(merged, of: document.dashboard, names: names)
            let isDryRun = context.client.policy.isDryRun
            return PlannedWrite([plan], .shares, total: isDryRun ? [] : ["Publishing it is asked next."])
        }
    }

    /// - Parameter isSaved: True right after its shares were saved.
    private func publish(_ shares: SharesState, isSaved: Bool = false) -> ConsoleOutcome {
        guard !shares.isChanged else { return .message(.warning, "Save the shares first: \(key: .saveShares)") }
        let (dashboard, id) = (shares.document.dashboard, shares.id)
        return planned { context throws(APIError) in
            PlannedWrite(
                [try context.dashboards.planPublish(dashboard)], .list(.dashboards, [id]),
                cancelNote: isSaved
                    ? "Shares saved, not published: recipients see nothing of it yet. \(key: .publishShares) publishes"
                    : nil)
        }
    }

    private func planned(
        _ plan: @escaping @concurrent @Sendable (WorkContext) async throws(APIError) -> PlannedWrite
    ) -> ConsoleOutcome {
        .run(.preview("checking who gains and who loses access", context, plan))
    }
}
