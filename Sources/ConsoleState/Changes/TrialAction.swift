package import SisenseClient

/// What can happen to settings on trial.
package enum TrialAction: Sendable {
    case ticked
    case kept
    case putBackRequested
    case putBack(Result<Response, APIError>)
}
