import Foundation
import SisenseClient

/// Answers to reads, given again to whoever asks the same while nothing has changed. Screens that refresh by themselves
/// ask for little else.
///
/// Who asks for what, and the revision of the data, are all that an answer may depend on. One whose handler has looked at
/// anything else, which `Surroundings` knows, is not kept.
struct RecentAnswers {
    private static let limit = 256
    /// Bytes of a body. The memory of all stays small.
    private static let largest = 4 << 10

    private struct Question: Hashable {
        let target: RequestTarget
        let authorization: String?

        init(_ request: IncomingRequest) {
            target = request.target
            authorization = request.headers["authorization"]
        }
    }

    private var replies: [Question: HTTPReply] = [:]
    private var revision = 0

    /// The answer that the same request had at this revision of the data.
    mutating func reply(to request: IncomingRequest, at revision: Int) -> HTTPReply? {
        if revision != self.revision {
            replies.removeAll(keepingCapacity: true)
            self.revision = revision
        }
        return request.method == HTTPMethod.get.rawValue ? replies[Question(request)] : nil
    }

    /// Keeps the answer to a read that depends on nothing but who asks, for what, and the data.
    mutating func keep(_ reply: HTTPReply, to request: IncomingRequest) {
        guard request.method == HTTPMethod.get.rawValue, request.body.isEmpty, reply.status == 200, reply.job == nil,
            reply.delay == .zero, reply.body.count <= Self.largest
        else { return }
        if replies.count >= Self.limit { replies.removeAll(keepingCapacity: true) }
        replies[Question(request)] = reply
    }
}

/// What a handler may look at beside the request and the data. It remembers whether one has.
final class Surroundings {
    private let clock: @Sendable () -> Date
    private let trail: AuditTrail
    private var time: Date?
    private(set) var wereSeen = false

    init(clock: @escaping @Sendable () -> Date, audit: AuditTrail) {
        (self.clock, trail) = (clock, audit)
    }

    /// Begins with another request.
    func renew() { (time, wereSeen) = (nil, false) }

    /// The time of the request.
    var now: Date {
        wereSeen = true
        let now = time ?? clock()
        time = now
        return now
    }

    var audit: AuditTrail {
        wereSeen = true
        return trail
    }
}
