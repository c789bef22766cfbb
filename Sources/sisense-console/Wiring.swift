import ConsoleState
import Foundation
import SisenseClient

/// The things of one server of a session that its client and its store share: its requests, what dry runs kept, and what
/// happens beside the store.
struct Wiring: Sendable {
    let traces = TraceLog()
    let plans = PlanLog()
    /// Messages for the user about things that happen beside the store.
    let notices = Broadcast<Message>()
    /// The file of all servers; nil without `--log`.
    let log: SessionLog?

    /// Takes the requests of this server.
    var observe: @Sendable (RequestTrace) -> Void {
        { [traces, log] trace in
            traces.add(trace)
            log?.add(trace)
        }
    }

    /// Shows an error in the console, once that is open.
    var reportError: @Sendable (String) -> Void {
        { [notices] in notices.send(Message(.error, $0)) }
    }
}
