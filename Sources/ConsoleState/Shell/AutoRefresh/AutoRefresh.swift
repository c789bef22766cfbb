import Foundation
import SisenseClient

/// The list on the screen being read again by itself: how often, when next, and what holds it up.
package struct AutoRefreshState: Sendable {
    /// The interval until somebody chooses another.
    package static let usualInterval = Duration.seconds(30)
    /// The shortest that can be chosen: what is shorter is load on the server that nobody sees.
    package static let leastInterval = Duration.seconds(5)
    /// The time without a key after which nobody is thought to look.
    package static let patience = Duration.seconds(10 * 60)
    /// The least time between two looks through the server, which ask for all of its lists.
    static let surveyInterval = Duration.seconds(5 * 60)

    /// The time between two reads of a list that is cheap to read; nil where lists are read only when somebody asks.
    package var interval: Duration?
    /// True once there was no key for so long that nobody is thought to look.
    package internal(set) var isIdle = false
    /// True while the terminal says that it does not have the focus.
    package internal(set) var isUnfocused = false
    /// The number of the token that a read was refused for. Nothing more is read with that one: the next thing that
    /// somebody asks for brings up the sign-in, and not what happens by itself while they type.
    var refusedToken: Int?
    /// The list that is read again, and when; nil while none on the screen is.
    package internal(set) var schedule: Schedule?
    /// The time of the next try in words, while the last one has failed; empty otherwise.
    package internal(set) var nextTry = ""
    /// The schedule whose clock is running.
    var armed: Schedule?
    /// True once its time has come, until it could be read.
    var isDue = false
    /// The rows that came while something was open, until that is closed.
    var held: HeldRows?

    package init(every interval: Duration? = nil) { self.interval = interval }

    /// True while nobody is thought to look.
    package var isPaused: Bool { isIdle || isUnfocused }

    /// The rows of a list as they are now, which nobody has seen yet.
    struct HeldRows: Sendable {
        let list: ListID
        let rows: RefreshedRows
    }

    /// The list that is read again by itself, and the time from which to count. A clock runs for each of these: it is
    /// set anew whenever the pane, the interval or the last read is another.
    package struct Schedule: Sendable, Equatable {
        let list: ListID
        /// The end of its last read, or of the try to.
        let since: ContinuousClock.Instant
        /// The time from then to the next.
        package let interval: Duration
        /// True when the last try has failed.
        package let hasFailed: Bool
    }
}

/// The actions on lists that are read again by themselves.
package enum AutoRefreshAction: Sendable {
    /// Chooses the interval; nil turns it off.
    case intervalChosen(Duration?)
    /// Somebody has pressed a key, as far as that is news.
    case attended
    /// Nobody has for a long time.
    case idled
    case focused(Bool)
    /// The time of the schedule has come.
    case due
    /// Nothing is in the way of reading what is due.
    case wayCleared
}

extension ConsoleState {
    /// True while rows may change by themselves: nothing speaks of them as they are, nothing is typed, chosen or sent.
    /// Rows that change below a menu could put another record under the key that is pressed next.
    var allowsAutoRefresh: Bool {
        overlay == nil && !isOccupied && form == nil && pendingOperation == nil && !writes.isSending
            && shares?.isChanged != true && bulkShares?.isChanged != true && !cors.isChanged && list?.detail == nil
            && list?.export == nil
    }

    /// The list that the pane on the screen is about, where it is read again by itself: on Home the findings, with
    /// which all else there is read.
    private var refreshedPane: PaneID? {
        switch pane.refreshPace {
        case .never: nil
        case .usual: feature(of: pane)?.isLocal == true || list?.detail != nil ? nil : pane
        case .survey: pane == .home ? .lint : list?.detail != nil ? nil : pane
        }
    }

    /// When the list on the screen is read again by itself; nil where none is.
    var refreshSchedule: AutoRefreshState.Schedule? {
        guard let chosen = autoRefresh.interval, session.isReady, let pane = refreshedPane, let list = lists[pane],
            let since = list.pace.ended
        else { return nil }
        switch list.load {
        // What a person has stopped stays stopped.
        case .notStarted, .loading, .stopped: return nil
        // What a version lacks does not come by asking for it again.
        case .failed(let error) where error.kind == .notFound: return nil
        case .loaded, .failed: break
        }
        return AutoRefreshState.Schedule(
            list: list.id, since: since, interval: list.pace.interval(pane.refreshInterval(chosen)),
            hasFailed: list.pace.failures > 0)
    }

    /// True while the rows on the screen are kept up to date, so that their age says nothing.
    package var isLive: Bool {
        autoRefresh.schedule?.hasFailed == false && !autoRefresh.isPaused && !isRefusedRefresh
    }

    /// True once the server has refused the token of this session to a read that nobody asked for.
    package var isRefusedRefresh: Bool { autoRefresh.refusedToken == session.tokenNumber }

    /// True while the list on the screen is being read again and nobody has asked for that.
    var isRefreshing: Bool {
        autoRefresh.held == nil && autoRefresh.schedule.map { lists[$0.list.pane]?.isRefreshing == true } ?? false
    }
}

extension PaneID {
    /// The pace at which a pane is read again by itself.
    enum RefreshPace: Sendable {
        case never
        /// As chosen, or as slow as reading it takes.
        case usual
        /// The same, but seldom: it asks for all lists of the server.
        case survey
    }

    /// A form with a draft, the record of a moment, and what is made of it here do not change by themselves.
    var refreshPace: RefreshPace {
        switch self {
        case .home, .lint: .survey
        case .api, .trace, .audit, .plans, .data, .compare, .profiles, .fleet, .fleetUsers, .importing, .offboarding,
            .bulkShares:
            .never
        case .users, .groups, .dashboards, .alerts, .features, .security, .cors, .settings, .trusted, .ldap, .plugins,
            .lockouts,
            .connections, .datasets, .dataSecurity, .cubes, .cubeSets, .cubeServers, .customTables, .dataModels,
            .builds, .liveConnectors, .folders, .customData, .licence, .application, .roles, .tenants, .clusterNodes,
            .auditFiles, .analyticsToken, .translations, .suggestions, .shares, .dashboardViewers, .userAccess,
            .groupAccess, .widgets, .members:
            .usual
        }
    }

    /// The least time between two reads of it, where this interval was chosen for lists.
    func refreshInterval(_ chosen: Duration) -> Duration {
        switch refreshPace {
        case .never, .usual: chosen
        case .survey: max(chosen, AutoRefreshState.surveyInterval)
        }
    }
}
