import Foundation
import FoundationNetworking

/// Why URLSession gave no answer.
struct ExchangeFailure: Error {
    let kind: TransportError.Kind
    let detail: String
    /// False when the request never left this machine.
    private let isSent: Bool

    /// For a change this is the difference between "not done" and "not known".
    var mayHaveArrived: Bool {
        switch kind {
        case .cannotResolve, .refused, .tls: false
        default: isSent
        }
    }

    init(kind: TransportError.Kind, isSent: Bool = true) {
        self.kind = kind
        self.isSent = isSent
        detail = ""
    }

    /// - Parameter limit: What an answer may take, for URLSession's own deadline.
    init(_ error: any Error, limit: Duration) {
        let error = error as NSError
        let text = error.localizedDescription
        detail = text
        isSent = true
        // URLSession gives many causes one code (-1, -1001); only the text of libcurl tells them apart.
        let lower = text.lowercased()
        kind =
            if lower.contains("ssl") || lower.contains("certificate") || lower.contains("tls") {
                .tls
            } else {
                switch error.code {
                case NSURLErrorCannotFindHost, NSURLErrorDNSLookupFailed: .cannotResolve
                case NSURLErrorCannotConnectToHost: .refused
                case NSURLErrorNotConnectedToInternet: .unreachable
                case NSURLErrorNetworkConnectionLost, NSURLErrorBadServerResponse: .connectionLost
                case NSURLErrorHTTPTooManyRedirects: .tooManyRedirects
                case NSURLErrorCancelled: .cancelled
                case NSURLErrorSecureConnectionFailed, NSURLErrorServerCertificateUntrusted: .tls
                case NSURLErrorTimedOut where lower.contains("connect"): .unreachable
                case NSURLErrorTimedOut where ["timed out", "timeout"].contains(where: lower.contains):
                    .timedOut(after: limit)
                default: .connectionLost
                }
            }
    }
}
