/// Why no answer came.
package struct TransportError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        case cannotResolve
        case refused
        case unreachable
        case connectionLost
        case timedOut(after: Duration)
        case tls
        case bodyTooLarge(limit: Int)
        /// The server sends the client to another origin, where the token must not go.
        case redirected(to: String)
        case tooManyRedirects
        case cancelled
        /// A change went out, but no answer came back: it may have been done or not.
        indirect case outcomeUnknown(Kind)
        case other
    }

    package let kind: Kind
    /// Scheme, host and port the request went to.
    package let server: String
    /// What the system said, when it said more.
    package let detail: String

    package init(_ kind: Kind, server: String, detail: String = "") {
        self.kind = kind
        self.server = server
        self.detail = detail
    }

    package var description: String {
        let what = Self.sentence(kind, server: server)
        return detail.isEmpty ? what : "\(what) (\(detail))"
    }

    private static func sentence(_ kind: Kind, server: String) -> String {
        switch kind {
        case .cannotResolve: "The name of \(server) cannot be resolved."
        case .refused: "\(server) refused the connection."
        case .unreachable: "\(server) cannot be reached."
        case .connectionLost: "\(server) closed the connection before the answer was complete."
        case .timedOut(let limit): "\(server) did not answer within \(limit.inWords)."
        case .tls: "No secure connection to \(server) is possible."
        case .bodyTooLarge(let limit): "The answer of \(server) is larger than \(limit >> 20) MiB and was cut off."
        case .redirected(let target): "\(server) redirects this request to \(target)."
        case .tooManyRedirects: "\(server) redirects in a circle."
        case .cancelled: "The request was cancelled."
        case .outcomeUnknown(let cause):
            sentence(cause, server: server) + " The change was sent; its outcome is not known."
        case .other: "The request to \(server) failed."
        }
    }

    /// What to do about it.
    package var nextStep: String {
        switch kind {
        case .cannotResolve: "Check the host name for typing errors, and the DNS and VPN of this machine."
        case .refused:
            "Check the port, and that the server runs. Sisense listens on 443, 30845 (Linux) or 8081 (Windows)."
        case .unreachable: "Check the network, the VPN and the firewall between this machine and the server."
        case .connectionLost: "Try again. If it happens every time, look at the proxy in front of the server."
        case .timedOut: "Try again, or ask for less. The time limit can be set in the profile."
        case .tls where detail.contains("certificate"):
            "If the certificate is signed by an authority of your own, add that to the system's trust store "
                + "(update-ca-certificates or update-ca-trust)."
        case .tls: "Check that this port speaks TLS; a plain server is reached with http://."
        case .bodyTooLarge: "Ask for fewer records or fewer members at once."
        case .redirected(let target): "If \(target) is your server, use it as the address of the profile."
        case .tooManyRedirects: "Check the address and the proxy in front of the server."
        case .cancelled: "Send it again if it is still needed."
        case .outcomeUnknown: "Read the record again before you repeat the change."
        case .other: "Try again."
        }
    }
}
