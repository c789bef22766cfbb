import Foundation

/// Puts an answer together from the pieces that come, and cuts it off where it grows too large.
final class AnswerReceiver {
    private(set) var response = HTTPResponse(status: 0)
    /// The reason why it was cut off.
    private(set) var refusal: TransportError.Kind?

    private let limits: TransportLimits
    private let observer: TransferObserver?
    private let sink: BodySink?
    private var headerBytes = 0
    private var received = 0
    private var expected: Int?
    private var isHeadComplete = false
    private var destination = Destination.undecided

    /// The way of the body, decided by its first bytes.
    private enum Destination {
        case undecided, memory, sink
    }

    /// Bytes after which a text that begins with a tag is a page or is none.
    private static let examined = 1024

    init(_ request: TransferRequest, _ limits: TransportLimits) {
        self.limits = limits
        observer = request.observer
        sink = request.request.sink
    }

    /// The receiver that a callback of the library was given.
    static func of(_ context: UnsafeMutableRawPointer?) -> AnswerReceiver {
        // The transfer holds its receiver for as long as the library may call back.
        Unmanaged<AnswerReceiver>.fromOpaque(context.unsafelyUnwrapped).takeUnretainedValue()
    }

    // MARK: Head

    /// Takes one line of a head, its end included. False to end the transfer.
    ///
    /// A proxy's answer to CONNECT and interim answers (RFC 9110 section 15.2) come before the one that counts;
    /// trailers come behind its body, and report nothing that is wanted here.
    func takeHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        headerBytes += line.count
        guard headerBytes <= limits.head else { return refuse(.headTooLarge(limit: limits.head)) }
        var bytes = line[...]
        while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
        if bytes.starts(with: "HTTP/".utf8) {
            isHeadComplete = false
            response = HTTPResponse(status: Self.status(bytes))
            destination = .undecided
        } else if bytes.isEmpty {
            isHeadComplete = true
            // The length of a compressed body says nothing about what comes out of it.
            let length = response.headers["Content-Encoding"] == nil ? response.headers["Content-Length"] : nil
            expected = length.flatMap { Int($0) }
            if let expected {
                guard expected <= bodyLimit else { return refuse(.bodyTooLarge(limit: bodyLimit)) }
                if sink == nil { response.body.reserveCapacity(max(0, expected)) }
            }
        } else if !isHeadComplete {
            takeField(bytes)
        }
        return true
    }

    private func takeField(_ bytes: Slice<UnsafeRawBufferPointer>) {
        if bytes.first == 0x20 || bytes.first == 0x09 {
            return response.headers.continueLast(Self.text(bytes))
        }
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return }
        response.headers.append(Self.text(bytes[..<colon]), Self.text(bytes[(colon + 1)...]))
    }

    /// The number behind `HTTP/1.1 `.
    private static func status(_ line: Slice<UnsafeRawBufferPointer>) -> Int {
        let words = String(decoding: line, as: UTF8.self).split(separator: " ")
        return words.count > 1 ? Int(words[1]) ?? 0 : 0
    }

    /// Text of a header without the blanks around it. Bytes that are no UTF-8 stand escaped: `caf\xE9`.
    private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        let text = String(bytes: bytes, encoding: .utf8) ?? bytes.map(escaped).joined()
        return text.trimmingCharacters(in: .whitespaces)
    }

    private static func escaped(_ byte: UInt8) -> String {
        byte < 0x80 ? String(UnicodeScalar(byte)) : "\\x" + String(byte, radix: 16, uppercase: true)
    }

    // MARK: Body

    private var bodyLimit: Int {
        guard let sink, destination != .memory, response.status < 300 else { return limits.body }
        return sink.limit
    }

    /// Takes a piece of the body, decoded already. False to end the transfer.
    func takeBody(_ piece: UnsafeRawBufferPointer) -> Bool {
        guard piece.count <= bodyLimit - received else { return refuse(.bodyTooLarge(limit: bodyLimit)) }
        received += piece.count
        if let sink, destination == .sink {
            guard sink.receive(piece, of: response) else { return refuse(.cannotStore) }
        } else {
            response.body.append(contentsOf: piece)
            if destination == .undecided { guard decide(isAtEnd: false) else { return false } }
        }
        observer?.report(TransferProgress(received: received, expected: expected))
        return true
    }

    /// Hands on what was held back for a closer look. To be called at the end of a transfer that went well; false when
    /// it could not be stored.
    func end() -> Bool { destination != .undecided || decide(isAtEnd: true) }

    /// Looks at what there is of the body. False when it could not be stored.
    private func decide(isAtEnd: Bool) -> Bool {
        guard let sink, (200..<300).contains(response.status) else {
            destination = .memory
            return true
        }
        let first = response.body.first { !" \n\r\t".utf8.contains($0) }
        let mayBePage = first == UInt8(ascii: "<") || first == nil || first == 0xEF
        guard isAtEnd || !mayBePage || response.body.count >= Self.examined else { return true }
        guard WebPage.title(of: response) == nil else {
            destination = .memory
            return true
        }
        destination = .sink
        let held = response.body
        response.body = Data()
        guard !held.isEmpty else { return true }
        return held.withUnsafeBytes { sink.receive($0, of: response) } || refuse(.cannotStore)
    }

    private func refuse(_ kind: TransportError.Kind) -> Bool {
        refusal = kind
        return false
    }
}
