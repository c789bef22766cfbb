/// How far the body of an answer has come, in bytes.
package struct TransferProgress: Sendable {
    package let received: Int
    /// The length of the whole, when the server said it.
    package let expected: Int?
}

/// Is told how far the body of an answer has come, by whoever wraps a request in
/// `TransferObserver.$current.withValue(TransferObserver { … }) { … }`.
package struct TransferObserver: Sendable {
    /// The observer of the requests that the current task makes. A struct around the function and not the function
    /// itself: see "What the compiler of today breaks" in the README.
    @TaskLocal package static var current: TransferObserver?

    /// Called after each piece, from any thread.
    package let report: @Sendable (TransferProgress) -> Void

    package init(_ report: @escaping @Sendable (TransferProgress) -> Void) {
        self.report = report
    }
}
