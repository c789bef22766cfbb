import Foundation

/// Tries plain reads again when the failure may go away by itself. Changes, and reads by POST, pass through once.
package struct RetryingTransport: HTTPTransport {
    private let transport: any HTTPTransport
    private let policy: RetryPolicy
    private let sleep: @Sendable (Duration) async throws -> Void
    private let chance: @Sendable () -> Double

    /// `sleep` and `chance` (a number from 0 to 1) are passed in for tests.
    package init(
        _ transport: any HTTPTransport, policy: RetryPolicy = RetryPolicy(),
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        chance: @escaping @Sendable () -> Double = { .random(in: 0...1) }
    ) {
        self.transport = transport
        self.policy = policy
        self.sleep = sleep
        self.chance = chance
    }

    package func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
        guard !isChange, request.method == .get || request.method == .head else {
            return try await transport.send(request, isChange: isChange)
        }
        var attempt = 1
        while true {
            var pause = policy.pause(after: attempt, chance: chance())
            do {
                var response = try await transport.send(request, isChange: false)
                response.attempts = attempt
                guard policy.retries(response.status), attempt < policy.attempts else { return response }
                if let asked = Self.retryAfter(response) {
                    // A server that asks for more patience than a person has gets its answer shown instead.
                    guard asked <= policy.longestPause else { return response }
                    pause = max(pause, asked)
                }
            } catch {
                guard policy.retries(error.kind), attempt < policy.attempts else {
                    var error = error
                    error.attempts = attempt
                    throw error
                }
            }
            do {
                try await sleep(pause)
            } catch {
                throw TransportError(.cancelled, server: request.url.host() ?? "")
            }
            attempt += 1
        }
    }

    /// How long the server asks to wait (RFC 9110 section 10.2.3): seconds, or a date, which counts from the time that
    /// the answer itself tells: clocks differ.
    private static func retryAfter(_ response: HTTPResponse) -> Duration? {
        guard let text = response.headers["Retry-After"]?.trimmingCharacters(in: .whitespaces) else { return nil }
        if let seconds = Int(text) { return .seconds(max(0, min(seconds, 86_400))) }
        guard let then = date(text) else { return nil }
        let now = response.headers["Date"].flatMap(date) ?? Date()
        return .seconds(max(0, min(then.timeIntervalSince(now), 86_400)))
    }

    private static func date(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "GMT")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        return formatter.date(from: text)
    }
}
