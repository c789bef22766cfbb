/// The reason for which no answer came.
package struct TransportError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        case cannotResolve
        case cannotResolveProxy
        case refused
        case unreachable
        /// The proxy on the way did not let the request pass; its status where it gave one.
        case proxyRefused(status: Int?)
        case connectionLost
        case timedOut(after: Duration)
        /// No TLS with this port.
        case tls
        /// The server's certificate is not to be trusted.
        case certificate
        /// The certificate or the key to be shown to the server cannot be used.
        case clientCertificate
        /// The file or folder of certificate authorities cannot be used.
        case authorities
        /// The program that answered does not speak HTTP, or not well enough.
        case notHTTP
        case headTooLarge(limit: Int)
        case bodyTooLarge(limit: Int)
        /// The answer could not be written where it was to go.
        case cannotStore
        /// The server sends the client to another origin, where the token must not go.
        case redirected(to: String)
        /// This machine has no libcurl.
        case libraryMissing
        case cancelled
        /// A change went out, but no answer came back: it may have been done or not.
        indirect case outcomeUnknown(Kind)
        case other
    }

    package let kind: Kind
    /// Scheme, host and port the request went to.
    package let server: String
    /// More about it, in the words of the system or the library.
    package let detail: String
    /// The progress of the transfer; nil where it never began.
    package let transfer: TransferDetails?
    /// The number of times the request was sent in vain.
    package var attempts = 1

    package init(_ kind: Kind, server: String, detail: String = "", transfer: TransferDetails? = nil) {
        self.kind = kind
        self.server = server
        self.detail = detail
        self.transfer = transfer
    }

    /// True when nobody wanted the answer any more.
    package var isCancelled: Bool { kind == .cancelled || kind == .outcomeUnknown(.cancelled) }

    package var description: String {
        let what = sentence(kind)
        return detail.isEmpty ? what : "\(what) (\(detail))"
    }

    /// The same in a few words for a cell of a table, where another one has the address.
    package var reason: String {
        switch kind {
        case .cannotResolve: "name not found"
        case .cannotResolveProxy: "proxy not found"
        case .refused: "connection refused"
        case .unreachable: "cannot be reached"
        case .proxyRefused: "refused by the proxy"
        case .connectionLost: "connection closed"
        case .timedOut: "no answer in time"
        case .tls: "no secure connection"
        case .certificate: "certificate not trusted"
        case .clientCertificate: "client certificate unusable"
        case .authorities: "CA file unusable"
        case .notHTTP: "no HTTP answer"
        case .headTooLarge, .bodyTooLarge: "answer too large"
        case .cannotStore: "answer not stored"
        case .redirected: "redirects elsewhere"
        case .libraryMissing: "libcurl is missing"
        case .cancelled: "cancelled"
        case .outcomeUnknown: "outcome not known"
        case .other: "request failed"
        }
    }

    private var proxy: String { transfer?.proxy.map { "The proxy \($0)" } ?? "The proxy" }

    private func sentence(_ kind: Kind) -> String {
        switch kind {
        case .cannotResolve: "The name of \(server) cannot be resolved."
        case .cannotResolveProxy: "The name of the proxy cannot be resolved."
        case .refused: "\(server) refused the connection."
        case .unreachable: "\(server) cannot be reached."
        case .proxyRefused(407?): "\(proxy) wants a user name and a password."
        case .proxyRefused(let status?): "\(proxy) does not connect to \(server): it answered with status \(status)."
        case .proxyRefused(nil): "\(proxy) does not connect to \(server)."
        case .connectionLost: "\(server) closed the connection before the answer was complete."
        case .timedOut(let limit): "\(server) did not answer within \(limit.inWords)."
        case .tls: "No secure connection to \(server) is possible."
        case .certificate: "The certificate of \(server) cannot be trusted."
        case .clientCertificate: "The client certificate of the profile cannot be used."
        case .authorities: "The file of certificate authorities cannot be used."
        case .notHTTP: "The answer of \(server) is not valid HTTP."
        case .headTooLarge(let limit): "The header of the answer of \(server) is larger than \(limit >> 10) KiB."
        case .bodyTooLarge(let limit): "The answer of \(server) is larger than \(limit >> 20) MiB and was cut off."
        case .cannotStore: "The answer of \(server) could not be written."
        case .redirected(let target): "\(server) redirects this request to \(target)."
        case .libraryMissing: "libcurl is not installed on this machine, so no server can be reached."
        case .cancelled: "The request was cancelled."
        case .outcomeUnknown(.cancelled):
            "It is not known whether \(server) did the change: it was cut off after it was sent."
        case .outcomeUnknown(let cause): sentence(cause) + " The change was sent; its outcome is not known."
        case .other: "The request to \(server) failed."
        }
    }

    /// Advice on what to do about it.
    package var nextStep: String {
        switch kind {
        case .cannotResolve: "Check the host name for typing errors, and the DNS and VPN of this machine."
        case .cannotResolveProxy, .proxyRefused(nil): "Check the proxy in the environment or in the profile."
        case .refused:
            "Check the port, and that the server runs. Sisense listens on 443, 30845 (Linux) or 8081 (Windows)."
        case .unreachable: "Check the network, the VPN and the firewall between this machine and the server."
        case .proxyRefused(407?): "Put them in the address of the proxy: http://user:password@host:port."
        case .proxyRefused: "Check that the proxy may connect to it, or name the server in no_proxy."
        case .connectionLost: "Try again. If it happens every time, look at the proxy in front of the server."
        case .timedOut: "Try again, or ask for less. The time limit can be set in the profile."
        case .certificate:
            "If it is signed by an authority of your own, name that authority's file as caFile in the profile or in "
                + "SSL_CERT_FILE."
        case .clientCertificate: "Check clientCertificate and clientKey of the profile: PEM files that you may read."
        case .authorities: "Check caFile of the profile, SSL_CERT_FILE and SSL_CERT_DIR."
        case .tls: "Check that this port speaks TLS; a plain server is reached with http://."
        case .notHTTP: "Check the port: something else may listen there."
        case .headTooLarge: "Check the address: this is not how a Sisense server answers."
        case .bodyTooLarge: "Ask for fewer records or fewer members at once."
        case .cannotStore: "Check that there is room on the disk and that you may write there."
        case .redirected(let target): "If \(target) is your server, use it as the address of the profile."
        case .libraryMissing: "Install it: the package is libcurl4 (Debian, Ubuntu), libcurl (Fedora, RHEL) or curl."
        case .cancelled: "Send it again if it is still needed."
        case .outcomeUnknown: "Read the record again before you repeat the change."
        case .other: "Try again."
        }
    }
}
