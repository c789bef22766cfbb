import CCurl
import Foundation

/// The reason for which the library gave no answer.
struct CurlFailure {
    let kind: TransportError.Kind
    /// More about it, in the library's words.
    let detail: String

    /// - Parameter code: The library's (curl.se/libcurl/c/libcurl-errors.html).
    init(_ code: Int32, _ handle: CurlHandle, _ details: TransferDetails, limits: TransportLimits) {
        let message = handle.message(for: code)
        kind =
            switch code {
            case 5: .cannotResolveProxy
            case 6: .cannotResolve
            case 7 where handle.number(CC_INFO_OS_ERROR) == Int(ECONNREFUSED): .refused
            case 7: .unreachable
            case 28 where details.isSent: .timedOut(after: limits.answer)
            case 28 where details.nameLookup == nil: .cannotResolve
            case 28: .unreachable
            case 35: .tls
            case 51, 60, 83, 90, 91: .certificate
            case 58: .clientCertificate
            case 59, 77: .authorities
            case 1, 8, 61: .notHTTP
            case 97: .proxyRefused(status: nil)
            case 16, 18, 52, 55, 56, 92: .connectionLost
            default: .other
            }
        // What a sentence of the kind says already is not said twice.
        detail =
            switch kind {
            case .timedOut, .refused, .cannotResolve: ""
            default: message
            }
    }
}
