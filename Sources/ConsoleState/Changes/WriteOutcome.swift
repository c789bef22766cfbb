package import SisenseClient

/// What became of a confirmed write.
package struct WriteOutcome: Sendable {
    package let results: PlanResults
    /// What the server answered last.
    package let answer: Response?

    /// Why not all was done; nil when it was, or when a person stopped it.
    package var failure: APIError? { results.failure }
}
