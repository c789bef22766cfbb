import CCurl

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
