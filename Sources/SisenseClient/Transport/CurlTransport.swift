import Foundation

/// Requests over libcurl: deadlines that hold, limits while receiving, no redirect followed, no cookies, no proxy for
/// this machine.
///
/// Reads share connections. A change goes over a connection that nobody used before or will use after it: libcurl
/// sends a request a second time by itself when a used connection turns out to be closed.
package final class CurlTransport: HTTPTransport {
    private let engine: CurlEngine
    private let tls: TLSSettings

    /// The library is loaded with the first request: it takes longer than everything else at the start of the program.
    package init(
        _ settings: TransportSettings = TransportSettings(),
        library: @autoclosure @escaping @Sendable () -> CurlLibrary? = .shared
    ) {
        tls = settings.tls
        engine = CurlEngine(settings, library: library)
    }

    package convenience init(limits: TransportLimits) {
        self.init(TransportSettings(limits: limits))
    }

    deinit {
        engine.stop()
    }

    package func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
        let transfer = TransferRequest(request, isChange: isChange, observer: TransferObserver.current)
        if request.url.scheme == "https" { try tls.check(server: transfer.origin) }
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { engine.start(transfer, $0) }
        } onCancel: {
            engine.cancel(transfer)
        }
        return try outcome.get()
    }
}

/// A request on its way to the engine.
struct TransferRequest: Sendable {
    typealias Outcome = Result<HTTPResponse, TransportError>

    let id = UUID()
    let request: HTTPRequest
    let isChange: Bool
    let observer: TransferObserver?
    let isCancelled = CancellationFlag()

    init(_ request: HTTPRequest, isChange: Bool, observer: TransferObserver?) {
        self.request = request
        self.isChange = isChange
        self.observer = observer
    }

    /// True for requests that may share a connection with others, and wait for one.
    var sharesConnections: Bool { !isChange && [.get, .head, .options].contains(request.method) }

    /// Scheme, host and port.
    var origin: String { request.url.originText }
}
