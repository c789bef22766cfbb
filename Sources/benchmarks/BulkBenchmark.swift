import Foundation
import LocalServer
import SisenseClient

/// The time that one request about very many records takes, on a server of 100,000 users: twice as many should take
/// twice as long.
enum BulkBenchmark {
    static func run() async throws -> [Measure] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "benchmark-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let server = try ServerProcess(users: 100_000)
        let client = APIClient(
            server: try ServerAddress(server.address), transport: CurlTransport(), token: nil,
            policy: .readOnly(reason: "benchmark"))
        let session = try await client.login(
            user: SampleData.administratorEmail, password: Secret(SampleData.password))
        func time(_ path: String, _ body: JSONValue) throws -> Double {
            let file = folder.appending(path: "body.json")
            try JSONWriter.write(body).write(to: file)
            let command = """
                curl -sf -o /dev/null "$SISENSE_URL\(path)" -H "Authorization: Bearer $SISENSE_TOKEN" \
                -H 'Content-Type: application/json' --data-binary @\(file.path())
                """
            let environment = ["SISENSE_URL": server.address, "SISENSE_TOKEN": session.token.exposed]
            return try ChildProcess(arguments: ["/bin/sh", "-c", command], environment: environment).run().wall
        }
        func measure(_ name: String, _ seconds: Double) -> Measure {
            Measure("One request about many", name, "s", [("local server", seconds)])
        }
        _ = try time("/api/v1/groups", ["name": "Bulk"])
        var measures: [Measure] = []
        for count in [50_000, 100_000] {
            let names = (0..<count).map { JSONValue.string("user_" + String(String(100_000 + $0).dropFirst())) }
            measures.append(measure("\(count) members", try time("/api/groups/Bulk/users", .array(names))))
        }
        for count in [10_000, 20_000] {
            let users = (0..<count).map { ["email": .string("new\(count)-\($0)@acme.example")] as JSONValue }
            measures.append(measure("\(count) new users", try time("/api/users", .array(users))))
        }
        withExtendedLifetime(server) {}
        return measures
    }
}
