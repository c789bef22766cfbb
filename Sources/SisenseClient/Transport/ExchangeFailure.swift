import Foundation
import FoundationNetworking

/// Why URLSession gave no answer.
struct ExchangeFailure: Error {
    let kind: TransportError.Kind
    var detail = ""

    /// False only where the request cannot have left: for a change that is the difference between "not done" and
    /// "not known".
    var mayHaveArrived: Bool {
        switch kind {
        case .cannotResolve, .refused, .tls, .unreachable: false
        default: true
        }
    }

    init(kind: TransportError.Kind, detail: String = "") {
        self.kind = kind
        self.detail = detail
    }

    init(_ error: any Error) {
        let error = error as NSError
        let text = error.localizedDescription
        detail = text
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
                default: .connectionLost
                }
            }
    }
}
