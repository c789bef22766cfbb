/// Turns the bytes of one connection into requests. A pure value: bytes in, events out, no sockets and no clock.
///
/// Framing is read as strictly as RFC 9112 allows, because every leniency is a way to make two servers see two
/// different requests in the same bytes: lines end in CRLF, header lines are not folded, a length comes once and not
/// beside a transfer coding.
struct HTTPParser: Sendable {
    enum Event: Sendable, Equatable {
        case request(IncomingRequest)
        /// The client waits for `100 Continue` before it sends the body.
        case expectsContinue
        /// The last event: nothing more can be read from this connection.
        case fault(HTTPFault)
    }

    private enum State {
        case head
        /// Bytes of the body still to come.
        case body(Int)
        case chunkSize
        case chunkData(Int)
        case chunkEnd
        case trailers
        case failed
    }

    private let limits: HTTPLimits
    private var state = State.head
    private var buffer: [UInt8] = []
    /// The index at which the bytes not yet taken begin.
    private var start = 0
    /// The index at which the search for the next line end goes on.
    private var scanned = 0
    private var request: IncomingRequest?
    /// The fields of the last request, unless they were large.
    private var lastSection: HeaderSection?
    private var awaitsContinue = false
    private var trailerBytes = 0

    init(limits: HTTPLimits = HTTPLimits()) {
        self.limits = limits
    }

    /// The state of the next request, for the time limits.
    enum Phase: Sendable {
        case idle
        case head
        case body
    }

    var phase: Phase {
        switch state {
        case .head: start == buffer.count ? .idle : .head
        case .failed: .idle
        default: .body
        }
    }

    /// The bytes of a request that is not whole yet.
    var held: Int { buffer.count - start + (request?.body.count ?? 0) }

    mutating func feed(_ bytes: some Sequence<UInt8>) {
        if start == buffer.count {
            // A large body would keep its memory as long as the connection is open.
            buffer.removeAll(keepingCapacity: buffer.count <= 1 << 16)
            start = 0
            scanned = 0
        } else if start > 1 << 16 {
            buffer.removeFirst(start)
            scanned -= start
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next event; nil when more bytes are needed.
    mutating func next() -> Event? {
        do {
            return try step()
        } catch {
            state = .failed
            request = nil
            return .fault(error)
        }
    }

    private mutating func step() throws(HTTPFault) -> Event? {
        while true {
            switch state {
            case .failed: return nil
            case .head:
                guard let head = try takeHead() else { return nil }
                try begin(head)
            case .body(0): return finish()
            case .body(let length):
                if let event = continueEvent() { return event }
                guard let bytes = take(length) else { return nil }
                request?.body = Array(bytes)
                return finish()
            case .chunkSize:
                if let event = continueEvent() { return event }
                guard let line = try takeLine(limit: 1 << 10, fault: .malformed("A chunk has no proper length")) else {
                    return nil
                }
                state = try chunk(line)
            case .chunkData(let length):
                guard let bytes = take(length) else { return nil }
                request?.body.append(contentsOf: bytes)
                state = .chunkEnd
            case .chunkEnd:
                guard let bytes = take(2) else { return nil }
                guard bytes.elementsEqual([13, 10]) else { throw .malformed("A chunk is longer than its length") }
                state = .chunkSize
            case .trailers:
                guard let line = try takeLine(limit: limits.head, fault: .headersTooLarge) else { return nil }
                trailerBytes += line.count
                guard trailerBytes <= limits.head else { throw .headersTooLarge }
                // Trailer fields are read over: none means anything here.
                if line.isEmpty { return finish() }
            }
        }
    }

    // MARK: Head

    /// The head, with the ends of its lines and without the empty one; nil as long as that has not come.
    private mutating func takeHead() throws(HTTPFault) -> ArraySlice<UInt8>? {
        // An empty line before a request is no fault (RFC 9112, 2.2).
        while buffer.count - start >= 2, buffer[start] == 13, buffer[start + 1] == 10 {
            start += 2
            scanned = start
        }
        // A client that speaks something else, such as TLS, would wait for an answer until its time is over.
        if start < buffer.count, buffer[start] != 13, !RequestHead.isToken(buffer[start]) {
            throw .malformed("The request does not begin with a method")
        }
        scanned = try buffer.withUnsafeBufferPointer { bytes throws(HTTPFault) in
            try Self.endOfHead(in: bytes, from: start, scanned: max(scanned, start))
        }
        let length = scanned - start
        guard length <= limits.requestLine || firstLineLength(upTo: length) <= limits.requestLine else {
            throw .uriTooLong
        }
        guard length <= limits.head else { throw .headersTooLarge }
        guard scanned < buffer.count else { return nil }
        let head = buffer[start..<(scanned - 1)]
        start = scanned + 1
        scanned = start
        return head
    }

    /// The index of the last byte of the empty line after the head that begins at `start`; that of the end where it has
    /// not come. Bytes before `scanned` were looked at before.
    private static func endOfHead(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int, scanned: Int
    ) throws(HTTPFault) -> Int {
        var followsReturn = scanned > start && bytes[scanned - 1] == 13
        for index in scanned..<bytes.count {
            let byte = bytes[index]
            if byte == 10 {
                guard followsReturn else { throw .malformed("A line ends without a carriage return") }
                if index - start >= 3, bytes[index - 2] == 10 { return index }
            } else if followsReturn {
                throw .malformed("A carriage return stands inside a line")
            }
            followsReturn = byte == 13
        }
        return bytes.count
    }

    private func firstLineLength(upTo length: Int) -> Int {
        let end = min(length, limits.requestLine + 2)
        return buffer[start..<(start + end)].firstIndex(of: 10).map { $0 - start } ?? end
    }

    private mutating func begin(_ bytes: ArraySlice<UInt8>) throws(HTTPFault) {
        let head = try RequestHead(bytes, limits: limits, last: lastSection)
        request = head.request
        lastSection = head.section.isSmall ? head.section : nil
        awaitsContinue = head.section.expectsContinue
        trailerBytes = 0
        state = head.section.body.map(State.body) ?? .chunkSize
    }

    // MARK: Body

    private func chunk(_ line: ArraySlice<UInt8>) throws(HTTPFault) -> State {
        // Chunk extensions are read over (RFC 9112, 7.1.1).
        let size = line.prefix { $0 != UInt8(ascii: ";") }
        let length = try RequestHead.length(String(decoding: size, as: UTF8.self), radix: 16)
        guard length <= limits.body - (request?.body.count ?? 0) else { throw .bodyTooLarge }
        return length == 0 ? .trailers : .chunkData(length)
    }

    private mutating func continueEvent() -> Event? {
        guard awaitsContinue else { return nil }
        awaitsContinue = false
        // A client that has begun to send the body waits for nothing.
        guard start == buffer.count else { return nil }
        return .expectsContinue
    }

    private mutating func finish() -> Event? {
        state = .head
        defer { request = nil }
        return request.map(Event.request)
    }

    // MARK: Bytes

    private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard buffer.count - start >= count else { return nil }
        defer {
            start += count
            scanned = start
        }
        return buffer[start..<(start + count)]
    }

    private mutating func takeLine(limit: Int, fault: HTTPFault) throws(HTTPFault) -> ArraySlice<UInt8>? {
        guard let end = buffer[start...].prefix(limit + 2).firstIndex(of: 10) else {
            guard buffer.count - start <= limit else { throw fault }
            return nil
        }
        guard end > start, buffer[end - 1] == 13 else { throw .malformed("A line ends without a carriage return") }
        let line = buffer[start..<(end - 1)]
        guard !line.contains(13) else { throw .malformed("A carriage return stands inside a line") }
        start = end + 1
        scanned = start
        return line
    }
}
