import CCurl

/// The phases of a transfer and the way it took, for the trace. Times count from the start of the transfer to the end
/// of the phase; nil for one that was not reached, or not needed on a connection that stood already.
package struct TransferDetails: Sendable, Equatable {
    package var nameLookup: Duration?
    package var connected: Duration?
    package var encrypted: Duration?
    package var firstByte: Duration?
    package var total: Duration = .zero
    /// Bytes of the body as they came, before decoding.
    package var bytesOnWire = 0
    /// The address that was spoken to, the proxy's where there is one, with its port.
    package var address: String?
    /// `HTTP/1.1` or `HTTP/2`.
    package var httpVersion: String?
    /// The proxy without its password; nil where there was none.
    package var proxy: String?
    /// True when the request went over a connection that stood already.
    package var isReused = false
    /// True when the request, or a part of it, may have arrived at the server.
    package var isSent = false

    package init() {}
}

extension TransferDetails {
    /// - Parameter isEncrypted: True for a server that is spoken to over TLS.
    init(_ handle: CurlHandle, proxy: Proxy?, encrypted isEncrypted: Bool) {
        nameLookup = handle.time(CC_INFO_NAME_LOOKUP)
        connected = handle.time(CC_INFO_CONNECT)
        encrypted = handle.time(CC_INFO_TLS)
        firstByte = handle.time(CC_INFO_FIRST_BYTE)
        total = handle.time(CC_INFO_TOTAL) ?? .zero
        bytesOnWire = handle.bytes(CC_INFO_BYTES_RECEIVED)
        let port = handle.number(CC_INFO_PORT)
        address = handle.text(CC_INFO_ADDRESS).flatMap { text in
            text.isEmpty ? nil : (text.contains(":") ? "[\(text)]:\(port)" : "\(text):\(port)")
        }
        httpVersion =
            switch handle.number(CC_INFO_HTTP_VERSION) {
            case 1: "HTTP/1.0"
            case 2: "HTTP/1.1"
            case 3: "HTTP/2"
            default: nil
            }
        self.proxy = proxy?.name
        isReused = handle.number(CC_INFO_NEW_CONNECTIONS) == 0 && firstByte != nil
        // The bytes of a CONNECT count as sent, too; but the request follows TLS only.
        isSent = handle.number(CC_INFO_REQUEST_SIZE) > 0 && (!isEncrypted || encrypted != nil || isReused)
    }
}

/// The progress of the body of an answer, in bytes.
package struct TransferProgress: Sendable {
    package let received: Int
    /// The length of the whole, when the server said it.
    package let expected: Int?
}

/// Receives the progress of the body of an answer, where the request is wrapped in
/// `TransferObserver.$current.withValue(TransferObserver { … }) { … }`.
package struct TransferObserver: Sendable {
    /// The observer of the requests that the current task makes. A struct around the function and not the function
    /// itself: see "What the compiler of today breaks" in the README.
    @TaskLocal package static var current: TransferObserver?

    /// Called after each piece, from any thread.
    package let report: @Sendable (TransferProgress) -> Void

    package init(_ report: @escaping @Sendable (TransferProgress) -> Void) {
        self.report = report
    }
}
