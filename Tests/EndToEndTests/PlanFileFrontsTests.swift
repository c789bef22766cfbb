import Foundation
import TestTerminal
import Testing

extension EndToEnd {
    @Suite("Plan files, from the command line and in the console")
    struct PlanFileFrontsTests {
        private let folder = FileManager.default.temporaryDirectory.appending(path: "sisense-fronts-\(UUID())")

        private func environment(_ server: RunningServer) -> [String: String] {
            [
                "HOME": folder.path(), "SISENSE_URL": server.address, "SISENSE_USER": "admin@acme.example",
                "SISENSE_PASSWORD": "acme-demo",
            ]
        }

        /// A plan file that renames some of the users of the sample.
        private func plan(_ name: String, users: [Int], _ environment: [String: String]) async throws -> String {
            let file = folder.appending(path: "\(name).json").path()
            for user in users {
                let path = "/users/64ab0100000000000000000\(user)"
                let plan = ["plan", "PATCH", path, "-f", "lastName=\(name)", "-o", file]
                #expect(try await Program.run(plan, environment: environment).status == 0)
            }
            return file
        }

        /// The list of plans of a console.
        private func open(_ environment: [String: String]) async throws -> TerminalSession {
            let session = try Program.open(["--pane", "users"], environment: environment)
            try await session.expect("Users 60")
            try session.type(":plans")
            try session.press(.enter)
            try await session.expect("No plans.")
            return session
        }

        /// Opens a plan file in the list of plans.
        private func open(_ file: String, in session: TerminalSession) async throws {
            try session.type("o")
            try await session.expect("Open a plan file")
            try session.type(file)
            try session.press(.control("s"))
        }

        @Test("What one console sends no other does, and its rest goes on there; what apply has sent is not opened")
        func once() async throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let server = try await RunningServer()
            let environment = environment(server)
            let file = try await plan("Shared", users: [5, 6], environment)
            let (first, second) = (try await open(environment), try await open(environment))
            for session in [first, second] {
                try await open(file, in: session)
                try await session.expect("2 plans of")
            }
            // One of the two steps, marked.
            try first.type("g ")
            try first.press(.control("s"))
            try await first.expect("[ Cancel ]")
            try first.press(.tab, .enter)
            try await first.expect("Done: ")

            let applied = try await Program.run(["apply", file, "--yes"], environment: environment)
            #expect(applied.status == 8 && applied.errors.contains("a plan is sent once"), "\(applied.errors)")
            try second.press(.control("s"))
            try await second.expect("[ Cancel ]")
            try second.press(.tab, .enter)
            try await second.expect("The plan was applied at")
            try first.press(.control("s"))
            try await first.expect("[ Cancel ]")
            try first.press(.tab, .enter)
            try await first.expect("No plans.")

            let other = try await plan("Other", users: [7], environment)
            #expect(try await Program.run(["apply", other, "--yes"], environment: environment).status == 0)
            try await open(other, in: first)
            try await first.expect("The plan was applied at")
            let get = ["get", "users", "-o", "csv"]
            let users = try await Program.run(get, environment: environment).output
            #expect(users.components(separatedBy: "Shared").count == 3 && users.contains("Other"), "\(users)")
            _ = await server.stop()
        }
    }
}
