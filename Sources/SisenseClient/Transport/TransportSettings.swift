import Foundation

/// Everything that a transport has to know before its first request.
package struct TransportSettings: Sendable, Equatable {
    package var limits: TransportLimits
    package var tls: TLSSettings
    package var proxies: ProxySettings

    /// Without more it speaks to servers directly, with the system's certificate authorities.
    package init(
        limits: TransportLimits = TransportLimits(), tls: TLSSettings = TLSSettings(),
        proxies: ProxySettings = ProxySettings()
    ) {
        self.limits = limits
        self.tls = tls
        self.proxies = proxies
    }
}

/// The program as it names itself to servers.
package enum Product {
    package static let version = "0.1.0"
    /// The value of `User-Agent` (RFC 9110 section 10.1.5).
    package static let userAgent = "sisense-console/\(version)"
}

/// The limits of how long a server may take and how much it may send.
package struct TransportLimits: Sendable, Equatable {
    /// For finding the name's address, connecting, and TLS.
    package var connect: Duration
    /// From the start of a transfer to the last byte of its answer.
    package var answer: Duration
    /// Bytes of an answer's head, interim answers included.
    package var head: Int
    /// Bytes of an answer's body, once decoded.
    package var body: Int
    /// Reads under way at once on one server.
    package var connections: Int

    package init(
        connect: Duration = .seconds(10), answer: Duration = .seconds(30), head: Int = 64 << 10, body: Int = 64 << 20,
        connections: Int = 8
    ) {
        self.connect = connect
        self.answer = answer
        self.head = head
        self.body = body
        self.connections = connections
    }
}

/// Whom to trust, and how to show who one is.
package struct TLSSettings: Sendable, Equatable {
    /// PEM file of certificate authorities; nil for the system's.
    package var authorityFile: String?
    /// Folder of certificate authorities, hashed as OpenSSL does.
    package var authorityFolder: String?
    /// PEM file of the certificate that the server is shown, and of its key where that is not in the same file.
    package var clientCertificate: String?
    package var clientKey: String?

    package init(
        authorityFile: String? = nil, authorityFolder: String? = nil, clientCertificate: String? = nil,
        clientKey: String? = nil
    ) {
        self.authorityFile = authorityFile
        self.authorityFolder = authorityFolder
        self.clientCertificate = clientCertificate
        self.clientKey = clientKey
    }

    /// Looks at the files before the library does: its flavours distinguish this badly, and a key that others can read
    /// is none.
    func check(server: String) throws(TransportError) {
        for path in [authorityFile, authorityFolder].compactMap(\.self)
        where !FileManager.default.isReadableFile(atPath: path) {
            throw TransportError(.authorities, server: server, detail: "\(path) cannot be read")
        }
        for path in Set([clientCertificate, clientKey].compactMap(\.self)) {
            do throws(PrivateFileError) {
                let url = URL(filePath: path)
                let pem = try PrivateFile.read(url, othersMayRead: true)
                if pem.range(of: Data("PRIVATE KEY-----".utf8)) != nil { _ = try PrivateFile.read(url) }
            } catch {
                throw TransportError(.clientCertificate, server: server, detail: "\(error) \(error.nextStep)")
            }
        }
    }

    /// Takes the authorities from the environment, by the names that OpenSSL and curl give them, where the settings
    /// name none.
    package func completed(from environment: [String: String]) -> TLSSettings {
        guard authorityFile == nil, authorityFolder == nil else { return self }
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        var settings = self
        settings.authorityFile = value("SSL_CERT_FILE") ?? value("CURL_CA_BUNDLE")
        settings.authorityFolder = value("SSL_CERT_DIR")
        return settings
    }
}
