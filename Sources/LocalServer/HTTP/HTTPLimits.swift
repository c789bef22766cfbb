/// How much of one request the server takes.
package struct HTTPLimits: Sendable, Equatable {
    /// Bytes of the request line; beyond it the answer is 414.
    package var requestLine = 16 << 10
    /// Bytes of the request line and all header fields; beyond it the answer is 431.
    package var head = 64 << 10
    package var headerCount = 100
    /// Bytes of the body; beyond it the answer is 413.
    package var body = 16 << 20

    package init() {}
}
