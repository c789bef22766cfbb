import Foundation
import SisenseClient
import TestNetwork
import Testing

@Suite("A long session")
struct SoakTests {
    /// In a process of its own: other tests would add their own threads and descriptors to the count.
    @Test("Five thousand requests leave memory, threads and descriptors as they were")
    func soak() async {
        await #expect(processExitsWith: .success) {
            let server = try RawServer { connection in
                while connection.request() != nil { connection.answer(body: #"[{"_id":"1"}]"#) }
            }
            let transport = CurlTransport()
            let url = try #require(URL(string: server.url + "/"))
            func run(_ count: Int) async throws {
                for number in 0..<count {
                    let isChange = number.isMultiple(of: 5)
                    _ = try await transport.send(
                        HTTPRequest(method: isChange ? .patch : .get, url: url, body: isChange ? Data("{}".utf8) : nil),
                        isChange: isChange)
                }
            }
            try await run(1000)
            let before = try Footprint()
            try await run(4000)
            // Sessions and the test's server let go a little later. A leak does not go away by waiting.
            var after = try Footprint()
            for _ in 0..<200 where !after.isNear(before) {
                try await Task.sleep(for: .milliseconds(50))
                after = try Footprint()
            }
            precondition(after.isNear(before), "\(before) \(after)")
        }
    }
}

/// What this process holds.
private struct Footprint {
    let descriptors: Int
    let threads: Int
    /// Resident kB.
    let memory: Int

    func isNear(_ other: Footprint) -> Bool {
        descriptors <= other.descriptors + 10 && threads <= other.threads + 10 && memory <= other.memory + 20_000
    }

    init() throws {
        descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        func value(_ name: String) -> Int {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
            return Int(line.split(whereSeparator: \.isWhitespace).dropFirst().first ?? "") ?? 0
        }
        threads = value("Threads:")
        memory = value("VmRSS:")
    }
}
