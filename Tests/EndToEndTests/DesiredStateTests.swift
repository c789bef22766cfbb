import Foundation
import SisenseClient
import TestTerminal
import Testing

extension EndToEnd {
    @Suite("A server as files, from the command line")
    struct DesiredStateTests {
        @Test("Export, an edit by hand, diff, plan and apply lead to a server that is the same again")
        func roundTrip() async throws {
            let server = try await RunningServer()
            let environment = Self.administrator(of: server)
            func run(_ arguments: String...) async throws -> Program.Result {
                try await Program.run(arguments, environment: environment)
            }
            let folder = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID())").path()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            #expect(try await run("export", folder).status == 0)
            #expect(try await run("diff", folder).status == 0)

            let file = "\(folder)/roles.json"
            let roles = try String(contentsOfFile: file, encoding: .utf8)
            // Two places of one role, which are two requests that build on each other.
            let edited = roles.replacing("\"create\": false", with: "\"create\": true")
                .replacing("\"export_csv\": true", with: "\"export_csv\": false")
            try edited.write(toFile: file, atomically: true, encoding: .utf8)
            let differs = try await run("diff", folder)
            #expect(differs.status == 10)
            #expect(differs.output.contains("roles.consumer.manifest.dashboards.create: false → true"))
            #expect(try await run("diff", folder, "--exit-zero").status == 0)

            let plan = "\(folder)/mend.plan"
            #expect(try await run("plan", folder, "-o", plan).status == 0)
            #expect(try await run("apply", plan).status == 4)
            let applied = try await run("apply", plan, "--yes", "127.0.0.1")
            #expect(applied.status == 0, "\(applied.errors)")
            #expect(try await run("diff", folder).status == 0)
            // A plan that was sent is not sent again.
            let again = try await run("apply", plan, "--yes", "127.0.0.1")
            #expect(again.status == 8 && again.errors.contains("a plan is sent once"), "\(again.errors)")
        }

        @Test("One administrator plans, another one applies; what may lock people out stays for a person at a terminal")
        func twoAdministrators() async throws {
            let server = try await RunningServer()
            let home = try Self.folder()
            defer { try? FileManager.default.removeItem(atPath: home) }
            var environment = [
                "SISENSE_USER": "admin@acme.example", "SISENSE_PASSWORD": "acme-demo", "XDG_CONFIG_HOME": home,
                "XDG_STATE_HOME": home,
            ]
            environment["ADMIN_TOKEN"] = try await Self.token(of: server)
            for name in ["first", "second"] {
                let add = ["profile", "add", name, "--server", server.address, "--token-env", "ADMIN_TOKEN"]
                #expect(try await Program.run(add, environment: environment).status == 0)
            }
            let known = environment
            func run(_ arguments: String...) async throws -> Program.Result {
                try await Program.run(arguments, environment: known)
            }
            let folder = "\(home)/state"
            #expect(try await run("export", folder, "--yaml", "--profile", "first").status == 0)
            let same = try await run("diff", folder, "--profile", "first")
            #expect(same.status == 0, "\(same.output)")
            #expect(try await run("diff", "second", "--profile", "first").status == 0)
            let file = "\(folder)/origins.yaml"
            try Data(
                """
                format: sisense-state 1
                origins:
                - https://app.acme.example
                - https://portal.acme.example

                """.utf8
            ).write(to: URL(filePath: file))
            let differs = try await run("diff", folder, "--profile", "first", "-o", "markdown")
            #expect(differs.status == 10)
            #expect(differs.output.contains("| file |"))
            #expect(try await run("diff", folder, "--profile", "first", "--ignore", "origins").status == 0)

            let plan = "\(home)/mend.plan"
            #expect(try await run("plan", folder, "-o", plan, "--profile", "first").status == 0)
            let applied = try await run("apply", plan, "--yes", "second", "--profile", "second")
            // What waits for a person is not done.
            #expect(applied.status == 4, "\(applied.errors)")
            #expect(applied.errors.contains("--only risky"))
            let risky = try await run("apply", plan, "--yes", "second", "--only", "risky", "--profile", "second")
            #expect(risky.status == 4 && risky.errors.contains("terminal"), "\(risky.errors)")
            let left = try await run("diff", folder, "--profile", "first")
            #expect(left.output.contains("- origins") && !left.output.contains("+ "), "\(left.output)")

            let session = try Program.open(
                ["apply", plan, "--only", "risky", "--profile", "second"], environment: environment)
            try await session.expect("Type second to send:")
            try session.type("second")
            try session.press(.enter)
            try await session.expect("type yes within 60 s")
            try session.type("yes")
            try session.press(.enter)
            #expect(try await session.ended() == .exited(0))
            #expect(try await run("diff", folder, "--profile", "first").status == 0)
        }

        /// The environment of an administrator who signs in with a password.
        private static func administrator(of server: RunningServer) -> [String: String] {
            ["SISENSE_USER": "admin@acme.example", "SISENSE_PASSWORD": "acme-demo", "SISENSE_URL": server.address]
        }

        /// A folder that is there.
        private static func folder() throws -> String {
            let folder = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID())").path()
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            return folder
        }

        private static func token(of server: RunningServer) async throws -> String {
            let anonymous = APIClient(
                server: try ServerAddress(server.address), transport: CurlTransport(), token: nil, policy: .readWrite)
            let session = try await anonymous.login(user: "admin@acme.example", password: Secret("acme-demo"))
            return session.token.exposed
        }

        @Test("A plan that is out of date sends nothing and ends with 8; files that are at fault end with 2")
        func stale() async throws {
            let server = try await RunningServer()
            let environment = Self.administrator(of: server)
            let folder = try Self.folder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let file = "\(folder)/a.json"
            try #"{"format": "sisense-state 1", "settings": {"loginLockout": {"maxFailedAttempts": 7}}}"#
                .write(toFile: file, atomically: true, encoding: .utf8)
            func run(_ arguments: String...) async throws -> Program.Result {
                try await Program.run(arguments, environment: environment)
            }
            #expect(try await run("plan", folder, "-o", "\(folder)/p").status == 0)
            let change = try await run(
                "call", "PATCH", "/settings/login_lockout", "-f", "maxFailedAttempts=9", "--yes", "127.0.0.1")
            #expect(change.status == 0, "\(change.errors)")
            #expect(try await run("apply", "\(folder)/p", "--yes", "127.0.0.1").status == 8)
            try #"{"format": "sisense-state 1", "features": {"nope": true}}"#
                .write(toFile: file, atomically: true, encoding: .utf8)
            let wrong = try await run("diff", folder)
            #expect(wrong.status == 2)
            #expect(wrong.errors.contains("a.json, features.nope"))
        }

        @Test("What a second administrator changes beside a plan stays: apply merges, and says so")
        func merged() async throws {
            let server = try await RunningServer()
            let environment = Self.administrator(of: server)
            let folder = try Self.folder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            func run(_ arguments: String...) async throws -> Program.Result {
                try await Program.run(arguments, environment: environment)
            }
            // Two saves of one document: what may lock people out is sent by itself, on top of the other.
            try Data(
                #"{"format": "sisense-state 1", "settings": {"system": {"firstday": "sun", "webServer": {"enableSSl": true}}}}"#
                    .utf8
            ).write(to: URL(filePath: "\(folder)/a.json"))
            let plan = "\(folder)/mend.plan"
            #expect(try await run("plan", folder, "-o", plan).status == 0)
            let system = try await run("call", "GET", "/settings/system")
            let theirs = system.output.replacing(#""month":"apr""#, with: #""month":"feb""#)
            #expect(theirs != system.output, "\(system.output)")
            try Data(theirs.utf8).write(to: URL(filePath: "\(folder)/theirs"))
            let saved = try await run(
                "call", "POST", "/settings/system", "--input", "\(folder)/theirs", "--yes", "127.0.0.1")
            #expect(saved.status == 0, "\(saved.errors)")
            let applied = try await run("apply", plan, "--yes", "127.0.0.1")
            // What waits for a person is left.
            #expect(applied.status == 4, "\(applied.errors)")
            #expect(applied.errors.contains("merged: somebody else"), "\(applied.errors)")
            #expect(applied.output.contains("\"merged\": true"), "\(applied.output)")
            let after = try await run("call", "GET", "/settings/system").output
            #expect(after.contains(#""month":"feb""#) && after.contains(#""firstday":"sun""#), "\(after)")

            let session = try Program.open(["apply", plan, "--only", "risky"], environment: environment)
            try await session.expect("Someone else has changed")
            try await session.expect("Type 127.0.0.1 to send:")
            try session.type("127.0.0.1")
            try session.press(.enter)
            try await session.expect("type yes within 60 s")
            try session.type("yes")
            try session.press(.enter)
            #expect(try await session.ended() == .exited(0))
            let last = try await run("call", "GET", "/settings/system").output
            #expect(last.contains(#""month":"feb""#) && last.contains(#""firstday":"sun""#), "\(last)")
            #expect(try await run("diff", folder).status == 0)
        }
    }
}
