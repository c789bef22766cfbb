import Foundation
package import SisenseClient
import Synchronization

/// A request of this session as a row.
package enum TraceRow {
    private static let duration = Column<RequestTrace>(
        "duration", "Took", 9, priority: 7, alignment: .trailing, sortedBy: { Double(milliseconds($0)) }
    ) { $0.duration.wholeMillisecondsText }

    static let layout = RowLayout<RequestTrace>(
        [
            Column("time", "Time", 10, priority: 8, sortedBy: { $0.time.timeIntervalSince1970 }) {
                Timestamp($0.time).clockText
            },
            Column("status", "Status", 7, priority: 9) { outcome(of: $0) },
            duration,
            Column(
                "received", "Received", 8, kind: .aside, priority: 6, alignment: .trailing,
                sortedBy: { Double($0.bytesReceived) }
            ) { Quantity.size(bytes: Double($0.bytesReceived)) },
            Column("request", "Request", 24, kind: .path, priority: 9, isName: true) { $0.line },
        ],
        id: { RecordID($0.id.uuidString) },
        style: { trace in
            if case .answered(200..<300) = trace.outcome { .plain } else { .error }
        })

    /// The durations of the requests of a list, in the order of its rows, in milliseconds. For the rows in `range`
    /// only.
    package static func durations(in table: RowTable, _ range: Range<Int>) -> [Int] {
        range.clamped(to: 0..<table.count).map { row in
            table.cell(at: row, durationColumn).split(separator: " ").first.flatMap { Int($0) } ?? 0
        }
    }

    private static let durationColumn = layout.index(of: duration)

    /// The facts about the request, secrets masked, for the open record.
    static func record(of trace: RequestTrace, on server: ServerAddress) -> ListRecord {
        ListRecord(
            row: layout.row(trace), json: json(of: trace), blocks: TransferText(trace).sections,
            copies: trace.call.map { copies(of: $0, on: server) } ?? [])
    }

    private static func copies(of call: Call, on server: ServerAddress) -> [ListRecord.Copy] {
        [
            ListRecord.Copy(
                what: "The request as a curl command",
                text: CurlCommand(call, server: server, tokenVariable: "SISENSE_TOKEN").text),
            ListRecord.Copy(what: "The request as a command of this program", text: CallCommandText(call).text),
        ]
    }

    private static func json(of trace: RequestTrace) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("operation", .string(trace.operation.id)), ("time", .string(trace.time.formatted(.iso8601))),
            ("milliseconds", .number(JSONNumber(milliseconds(trace)))),
            ("bytesSent", .number(JSONNumber(trace.bytesSent))),
            ("bytesReceived", .number(JSONNumber(trace.bytesReceived))),
        ]
        switch trace.outcome {
        case .answered(let status): members.append(("status", .number(JSONNumber(status))))
        case .failed(let reason): members.append(("failure", .string(reason)))
        case .cancelled: members.append(("failure", "cancelled"))
        }
        members.append(("attempts", .number(JSONNumber(trace.attempts))))
        if let transfer = trace.transfer { members.append(("transfer", TransferText.json(transfer))) }
        members.append(("sent", json(of: trace.sent)))
        if let received = trace.received { members.append(("received", json(of: received))) }
        return .object(JSONObject(members))
    }

    private static func json(of content: RequestTrace.Content) -> JSONValue {
        let headers = content.headers.fields.map { JSONValue.string("\($0.name): \($0.value)") }
        var members: [(String, JSONValue)] = [("headers", .array(headers))]
        if !content.body.isEmpty {
            members.append(("body", (try? JSONReader.read(content.body)) ?? .string(content.body)))
        }
        if content.isCut { members.append(("more", "the body is not kept in full")) }
        return .object(JSONObject(members))
    }

    private static func outcome(of trace: RequestTrace) -> String {
        switch trace.outcome {
        case .answered(let status): "\(status)"
        case .failed: "failed"
        case .cancelled: "cancelled"
        }
    }

    private static func milliseconds(_ trace: RequestTrace) -> Int { trace.duration.wholeMilliseconds }
}

extension ListFeature {
    /// The requests of this session, the newest first.
    static let trace = ListFeature(
        .trace, title: "Trace", noun: "requests", rows: TraceRow.layout,
        commands: [
            .run(
                "replay", keys: "r", hint: "send again",
                "Send again",
                menu: .content("r", "Reads only: a change is never repeated from here."), about: .chosen
            ) { state in
                state.list?.subject.map { [.explorer(.replayed($0))] } ?? []
            }
        ], emptyText: "No request was sent in this session. \(key: .refreshList) in a list of the server sends one.",
        isLocal: true, recordHeading: "JSON",
        load: { context, take throws(APIError) in
            await TraceRow.layout.hand(context.dependencies.traces.all, to: take)
        },
        read: { context, id throws(APIError) in
            guard let trace = context.dependencies.traces.trace(id) else {
                throw APIError(
                    .notFound, message: "This request is too old: it is no longer in memory.", request: "", server: "")
            }
            return TraceRow.record(of: trace, on: context.client.server)
        })
}

/// The last requests of this session, as the client reports them: from any thread, at any time.
package final class TraceLog: Sendable {
    /// The number that a person would look through.
    private static let capacity = 500
    /// Bytes of all bodies together.
    private static let bodyCapacity = 8 << 20

    /// The numbers of all requests of this session, of which only the last are kept.
    struct Totals: Sendable, Equatable {
        var (count, failed, slow) = (0, 0, 0)
    }

    /// From here on a request is slow.
    private static let slow = Duration.seconds(2)

    private let traces = Mutex<[RequestTrace]>([])
    private let counts = Mutex(Totals())
    /// The number of requests that have begun and are not over.
    private let running = Mutex(0)
    /// Says that a request has begun.
    let starts = Broadcast<Void>(keepsNewestOnly: true)
    /// Says that something was added, however much that was.
    let changes = Broadcast<Void>(keepsNewestOnly: true)

    package init() {}

    /// Counts a request that is about to be sent. `add` ends it.
    package func begin() {
        running.withLock { $0 += 1 }
        starts.send(())
    }

    /// The numbers of all requests so far.
    var totals: Totals { counts.withLock(\.self) }

    /// The number of requests that are on their way.
    var inFlight: Int { running.withLock(\.self) }

    /// Takes a request that is over. The log is what `APIClient` gets as its observer.
    package func add(_ trace: RequestTrace) {
        running.withLock { $0 = max(0, $0 - 1) }
        counts.withLock { totals in
            totals.count += 1
            if trace.isFailure { totals.failed += 1 }
            if trace.duration >= Self.slow { totals.slow += 1 }
        }
        traces.withLock { traces in
            if traces.count >= Self.capacity { traces.removeFirst(traces.count - Self.capacity + 1) }
            traces.append(trace)
            forgetBodies(&traces)
        }
        changes.send(())
    }

    /// The newest first.
    package var all: [RequestTrace] { traces.withLock { $0.reversed() } }

    /// The request that was over last; nil before the first.
    var newest: RequestTrace? { traces.withLock(\.last) }

    /// The request of a row; nil when it is too long ago.
    func trace(_ id: RecordID) -> RequestTrace? {
        traces.withLock { $0.first { $0.id.uuidString == id.description } }
    }

    /// Keeps the bodies of the newest requests only, as far as `bodyCapacity` goes.
    private func forgetBodies(_ traces: inout [RequestTrace]) {
        var size = 0
        for index in traces.indices.reversed() {
            size += traces[index].bodySize
            guard size > Self.bodyCapacity else { continue }
            if traces[index].bodySize == 0 { return }
            traces[index].forgetBodies()
        }
    }
}
