import SisenseClient

/// Sends each action to the part it belongs to, and does what concerns several of them.
package struct ConsoleReducer: Sendable {
    let environment: ConsoleEnvironment

    private static let messageTimer: EffectID = "message"
    private static let traceReader: EffectID = "trace"
    private static let noticeReader: EffectID = "notices"
    /// The effects that wait for something to happen, and so may run while the console is idle.
    package static let waiting: Set<EffectID> = [messageTimer, traceReader, noticeReader, TrialReducer.clock]

    /// How long a notice that asks for nothing stays.
    private static let infoTime = Duration.seconds(4)

    package init(_ environment: ConsoleEnvironment) {
        self.environment = environment
    }

    package func reduce(_ state: inout ConsoleState, _ action: ConsoleAction) -> [Effect<ConsoleAction>] {
        switch action {
        case .started:
            if case .setup(let setup) = environment.signIn { state.form = SetupForm(setup).state }
            return SessionReducer(environment: environment).reduce(&state.session, .connectRequested) + [
                tracing(), noticing(),
            ]
        case .paneOpened(let pane):
            state.pane = pane
            // A form or plan still being read belongs to the pane that was left; it must not come up over this one.
            visit(&state)
            return [.cancel("form"), .cancel("plan")] + openPane(&state)
        case .listOpened(let feature):
            state.form = nil
            if feature.pane == .dashboards { state.tree = nil }
            state.open(feature)
            visit(&state)
            return [.cancel("form"), .cancel("plan")] + reduceList(&state, feature.pane, .refreshRequested)
        case .historyStepped(let direction):
            return state.history.step(direction).map { open($0, &state) } ?? post(Message(.info, "No further"), &state)
        case .lastPlaceOpened:
            return state.history.last().map { open($0, &state) } ?? []
        case .copied(let text, let what):
            return [copying(text, what)]
        case .traced:
            if state.pane == .home { return [HomeReducer(environment: environment).lookingForFailures()] }
            return state.pane == .trace ? openPane(&state) : []
        case .setUp(let profile):
            state.madeProfile = profile
            state.quit = .yes
        case .session(let action):
            var effects = SessionReducer(environment: environment).reduce(&state.session, action)
            if case .connected = action { effects += openPane(&state) }
            return effects
        case .home(let action):
            return HomeReducer(environment: connected(state)).reduce(&state.home, action)
                + expiry(&state, action.failure)
        case .list(let pane, let action):
            // What a form asked for has come, or has begun.
            switch action {
            case .recordShown, .exportStarted: state.form = nil
            default: break
            }
            var effects = reduceList(&state, pane, action)
            switch action {
            case .pageLoaded, .loadEnded: effects += searchAgain(state, pane)
            default: break
            }
            visit(&state)
            return effects + expiry(&state, action.failure)
        case .outline(let action):
            let effects = reduceOutline(&state, action)
            visit(&state)
            return effects
        case .security(let action):
            let outcome = security(state).reduce(&state.security, action)
            return outcome.effects + post(outcome.message, &state) + expiry(&state, action.failure)
        case .shares(let action):
            // What was asked for in the form is in the list of shares now.
            if case .added = action { state.form = nil }
            let outcome = SharesReducer(environment: connected(state)).reduce(&state.shares, action)
            return outcome.effects + post(outcome.message, &state) + expiry(&state, action.failure)
        case .tree(let action):
            return reduceTree(&state, action) + expiry(&state, action.failure)
        case .form(let action):
            return reduceForm(&state, action)
        case .explorer(let action):
            return reduceExplorer(&state, action)
        case .referenceOpened:
            return openReference(&state)
        case .write(let action):
            return reduceWrite(&state, action)
        case .token(let action):
            return reduceToken(&state, action)
        case .conflict(let action):
            let outcome = ConflictReducer(environment: connected(state)).reduce(&state.conflict, action)
            if outcome.reloaded != nil { state.form = nil }
            return outcome.effects + post(outcome.message, &state) + reread(outcome.reloaded, &state)
        case .trial(let action):
            let outcome = TrialReducer(environment: connected(state)).reduce(&state.trial, action)
            return outcome.effects + post(outcome.message, &state) + reread(outcome.changed, &state)
        case .menu(let action):
            reduceMenu(&state.menu, action)
        case .dryRunSwitched, .readOnlyChosen:
            return changePolicy(&state, action)
        case .compareRequested(let name):
            state.comparison = name
            // Rows of another comparison would be wrong until the new ones have come.
            state.lists[.drift] = ListState(columns: ListFeature.drift.columns)
            return reduce(&state, .paneOpened(.drift))
        case .themeChosen(let name):
            state.appearance.theme = name
        case .posted(let message):
            return post(message, &state)
        case .messageDismissed:
            state.messages.dismiss()
        case .messages(let action):
            state.messages.apply(action)
        case .mouseToggled:
            state.appearance.usesMouse.toggle()
            let text = state.appearance.usesMouse ? "Mouse on; Shift selects text" : "Mouse off"
            return post(Message(.info, text), &state)
        case .quitRequested:
            state.quit = state.unfinished.map { .asking($0) } ?? .yes
        case .quitConfirmed:
            state.quit = .yes
        case .quitCancelled:
            state.quit = .no
        }
        return []
    }

    /// Loads the pane on the screen when nobody has looked at it yet, or when it was cut off.
    func openPane(_ state: inout ConsoleState) -> [Effect<ConsoleAction>] {
        guard state.session.isReady else { return [] }
        let pane = state.pane
        if pane == .home { return openHome(&state) }
        if state.feature(of: pane)?.isLocal == true { return reduceList(&state, pane, .refreshRequested) }
        switch state.list?.load {
        case .notStarted, .failed, .stopped: return reduceList(&state, pane, .refreshRequested)
        case .loading, .complete: return []
        case nil: break
        }
        switch state.security.load {
        case .notStarted, .failed:
            return security(state).reduce(&state.security, .refreshRequested).effects
        case .loading, .loaded: return []
        }
    }

    /// Reads what Home tells, and the panes it counts as far as nobody has.
    private func openHome(_ state: inout ConsoleState) -> [Effect<ConsoleAction>] {
        var effects = HomeReducer(environment: connected(state)).reduce(&state.home, .refreshRequested)
        for pane in HomeState.counted {
            switch state.lists[pane]?.load {
            case .notStarted, .failed: effects += reduceList(&state, pane, .refreshRequested)
            case .loading, .complete, .stopped, nil: break
            }
        }
        return effects
    }

    func reduceList(
        _ state: inout ConsoleState, _ pane: PaneID, _ action: ListAction
    ) -> [Effect<ConsoleAction>] {
        guard let feature = state.feature(of: pane), var list = state.lists[pane] else { return [] }
        // Taken out while it changes, so that its rows are not copied.
        state.lists[pane] = nil
        defer { state.lists[pane] = list }
        return ListReducer(feature: feature, environment: connected(state)).reduce(&list, action)
    }

    private func reduceOutline(_ state: inout ConsoleState, _ action: OutlineAction) -> [Effect<ConsoleAction>] {
        guard var outline = state.outline else { return [] }
        // Taken out while it changes, so that its lines are not copied.
        state.outline = nil
        defer { state.outline = outline }
        return OutlineReducer().reduce(&outline, action)
    }

    /// The tree chooses in the place of the list's cursor.
    func reduceTree(_ state: inout ConsoleState, _ action: DashboardTreeAction) -> [Effect<ConsoleAction>] {
        let effects = DashboardTreeReducer(environment: connected(state)).reduce(&state.tree, action)
        state.lists[.dashboards]?.choice = state.tree?.choice
        return effects
    }

    func reduceToken(_ state: inout ConsoleState, _ action: TokenAction) -> [Effect<ConsoleAction>] {
        // Servers end the other tokens of the user too, this session's among them: it goes on with the new one.
        var restarted: [Effect<ConsoleAction>] = []
        if case .renewed(let new?) = action {
            state.session.client = state.session.client.with(token: new.token)
            // What is still loading asks with the old token, and would seem to be signed out.
            for pane in state.lists.loading {
                restarted += reduceList(&state, pane, .loadStopped) + reduceList(&state, pane, .refreshRequested)
            }
        }
        let outcome = TokenReducer(environment: connected(state))
            .reduce(&state.newToken, action, session: state.session)
        return restarted + outcome.effects + post(outcome.message, &state)
    }

    /// Reads again what saving the shares has changed.
    func reduceShares(_ state: inout ConsoleState) -> [Effect<ConsoleAction>] {
        guard let id = state.shares?.id else { return [] }
        return SharesReducer(environment: connected(state)).reduce(&state.shares, .saved).effects
            + reduceList(&state, .dashboards, .recordsChanged([id]))
    }

    func security(_ state: ConsoleState) -> SecurityReducer {
        SecurityReducer(environment: connected(state), isProduction: state.session.isProduction)
    }

    /// Our token has ended: only signing in again gets on.
    func reduceSession(_ state: inout ConsoleState) -> [Effect<ConsoleAction>] {
        SessionReducer(environment: environment).reduce(&state.session, .ended)
    }

    /// Reads the shares that are open again when their dashboard was changed, unless a draft would be lost.
    func refreshShares(_ state: inout ConsoleState, of records: [RecordID]) -> [Effect<ConsoleAction>] {
        guard let shares = state.shares, !shares.isChanged, records.contains(shares.id) else { return [] }
        return SharesReducer(environment: connected(state)).reduce(&state.shares, .refreshRequested).effects
    }

    /// What effects need, with the token of the session.
    func connected(_ state: ConsoleState) -> ConsoleEnvironment {
        var environment = environment
        environment.client = state.session.client
        environment.comparison = state.comparison
        if case .ready(let user) = state.session.phase {
            environment.caller = user.id
            environment.isAdministrator = user.roleName.map(Role.isAdministrative) ?? true
        }
        return environment
    }

    /// Whether changes are sent from now on.
    private func changePolicy(_ state: inout ConsoleState, _ action: ConsoleAction) -> [Effect<ConsoleAction>] {
        guard state.trial == nil else {
            // What puts them back is a change too.
            return post(Message(.warning, "Settings are on trial: first keep them, or put them back"), &state)
        }
        let client = state.session.client
        if case .dryRunSwitched(let isOn) = action {
            state.session.client = client.dryRun(isOn)
            let isReadOnly = client.policy.readOnlyReason != nil
            let off = isReadOnly ? "No dry run; this session stays read-only" : "No dry run: changes are sent again"
            let text = isOn ? "Dry run: changes are recorded, none is sent; :plans shows them" : off
            return post(Message(.ok, text), &state)
        }
        state.session.client = client.readOnly(reason: "it was made so in this session")
        return post(Message(.ok, "Read-only: nothing is changed until the console is started anew"), &state)
    }

    private func reduceMenu(_ menu: inout MenuState?, _ action: MenuAction) {
        switch action {
        case .opened(let kind, let text): menu = MenuState(kind, text: text)
        case .edited(let edit):
            menu?.filter.apply(edit)
            menu?.scroll = Scroll()
        case .completed(let text):
            menu?.filter = TextInput(text)
            menu?.scroll = Scroll()
        case .moved(let movement, let count, let page): menu?.scroll.move(movement, count: count, page: page)
        case .closed: menu = nil
        }
    }

    func post(_ message: Message?, _ state: inout ConsoleState) -> [Effect<ConsoleAction>] {
        guard let message else { return [] }
        state.messages.post(message, at: environment.now())
        guard message.level == .info || message.level == .ok else { return [.cancel(Self.messageTimer)] }
        let sleep = environment.sleep
        return [
            .run(Self.messageTimer, "") { send in
                await sleep(Self.infoTime)
                await send(.messageDismissed)
            }
        ]
    }

    /// Notes where we are now and how it looks. Going back and forward comes here too and changes nothing.
    func visit(_ state: inout ConsoleState) {
        state.history.visit(History.Place(pane: state.pane, list: state.list))
    }

    private func open(_ place: History.Place, _ state: inout ConsoleState) -> [Effect<ConsoleAction>] {
        state.pane = place.pane
        let effects = openPane(&state)
        return effects + (place.view.map { reduceList(&state, place.pane, .restored($0)) } ?? [])
    }

    private func copying(_ text: String, _ what: String) -> Effect<ConsoleAction> {
        let copy = environment.copy
        return .run("copy", "copying") { send in
            let problem = await copy(text)
            await send(.posted(problem.map { Message(.error, $0) } ?? Message(.ok, "Copied \(what)")))
        }
    }

    /// Tells of every request for as long as the console runs.
    private func tracing() -> Effect<ConsoleAction> {
        let changes = environment.traces.changes
        return .run(Self.traceReader, "") { send in
            for await _ in changes { await send(.traced) }
        }
    }

    /// Shows what is reported from beside the store.
    private func noticing() -> Effect<ConsoleAction> {
        let notices = environment.notices
        return .run(Self.noticeReader, "") { send in
            for await text in notices { await send(.posted(Message(.error, text))) }
        }
    }

    /// A token that stopped working asks for a new one, whoever noticed it, and leaves everything else as it is.
    func expiry(_ state: inout ConsoleState, _ failure: APIError?) -> [Effect<ConsoleAction>] {
        guard let failure, failure.kind == .unauthorized else { return [] }
        return SessionReducer(environment: environment).reduce(&state.session, .expired(failure))
    }
}
