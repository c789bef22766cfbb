import Foundation
import SisenseClient

/// A request of this session as a row.
enum TraceRow {
    static let columns = [
        ListColumn("time", "Time"),
        ListColumn("status", "Status"),
        ListColumn("duration", "Took"),
        ListColumn("received", "Bytes"),
        ListColumn("request", "Request"),
    ]

    static func content(of trace: RequestTrace) -> RowContent {
        let time = trace.time.formatted(.iso8601.time(includingFractionalSeconds: false))
        return RowContent(
            id: RecordID(trace.id.uuidString),
            cells: [
                time, outcome(of: trace), "\(milliseconds(trace)) ms", "\(trace.bytesReceived)",
                trace.line,
            ])
    }

    /// What is known of the request, secrets masked, for the open record.
    static func json(of trace: RequestTrace) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("request", .string(trace.line)), ("operation", .string(trace.operation.description)),
            ("time", .string(trace.time.formatted(.iso8601))),
            ("milliseconds", .number(JSONNumber(milliseconds(trace)))),
            ("bytesSent", .number(JSONNumber(trace.bytesSent))),
            ("bytesReceived", .number(JSONNumber(trace.bytesReceived))),
        ]
        switch trace.outcome {
        case .answered(let status): members.append(("status", .number(JSONNumber(status))))
        case .failed(let reason): members.append(("failure", .string(reason)))
        case .cancelled: members.append(("failure", "cancelled"))
        }
        return .object(JSONObject(members))
    }

    private static func outcome(of trace: RequestTrace) -> String {
        switch trace.outcome {
        case .answered(let status): "\(status)"
        case .failed: "failed"
        case .cancelled: "cancelled"
        }
    }

    private static func milliseconds(_ trace: RequestTrace) -> Int { Int(trace.duration / .milliseconds(1)) }
}
