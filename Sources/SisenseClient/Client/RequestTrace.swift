package import Foundation

/// What a request was and how it went, for the trace: secrets are masked already.
package struct RequestTrace: Sendable, Identifiable {
    package enum Outcome: Sendable, Equatable {
        case answered(status: Int)
        case failed(String)
    }

    package let id: UUID
    /// When it was sent.
    package let time: Date
    package let operation: OperationID
    /// Method, path and query.
    package let line: String
    package let outcome: Outcome
    package let duration: Duration
    package let bytesSent: Int
    package let bytesReceived: Int

    package init(
        id: UUID = UUID(), time: Date, operation: OperationID, line: String, outcome: Outcome, duration: Duration,
        bytesSent: Int, bytesReceived: Int
    ) {
        self.id = id
        self.time = time
        self.operation = operation
        self.line = line
        self.outcome = outcome
        self.duration = duration
        self.bytesSent = bytesSent
        self.bytesReceived = bytesReceived
    }

    package var status: Int? {
        guard case .answered(let status) = outcome else { return nil }
        return status
    }
}
