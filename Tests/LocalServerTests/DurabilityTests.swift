import Foundation
import SisenseClient
import Testing

@testable import LocalServer

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
                for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
                    let path = folder.appendingPathComponent(name)
                    let attributes = try FileManager.default.attributesOfItem(atPath: path.path)
                    let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
                    #expect(attributes[.posixPermissions] as? Int == (isFolder ? 0o700 : 0o600))
                    if isFolder { continue }
                    let text = String(decoding: try Data(contentsOf: path), as: UTF8.self)
                    #expect(!text.contains("correct horse"))
                    #expect(!text.contains(token))
                }
            }
        }
    }

    @Test("A torn last line is set aside and reported, and the rest is there", arguments: [1, 7, 30])
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
            let tail = try Data(contentsOf: folder.appendingPathComponent("torn-1"))
            #expect(!tail.isEmpty)
            #expect(whole.dropLast(missing).suffix(tail.count) == tail)
            // A second one does not take the place of the first.
            let again = try Data(contentsOf: Self.journal(folder))
            try again.dropLast(2).write(to: Self.journal(folder))
            #expect(try await Self.groupNames(folder).contains("First"))
            #expect(try Data(contentsOf: folder.appendingPathComponent("torn-1")) == tail)
            #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("torn-2").path))
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

    @Test("A folder opens with every record as it was, and its records can be found, changed and removed")
    func reopening() async throws {
        try await Self.withFolder { folder in
            var configuration = Self.configuration(folder)
            configuration.sample = SampleSize(users: 300, groups: 20, dashboards: 40)
            configuration.now = { Date(timeIntervalSince1970: 1_795_247_614) }
            let paths = [
                "/api/v1/users?expand=groups,role", "/api/v1/groups?expand=users", "/api/v1/users?sort=-email&limit=9",
                "/api/v1/dashboards/admin?dashboardType=owner&expand=widgets", "/api/v1/users?groupId=\(Self.group)",
            ]
            func answers(_ test: TestAPI) -> [JSONValue] { paths.map { test.call("GET", $0).json } }
            let fresh = try TestAPI(configuration)
            // Logging in has changed this one, so it is compared after both have.
            let expected = answers(fresh)
            fresh.close()
            for round in 1...3 {
                let test = try TestAPI(configuration)
                let found = answers(test)
                #expect(round > 1 || found == expected)
                let users = try #require(test.call("GET", "/api/v1/users?userName=bea").json.array)
                let id = try #require(users.first?["_id"]?.string)
                #expect(test.call("PATCH", "/api/v1/users/\(id)", ["lastName": .count(round)]).status == 422)
                #expect(
                    test.call("PATCH", "/api/v1/users/\(id)", ["lastName": .string("Round \(round)")]).status == 200)
                let last = test.call("GET", "/api/v1/users?skip=\(300 - round)").json.array?.last?["_id"]?.string ?? ""
                #expect(test.call("DELETE", "/api/v1/users/\(last)").status == 204)
                #expect(test.call("GET", "/api/v1/users/\(last)").status == 404)
                test.close()
            }
            let test = try TestAPI(configuration)
            #expect(test.call("GET", "/api/users/count").json["count"]?.integer == 297)
            #expect(test.call("GET", "/api/v1/users?userName=bea").json.array?.first?["lastName"] == "Round 3")
        }
    }

    private static let group = SampleData.id(2, 4)

    @Test("A folder that was let go is free, though a program that was just started still has a copy of its lock")
    func copiedLock() async throws {
        try await Self.withFolder { folder in
            let first = try TestAPI(Self.configuration(folder))
            let path = folder.appendingPathComponent("lock").path
            let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap(
                Int32.init)
            let lock = try #require(
                descriptors.first {
                    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == path
                })
            let copy = dup(lock)
            defer { close(copy) }
            first.close()
            _ = try TestAPI(Self.configuration(folder))
        }
    }

    @Test("A first start that was cut off leaves nothing in the way of the next")
    func unfinishedStart() async throws {
        try await Self.withFolder { folder in
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for (name, text) in [("journal-1", ""), ("snapshot.new", "0123abcd {")] {
                try Data(text.utf8).write(to: folder.appendingPathComponent(name))
            }
            #expect(try await Self.groupNames(folder).contains("Finance"))
        }
    }

    @Test("A letter is in the outbox when its request is answered, and what it brings works after a restart")
    func letters() async throws {
        try await Self.withFolder { folder in
            let configuration = Self.configuration(folder)
            let test = try TestAPI(configuration)
            let body: JSONValue = ["email": "bea@acme.example"]
            #expect(test.call("POST", "/api/v1/account/begin_reset_password", body).status == 204)
            let outbox = folder.appendingPathComponent("outbox")
            let name = try #require(FileManager.default.contentsOfDirectory(atPath: outbox.path).first)
            let letter = try String(contentsOf: outbox.appendingPathComponent(name), encoding: .utf8)
            #expect(letter.hasPrefix("To: bea@acme.example\nSubject: Reset your password\n"))
            let token = letter.components(separatedBy: "Your token: ").last?.prefix { $0 != "\n" } ?? ""
            test.close()
            let again = try TestAPI(configuration)
            let path = "/api/v1/account/reset_password/\(token)"
            #expect(again.call("GET", path).json["userName"]?.string == "bea")
            #expect(again.call("POST", path, ["password": "a new password"]).status == 204)
            #expect(again.call("GET", path).status == 404)
        }
    }

    @Test("The audit log says who changed what, and no tokens")
    func audit() async throws {
        try await Self.withFolder { folder in
            let test = try TestAPI(Self.configuration(folder))
            #expect(test.call("DELETE", "/api/v1/groups/\(Self.group)").status == 204)
            #expect(test.call("DELETE", "/api/v1/groups/\(Self.group)").status == 404)
            let file = try #require(test.call("GET", "/api/v2/audit/files").json.array?.first)
            let path = folder.appendingPathComponent("audit").appendingPathComponent(file["file"]?.string ?? "")
            let text = try String(contentsOf: path, encoding: .utf8)
            #expect(file["filePath"]?.string == path.path)
            let entries = try text.split(separator: "\n").map { try JSONReader.read(String($0)) }
            #expect(entries.map { $0["operation"]?.string } == [Operation.login, .deleteGroup].map(\.id))
            #expect(entries.last?["user"]?.string == SampleData.id(1, 0))
            #expect(entries.last?["values"] == ["id": .string(Self.group)])
            #expect(file["valid"] == true)
            // A line that somebody else writes stays a fault, whatever the server writes behind it.
            let handle = try FileHandle(forWritingTo: path)
            try handle.truncate(atOffset: 10)
            try handle.close()
            test.login("admin")
            #expect(test.call("GET", "/api/v2/audit/files").json.array?.first?["valid"] == false)
        }
    }

    /// The reason for which the folder is refused; empty when it is taken.
    private static func refusal(_ folder: URL) -> String {
        do {
            try TestAPI(configuration(folder)).close()
            return ""
        } catch {
            return (error as? LocalServerError)?.description ?? "\(error)"
        }
    }

    @Test(
        "A link in the folder is refused, and what it leads to is left alone",
        arguments: ["lock", "snapshot", "snapshot.new", "journal-1", "audit", "outbox"], [true, false])
    func links(name: String, isSymbolic: Bool) async throws {
        try await Self.withFolder { folder in
            let victim = folder.appendingPathComponent("precious")
            let data = folder.appendingPathComponent("data")
            try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
            try Data("keep me".utf8).write(to: victim)
            let link = data.appendingPathComponent(name)
            if isSymbolic {
                try FileManager.default.createSymbolicLink(at: link, withDestinationURL: victim)
            } else {
                try FileManager.default.linkItem(at: victim, to: link)
            }
            #expect(Self.refusal(data).contains("\(name) is"))
            #expect(try Data(contentsOf: victim) == Data("keep me".utf8))
        }
    }

    @Test("A folder in which somebody else can put files is refused, and so is one that belongs to somebody else")
    func foreignFolder() async throws {
        try await Self.withFolder { folder in
            #expect(Self.refusal(folder) == "")
            chmod(folder.path, 0o777)
            #expect(Self.refusal(folder).contains("everybody may write"))
            chmod(folder.path, 0o700)
            // Only root gives files away.
            guard geteuid() == 0 else { return }
            for name in ["lock", ""] {
                chown(folder.appendingPathComponent(name).path, 12_345, 12_345)
                #expect(Self.refusal(folder).contains("belongs to another user"))
                chown(folder.appendingPathComponent(name).path, 0, 0)
            }
            #expect(Self.refusal(folder) == "")
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
