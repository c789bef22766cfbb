import Foundation
import SisenseClient
import TestTerminal
import Testing

extension EndToEnd {
    @Suite("Several consoles at once")
    struct SeveralConsolesTests {
        private static let count = 6

        /// Runs the program so many times at once, each with arguments of its own.
        private func together(
            _ environment: [String: String], _ arguments: @escaping @Sendable (Int) -> [String]
        ) async throws -> [Program.Result] {
            try await withThrowingTaskGroup(of: Program.Result.self) { group in
                for number in 0..<Self.count {
                    group.addTask { try await Program.run(arguments(number), environment: environment) }
                }
                var results: [Program.Result] = []
                for try await result in group { results.append(result) }
                return results
            }
        }

        private func withFolder(_ body: (URL, [String: String]) async throws -> Void) async throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "sisense-\(UUID())")
            defer { try? FileManager.default.removeItem(at: folder) }
            let names = ["XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"]
            try await body(folder, Dictionary(uniqueKeysWithValues: names.map { ($0, folder.path()) }))
        }

        @Test("Of profiles that are added at once all are kept, one name is taken once, and there is one default")
        func profiles() async throws {
            try await withFolder { folder, environment in
                let added = try await together(environment) { number in
                    ["profile", "add", "p\(number)", "--server", "https://bi\(number).acme.example"]
                }
                #expect(added.allSatisfy { $0.status == 0 })
                let same = try await together(environment) { number in
                    ["profile", "add", "same", "--server", "https://same\(number).acme.example"]
                }
                #expect(same.count { $0.status == 0 } == 1)
                let chosen = try await together(environment) { ["profile", "default", "p\($0)"] }
                #expect(chosen.allSatisfy { $0.status == 0 })
                let list = try await Program.run(["profile", "list", "--json"], environment: environment)
                let profiles = try JSONReader.read(Data(list.output.utf8)).array ?? []
                #expect(profiles.count == Self.count + 1)
                #expect(profiles.count { $0["default"] == true } == 1)
            }
        }

        @Test("Consoles that are open at once keep a visit each, whole and with nothing beside it")
        func visits() async throws {
            let server = try await RunningServer()
            try await withFolder { folder, environment in
                let login = [
                    "HOME": folder.path(), "SISENSE_USER": "admin@acme.example", "SISENSE_PASSWORD": "acme-demo",
                ]
                let environment = environment.merging(login) { $1 }
                let visits = folder.appending(path: "sisense-console/visits/127_0_0_1")
                func files() -> [String] {
                    (try? FileManager.default.contentsOfDirectory(atPath: visits.path())) ?? []
                }
                var sessions: [TerminalSession] = []
                for number in 1...3 {
                    let session = try Program.open(
                        ["--server", server.address, "--pane", "home"], environment: environment)
                    sessions.append(session)
                    try await session.expect("People  60", within: 30)
                    while files().count < number { try await session.settle(within: 30) }
                }
                for session in sessions {
                    try session.type("R")
                    try await session.settle(within: 30)
                    try session.type("q")
                    #expect(try await session.ended() == .exited(0))
                }
                #expect(files().count == sessions.count, "\(files())")
                for file in files() {
                    let visit = try JSONReader.read(try Data(contentsOf: visits.appending(path: file)))
                    #expect(visit["server"] == .string(server.address))
                }
            }
            _ = await server.stop()
        }

        @Test("Changes that are sent at once are recorded each in two lines of their own, whole")
        func audit() async throws {
            let server = try await RunningServer()
            try await withFolder { folder, environment in
                let login = [
                    "SISENSE_URL": server.address, "SISENSE_USER": "admin@acme.example",
                    "SISENSE_PASSWORD": "acme-demo",
                ]
                let sent = try await together(environment.merging(login) { $1 }) { number in
                    ["call", "POST", "/groups", "-f", "name=Group \(number)"]
                }
                #expect(sent.allSatisfy { $0.status == 0 }, "\(sent.map(\.errors))")
                let file = folder.appending(path: "sisense-console/audit.jsonl")
                let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
                let entries = try lines.map { try JSONReader.read(Data($0.utf8)) }
                #expect(entries.count == 2 * Self.count)
                let ids = entries.compactMap { $0["id"]?.string }
                #expect(Set(ids).count == Self.count)
                #expect(Set(entries.compactMap { $0["of"]?.string }) == Set(ids))
            }
        }
    }
}
