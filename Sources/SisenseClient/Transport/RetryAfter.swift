import Foundation

extension HTTPResponse {
    /// The time that the server asks to wait (RFC 9110 section 10.2.3): seconds, or a date, which counts from the time
    /// that the answer itself states: clocks differ.
    var retryAfter: Duration? {
        guard let text = headers["Retry-After"]?.trimmingCharacters(in: .whitespaces) else { return nil }
        if let seconds = Int(text) { return .seconds(max(0, min(seconds, 86_400))) }
        guard let then = Self.date(text) else { return nil }
        let now = headers["Date"].flatMap(Self.date) ?? Date()
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
