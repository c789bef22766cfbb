import SisenseClient

/// Goes from pane to pane, reads what is looked at for the first time, and reads again what a change has made old.
struct Navigation: ConsoleFeature {
    func reduce(_ state: inout ConsoleState, _ action: ConsoleAction) -> ConsoleOutcome {
        switch action {
        case .paneOpened(let pane):
            state.pane = pane == .dashboards ? Self.dashboards(state) : pane
            // Another program may have changed the profiles.
            return Self.left + .then(pane.listsServers ? .servers(.listOpened) : .paneNeeded)
        case .paneNeeded:
            return read(state)
        case .listOpened(let feature):
            if feature.pane == .dashboards { state.tree = nil }
            state.open(feature)
            return Self.left + .then(.form(.dismissed), .list(feature.pane, .refreshRequested))
        case .listForgotten(let pane):
            state.lists.forget(pane)
            return .run(.cancel(.list(pane, .loading)), .cancel(.list(pane, .refreshing)))
        case .historyStepped(let direction):
            return state.history.step(direction).map { open($0, &state) } ?? .message(.info, "No newer view")
        case .previousPaneOpened:
            return state.history.last().map { open($0, &state) } ?? ConsoleOutcome()
        case .referenceOpened:
            return openReference(&state)
        case .compareRequested(let name):
            state.comparison = name
            // Rows of another comparison would be wrong until the new ones have come.
            return .then(.listForgotten(.compare), .paneOpened(.compare))
        case .changed(let origin, let kinds):
            return changed(origin, state) + outdated(kinds, except: origin, state)
        case .outdated(let kinds, let origin):
            return outdated(kinds, except: origin, state)
        default:
            return ConsoleOutcome()
        }
    }

    /// Shares that are not saved yet are in front of the dashboards until they are saved or thrown away.
    private static func dashboards(_ state: ConsoleState) -> PaneID {
        if state.shares?.isChanged == true { return .shares }
        return state.bulkShares?.isChanged == true ? .bulkShares : .dashboards
    }

    /// The reading for a form or a preview belongs to the pane that was left.
    private static let left = ConsoleOutcome.run(.cancel(.preparation))

    /// Reads the pane on the screen when nobody has looked at it yet, or when it was cut off.
    private func read(_ state: ConsoleState) -> ConsoleOutcome {
        guard state.session.isReady else { return ConsoleOutcome() }
        switch state.pane {
        case .home:
            return .then(.home(.refreshRequested), .list(.lint, .needed))
                + ConsoleOutcome(actions: HomeState.counted.map { .list($0, .needed) })
        default:
            // A list on this machine costs nothing to read.
            let feature = state.feature(of: state.pane)
            let own = ConsoleOutcome.then(.list(state.pane, feature?.isLocal == true ? .refreshRequested : .needed))
            // The sections stand beside one of them where there is room.
            return feature?.parent?.pane == .security ? own + .then(.list(.security, .needed)) : own
        }
    }

    /// Goes to a pane that was visited before, and makes it look as it did.
    private func open(_ visit: History.Visit, _ state: inout ConsoleState) -> ConsoleOutcome {
        state.pane = visit.pane
        return Self.left + .then(.paneNeeded)
            + ConsoleOutcome(actions: visit.view.map { [.list(visit.pane, .restored($0))] } ?? [])
    }

    /// Reads again what a change was about, where it was asked for.
    private func changed(_ origin: WriteOrigin, _ state: ConsoleState) -> ConsoleOutcome {
        switch origin {
        case .list(let pane, let records):
            var actions: [ConsoleAction] = [.list(pane, .recordsChanged(records))]
            // The list it hangs below changes with it.
            if let parent = state.feature(of: pane)?.parent {
                actions.append(
                    .list(parent.pane, .recordsChanged(parent.record.map { [$0] } ?? [])))
            }
            guard pane == .dashboards else { return ConsoleOutcome(actions: actions) }
            return ConsoleOutcome(actions: actions + [.tree(.refreshRequested), .shares(.recordsChanged(records))])
        case .shares:
            let dashboard = state.shares?.id
            return .then(.shares(.saved))
                + ConsoleOutcome(actions: dashboard.map { [.list(.dashboards, .recordsChanged([$0]))] } ?? [])
        case .cors(let draft): return .then(.cors(.saved(draft)))
        case .session: return .then(.session(.ended))
        case .token, .call: return ConsoleOutcome()
        }
    }

    /// Reads again what shows records of these kinds, or has it read when it is shown next.
    /// - Parameter origin: Where the change was asked for, which is read again by itself.
    private func outdated(
        _ kinds: Set<RecordKind>, except origin: WriteOrigin, _ state: ConsoleState
    ) -> ConsoleOutcome {
        let own = panes(of: origin, state)
        func isOld(_ pane: PaneID) -> Bool { !own.contains(pane) && !pane.kinds.isDisjoint(with: kinds) }
        let isAtHome = [.home, .lint].contains(state.pane)
        var actions = state.lists.panes.filter(isOld).map { pane in
            let isShown =
                pane == state.pane || isAtHome && (HomeState.counted + [.lint]).contains(pane)
                || pane == .security && state.root(of: state.pane) == .security
            return ConsoleAction.list(pane, .outdated(isShown: isShown))
        }
        if state.tree != nil, isOld(.dashboards) { actions.append(.tree(.refreshRequested)) }
        if isAtHome { actions.append(.home(.refreshRequested)) }
        // A list on this machine holds the change itself.
        if state.feature(of: state.pane)?.isLocal == true, !own.contains(state.pane) { actions.append(.paneNeeded) }
        return ConsoleOutcome(actions: actions)
    }

    /// The panes that are read again because a change was asked for there.
    private func panes(of origin: WriteOrigin, _ state: ConsoleState) -> Set<PaneID> {
        switch origin {
        case .list(let pane, _): Set([pane, state.feature(of: pane)?.parent?.pane].compactMap(\.self))
        case .shares: [.shares, .dashboards]
        case .cors: [.cors]
        case .token, .session, .call: []
        }
    }

    // MARK: Ids that lead to records

    /// Opens the record whose id is under the cursor: in the list that has it, or else in the one its name speaks of.
    private func openReference(_ state: inout ConsoleState) -> ConsoleOutcome {
        if let link = state.jsonTree?.cursorLink { return follow(link, &state) }
        guard let tree = state.jsonTree, let node = tree.cursorNode,
            case .value(_, .string(let text)) = tree.jsonTree.nodes[node].content, !text.isEmpty
        else { return .message(.info, "No id here") }
        let id = RecordID(text)
        guard let pane = pane(of: id, named: tree.jsonTree.path(of: node)?.lastMember ?? "", state) else {
            return .message(.info, "No loaded list has a record \(text.prefix(40))")
        }
        return follow(RecordLink(pane, text, text), &state)
    }

    /// Opens a record in its own list. The list itself is read once somebody goes back to it: it may be long.
    private func follow(_ link: RecordLink, _ state: inout ConsoleState) -> ConsoleOutcome {
        guard link.pane != state.pane || state.list?.detail?.id != link.id || state.shownAnswer != nil else {
            return .message(.info, "This record is open already")
        }
        state.pane = link.pane
        let list = state.lists[link.pane]
        let title = list?.table.index(of: link.id).flatMap { list?.name(at: $0) } ?? link.title
        return Self.left + .then(.list(link.pane, .recordOpened(link.id, title: title, isFollowed: true)))
    }

    private func pane(of id: RecordID, named name: String, _ state: ConsoleState) -> PaneID? {
        let isSureSign = id.description.isObjectID
        if isSureSign, let pane = RecordReference.pane(of: name) { return pane }
        let others = PaneID.allCases.sorted { $0.rawValue < $1.rawValue }
        if let pane = others.first(where: { state.lists[$0]?.table.contains(id) == true }) { return pane }
        guard isSureSign, ["_id", "oid", "id"].contains(name), let answer = state.shownAnswer else { return nil }
        return RecordReference.pane(of: answer.call.operation)
    }
}
