import SisenseClient

/// Sends each action to the part it belongs to, and does what concerns several of them.
package struct ConsoleReducer: Sendable {
    let environment: ConsoleEnvironment

    private static let messageTimer: EffectID = "message"
    private static let traceReader: EffectID = "trace"
    private static let noticeReader: EffectID = "notices"
    /// The effects that wait for something to happen, and so may run while the console is idle.
    package static let waiting: Set<EffectID> = [messageTimer, traceReader, noticeReader, AutoRevertReducer.clock]

    /// How long a notice that asks for nothing stays.
    private static let infoTime = Duration.seconds(4)

    package init(_ environment: ConsoleEnvironment) {
        self.environment = environment
    }

    /// Takes one action and returns the work it starts.
    package func reduce(_ state: inout ConsoleState, _ action: ConsoleAction) -> [Effect<ConsoleAction>] {
        // Where we are and how it looks is noted before an action that may leave. Moving the cursor cannot, and is the
        // one a held key repeats.
        if !action.isMove { visit(&state) }
        let effects = step(&state, action)
        return effects + prepare(&state, action, effects)
    }

    private func step(_ state: inout ConsoleState, _ action: ConsoleAction) -> [Effect<ConsoleAction>] {
        switch action {
        case .started:
            if case .setup(let setup) = environment.signIn { state.form = SetupForm(setup).state }
            return SessionReducer(environment: environment).reduce(&state.session, .connectRequested) + [
                tracing(), noticing(),
            ]
        case .paneOpened(let pane):
            // Shares that are not saved yet are in front of the dashboards until they are saved or thrown away.
            state.pane = pane == .dashboards && state.shares?.isChanged == true ? .shares : pane
            // A form or plan still being read belongs to the pane that was left; it must not come up over this one.
            return [.cancel("form"), .cancel("plan")] + openPane(&state)
        case .listOpened(let feature):
            state.form = nil
            if feature.pane == .dashboards { state.tree = nil }
            state.open(feature)
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
            if pane == .shares { state.shares?.isLeaving = false }
            var effects = reduceList(&state, pane, action)
            switch action {
            case .pageLoaded, .loadEnded: effects += searchAgain(state, pane)
            default: break
            }
            return effects + expiry(&state, action.failure)
        case .jsonTree(let action):
            return reduceJSONTree(&state, action)
        case .security(let action):
            let outcome = security(state).reduce(&state.security, action)
            return outcome.effects + post(outcome.message, &state) + expiry(&state, action.failure)
        case .shares(let action):
            return reduceShares(&state, action)
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
        case .pendingOperation(let action):
            return reducePendingOperation(&state, action)
        case .token(let action):
            return reduceToken(&state, action)
        case .conflict(let action):
            let outcome = ConflictReducer(environment: connected(state)).reduce(&state.conflict, action)
            if outcome.reloaded != nil { state.form = nil }
            return outcome.effects + post(outcome.message, &state) + reread(outcome.reloaded, &state)
        case .autoRevert(let action):
            let outcome = AutoRevertReducer(environment: connected(state)).reduce(&state.autoRevert, action)
            return outcome.effects + post(outcome.message, &state) + reread(outcome.changed, &state)
        case .menu(let action):
            reduceMenu(&state.menu, action)
        case .dryRunSwitched, .readOnlyChosen:
            return changePolicy(&state, action)
        case .compareRequested(let name):
            state.comparison = name
            // Rows of another comparison would be wrong until the new ones have come.
            state.lists[.compare] = nil
            return reduce(&state, .paneOpened(.compare))
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

    /// Shows a message, when there is one. Those that ask for nothing go away by themselves.
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

    private func copying(_ text: String, _ what: String) -> Effect<ConsoleAction> {
        let copy = environment.copy
        return .run("copy", "copying") { send in
            await send(.posted(await copy(text).message(what)))
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
            for await notice in notices { await send(.posted(notice)) }
        }
    }
}
