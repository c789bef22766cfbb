package import Foundation
package import SisenseClient

/// What Home shows of the server beside what the panes have read themselves.
package struct HomeState: Sendable {
    /// The panes whose records are counted. They are read when Home is opened, and then are there when one goes on.
    package static let counted: [PaneID] = [
        .users, .groups, .dashboards, .alerts, .connections, .datasets, .cubes, .builds,
    ]

    package var application = Loadable<ApplicationStatus, APIError>.loading
    package var licence = Loadable<Licence, APIError>.loading
    /// What the settings give away. Accounts and what hangs on them are looked at by the pane of findings only: that
    /// reads every list of the server.
    package var findings = Loadable<[Finding], APIError>.loading
    /// Requests of this session that failed, the newest first.
    package var failures: [RequestTrace] = []
    /// When all this was asked for; nil before.
    package internal(set) var openedAt: Date?
    package var scroll = Scroll()

    /// True while a part that was asked for has not come.
    var isLoading: Bool {
        openedAt != nil && (application.isLoading || licence.isLoading || findings.isLoading)
    }
}

/// What can happen to Home.
package enum HomeAction: Sendable {
    case refreshRequested
    case applicationRead(Result<ApplicationStatus, APIError>)
    case licenceRead(Result<Licence, APIError>)
    case findingsRead(Result<[Finding], APIError>)
    /// A request was made, which may have failed.
    case requestMade
    case failuresRead([RequestTrace])
    /// `count` is the number of lines that lead somewhere.
    case moved(Movement, count: Int, page: Int)
}

extension HomeAction {
    /// The error this tells of, when it does.
    var failure: APIError? {
        switch self {
        case .applicationRead(.failure(let error)), .licenceRead(.failure(let error)),
            .findingsRead(.failure(let error)):
            error
        default: nil
        }
    }
}
