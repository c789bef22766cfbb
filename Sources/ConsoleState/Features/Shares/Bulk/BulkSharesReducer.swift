import SisenseClient

/// Collects edits of the shares of several dashboards, and plans the save.
struct BulkSharesReducer: ConsoleFeature {
    let context: WorkContext
    /// The users and groups an edit is about.
    let targets: [RecordID]

    func reduce(_ state: inout BulkSharesState?, _ action: BulkSharesAction) -> ConsoleOutcome {
        switch action {
        case .opened(let ids): return open(ids, &state)
        case .loaded(let documents):
            let isSame = state.map { Set($0.ids).isSuperset(of: documents.map { RecordID($0.dashboard.id) }) }
            state = isSame == true ? state?.rebased(on: documents) : BulkSharesState(documents)
            return ConsoleOutcome()
        case .closed: return close(&state)
        default: break
        }
        guard var shares = state else { return ConsoleOutcome() }
        defer { state = shares }
        shares.isLeaving = false
        let before = shares.edits
        let outcome = step(&shares, action)
        guard shares.edits != before else { return outcome }
        return .then(.list(.bulkShares, .rowsEdited(shares.rows.map(\.content)))) + outcome
    }

    private func step(_ shares: inout BulkSharesState, _ action: BulkSharesAction) -> ConsoleOutcome {
        switch action {
        case .addRequested:
            let count = shares.documents.count
            return form { context throws(APIError) in try await BulkShareForms.add(count, context) }
        case .added(let parties, let rule, let names):
            shares.edit(naming: names) { edits in
                for party in parties { edits[party] = ShareEdits.Edit(.everywhere(rule), rule: rule) }
            }
            return .then(.form(.dismissed))
                + ConsoleOutcome(actions: parties.prefix(1).map { .list(.bulkShares, .recordFound(RecordID($0.id))) })
        case .everywhereToggled, .ruleChanged, .removeToggled:
            edit(&shares, action)
        case .replaceRequested:
            let rows = chosen(shares)
            return rows.isEmpty
                ? ConsoleOutcome()
                : form { context throws(APIError) in
                    try await BulkShareForms.replace(rows, context)
                }
        case .replaced(let parties, let other, let name):
            shares.edit(naming: [other.id: name]) { edits in
                for party in parties { edits[party] = ShareEdits.Edit(.replaced(by: other)) }
            }
            return .then(.form(.dismissed), .list(.bulkShares, .recordFound(RecordID(other.id))))
        case .publishToggled:
            shares.publishes.toggle()
            return .message(
                .info,
                shares.publishes
                    ? "The dashboards are published once they are saved"
                    : "The dashboards are saved only: those they are shared with notice once they are published")
        case .undoRequested:
            if !shares.undoLast() { return .message(.info, "Nothing to undo") }
        case .reverted:
            shares.edit { $0 = ShareEdits() }
        case .saveRequested:
            return save(shares)
        case .opened, .loaded, .closed: break
        }
        return ConsoleOutcome()
    }

    // MARK: Opening and leaving

    /// Opens the shares of these dashboards. Edits that are not saved yet are never left for others unasked.
    private func open(_ ids: [RecordID], _ state: inout BulkSharesState?) -> ConsoleOutcome {
        guard let shares = state, shares.isChanged else {
            state = nil
            return .then(.listOpened(.bulkShares(of: ids)))
        }
        let opening = ConsoleOutcome.then(.paneOpened(.bulkShares))
        guard Set(shares.ids) != Set(ids) else { return opening }
        return opening
            + .message(.warning, "Unsaved shares: \(key: .saveBulkShares) saves, \(key: .closeBulkShares) closes")
    }

    private func close(_ state: inout BulkSharesState?) -> ConsoleOutcome {
        guard state?.isChanged == true, state?.isLeaving == false else {
            state = nil
            return .then(.listForgotten(.bulkShares), .paneOpened(.dashboards))
        }
        state?.isLeaving = true
        return .message(
            .warning,
            "\(key: .closeBulkShares) again discards the unsaved shares; \(key: .saveBulkShares) saves them")
    }

    // MARK: Editing

    private func chosen(_ shares: BulkSharesState) -> [BulkShareRow] {
        let chosen = Set(targets)
        return shares.rows.filter { chosen.contains($0.id) }
    }

    /// Several get the same: where they differ, the one that not all of them have.
    private func edit(_ shares: inout BulkSharesState, _ action: BulkSharesAction) {
        let rows = chosen(shares)
        shares.edit { edits in
            switch action {
            case .everywhereToggled:
                let isMade = rows.allSatisfy { $0.after.count >= $0.total || $0.isEverywhere }
                for row in rows {
                    let rule = row.before.onlyRule ?? .view
                    edits[row.party].presence = isMade ? .kept : .everywhere(rule)
                }
            case .ruleChanged:
                let rule: Share.Rule = rows.allSatisfy { $0.after.onlyRule == .edit } ? .view : .edit
                for row in rows where row.after.count > 0 { edits[row.party].rule = rule }
            default:
                let isRestoring = rows.allSatisfy { $0.after.count == 0 }
                for row in rows {
                    // Who came by an edit goes with it.
                    let isNew = row.before.count == 0
                    edits[row.party] = ShareEdits.Edit(isRestoring || isNew ? .kept : .removed)
                }
            }
        }
    }

    // MARK: The server

    private func form(
        _ form: @escaping @concurrent @Sendable (WorkContext) async throws(APIError) -> FormState
    ) -> ConsoleOutcome {
        .run(.form("reading users and groups", context) { context throws(APIError) in try await form(context) })
    }

    private func save(_ shares: BulkSharesState) -> ConsoleOutcome {
        guard shares.isChanged else { return .message(.info, "Nothing to save") }
        return .run(
            .preview("checking who gains and who loses access", context) { context throws(APIError) in
                try await BulkSharePlans.make(
                    shares.edits, on: shares.documents, names: shares.names, publishes: shares.publishes,
                    .list(.bulkShares, []), context)
            })
    }
}

extension BulkShareRow {
    fileprivate var isEverywhere: Bool {
        if case .everywhere = edit.presence { true } else { false }
    }
}
