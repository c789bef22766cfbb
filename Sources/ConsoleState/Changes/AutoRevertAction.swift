package import SisenseClient

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
