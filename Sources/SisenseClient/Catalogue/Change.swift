/// What an operation does to what is there already.
package enum Change: String, Sendable {
    /// Nothing: it reads.
    case none
    /// Adds a record.
    case create
    /// Puts the body in the place of the record: what the body leaves out is lost.
    case replace
    /// Changes the members the body names and keeps the others.
    case merge
    case delete
    /// Does something else: sends mail, ends sessions, starts a job.
    case act
}
