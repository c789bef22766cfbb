import SisenseClient

extension Timestamp {
    /// To the minute, in UTC as the server keeps it: `2026-03-01 08:00`.
    var minuteText: String {
        let text = description
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))"
    }
}
