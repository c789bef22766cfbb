import SisenseClient

/// A service that misbehaves: hands requests on, and spoils the answers.
final class ChaosService: HTTPService {
    private let service: any HTTPService
    private let chaos: Chaos
    private var random: SampleRandom
    /// Requests so far: of one kind, every so many are spoilt, so that a user need not wait for bad luck.
    private var count = (reads: 0, changes: 0)

    /// - Parameter seed: Another one gives other delays.
    init(_ service: any HTTPService, _ chaos: Chaos, seed: UInt64) {
        (self.service, self.chaos) = (service, chaos)
        random = SampleRandom(seed: seed, kind: 255, index: 0)
    }

    func answer(_ fault: HTTPFault) -> HTTPReply { service.answer(fault) }

    func settle() -> HTTPReply? { service.settle() }

    func answer(_ request: IncomingRequest) -> HTTPReply {
        let method = HTTPMethod(rawValue: request.method)
        let found = method.flatMap { Catalogue.sisense.route($0, segments: request.target.segments) }
        guard let operation = found?.operation, operation != .login else { return service.answer(request) }
        if operation.writes { count.changes += 1 } else { count.reads += 1 }
        let isChange = operation.writes
        let number = isChange ? count.changes : count.reads
        switch chaos {
        case .slow:
            var reply = service.answer(request)
            reply.delay = .milliseconds(1000 + random.below(4000))
            return reply
        case .busy:
            guard (count.reads + count.changes).isMultiple(of: 3) else { break }
            return refusal(429, "Too many requests at once", [("Retry-After", "1")])
        case .flaky:
            guard number.isMultiple(of: 4) else { break }
            return isChange ? refusal(503, "The server is being restarted") : .lost
        case .failing:
            guard isChange else { break }
            return refusal(500, "Internal error")
        case .losing:
            var reply = service.answer(request)
            reply.isLost = isChange
            return reply
        case .expiring:
            guard (count.reads + count.changes).isMultiple(of: 10) else { break }
            return refusal(401, "Invalid token", code: 5002)
        case .page:
            guard number.isMultiple(of: 4) else { break }
            return API.encode(HTMLPage.page(200, title: "Log in", "<form action=\"/login\"></form>"))
        }
        return service.answer(request)
    }

    private func refusal(
        _ status: Int, _ message: String, _ headers: [(name: String, value: String)] = [], code: Int? = nil
    ) -> HTTPReply {
        var reply = API.encode(.refusal(APIError(status: status, code: code ?? status, message: message)))
        reply.headers += headers
        return reply
    }
}

extension HTTPReply {
    /// No answer at all: the connection ends.
    fileprivate static var lost: HTTPReply {
        var reply = HTTPReply(status: 500)
        reply.isLost = true
        return reply
    }
}
