/// Where a write was asked for, which is what has to be read again once it is done.
package enum WriteOrigin: Sendable, Equatable {
    /// The records that are changed; none when new ones are made.
    case list(PaneID, [RecordID])
    case security
}
