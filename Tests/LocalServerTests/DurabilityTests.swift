import Foundation
import LocalServer
import SisenseClient
import Testing

@Suite("Data folders")
struct DurabilityTests {
    /// A folder of its own for `body`, removed afterwards.
    private static func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("local-server-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    private static func configuration(_ folder: URL) -> ServerConfiguration {
        var configuration = ServerConfiguration.testing()
        configuration.dataDirectory = folder
        return configuration
    }

    private static func addGroup(_ name: String, _ test: TestServer) async throws -> Int {
        let token = try await test.login()
        return try await test.send("POST", "/api/v1/groups", token: token, body: ["name": .string(name)]).status
    }

    private static func groupNames(_ folder: URL) async throws -> Set<String> {
        var names: Set<String> = []
        try await TestServer.run(configuration(folder)) { test in
            let answer = try await test.send("GET", "/api/v1/groups", token: try await test.login())
            names = Set(answer.json.array?.compactMap { $0["name"]?.string } ?? [])
        }
        return names
    }

    private static func journal(_ folder: URL) throws -> URL {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return folder.appendingPathComponent(try #require(names.first { $0.hasPrefix("journal-") }))
    }

    @Test("What was answered is there after a restart, tokens too")
    func restart() async throws {
        try await Self.withFolder { folder in
            var token = ""
            try await TestServer.run(Self.configuration(folder)) { test in
                #expect(try await Self.addGroup("Kept", test) == 201)
                token = try await test.login()
            }
            try await TestServer.run(Self.configuration(folder)) { test in
                let answer = try await test.send("GET", "/api/v1/groups?name=Kept", token: token)
                #expect(answer.json.array?.count == 1)
            }
        }
    }

    @Test("The files are for the owner alone and hold no password")
    func secrets() async throws {
        try await Self.withFolder { folder in
            try await TestServer.run(Self.configuration(folder)) { test in
                let token = try await test.login()
                let body: JSONValue = [
                    "email": "s@acme.example", "roleId": "64ab00000000000000000c05", "password": "correct horse",
                ]
                #expect(try await test.send("POST", "/api/v1/users", token: token, body: body).status == 201)
                #expect(try await test.login("s@acme.example", password: "correct horse") != "")
                for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                    let path = folder.appendingPathComponent(name)
                    let attributes = try FileManager.default.attributesOfItem(atPath: path.path)
                    #expect(attributes[.posixPermissions] as? Int == 0o600)
                    let text = String(decoding: try Data(contentsOf: path), as: UTF8.self)
                    #expect(!text.contains("correct horse"))
                    #expect(!text.contains(token))
                }
            }
        }
    }

    @Test("A torn last line is cut off and told, and the rest is there", arguments: [1, 7, 30])
    func tornTail(missing: Int) async throws {
        try await Self.withFolder { folder in
            try await TestServer.run(Self.configuration(folder)) { test in
                _ = try await Self.addGroup("First", test)
                _ = try await Self.addGroup("Second", test)
            }
            let journal = try Self.journal(folder)
            let whole = try Data(contentsOf: journal)
            try whole.dropLast(missing).write(to: journal)
            let names = try await Self.groupNames(folder)
            #expect(names.contains("First"))
            #expect(!names.contains("Second"))
        }
    }

    @Test("Damage before the end is not passed over")
    func damage() async throws {
        try await Self.withFolder { folder in
            try await TestServer.run(Self.configuration(folder)) { test in
                _ = try await Self.addGroup("First", test)
                _ = try await Self.addGroup("Second", test)
            }
            let journal = try Self.journal(folder)
            var bytes = try Data(contentsOf: journal)
            bytes[20] ^= 1
            try bytes.write(to: journal)
            await #expect(throws: LocalServerError.self) {
                try await TestServer.run(Self.configuration(folder)) { _ in }
            }
            #expect(try Data(contentsOf: journal) == bytes)
        }
    }

    @Test("A damaged snapshot is refused and left as it is")
    func damagedSnapshot() async throws {
        try await Self.withFolder { folder in
            try await TestServer.run(Self.configuration(folder)) { _ in }
            let snapshot = folder.appendingPathComponent("snapshot")
            var bytes = try Data(contentsOf: snapshot)
            bytes[bytes.count / 2] ^= 1
            try bytes.write(to: snapshot)
            await #expect(throws: LocalServerError.self) {
                try await TestServer.run(Self.configuration(folder)) { _ in }
            }
            #expect(try Data(contentsOf: snapshot) == bytes)
        }
    }

    @Test("Two servers cannot have one folder open")
    func lock() async throws {
        try await Self.withFolder { folder in
            try await TestServer.run(Self.configuration(folder)) { _ in
                await #expect(throws: LocalServerError.inUse(path: folder.path)) {
                    try await TestServer.run(Self.configuration(folder)) { _ in }
                }
            }
        }
    }
}
