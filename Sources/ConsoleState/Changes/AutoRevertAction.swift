package import SisenseClient

/// What can happen to settings on trial.
package enum AutoRevertAction: Sendable {
    case ticked
    case kept
    case putBackRequested
    case putBack(Result<Response, APIError>)
}
