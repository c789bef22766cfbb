package import Foundation
package import SisenseClient

/// The explorer of the API beside its list of operations: the answer on the screen, and what was called.
package struct ExplorerState: Sendable {
    /// A call that was made.
    package struct Past: Sendable {
        package let draft: CallDraft
        /// Method, path and query.
        package let line: String
        package let time: Date
        package let status: Int
    }

    /// The origin of a call.
    enum Asker: Sendable, Equatable {
        /// The form of the call, which is open until the answer comes.
        case form
        case pane(PaneID)
    }

    /// The origin of the call under way.
    var asker: Asker?
    /// The answer on the screen, on top of the list; nil when there is none.
    package internal(set) var answer: CallAnswer?
    /// The answer as lines that fold.
    package internal(set) var jsonTree: JSONTreeState?
    /// The newest first.
    package private(set) var history: [Past] = []
    /// The last body of each operation, by its id, to compare the next one with.
    private(set) var bodies: [String: JSONValue] = [:]
    private var bodyOrder: [String] = []

    /// The number of calls that anyone looks back.
    private static let capacity = 100
    private static let keptBodies = 30

    package init() {}

    /// Shows an answer, puts its call first in the history, and keeps its body for the difference to the next one.
    mutating func show(_ answer: CallAnswer, at time: Date) {
        let isSame = self.answer?.call.line == answer.call.line
        jsonTree =
            jsonTree.flatMap { isSame ? JSONTreeState(answer.jsonTree, like: $0) : nil }
            ?? JSONTreeState(answer.jsonTree)
        self.answer = answer
        note(answer, at: time)
    }

    /// Keeps an answer that nobody waits for any more: its call for the history, its body for the difference to the
    /// next.
    mutating func note(_ answer: CallAnswer, at time: Date) {
        let past = Past(draft: answer.draft, line: answer.call.line, time: time, status: answer.response.status)
        history = Array(([past] + history.filter { $0.line != past.line }).prefix(Self.capacity))
        keep(answer.json, of: answer.call.operation.id)
    }

    private mutating func keep(_ body: JSONValue?, of operation: String) {
        bodyOrder.removeAll { $0 == operation }
        bodies[operation] = body
        guard body != nil else { return }
        bodyOrder.append(operation)
        if bodyOrder.count > Self.keptBodies { bodies[bodyOrder.removeFirst()] = nil }
    }

    /// Leaves the answer that is shown.
    mutating func close() {
        answer = nil
        jsonTree = nil
    }
}

/// The actions on the explorer of the API.
package enum ExplorerAction: Sendable {
    /// Opens the form of an operation, filled in as far as the draft goes.
    case formRequested(CallDraft)
    /// The form of a read is filled in: it is sent.
    case callMade(Call, CallDraft)
    /// The form of a change is filled in, and it is planned.
    case callPlanned(RequestPlan, CallDraft)
    /// The bytes of the answer that have come, of so many in all where that is known.
    case received(Int, of: Int?)
    case answered(CallAnswer)
    case failed(APIError)
    /// A change that was approved and sent was answered.
    case changeAnswered(Response, RequestPlan, CallDraft)
    /// Makes the call of the open answer again.
    case repeated
    /// Makes a read again that is in the trace.
    case replayed(RecordID)
    /// Asks for a file to put the body of the open answer in.
    case fileRequested
    case answerClosed
    /// Forgets a call that was kept under a name.
    case forgotten(String)
}

extension ExplorerAction {
    /// The error this reports, if any.
    var failure: APIError? {
        if case .failed(let error) = self { error } else { nil }
    }
}
