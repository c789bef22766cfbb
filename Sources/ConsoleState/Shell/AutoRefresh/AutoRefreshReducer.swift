import Foundation
import SisenseClient

/// Reads the list on the screen again by itself, while nothing is in the way and somebody looks.
struct AutoRefreshReducer: ConsoleFeature {
    let dependencies: Dependencies

    func reduce(_ state: inout ConsoleState, _ action: AutoRefreshAction) -> ConsoleOutcome {
        switch action {
        case .intervalChosen(let interval):
            state.autoRefresh.interval = interval.map { max($0, AutoRefreshState.leastInterval) }
            return attend(&state) + message(state)
        case .attended:
            return attend(&state)
        case .idled:
            state.autoRefresh.isIdle = state.autoRefresh.interval != nil
        case .focused(let isFocused):
            state.autoRefresh.isUnfocused = !isFocused
            return isFocused ? attend(&state) : ConsoleOutcome()
        case .due:
            state.autoRefresh.isDue = state.autoRefresh.armed != nil
        case .wayCleared:
            guard state.autoRefresh.isDue, let schedule = state.autoRefresh.armed else { break }
            state.autoRefresh.isDue = false
            return .then(.list(schedule.list.pane, .quietRefreshRequested))
        }
        return ConsoleOutcome()
    }

    /// Somebody is there: goes on, and waits anew before it takes them to be gone.
    private func attend(_ state: inout ConsoleState) -> ConsoleOutcome {
        state.autoRefresh.isIdle = false
        guard state.autoRefresh.interval != nil else { return .run(.cancel(.idleTimer)) }
        let sleep = dependencies.sleep
        return .run(
            .run(.idleTimer, "") { send in
                await sleep(AutoRefreshState.patience)
                await send(.autoRefresh(.idled))
            })
    }

    private func message(_ state: ConsoleState) -> ConsoleOutcome {
        guard let interval = state.autoRefresh.interval else {
            return .message(.ok, "Lists are read again only when asked; \(key: .refreshList) refreshes")
        }
        return .message(.ok, "The list on the screen refreshes every \(interval.waitText)")
    }

    // MARK: The clock

    /// Notes what is to be read again next, and sets the clock for it where that has changed.
    func schedule(_ state: inout ConsoleState) -> [ConsoleEffect] {
        guard state.autoRefresh.interval != nil || state.autoRefresh.schedule != nil else { return [] }
        let schedule = state.refreshSchedule
        state.autoRefresh.schedule = schedule
        let wanted = state.autoRefresh.isPaused || state.isRefusedRefresh ? nil : schedule
        guard wanted != state.autoRefresh.armed else { return [] }
        state.autoRefresh.armed = wanted
        state.autoRefresh.isDue = false
        guard let wanted else { return [.cancel(.refreshTimer)] }
        let wait = max(.zero, wanted.since + wanted.interval - dependencies.uptime())
        state.autoRefresh.nextTry =
            wanted.hasFailed
            ? ClockTime.withSeconds(
                dependencies.now().addingTimeInterval(wait / .seconds(1)), in: dependencies.timeZone)
            : ""
        let sleep = dependencies.sleep
        return [
            .run(.refreshTimer, "") { send in
                await sleep(wait)
                await send(.autoRefresh(.due))
            }
        ]
    }
}

extension ConsoleReducer {
    /// Sets the clock of what is read again by itself, and reads what is due as soon as nothing is in the way.
    func refreshing(_ state: inout ConsoleState, observe: (ConsoleAction) -> Void) -> [ConsoleEffect] {
        let reducer = AutoRefreshReducer(dependencies: dependencies)
        var effects = reducer.schedule(&state)
        guard state.autoRefresh.isDue, state.allowsAutoRefresh else { return effects }
        let action = ConsoleAction.autoRefresh(.wayCleared)
        observe(action)
        effects += ConsoleOutcome.all(from: action, in: &state, observe: observe, by: reduceOne)
        return effects + reducer.schedule(&state)
    }

    /// Notes what came of reading a list that nobody has asked for.
    /// - Returns: true when the list takes it. False where rows may not change, or the token was an old one: then the
    /// list is read once more as soon as they may.
    func admits(
        _ result: Result<RefreshedRows, APIError>, of list: ListID, _ state: inout ConsoleState
    ) -> Bool {
        switch result {
        case .success:
            if state.allowsAutoRefresh { return true }
        case .failure(let error):
            guard error.kind == .unauthorized else { return true }
            if state.lists[list.pane]?.refreshToken == state.session.tokenNumber {
                state.autoRefresh.refusedToken = state.session.tokenNumber
                return true
            }
        }
        state.lists[list.pane]?.refreshToken = nil
        state.autoRefresh.isDue = state.autoRefresh.armed?.list == list
        return false
    }
}

extension Duration {
    /// The time in words, as in `30 s` or `5 min`.
    package var waitText: String {
        let seconds = Int((self / .seconds(1)).rounded(.up))
        return seconds > 0 && seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds) s"
    }
}
