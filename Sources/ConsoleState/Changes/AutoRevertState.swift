import Foundation
package import SisenseClient

/// Settings that were saved on trial: unless somebody keeps them in time, they are put back.
package struct AutoRevertState: Sendable {
    package enum Phase: Sendable {
        /// So many seconds are left.
        case waiting(Int)
        case reverting
        case failed(APIError)
    }

    /// How long there is to look whether everything still works.
    package static let seconds = 60

    /// What was saved, as in `Save the CORS settings`.
    package let title: String
    package internal(set) var phase = Phase.waiting(Self.seconds)
    /// Puts everything back, unless somebody has changed the settings since.
    let plan: RequestPlan
    let origin: WriteOrigin
    let until: Date

    init?(of saved: RequestPlan, origin: WriteOrigin, now: Date) {
        guard let undo = saved.undo else { return nil }
        title = saved.title
        plan = undo
        self.origin = origin
        until = now.addingTimeInterval(TimeInterval(Self.seconds))
    }

    /// Puts the settings back because the program ends before anybody kept them.
    /// - Returns: what the person leaving should know.
    package func end(_ client: APIClient) async -> String {
        do throws(APIError) {
            _ = try await client.perform(plan)
            return "Not confirmed in time, so reverted: \(title)."
        } catch {
            return "Not reverted: \(title). \(error.message)\nTo revert it by hand:\n\(plan.curl())"
        }
    }
}

/// What can happen to settings on trial.
package enum AutoRevertAction: Sendable {
    /// Risky settings were saved.
    case began(RequestPlan, WriteOrigin)
    /// They were put back by other means.
    case ended
    case ticked
    case kept
    case putBackRequested
    case putBack(Result<Response, APIError>)
}
