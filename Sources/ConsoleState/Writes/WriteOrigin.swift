/// Where a write was asked for, which is what has to be read again once it is done.
package enum WriteOrigin: Sendable, Equatable {
    case list(PaneID, [RecordID])
    case security
}
