package import SisenseClient

/// What can happen to the explorer of the API.
package enum ExplorerAction: Sendable {
    /// Opens the form of an operation, filled in as far as the draft goes.
    case formRequested(CallDraft)
    /// A form is filled in: a read is sent, a change is planned.
    case callMade(Call, CallDraft)
    /// So many bytes of the answer have come, of so many in all where that is known.
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
    /// The error this tells of, when it does.
    var failure: APIError? {
        if case .failed(let error) = self { error } else { nil }
    }
}
