import ConsoleState
import TerminalKit

/// The note in the top line on the list being read again by itself. Nothing in it counts seconds: a screen at rest writes
/// nothing.
enum RefreshNote {
    case every(Duration)
    /// The last try has failed; the next is at this time.
    case retry(String)
    case idle
    case unfocused
    case sessionEnded

    /// Nil where nothing on the screen is read by itself.
    init?(_ state: ConsoleState) {
        guard let schedule = state.autoRefresh.schedule else { return nil }
        if state.isRefusedRefresh {
            self = .sessionEnded
        } else if state.autoRefresh.isIdle {
            self = .idle
        } else if state.autoRefresh.isUnfocused {
            self = .unfocused
        } else {
            self = schedule.hasFailed ? .retry(state.autoRefresh.nextTry) : .every(schedule.interval)
        }
    }

    /// True where it says since when the server does not answer.
    var saysOffline: Bool {
        if case .retry = self { true } else { false }
    }

    /// - Parameters:
    ///   - isWide: True where there is room for a sentence.
    ///   - offlineSince: Since when the server does not answer; nil while it does.
    func part(isWide: Bool, offlineSince: ClockTime?) -> BarView.Part {
        switch self {
        case .every(let interval):
            return BarView.Part("auto \(interval.waitText)", .muted, priority: 3)
        case .retry(let time):
            guard let offlineSince else { return BarView.Part("next try \(time)", .muted, priority: 3) }
            let next = isWide ? ", next try \(time)" : ""
            return BarView.Part("offline since \(offlineSince)\(next)", .warning, priority: 7)
        case .idle:
            let wait = AutoRefreshState.patience.waitText
            return BarView.Part(
                isWide ? "paused after \(wait), any key goes on" : "paused", .warning, priority: 7)
        case .unfocused:
            return BarView.Part(isWide ? "paused without focus" : "paused", .muted, priority: 3)
        case .sessionEnded:
            return BarView.Part(
                isWide ? "session ended, \(key: .refreshList) logs in" : "session ended", .warning, priority: 7)
        }
    }
}
