package import SisenseClient

/// What became of a confirmed write.
package struct WriteOutcome: Sendable {
    /// What the server did, in the order it was sent.
    package let done: [RequestPlan]
    /// Why sending ended before the last; nil when it did not, or when a person stopped it.
    package let failure: APIError?
    /// What was never sent.
    package let unsent: Int
    /// What the server answered last.
    package let answer: Response?
}
