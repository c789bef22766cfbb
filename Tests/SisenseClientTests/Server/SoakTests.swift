import Foundation
import SisenseClient
import TestNetwork
import Testing

@Suite("A long session")
struct SoakTests {
    /// In a process of its own: other tests would add their own threads and descriptors to the count.
    @Test("Twenty thousand requests, of which many fail, leave memory, threads and descriptors as they were")
    func soak() async {
        await #expect(processExitsWith: .success) {
            let server = try RawServer { connection in
                while let request = connection.request() {
                    guard connection.fails(request) else { return }
                    if !request.contains("fail") { connection.answer(body: #"[{"_id":"1"}]"#) }
                }
            }
            let transport = CurlTransport(limits: TransportLimits(body: 1 << 16))
            let address = server.url
            @Sendable func send(_ number: Int) async throws(APIError) {
                let isChange = number.isMultiple(of: 2)
                let path = number.isMultiple(of: 10) || number % 10 == 5 ? "/fail\(number / 5 % 7)" : "/"
                guard let url = URL(string: address + path) else { return }
                let request = HTTPRequest(
                    method: isChange ? .patch : .get, url: url, body: isChange ? Data("{}".utf8) : nil)
                let task = Task { try? await transport.send(request, isChange: isChange) }
                // One way to fail is that nobody wants the answer any more.
                if path == "/fail6" { task.cancel() }
                _ = await task.value
            }
            func run(_ count: Int) async throws {
                try await Array(0..<count).concurrentForEach(maxConcurrent: 8, send) { _, _ in }
            }
            try await run(4000)
            let before = try Footprint()
            try await run(16_000)
            // The test's own server lets go a little later. A leak does not go away by waiting.
            var after = try Footprint()
            for _ in 0..<200 where !after.isNear(before) {
                try await Task.sleep(for: .milliseconds(50))
                after = try Footprint()
            }
            precondition(after.isNear(before), "\(before) \(after)")
        }
    }
}

extension RawConnection {
    /// Fails a request in the way that its path says. False when the connection is not to go on.
    fileprivate func fails(_ request: String) -> Bool {
        guard let way = request.firstMatch(of: /fail(\d)/)?.output.1 else { return true }
        switch way {
        case "0": reset()
        case "1": write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[")
        case "2": answer("500 Internal Server Error", body: "<html>")
        case "3": answer(body: String(repeating: "x", count: 1 << 17))
        case "4": write("no HTTP\r\n\r\n")
        case "5": answer("302 Found", ["Location: https://login.acme.example/"])
        default: break
        }
        return way == "2" || way == "5"
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
