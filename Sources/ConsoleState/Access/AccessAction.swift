package import SisenseClient

/// What can happen to the list of who can see what.
package enum AccessAction: Sendable {
    /// Who can see the dashboard whose shares are open, as its draft has it.
    case audienceRequested
    /// What a user can see.
    case sightRequested(RecordID, name: String)
    /// What is shared with a group.
    case reachRequested(RecordID, name: String)
    case read(Result<[Grant], APIError>)
    case moved(Movement, page: Int)
    case closed
}

extension AccessAction {
    /// The error this tells of, when it does.
    var failure: APIError? {
        if case .read(.failure(let error)) = self { error } else { nil }
    }
}
