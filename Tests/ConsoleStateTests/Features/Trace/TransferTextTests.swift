import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("A request of the trace on the wire")
struct TransferTextTests {
    private static func trace(
        _ outcome: RequestTrace.Outcome, attempts: Int = 1, _ change: (inout TransferDetails) -> Void
    ) -> RequestTrace {
        var trace = RequestTrace(
            time: Date(timeIntervalSince1970: 0), operation: .getFeatures, line: "GET /api/v1/features",
            outcome: outcome, duration: .milliseconds(60), bytesSent: 0, bytesReceived: 9000)
        var details = TransferDetails()
        change(&details)
        trace.transfer = details
        trace.attempts = attempts
        return trace
    }

    private static func lines(_ trace: RequestTrace, _ title: String) -> [String] {
        TransferText(trace).sections.first { $0.id.title == title }?.lines ?? []
    }

    @Test("Each phase has its own time, and the way it took is named")
    func phases() {
        let trace = Self.trace(.answered(status: 200), attempts: 2) { details in
            details.nameLookup = .milliseconds(2)
            details.connected = .milliseconds(5)
            details.encrypted = .milliseconds(17)
            details.firstByte = .milliseconds(47)
            details.total = .milliseconds(60)
            details.address = "10.0.0.1:443"
            details.httpVersion = "HTTP/2"
            details.proxy = "http://proxy:3128"
            details.bytesOnWire = 1200
        }
        #expect(
            Self.lines(trace, "Phases") == [
                "name      2.0 ms", "connect   3.0 ms", "TLS       12 ms", "waiting   30 ms", "receiving 13 ms",
                "in all    60 ms",
            ])
        #expect(
            Self.lines(trace, "Connection") == [
                "10.0.0.1:443, HTTP/2, over a new connection", "by way of the proxy http://proxy:3128",
                "sent 0 bytes; received 1200 on the wire, 9000 decoded",
            ])
        #expect(Self.lines(trace, "Outcome").contains("sent 2 times; the phases are those of the last"))
    }

    @Test("On a connection that stood already nothing was looked up, connected or encrypted")
    func reused() {
        let trace = Self.trace(.answered(status: 200)) { details in
            details.nameLookup = .zero
            details.connected = .zero
            details.firstByte = .milliseconds(40)
            details.total = .milliseconds(60)
            details.address = "10.0.0.1:443"
            details.isReused = true
        }
        #expect(Self.lines(trace, "Phases") == ["waiting   40 ms", "receiving 20 ms", "in all    60 ms"])
        #expect(Self.lines(trace, "Connection").first == "10.0.0.1:443, over a connection that stood already")
    }

    @Test("A request that failed says how far it came")
    func failed() {
        let stages: [(String, (inout TransferDetails) -> Void)] = [
            ("looking for the name", { _ in }), ("the address", { $0.nameLookup = .zero }),
            ("the connection", { $0.connected = .zero }), ("the encryption", { $0.encrypted = .zero }),
            ("no answer began", { $0.isSent = true }), ("a part of the answer", { $0.firstByte = .zero }),
        ]
        for (text, change) in stages {
            let lines = Self.lines(Self.trace(.failed("no"), change), "Outcome")
            #expect(lines.first == "no")
            #expect(lines.last?.contains(text) == true, "\(lines)")
        }
        var unsent = Self.trace(.failed("no")) { _ in }
        unsent.transfer = nil
        #expect(Self.lines(unsent, "Outcome").last == "It never left this machine.")
    }
}
