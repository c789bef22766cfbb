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
            // One line of over 100 KiB; older libraries call that out of memory.
            case 27 where details.firstByte != nil, 100 where details.firstByte != nil:
                .headTooLarge(limit: limits.head)
            case 16, 18, 52, 55, 56, 92: .connectionLost
            default: .other
            }
        // What a sentence of the kind says already is not said twice.
        detail =
            switch kind {
            case .timedOut, .refused, .cannotResolve, .headTooLarge: ""
            default: message
            }
    }
}

/// The certificate that a server shows, as far as it says who it is.
struct ServerCertificate: Sendable, Equatable {
    let subject: String
    let issuer: String
    /// As the library writes it: `Jan  1 00:00:00 2026 GMT`.
    let expires: String

    /// The first of the certificates that a transfer met; nil when it met none.
    init?(_ handle: CurlHandle) {
        guard let fields = handle.certificateFields else { return nil }
        subject = fields["Subject"] ?? ""
        issuer = fields["Issuer"] ?? ""
        expires = fields["Expire date"] ?? ""
        if subject.isEmpty, issuer.isEmpty { return nil }
    }

    /// `for CN = bi.acme.example, issued by CN = Acme CA, valid until Jan  1 00:00:00 2026 GMT`
    var summary: String {
        [("for", subject), ("issued by", issuer), ("valid until", expires)]
            .filter { !$0.1.isEmpty }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
