/// How long a server may take and how much it may send.
package struct TransportLimits: Sendable, Equatable {
    /// From handing a request over to the last byte of its answer.
    package var answer: Duration
    /// Bytes of an answer's body.
    package var body: Int

    package init(answer: Duration = .seconds(30), body: Int = 64 << 20) {
        self.answer = answer
        self.body = body
    }
}
