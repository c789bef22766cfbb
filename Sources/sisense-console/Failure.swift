import SisenseClient
import TerminalKit

/// The end of a command that could not do what it should: says why, and what to do.
enum Failure {
    /// Returns the status to end with.
    static func report(_ error: any Error) -> Int32 {
        switch error {
        case let error as APIError:
            Output.error(error.description)
            return error.exitStatus
        case let error as CallError:
            Output.error("\(error.description)\n\(error.nextStep)")
            return ExitStatus.usage
        case let error as TokenError:
            Output.error("\(error.description) \(error.nextStep)")
            return ExitStatus.usage
        case let error as PrivateFileError:
            Output.error("\(error.description) \(error.nextStep)")
            return ExitStatus.failed
        case is UsageError, is TerminalError:
            Output.error("\(error)")
            return ExitStatus.usage
        default:
            Output.error("\(error)")
            return ExitStatus.failed
        }
    }
}
