/// How far the body of an answer has come, for whoever asks around a request:
/// `TransferProgress.$report.withValue { … } operation: { … }`.
package enum TransferProgress {
    /// Is told of the bytes that have come, and of all that will when that is known; from any thread.
    @TaskLocal package static var report: (@Sendable (_ received: Int, _ expected: Int?) -> Void)?
}
