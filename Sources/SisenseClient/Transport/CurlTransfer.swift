import CCurl
import Foundation

/// One request from its options to its outcome. It stays on the engine's thread.
final class CurlTransfer {
    let request: TransferRequest
    private let settings: TransportSettings
    private let proxy: Proxy?
    private var continuation: CheckedContinuation<TransferRequest.Outcome, Never>?
    private var handle: CurlHandle?
    private let receiver: AnswerReceiver
    /// The library's words for why the server's certificate is not trusted, while a second connection looks at it.
    private var distrust: String?

    init(
        _ request: TransferRequest, _ settings: TransportSettings,
        _ continuation: CheckedContinuation<TransferRequest.Outcome, Never>
    ) {
        self.request = request
        self.settings = settings
        self.continuation = continuation
        proxy = settings.proxies.proxy(for: request.request.url)
        receiver = AnswerReceiver(request, settings.limits)
    }

    var easy: OpaquePointer? { handle?.easy }

    /// True once the caller has its outcome. Until then a transfer that has finished wants to be prepared again.
    var isOver: Bool { continuation == nil }

    // MARK: The request

    /// Makes the library's transfer; nil when there is no memory for one.
    func prepare(_ library: CurlLibrary) -> OpaquePointer? {
        guard let handle = CurlHandle(library) else { return nil }
        self.handle = handle
        setConnection(handle)
        if distrust == nil {
            setTrust(handle)
            setRequest(handle)
            setReceiver(handle)
        } else {
            setInspection(handle)
        }
        return handle.easy
    }

    private func setConnection(_ handle: CurlHandle) {
        let limits = settings.limits
        handle.set(CC_URL, request.request.url.absoluteString)
        handle.set(CC_PROTOCOLS, 0b11)  // http and https
        handle.set(CC_PATH_AS_IS, true)
        handle.set(CC_HTTP09, false)
        handle.set(CC_NO_SIGNAL, true)
        handle.set(CC_QUICK_EXIT, true)
        handle.set(CC_CONNECT_TIMEOUT_MS, limits.connect.milliseconds)
        if request.request.sink == nil {
            handle.set(CC_TIMEOUT_MS, limits.answer.milliseconds)
        } else {
            // A body that goes elsewhere piece by piece may be of any length. What it may not do is stand still.
            handle.set(CC_LOW_SPEED, 1)
            handle.set(CC_LOW_SPEED_SECONDS, max(1, (limits.answer.milliseconds + 999) / 1000))
        }
        if request.sharesConnections {
            handle.set(CC_HTTP_VERSION, 4)  // 2 over TLS where the server has it
        } else {
            // Version 1.1, on a connection of its own: a request is repeated on none of these.
            handle.set(CC_HTTP_VERSION, 2)
            handle.set(CC_FRESH_CONNECT, true)
            handle.set(CC_FORBID_REUSE, true)
        }
        // Said each time, so that the library asks no environment of its own.
        handle.set(CC_PROXY, proxy?.url ?? "")
        handle.set(CC_NO_PROXY, "")
    }

    private func setTrust(_ handle: CurlHandle) {
        handle.set(CC_VERIFY_PEER, 1)
        handle.set(CC_VERIFY_HOST, 2)
        if let file = settings.tls.authorityFile { handle.set(CC_CA_FILE, file) }
        if let folder = settings.tls.authorityFolder { handle.set(CC_CA_FOLDER, folder) }
        if let certificate = settings.tls.clientCertificate { handle.set(CC_CLIENT_CERTIFICATE, certificate) }
        if let key = settings.tls.clientKey { handle.set(CC_CLIENT_KEY, key) }
    }

    /// Connects only, to see the certificate that is not trusted. Nothing is sent over this connection.
    private func setInspection(_ handle: CurlHandle) {
        handle.set(CC_CONNECT_ONLY, true)
        handle.set(CC_FRESH_CONNECT, true)
        handle.set(CC_FORBID_REUSE, true)
        handle.set(CC_VERIFY_PEER, 0)
        handle.set(CC_VERIFY_HOST, 0)
        handle.set(CC_CERTIFICATE_DETAILS, true)
    }

    private func setReceiver(_ handle: CurlHandle) {
        let context = Unmanaged.passUnretained(receiver).toOpaque()
        handle.set(CC_HEADER_DATA, pointer: context)
        handle.set(CC_WRITE_DATA, pointer: context)
        handle.set(CC_HEADER_FUNCTION) { bytes, _, count, context in
            AnswerReceiver.of(context).takeHeader(UnsafeRawBufferPointer(start: bytes, count: count)) ? count : 0
        }
        handle.set(CC_WRITE_FUNCTION) { bytes, _, count, context in
            AnswerReceiver.of(context).takeBody(UnsafeRawBufferPointer(start: bytes, count: count)) ? count : 0
        }
    }

    private func setRequest(_ handle: CurlHandle) {
        let request = request.request
        handle.set(CC_ACCEPT_ENCODING, "")  // all that the library can undo
        let hasBody = request.body?.isEmpty == false || [.post, .put, .patch].contains(request.method)
        if hasBody {
            let body = request.body ?? Data()
            handle.set(CC_BODY_SIZE, size: body.count)
            body.withUnsafeBytes { bytes in
                // The library copies as many bytes as were set just before; of none it still wants an address.
                var none: UInt8 = 0
                withUnsafeMutableBytes(of: &none) { empty in
                    let start = bytes.baseAddress.map(UnsafeMutableRawPointer.init(mutating:)) ?? empty.baseAddress
                    if let start { handle.set(CC_COPY_BODY, pointer: start) }
                }
            }
        } else if request.method == .head {
            handle.set(CC_NO_BODY, true)
        }
        if hasBody || request.method != .head { handle.set(CC_METHOD, request.method.rawValue) }
        var lines = request.headers.fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        // Nobody waits for leave to send a body, and a body without a type has none.
        lines.append("Expect:")
        if hasBody, request.headers["Content-Type"] == nil { lines.append("Content-Type:") }
        if request.headers["User-Agent"] == nil { lines.append("User-Agent: \(Product.userAgent)") }
        handle.setHeaders(lines)
    }

    // MARK: The outcome

    /// Ends the transfer, with the library's code for how it went.
    func finish(_ code: Int32) {
        guard let handle else { return fail(.other) }
        if let distrust {
            let summary = ServerCertificate(handle)?.summary
            return fail(.certificate, detail: [distrust, summary].compactMap(\.self).joined(separator: "; "))
        }
        let details = details(handle)
        let proxyStatus = handle.number(CC_INFO_PROXY_STATUS)
        if code == 0 { _ = receiver.end() }
        if let refusal = receiver.refusal {
            fail(refusal, isSent: true, details: details)
        } else if proxyStatus != 0, !(200..<300).contains(proxyStatus) {
            fail(.proxyRefused(status: proxyStatus), details: details)
        } else if code != 0 {
            let failure = CurlFailure(code, handle, details, limits: settings.limits)
            guard failure.kind != .certificate else { return distrust = failure.detail }
            fail(failure.kind, detail: failure.detail, isSent: details.isSent, details: details)
        } else if proxy != nil, receiver.response.status == 407 {
            fail(.proxyRefused(status: 407), details: details)
        } else {
            succeed(details)
        }
    }

    private func succeed(_ details: TransferDetails) {
        var response = receiver.response
        response.duration = details.total
        response.transfer = details
        if (300..<400).contains(response.status), let location = response.headers["Location"],
            let target = URL(string: location, relativeTo: request.request.url),
            target.originText != request.origin
        {
            return fail(.redirected(to: target.originText), isSent: true, details: details)
        }
        resume(.success(response))
    }

    /// Ends the transfer because nobody waits for it any more.
    func cancel() {
        let details = handle.map(details)
        fail(.cancelled, isSent: distrust == nil && details?.isSent ?? false, details: details)
    }

    private func details(_ handle: CurlHandle) -> TransferDetails {
        TransferDetails(handle, proxy: proxy, encrypted: request.request.url.scheme == "https")
    }

    /// Ends the transfer without an answer. `isSent` is true when the request, or a part of it, may have arrived.
    func fail(
        _ kind: TransportError.Kind, detail: String = "", isSent: Bool = false, details: TransferDetails? = nil
    ) {
        let kind = request.isChange && isSent ? .outcomeUnknown(kind) : kind
        resume(.failure(TransportError(kind, server: request.origin, detail: detail, transfer: details)))
    }

    private func resume(_ outcome: TransferRequest.Outcome) {
        continuation?.resume(returning: outcome)
        continuation = nil
    }

    /// Lets the library's transfer go.
    func release() { handle = nil }
}
