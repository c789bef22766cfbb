package import Foundation

/// One answer as it came, whatever its status.
package struct HTTPResponse: Sendable, Equatable {
    package var status: Int
    package var headers: HTTPHeaders
    package var body: Data
    /// From handing the request over to the last byte of the answer.
    package var duration: Duration
    /// The phases of the transfer; nil where they are not known.
    package var transfer: TransferDetails?
    /// How often the request was sent until this answer came.
    package var attempts = 1

    package init(status: Int, headers: HTTPHeaders = [:], body: Data = Data(), duration: Duration = .zero) {
        self.status = status
        self.headers = headers
        self.body = body
        self.duration = duration
    }

    /// From handing the request over to the head of the answer; nil when that is not known.
    package var wait: Duration? { transfer?.firstByte }
}
