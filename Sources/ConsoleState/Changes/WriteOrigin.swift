/// Where a write was asked for, which is what has to be read again once it is done.
package enum WriteOrigin: Sendable, Equatable {
    /// The records that are changed; none where the whole list is to be read again.
    case list(PaneID, [RecordID])
    /// The list of shares that is open.
    case shares
    case security
    /// The API token, which the answer carries.
    case token
    /// The token of this session, which the write ends.
    case session
    /// A call filled in by hand, whose answer is shown.
    case call(CallDraft)

    /// Whether it is read again when a write has failed, because the write may have happened or rested on old rows. A
    /// draft is not: it would be lost.
    var isReadAfterFailure: Bool {
        if case .list = self { true } else { false }
    }
}
