import Foundation
import Glibc
import LocalServer
import SisenseClient

/// The requests that the local server answers in a second, beside nginx with a file of the same size.
enum ServerBenchmark {
    static func run() async throws -> [Measure] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "benchmark-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let server = try ServerProcess(users: 1000, data: folder)
        let client = APIClient(
            server: try ServerAddress(server.address), transport: CurlTransport(), token: nil,
            policy: .readOnly(reason: "benchmark"))
        let session = try await client.login(
            user: SampleData.administratorEmail, password: Secret(SampleData.password))
        let token = session.token.exposed

        let read = LoadTest(port: server.port, "GET", "/api/users/loggedin", token: token)
        // The JSON has no line feed, the header ends with one.
        let body = try read.answer().split(separator: 10).last ?? []
        var reads = [("local server", read)]
        // If nginx is not installed, there is nothing to compare the read with.
        let nginx = try NginxProcess(serving: Array(body))
        if nginx != nil {
            try await Task.sleep(for: .milliseconds(500))
            reads.append(("nginx, same bytes", LoadTest(port: NginxProcess.port, "GET", "/file.json")))
        }
        let change = LoadTest(
            port: server.port, "PATCH", "/api/v1/features/mobile/toggle", token: token, body: #"{"active":true}"#)
        let measures =
            try measures("A small read", reads, connections: [1, 100])
            + measures("A durable write", [("local server", change)], connections: [1, 8, 100])
        withExtendedLifetime(nginx) {}
        withExtendedLifetime(server) {}
        return measures
    }

    private static func measures(
        _ kind: String, _ contenders: [(String, LoadTest)], connections: [Int]
    ) throws -> [Measure] {
        try connections.map { count in
            let rates = try contenders.map { ($0, try $1.rate(connections: count)) }
            return Measure(kind, count == 1 ? "1 connection" : "\(count) connections", "requests/s", rates)
        }
    }
}

/// nginx serving one file from memory, as the limit to compare with. One process, like the local server.
final class NginxProcess {
    static let port: UInt16 = 18_977
    /// `nginx` in the folders of `PATH`, and in those of the system where a user's `PATH` does not lead.
    private static var paths: [String] {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return (folders + ["/usr/sbin", "/usr/local/sbin"]).map { "\($0)/nginx" }
    }

    private let process = Process()
    private let folder = FileManager.default.temporaryDirectory.appending(path: "benchmark-nginx-\(UUID())")

    /// Nil when there is no nginx.
    init?(serving body: [UInt8]) throws {
        guard let path = Self.paths.first(where: FileManager.default.isExecutableFile) else { return nil }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(body).write(to: folder.appending(path: "file.json"))
        let configuration = """
            daemon off; master_process off; pid \(folder.path())/pid; error_log stderr crit;
            events { worker_connections 512; }
            http {
              access_log off; keepalive_requests 100000000; open_file_cache max=10; types { application/json json; }
              server { listen 127.0.0.1:\(Self.port); root \(folder.path()); }
            }
            """
        try Data(configuration.utf8).write(to: folder.appending(path: "nginx.conf"))
        process.executableURL = URL(filePath: path)
        process.arguments = ["-p", folder.path(), "-c", folder.appending(path: "nginx.conf").path()]
        try process.run()
    }

    deinit {
        // It is started from a thread of the pool, whose blocked signals it inherits, SIGTERM among them.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }
}
