/// What can happen to what is read before a form or a preview.
package enum PendingOperationAction: Sendable {
    /// It takes so long that a person should know.
    case lasting
    case progressed(String)
    /// A person stopped it.
    case stopped
}
