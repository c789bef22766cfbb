/// The state of the server on which a plan rests that has no document before and after it.
enum PlanBase: Sendable {
    /// It is sent only while all of these hold.
    case unchanged([Precondition])
    /// Nothing that somebody else changes meanwhile could be lost by it.
    case nothing(Reason)

    /// The reason why a plan rests on nothing.
    enum Reason: Sendable {
        /// There is no record yet, or the server adds another one.
        case makesRecord
        /// It does the same whatever its records have become: it sends a mail, ends sessions, starts a job, or hands out
        /// what is there by then.
        case sameForAnyState
        /// The server lists its records in a form that is read nowhere by itself, or they are too many to be read again
        /// before one request; its preview says which these were.
        case unreadable
        /// It is made when its turn in a series has come, on the record that a step just before it has made or left.
        case restsOnEarlierStep
    }

    var conditions: [Precondition] {
        switch self {
        case .unchanged(let conditions): conditions
        case .nothing: []
        }
    }
}
