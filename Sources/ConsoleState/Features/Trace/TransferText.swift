import SisenseClient

/// The course of a request of the trace on the wire, in words: its phases, the way it took, and how far it came.
struct TransferText {
    private let trace: RequestTrace

    init(_ trace: RequestTrace) { self.trace = trace }

    var sections: [RecordBlock] {
        [RecordBlock("Outcome", outcome), RecordBlock("Phases", phases), RecordBlock("Connection", connection)]
            .filter { !$0.lines.isEmpty }
    }

    private var outcome: [String] {
        var lines: [String] = []
        switch trace.outcome {
        case .answered(let status): lines.append("HTTP \(status) after \(trace.duration.millisecondsText)")
        case .failed(let reason): lines.append(reason)
        case .cancelled: lines.append("Cancelled after \(trace.duration.millisecondsText)")
        }
        if trace.attempts > 1 {
            lines.append("sent \(counted(trace.attempts, "time")); the phases are those of the last")
        }
        if let reached = reached { lines.append(reached) }
        return lines
    }

    /// The point that a request reached which got no answer.
    private var reached: String? {
        if case .answered = trace.outcome { return nil }
        guard let transfer = trace.transfer else { return "It never left this machine." }
        if transfer.firstByte != nil { return "It came as far as a part of the answer." }
        if transfer.isSent { return "It was sent, and no answer began." }
        if transfer.encrypted != nil { return "It came as far as the encryption; the request was not sent." }
        if transfer.connected != nil { return "It came as far as the connection; the request was not sent." }
        return transfer.nameLookup == nil
            ? "It came as far as looking for the name." : "It came as far as the address; there was no connection."
    }

    /// Each phase with the time it took by itself.
    private var phases: [String] {
        guard let transfer = trace.transfer else { return [trace.duration.millisecondsText] }
        let ends: [(String, Duration?)] = [
            ("name", transfer.nameLookup), ("connect", transfer.connected), ("TLS", transfer.encrypted),
            ("waiting", transfer.firstByte), ("receiving", transfer.firstByte == nil ? nil : transfer.total),
        ]
        var (lines, start) = ([String](), Duration.zero)
        for (name, end) in ends {
            // On a connection that stood already there was nothing to look up, to connect and to encrypt.
            guard let end, !transfer.isReused || name == "waiting" || name == "receiving" else { continue }
            lines.append("\(Self.padded(name)) \(max(end - start, .zero).millisecondsText)")
            start = max(start, end)
        }
        return lines + ["\(Self.padded("in all")) \(max(transfer.total, trace.duration).millisecondsText)"]
    }

    private static func padded(_ name: String) -> String { name + String(repeating: " ", count: 9 - name.count) }

    private var connection: [String] {
        guard let transfer = trace.transfer else { return [] }
        let used = transfer.isReused ? "over a connection that stood already" : "over a new connection"
        let protocolText = transfer.httpVersion.map { ", \($0)" } ?? ""
        return [
            transfer.address.map { "\($0)\(protocolText), \(used)" },
            transfer.proxy.map { "by way of the proxy \($0)" },
            "sent \(trace.bytesSent) bytes; received \(transfer.bytesOnWire) on the wire, \(trace.bytesReceived) decoded",
        ].compactMap(\.self)
    }

    /// The same for the JSON of the request; times in milliseconds from the start of the transfer.
    static func json(_ transfer: TransferDetails) -> JSONValue {
        func milliseconds(_ time: Duration?) -> JSONValue? {
            time.flatMap { JSONNumber(($0 / .microseconds(100)).rounded() / 10) }.map(JSONValue.number)
        }
        let members: [(String, JSONValue?)] = [
            ("address", transfer.address.map(JSONValue.string)), ("proxy", transfer.proxy.map(JSONValue.string)),
            ("protocol", transfer.httpVersion.map(JSONValue.string)), ("reused", .bool(transfer.isReused)),
            ("name", milliseconds(transfer.nameLookup)), ("connected", milliseconds(transfer.connected)),
            ("encrypted", milliseconds(transfer.encrypted)), ("firstByte", milliseconds(transfer.firstByte)),
            ("total", milliseconds(transfer.total)), ("bytesOnWire", .number(JSONNumber(transfer.bytesOnWire))),
        ]
        return .object(JSONObject(members.compactMap { member in member.1.map { (member.0, $0) } }))
    }
}
