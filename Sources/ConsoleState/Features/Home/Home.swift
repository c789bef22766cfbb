package import Foundation
package import SisenseClient

/// The state of Home: what the look through the server found, what has changed since the last visit, what was changed
/// from here, and the facts of the server.
package struct HomeState: Sendable {
    /// The panes whose records are counted beside what the look through the server counts.
    package static let counted: [PaneID] = [.cubes, .builds]

    package var application = Loadable<ApplicationStatus, APIError>.loading
    package var licence = Loadable<Licence, APIError>.loading
    /// The numbers of this visit; nil before any has come.
    package var facts: ServerFacts?
    /// The findings behind the rows of their list, by id.
    package var findings: [RecordID: Finding] = [:]
    /// True once somebody has asked for the whole of a large server to be looked through.
    var checksEverything = false
    package var visits = VisitsState()
    /// The changes sent from here, those of unknown outcome first, then the newest.
    package var changes: [HomeChange] = []
    /// The number of all changes sent from here, as far as the audit log was looked through; nil before it was.
    package var changeCount: Amount?
    package var requests = RequestSummary()
    /// The time at which all this was asked for; nil before.
    package internal(set) var openedAt: Date?
    /// The line under the cursor by its name, so that the cursor stays there while others come above it; and where that
    /// was, for when it goes.
    package private(set) var line = ""
    private var scroll = Scroll()

    /// The index of the line under the cursor among those that take it.
    package func cursor(in lines: [String]) -> Int {
        lines.firstIndex(of: line) ?? min(scroll.cursor, max(lines.count - 1, 0))
    }

    mutating func move(_ movement: Movement, in lines: [String], page: Int) {
        scroll.place(at: cursor(in: lines), count: lines.count)
        scroll.move(movement, count: lines.count, page: page)
        place(at: scroll.cursor, in: lines)
    }

    mutating func place(at index: Int, in lines: [String]) {
        scroll.place(at: index, count: lines.count)
        line = lines.indices.contains(scroll.cursor) ? lines[scroll.cursor] : ""
    }
}

/// The visits before this one, and what has changed since one of them.
package struct VisitsState: Sendable {
    /// What Home showed at the end of the last visit, to be shown until it is read again; nil where nobody knows.
    package var last: ShownHome?
    /// The visit that this one is compared with.
    var base: ServerDigest?
    /// When that was, as in `yesterday 17:02`.
    package var baseTime = ""
    /// The times of the visits that can be compared with, the newest first.
    var times: [Date] = []
    /// Their days, the newest first.
    package var days: [String] = []
    /// The snapshots that are kept, by their names, or the days of those without one, the newest first.
    package internal(set) var snapshots: [String] = []
    /// The reason why there is nothing to compare with, in a sentence; empty where there is.
    package var problem = ""
    /// This visit, once all was read.
    package var current: ServerDigest?
    /// The changes since then; nil before they are known.
    package var news: [News]?
    /// What differed from the last snapshot as the session began; nil where there is none.
    package var snapshotNews: SnapshotNews?
    /// The times at which the findings were found first.
    package var since: [RecordID: FirstSeen] = [:]
}

/// The time at which something was found first.
package struct FirstSeen: Sendable, Equatable {
    let date: Date
    /// The same for a person, as in `yesterday 17:02`; empty where nobody had looked before.
    package let text: String

    package init(_ date: Date, text: String) { (self.date, self.text) = (date, text) }
}

/// A change that was sent from here, in a line.
package struct HomeChange: Sendable, Equatable {
    package let id: RecordID
    package let title: String
    package let time: Date
    /// The time of day, with the day where that is not today.
    package let when: String
    package let outcome: RecordedOutcome
    /// True for one whose outcome nobody knows and nobody has looked for.
    package let isOpen: Bool
    /// The id of the dashboard whose shares it saved; nil for anything else.
    fileprivate let sharedDashboard: String?

    init(_ change: RecordedChange, when: String) {
        (id, title, outcome) = (RecordID(change.id), change.title, change.outcome)
        let target = change.target
        sharedDashboard = target?.operation == .replaceDashboardShares ? target?.values["id"] : nil
        (time, self.when) = (change.time?.date ?? .distantPast, when)
        isOpen = change.outcome == .notKnown && change.found.isEmpty
    }
}

extension VisitsState {
    /// True for shares that were saved after their dashboard was published last: recipients see it as it was.
    package func isUnpublished(_ change: HomeChange) -> Bool {
        guard change.outcome == .done, let id = change.sharedDashboard,
            let published = current?.records[.dashboards]?[id]?.published
        else { return false }
        return published < change.time
    }
}

/// The requests of this session, in numbers.
package struct RequestSummary: Sendable {
    package var count = 0
    package var slow = 0
    /// Those that failed, the newest first.
    package var failures: [RequestTrace] = []
    package var failureCount = 0
    /// Milliseconds that the last ones took, the newest last.
    package var durations: [Int] = []

    package init() {}

    /// The number of failed requests that there is room for.
    private static let shownFailures = 8
    private static let shownDurations = 24

    /// - Parameter log: Keeps the newest ones, and counts all.
    init(_ log: TraceLog) {
        let (traces, totals) = (log.all, log.totals)
        (count, slow, failureCount) = (totals.count, totals.slow, totals.failed)
        failures = Array(traces.lazy.filter(\.isFailure).prefix(Self.shownFailures))
        durations = traces.prefix(Self.shownDurations).reversed().map {
            Int(($0.duration / .milliseconds(1)).rounded())
        }
    }
}

/// The actions on Home.
package enum HomeAction: Sendable {
    case refreshRequested
    case applicationRead(Result<ApplicationStatus, APIError>)
    case licenceRead(Result<Licence, APIError>)
    /// The look through the server has found something, or counted.
    case found([Finding])
    case factsRead(ServerFacts)
    /// It has come to its end.
    case surveyed(ServerDigest)
    /// Looks through all of a large server.
    case everythingRequested
    /// Prepares the change that settles what a finding is about.
    case fixRequested(RecordID)
    /// Reads what was kept of earlier visits.
    case recallRequested
    case recalled(RecalledVisit)
    /// Compares with a snapshot by its name, or with the last one of a day or before, as in `2026-11-20`; where there is
    /// none, with the last visit of that day or before.
    case sinceRequested(String)
    /// The same with a visit alone.
    case visitSinceRequested(String)
    /// The snapshots that are kept, by their names or days.
    case snapshotsRead([String])
    case compared([News])
    /// The server was compared with the last snapshot.
    case snapshotCompared(SnapshotNews)
    /// Those that there is room for, and the number of all.
    case changesRead([HomeChange], count: Amount)
    /// A request was made, which may have failed.
    case requestMade
    case requestsRead(RequestSummary)
    /// `lines` are the names of those that lead somewhere.
    case moved(Movement, lines: [String], page: Int)
    case cursorPlaced(Int, lines: [String])
}

/// A visit that was kept, as far as one can be read.
package struct RecalledVisit: Sendable {
    var digest: ServerDigest?
    /// The reason why that, or a newer one, is not there; nil where there is none.
    var problem: String?
    /// The times of all visits that are kept; nil to leave those that are known.
    var times: [Date]?
}

extension HomeAction {
    /// The error this reports, if any.
    var failure: APIError? {
        switch self {
        case .applicationRead(.failure(let error)), .licenceRead(.failure(let error)): error
        default: nil
        }
    }
}
