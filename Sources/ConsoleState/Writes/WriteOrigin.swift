/// Where a write was asked for, which is what has to be read again once it is done.
package enum WriteOrigin: Sendable, Equatable {
    /// The records that are changed; none when new ones are made.
    case list(PaneID, [RecordID])
    /// The list of shares that is open.
    case shares
    case security
    /// The API token, which the answer carries.
    case token

    /// Whether there is a draft that reading again would throw away.
    var isDraft: Bool {
        switch self {
        case .shares, .security: true
        case .list, .token: false
        }
    }
}
