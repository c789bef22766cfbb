import Foundation
import LocalServer
import SisenseClient

/// How many requests a second the local server answers, beside nginx with a file of the same size.
enum ServerBenchmark {
    static func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "benchmark-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let server = try ServerProcess(users: 1000, data: folder)
        let client = APIClient(
            server: try ServerAddress(server.address), transport: URLSessionTransport(), token: nil,
            policy: .readOnly(reason: "benchmark"))
        let session = try await client.login(
            user: SampleData.administratorEmail, password: Secret(SampleData.password))
        let token = session.token.exposed

        print("requests a second over 1 and over 100 connections")
        let read = LoadTest(port: server.port, "GET", "/api/users/loggedin", token: token)
        // The JSON has no line feed, the header ends with one.
        let body = try read.answer().split(separator: 10).last ?? []
        try print("a small read", read)
        if let nginx = try NginxProcess(serving: Array(body)) {
            try await Task.sleep(for: .milliseconds(500))
            try print("nginx, same bytes", LoadTest(port: NginxProcess.port, "GET", "/file.json"))
            withExtendedLifetime(nginx) {}
        } else {
            print("  nginx is not installed, so there is nothing to compare the read with")
        }
        let change = LoadTest(
            port: server.port, "PATCH", "/api/v1/features/mobile/toggle", token: token, body: #"{"active":true}"#)
        try print("a durable write", change)
        withExtendedLifetime(server) {}
    }

    private static func print(_ name: String, _ test: LoadTest) throws {
        let rates = try [1, 100].map { count in
            try test.rate(connections: count).formatted(.number.precision(.fractionLength(0)).grouping(.never))
        }
        Swift.print("  \(name.padding(toLength: 18, withPad: " ", startingAt: 0)) \(rates.joined(separator: "   "))")
    }

    private static func print(_ line: String) { Swift.print(line) }
}
