package import SisenseClient

/// The write that waits for approval, and those that were done.
package struct WriteState: Sendable {
    package var confirmation: Confirmation?
    /// The writes sent in this session, oldest first, for undo.
    package var done: [Done] = []
    /// The outcome of the last write of several records.
    package var report: WriteReport?
    /// True when the report is on the screen.
    package var isReportOpen = false

    /// True once it was said which changes of earlier sessions have no known outcome.
    var hasRecalled = false

    package struct Done: Sendable {
        package var plans: [RequestPlan]
        package let origin: WriteOrigin
    }

    package var isSending: Bool { confirmation?.isSending ?? false }

    /// True while the server makes a new token and has not answered yet.
    var isRenewingToken: Bool { isSending && confirmation?.origin == .token }

    /// The report, while it is on the screen.
    package var openReport: WriteReport? { isReportOpen ? report : nil }
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
    /// Closes the preview and sends nothing. While changes are sent: sends no more, and cuts off those under way.
    case cancelled
    /// The plan at an index is being sent, or has come to its end.
    case progressed(Int, PlanResults.State)
    case finished(WriteOutcome)
    /// Records of changes whose outcome is not known were read again.
    case looked(LookedUpChanges)
    /// Reads the records of these changes of the audit log again.
    case lookRequested([RecordID])
    /// Drops or moves plans that were recorded and not sent.
    case plansEdited(PlanEdit)
    /// The number of plans that were recorded, because this is a dry run.
    case rehearsed(Int)
    /// Shows the opposite of the last write, to be approved.
    case undoRequested
    case reportOpened
    case reportScrolled(Movement, page: Int)
    case reportClosed
    /// Shows what is not done of the last write, to be approved again.
    case retryRequested
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
    /// The security settings, and the draft of them that is saved; nil where something else than a draft is.
    case security(CORSDraft?)
    /// The API token, which the answer carries.
    case token
    /// The token of this session, which the write ends.
    case session
    /// A call filled in by hand, whose answer is shown.
    case call(CallDraft)

    /// The origin of the change that undoes one of this origin.
    var undone: WriteOrigin {
        if case .security = self { .security(nil) } else { self }
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
    /// The revert of settings that are in force, or may be; nil where none is kept.
    var kept: KeptRevert?

    /// The reason why not all was done; nil when it was, or when a person stopped it.
    package var failure: APIError? { results.failure }

    init(
        results: PlanResults, answer: Response?, unknown: [UnknownOutcome.Change] = [], kept: KeptRevert? = nil
    ) {
        (self.results, self.answer, self.unknown, self.kept) = (results, answer, unknown, kept)
    }
}
