/// The exit statuses of the program, for scripts: every command ends with one of them, and help and manual list them.
package enum ExitStatus: Int32, CaseIterable, Sendable {
    case done = 0
    case failed = 1
    case usage = 2
    case noConnection = 3
    case notAllowed = 4
    case notKnown = 5
    case notFound = 6
    case denied = 7
    case conflict = 8
    case busy = 9
    case differs = 10
    /// As `sysexits.h` has it, EX_IOERR.
    case output = 74
    /// As shells report a program that SIGPIPE has ended.
    case closedPipe = 141

    /// The situation in which a command ends with it, for people.
    package var meaning: String {
        switch self {
        case .done: "success"
        case .failed:
            "the server refused the request, its answer cannot be read, or something could not be done on this machine"
        case .usage: "incorrect usage"
        case .noConnection: "no connection, or it broke before the answer was whole"
        case .notAllowed: "the change is not allowed, for example on a read-only profile, or was not approved"
        case .notKnown: "the change may have been made: no answer came that proves it done or refused"
        case .notFound: "not found"
        case .denied: "not allowed by the server: no valid token, or not the right"
        case .conflict: "the record is in another state, or somebody else has changed it"
        case .busy: "the server is busy, or limits how many requests it takes"
        case .differs: "diff found differences"
        case .output: "what came could not be written to standard output, for example on a full disk"
        case .closedPipe: "the reader of standard output has gone"
        }
    }
}

extension APIError {
    /// The status a program that made one call ends with.
    package var exitStatus: ExitStatus {
        switch kind {
        case .refused where status == 409 || status == 412: .conflict
        case .refused, .serverFault, .unreadable, .redirected: .failed
        case .invalidCall: .usage
        case .unreachable, .cancelled: .noConnection
        case .notAllowed, .unrecorded: .notAllowed
        case .outcomeUnknown: .notKnown
        case .notFound: .notFound
        case .unauthorized, .forbidden: .denied
        case .conflict: .conflict
        case .busy: .busy
        }
    }
}
