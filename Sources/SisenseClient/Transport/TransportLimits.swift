/// How long a server may take and how much it may send.
package struct TransportLimits: Sendable, Equatable {
    /// After this long without an answer it is checked whether the server can be reached at all.
    package var connect: Duration
    /// From handing a request over to the last byte of its answer.
    package var answer: Duration
    /// Bytes of an answer's body.
    package var body: Int

    package init(
        connect: Duration = .seconds(10), answer: Duration = .seconds(30), body: Int = 64 << 20
    ) {
        self.connect = connect
        self.answer = answer
        self.body = body
    }
}
