package import SisenseClient

/// The write that waits for approval, and those that were done.
package struct WriteState: Sendable {
    package var confirmation: Confirmation?
    /// What was sent in this session, oldest first, for undo.
    package var done: [Done] = []

    package struct Done: Sendable {
        package let plans: [RequestPlan]
        package let origin: WriteOrigin
    }

    package var isSending: Bool { confirmation?.isSending ?? false }
}
