package import SisenseClient

/// The write that waits for approval, and those that were done.
package struct WriteState: Sendable {
    package var confirmation: Confirmation?
    /// The writes sent in this session, oldest first, for undo.
    package var done: [Done] = []
    /// The run that is sent while the person works on something else; nil when there is none.
    package internal(set) var behind: Confirmation?
    /// The results of the runs of this session, the oldest first.
    package internal(set) var results: [RunResults] = []
    /// The index of the results on the screen; nil while none are.
    package internal(set) var openResults: Int?

    /// True once it was said which changes of earlier sessions have no known outcome.
    var hasRecalled = false

    package struct Done: Sendable {
        package var plans: [RequestPlan]
        package let origin: WriteOrigin
    }

    /// The changes that are being sent, on the screen or behind it; nil while none are.
    package internal(set) var sending: Confirmation? {
        get { behind ?? confirmation.flatMap { $0.isSending ? $0 : nil } }
        set { if behind == nil { confirmation = newValue } else { behind = newValue } }
    }

    package var isSending: Bool { sending != nil }

    /// True while the server makes a new token and has not answered yet.
    var isRenewingToken: Bool { sending?.origin == .token }

    /// The results on the screen; nil while none are.
    package var shownResults: RunResults? {
        openResults.flatMap { results.indices.contains($0) ? results[$0] : nil }
    }

    /// Runs whose results are kept.
    private static let mostResults = 50

    /// Keeps the results of a run.
    mutating func keep(_ run: RunResults) {
        results.append(run)
        guard results.count > Self.mostResults else { return }
        results.removeFirst()
        openResults = openResults.map { max($0 - 1, 0) }
    }
}

/// The steps of a write between the wish and its outcome.
package enum WriteAction: Sendable {
    /// Plans are ready, to be previewed.
    case planned(PlannedWrite)
    /// The preview is on the screen.
    case shown
    case focusMoved
    /// Turns the automatic revert of the change on or off.
    case autoRevertToggled
    case pageChosen(Confirmation.Page)
    case scrolled(Movement, lines: Int, page: Int)
    /// The reason, while that has the keyboard, or else the name that approves a grave change.
    case textEdited(TextEdit)
    case confirmed
    /// Closes the preview and sends nothing. While changes are sent, stops that.
    case cancelled
    /// Sends no more of a run; the second time, and for a change by itself, cuts off what is under way.
    case stopped
    /// Lets a run go on behind what the person does next.
    case sentBehind
    /// The plan at an index is being sent, or has come to its end.
    case progressed(Int, PlanResults.State)
    case finished(WriteOutcome)
    /// Records of changes whose outcome is not known were read again.
    case looked(LookedUpChanges)
    /// Reads the records of these changes of the audit log again.
    case lookRequested([RecordID])
    /// Drops or moves plans that were recorded and not sent.
    case plansEdited(PlanEdit)
    /// The changes of a plan file were added to the plans.
    case planFileOpened(Message)
    /// The number of plans that were recorded, because this is a dry run.
    case rehearsed(Int)
    /// Shows the opposite of the last write, to be approved.
    case undoRequested
    case results(ResultsAction)
}

extension WriteAction {
    /// The error this reports, if any.
    var failure: APIError? {
        switch self {
        case .finished(let outcome): outcome.failure
        default: nil
        }
    }
}

/// The origin of a write, which is what has to be read again once it is done.
package enum WriteOrigin: Sendable, Equatable {
    /// The records that are changed; none where the whole list is to be read again.
    case list(PaneID, [RecordID])
    /// The list of shares that is open.
    case shares
    /// The CORS settings, and the draft of them that is saved; nil where something else than a draft is.
    case cors(CORSDraft?)
    /// The API token, which the answer carries.
    case token
    /// The token of this session, which the write ends.
    case session
    /// A call filled in by hand, whose answer is shown.
    case call(CallDraft)

    /// The origin of the change that undoes one of this origin.
    var undone: WriteOrigin {
        if case .cors = self { .cors(nil) } else { self }
    }

    /// The records of a list that are changed; none where that is said of none by itself.
    var records: [RecordID] {
        if case .list(_, let records) = self { records } else { [] }
    }

    /// The same without these records.
    func without(_ ids: Set<String>) -> WriteOrigin {
        guard !ids.isEmpty, case .list(let pane, let records) = self else { return self }
        return .list(pane, records.filter { !ids.contains($0.description) })
    }

    /// The same after these plans were sent: what they have created is found by reading the whole list.
    func rereading(after plans: [RequestPlan]) -> WriteOrigin {
        guard case .list(let pane, _) = self, plans.contains(where: { $0.call.operation.change == .create }) else {
            return self
        }
        return .list(pane, [])
    }

    /// True when it is read again when a write has failed, because the write may have happened or rested on old rows. A
    /// draft is not: it would be lost.
    var isReadAfterFailure: Bool {
        if case .list = self { true } else { false }
    }
}

/// The outcome of a confirmed write.
package struct WriteOutcome: Sendable {
    package let results: PlanResults
    /// The last answer of the server.
    package let answer: Response?
    /// The changes whose outcome is not known.
    var unknown: [UnknownOutcome.Change] = []
    /// The time from the first request to the last answer; nil where that is not known.
    var span: RunResults.Span?
    /// The reverts of settings that are in force, or may be, by the index of their plan.
    var kept: [Int: KeptRevert] = [:]

    /// The reason why not all was done; nil when it was, or when a person stopped it.
    package var failure: APIError? { results.failure }

    init(
        results: PlanResults, answer: Response?, unknown: [UnknownOutcome.Change] = [], span: RunResults.Span? = nil,
        kept: [Int: KeptRevert] = [:]
    ) {
        (self.results, self.answer, self.unknown) = (results, answer, unknown)
        (self.span, self.kept) = (span, kept)
    }
}
