import Foundation
import SisenseClient

/// Says on standard error what each request was and how long its parts took.
enum CallTracing {
    @Sendable static func report(_ trace: RequestTrace) { Output.error(line(trace)) }

    private static func line(_ trace: RequestTrace) -> String {
        let tries = trace.attempts > 1 ? [counted(trace.attempts, "attempt")] : []
        let parts = [
            trace.line, trace.outcome.words, text(trace.duration), "\(trace.bytesSent) bytes sent",
            "\(trace.bytesReceived) received",
        ]
        return (parts + tries + (trace.transfer.map(phases) ?? [])).joined(separator: "  ")
    }

    /// The times since its beginning at which each phase had ended.
    private static func phases(_ transfer: TransferDetails) -> [String] {
        let times = [
            ("name", transfer.nameLookup), ("connect", transfer.connected), ("TLS", transfer.encrypted),
            ("first byte", transfer.firstByte),
        ]
        return times.compactMap { name, time in time.map { "\(name) \(text($0))" } }
            + [transfer.address, transfer.httpVersion, transfer.proxy.map { "by \($0)" }].compactMap(\.self)
    }

    private static func text(_ duration: Duration) -> String {
        String(
            format: "%.1f ms",
            Double(duration.components.attoseconds) / 1e15 + Double(duration.components.seconds) * 1e3)
    }
}
