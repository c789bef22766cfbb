import SisenseClient

/// The part of the console that belongs to no single feature: panes and history, messages, the menu, the policy of the
/// session, leaving.
struct ShellReducer: ConsoleFeature {
    let dependencies: Dependencies

    /// The time that a notice that asks for nothing stays.
    private static let infoTime = Duration.seconds(4)

    func reduce(_ state: inout ConsoleState, _ action: ConsoleAction) -> ConsoleOutcome {
        switch action {
        case .started:
            let listening =
                ConsoleOutcome.run(tracing(), noticing(), countingStarts())
                + .then(.home(.recallRequested), .session(.connectRequested))
                + (state.autoRefresh.interval == nil ? ConsoleOutcome() : .then(.autoRefresh(.attended)))
            guard case .setup(let profiles) = dependencies.signIn else { return listening }
            return listening + .then(.form(.opened(ProfileForm.firstRun(profiles))))
        case .paneOpened, .paneNeeded, .listOpened, .listForgotten, .historyStepped, .previousPaneOpened,
            .referenceOpened,
            .compareRequested, .changed, .outdated:
            return Navigation().reduce(&state, action)
        case .requestMade:
            noteConnection(&state)
            if dependencies.traces.inFlight == 0 {
                state.session.slowRequests = 0
                return .run(.cancel(.requestTimer)) + shown(state)
            }
            if state.session.slowRequests > 0 { state.session.slowRequests = dependencies.traces.inFlight }
            return shown(state)
        case .requestBegun:
            return state.session.slowRequests > 0 ? ConsoleOutcome() : .run(timing())
        case .requestsSlow:
            // What nobody has asked for says nothing of itself.
            state.session.slowRequests = state.isRefreshing ? 0 : dependencies.traces.inFlight
        case .copied(let text, let what):
            return .run(copying(text, what))
        case .setUp(let profile):
            state.madeProfile = profile
            state.quit = .yes
        case .menu(let action):
            return MenuReducer(dependencies: dependencies).reduce(&state, action)
        case .dryRunSwitched, .readOnlyChosen:
            return changePolicy(&state, action)
        case .themeChosen(let name):
            state.appearance.theme = name
        case .posted(let message):
            return post(message, &state)
        case .messageDismissed:
            state.messages.dismiss()
        case .messagePassed:
            state.messages.pass()
        case .messages(let action):
            state.messages.apply(action)
        case .mouseToggled:
            state.appearance.usesMouse.toggle()
            return .message(.info, state.appearance.usesMouse ? "Mouse on; Shift selects text" : "Mouse off")
        case .quitRequested:
            state.quit = state.unfinished.map { .asking($0) } ?? .yes
        case .quitConfirmed:
            state.quit = .yes
        case .quitCancelled:
            state.quit = .no
        case .session, .servers, .home, .list, .listResult, .refused, .jsonTree, .cors, .hub, .shares, .bulkShares,
            .tree,
            .explorer, .form,
            .picker, .write, .pendingOperation, .typedAhead,
            .token, .conflict, .autoRevert, .autoRefresh, .views, .ownCommand:
            break
        }
        return ConsoleOutcome()
    }

    /// Has the panes that show requests follow.
    private func shown(_ state: ConsoleState) -> ConsoleOutcome {
        if state.pane == .home { return .then(.home(.requestMade)) }
        return state.pane == .trace ? .then(.paneNeeded) : ConsoleOutcome()
    }

    /// The time that requests take before they are counted in the top line: what takes less would only flash.
    private static let slowAfter = Duration.seconds(1)

    /// Begins with the first request, and goes on with those that follow while it is on its way.
    private func timing() -> ConsoleEffect {
        let sleep = dependencies.sleep
        return .run(.requestTimer, "", rule: .keep) { send in
            await sleep(Self.slowAfter)
            await send(.requestsSlow)
        }
    }

    private func countingStarts() -> ConsoleEffect {
        let starts = dependencies.traces.starts
        return .run(.requestStarts, "") { send in
            for await _ in starts.values() { await send(.requestBegun) }
        }
    }

    /// Notes since when no request got an answer.
    private func noteConnection(_ state: inout ConsoleState) {
        guard let last = dependencies.traces.newest else { return }
        switch last.outcome {
        case .answered: state.session.offlineSince = nil
        case .failed:
            if state.session.offlineSince == nil {
                state.session.offlineSince = ClockTime(last.time, in: dependencies.timeZone)
            }
        case .cancelled: break
        }
    }

    /// Changes the policy: changes are sent from now on, or not.
    private func changePolicy(_ state: inout ConsoleState, _ action: ConsoleAction) -> ConsoleOutcome {
        guard state.autoRevert == nil else {
            // The request that reverts them is a change too.
            return .message(.warning, "First confirm or revert the pending settings")
        }
        let client = state.session.client
        if case .readOnlyChosen(let reason) = action {
            state.session.client = client.readOnly(reason: reason)
            return .then(.write(.stopped))
                + .message(.ok, "Read-only: nothing can be changed on this server until the console is restarted")
        }
        guard case .dryRunSwitched(let isOn) = action else { return ConsoleOutcome() }
        state.session.client = client.dryRun(isOn)
        if isOn { return .message(.ok, "Dry run: changes are recorded and not sent; :plans shows them") }
        let isReadOnly = client.policy.readOnlyReason != nil
        return .message(
            .ok, isReadOnly ? "Dry run off; this session stays read-only" : "Dry run off: changes are sent again")
    }

    /// Shows a message. Those that ask for nothing go away by themselves.
    private func post(_ message: Message, _ state: inout ConsoleState) -> ConsoleOutcome {
        state.messages.post(message, at: dependencies.now())
        guard message.level == .info || message.level == .ok else { return .run(.cancel(.messageTimer)) }
        let sleep = dependencies.sleep
        return .run(
            .run(.messageTimer, "") { send in
                await sleep(Self.infoTime)
                await send(.messagePassed)
            })
    }

    private func copying(_ text: String, _ what: String) -> ConsoleEffect {
        let copy = dependencies.copy
        return .run(.copying, "copying") { send in
            await send(.posted(await copy(text).message(what)))
        }
    }

    /// Reports every request for as long as the console runs.
    private func tracing() -> ConsoleEffect {
        let changes = dependencies.traces.changes
        return .run(.traces, "") { send in
            for await _ in changes.values() { await send(.requestMade) }
        }
    }

    /// Shows what is reported from beside the store.
    private func noticing() -> ConsoleEffect {
        let notices = dependencies.notices
        return .run(.notices, "") { send in
            for await notice in notices.values() { await send(.posted(notice)) }
        }
    }
}
