/// How long a client may take.
package struct Timeouts: Sendable, Equatable {
    /// From the first byte of a header to its end, and from connecting to the first byte.
    package var head = Duration.seconds(10)
    /// Between two pieces of a body.
    package var body = Duration.seconds(20)
    /// Between two pieces of an answer that the client takes.
    package var write = Duration.seconds(30)
    /// For an answer that another server has a part in.
    package var errand = Duration.seconds(120)
    /// Between two requests.
    package var idle = Duration.seconds(75)
    /// For the other side to close after the last answer.
    package var linger = Duration.seconds(2)

    package init() {}
}
