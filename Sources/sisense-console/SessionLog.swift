import ConsoleState
import Foundation
import SisenseClient
import TerminalKit

/// The file of `--log`: what happens in a session, one line each, so that a fault can be understood afterwards.
///
/// It never holds a secret, what a person typed, or what a request or an answer carried.
struct SessionLog: Sendable {
    private let file: PrivateLog

    /// Nil without a file.
    init?(_ url: URL?) throws(PrivateFileError) {
        guard let url else { return nil }
        file = try PrivateLog(url)
    }

    @Sendable func add(_ event: StoreEvent<ConsoleAction, ConsoleWork>) {
        write("\(event)", at: Date())
    }

    @Sendable func add(_ trace: RequestTrace) {
        // The query holds what was searched for.
        let line = trace.line.prefix { $0 != "?" }
        let milliseconds = Int(trace.duration / .milliseconds(1))
        write("request \(line) \(trace.outcome.words) \(milliseconds) ms", at: trace.time)
    }

    private func write(_ text: String, at time: Date) {
        // Logs are looked at on terminals, too.
        file.append("\(Timestamp(time)) \(Sanitizer.clean(Redactor.text(text), marks: .ascii))")
    }
}

extension RequestTrace.Outcome {
    /// As it stands in a line about the request.
    var words: String {
        switch self {
        case .answered(let status): "\(status)"
        case .failed(let reason): "failed (\(reason))"
        case .cancelled: "cancelled"
        }
    }
}
