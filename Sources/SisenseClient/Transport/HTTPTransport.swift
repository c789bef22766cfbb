/// Carries requests to a server and answers back.
package protocol HTTPTransport: Sendable {
    /// The answer to `request`, whatever its status.
    ///
    /// With `isChange` the request must go out at most once, and a failure after it may have arrived is thrown as
    /// `outcomeUnknown`.
    func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse
}
