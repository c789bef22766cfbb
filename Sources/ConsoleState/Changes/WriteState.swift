package import SisenseClient

/// The write that waits for approval, and those that were done.
package struct WriteState: Sendable {
    package var confirmation: Confirmation?
    /// What was sent in this session, oldest first, for undo.
    package var done: [Done] = []
    /// What became of the last write of several records.
    package var report: WriteReport?
    /// Whether the report is on the screen.
    package var isReportOpen = false

    package struct Done: Sendable {
        package var plans: [RequestPlan]
        package let origin: WriteOrigin
    }

    package var isSending: Bool { confirmation?.isSending ?? false }

    /// The report, while it is on the screen.
    package var openReport: WriteReport? { isReportOpen ? report : nil }
}
