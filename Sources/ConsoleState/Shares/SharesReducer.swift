import SisenseClient

/// Reads the shares of a dashboard, edits a draft of them, and plans the save.
struct SharesReducer: Sendable {
    let environment: ConsoleEnvironment

    func reduce(_ state: inout SharesState?, _ action: SharesAction) -> Outcome {
        if case .opened(let id, let title) = action {
            state = SharesState(id: id, title: title)
            return Outcome(effects: [reading(id)])
        }
        guard var shares = state else { return Outcome() }
        if case .closed = action { return close(&state) }
        defer { state = shares }
        shares.isLeaving = false
        switch action {
        case .refreshRequested:
            return Outcome(effects: [reading(shares.id)])
        case .saved:
            shares.offersPublishing = true
            return Outcome(effects: [reading(shares.id)])
        case .loaded(let id, let result) where id == shares.id:
            take(result, into: &shares)
            guard shares.offersPublishing else { break }
            shares.offersPublishing = false
            return publish(shares)
        case .moved(let movement, let page):
            shares.scroll.move(movement, count: shares.rows.count, page: page)
        case .addRequested:
            return Outcome(effects: [asking()])
        case .added, .ruleChanged, .subscriptionToggled, .removeToggled, .undoRequested, .reverted:
            return edit(&shares, action)
        case .saveRequested:
            return save(shares)
        case .publishRequested:
            return publish(shares)
        case .opened, .closed, .loaded: break
        }
        return Outcome()
    }

    private func close(_ state: inout SharesState?) -> Outcome {
        guard let shares = state, shares.isChanged, !shares.isLeaving else {
            state = nil
            return Outcome(effects: [.cancel("shares read")])
        }
        state?.isLeaving = true
        return Outcome(message: Message(.warning, "Esc again throws the unsaved shares away; Ctrl-S saves them"))
    }

    private func take(_ result: Result<SharesDocument, APIError>, into shares: inout SharesState) {
        switch result {
        case .success(let document):
            shares.load = .loaded(document)
            shares.draft = document.list.shares
            shares.undo = []
            shares.scroll.place(at: shares.scroll.cursor, count: shares.rows.count)
        case .failure(let error):
            shares.load = .failed(error)
        }
    }

    // MARK: Editing

    private func edit(_ shares: inout SharesState, _ action: SharesAction) -> Outcome {
        guard let saved = shares.document?.list.shares else { return Outcome() }
        switch action {
        case .added(let share, let name):
            return add(share, name, to: &shares)
        case .undoRequested:
            guard let last = shares.undo.popLast() else { break }
            shares.draft = last
        case .reverted:
            change(&shares) { $0 = saved }
        default:
            guard let row = shares.row, let share = row.share else { break }
            guard row.isEditable else { return Outcome(message: Message(.info, "The owner always has every right")) }
            change(&shares) { edit(&$0, share, isRemoved: row.wanted == nil, action) }
        }
        shares.scroll.place(at: shares.scroll.cursor, count: shares.rows.count)
        return Outcome()
    }

    private func edit(_ draft: inout [Share], _ share: Share, isRemoved: Bool, _ action: SharesAction) {
        switch action {
        case .removeToggled where isRemoved: draft.append(share)
        case .removeToggled: draft.removeAll { $0.id == share.id }
        case .ruleChanged:
            draft = draft.map { $0.id == share.id ? $0.with(rule: share.rule == .edit ? .view : .edit) ?? $0 : $0 }
        case .subscriptionToggled:
            draft = draft.map { $0.id == share.id ? $0.with(isSubscribed: !share.isSubscribed) ?? $0 : $0 }
        default: break
        }
    }

    private func add(_ share: Share, _ name: String, to shares: inout SharesState) -> Outcome {
        guard share.id != shares.document?.dashboard.owner?.id else {
            return Outcome(message: Message(.warning, "\(name) is the owner"))
        }
        guard !shares.draft.contains(where: { $0.id == share.id }) else {
            return Outcome(message: Message(.warning, "It is shared with \(name) already"))
        }
        shares.addedNames[share.id] = name
        change(&shares) { $0.append(share) }
        let place = shares.rows.firstIndex { $0.share?.id == share.id }
        shares.scroll.place(at: place ?? 0, count: shares.rows.count)
        return Outcome()
    }

    private func change(_ shares: inout SharesState, _ edit: (inout [Share]) -> Void) {
        let old = shares.draft
        edit(&shares.draft)
        if shares.draft != old { shares.undo.append(old) }
    }

    // MARK: The server

    private func reading(_ id: RecordID) -> Effect<ConsoleAction> {
        let client = environment.client
        return .run("shares read", "loading shares") { send in
            do throws(APIError) {
                await send(.shares(.loaded(id, .success(try await SharesDocument.read(id, client)))))
            } catch {
                await send(.shares(.loaded(id, .failure(error))))
            }
        }
    }

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
        guard let document = shares.document else { return Outcome() }
        guard shares.isChanged else { return Outcome(message: Message(.info, "Nothing to save")) }
        let (draft, saved) = (shares.draft, document.list.shares)
        return planned(.shares) { client throws(APIError) in
            let audience = try await AudienceReader(
                owner: document.dashboard.owner, saved: saved, wanted: draft, client)
            return try DashboardsService(client).planSaveShares(
                document.list.setting(draft), base: document.list, of: document.dashboard,
                impact: try await audience.changes())
        }
    }

    private func publish(_ shares: SharesState) -> Outcome {
        guard let document = shares.document else { return Outcome() }
        guard !shares.isChanged else { return Outcome(message: Message(.warning, "Save the shares first: Ctrl-S")) }
        return planned(.list(.dashboards, [shares.id])) { client throws(APIError) in
            try DashboardsService(client).planPublish(document.dashboard)
        }
    }

    private func planned(
        _ origin: WriteOrigin,
        _ plan: @escaping @concurrent @Sendable (APIClient) async throws(APIError) -> RequestPlan
    ) -> Outcome {
        let client = environment.client
        return Outcome(effects: [
            .run("plan", "reading who gains and who loses it") { send in
                do throws(APIError) {
                    await send(.write(.planned(.success([try await plan(client)]), origin)))
                } catch {
                    await send(.write(.planned(.failure(error), origin)))
                }
            }
        ])
    }
}
