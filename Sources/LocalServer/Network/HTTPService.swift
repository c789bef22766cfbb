/// What stands behind the network: answers requests, one after the other, on the thread of the event loop.
protocol HTTPService: AnyObject {
    func answer(_ request: IncomingRequest) -> HTTPReply
    func answer(_ fault: HTTPFault) -> HTTPReply

    /// Called after a round of requests and before any of their answers leaves. What was written is on disk when it
    /// returns nil. Otherwise nothing was, and what it returns goes out in the place of every answer that is
    /// `isProvisional`.
    func settle() -> HTTPReply?
}
