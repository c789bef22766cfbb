import Foundation
import SisenseClient
import Testing

extension EndToEnd {
    @Suite("A server as files, from the command line")
    struct DesiredStateTests {
        @Test("Export, an edit by hand, diff, plan and apply lead to a server that is the same again")
        func roundTrip() async throws {
            let server = try await RunningServer()
            let environment = [
                "SISENSE_USER": "admin@acme.example", "SISENSE_PASSWORD": "acme-demo", "SISENSE_URL": server.address,
            ]
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
            #expect(again.errors.contains("Nothing is left to do."))
            #expect(again.output.contains("sent before"))
        }

        @Test("A plan that is out of date sends nothing and ends with 8; files that are at fault end with 2")
        func stale() async throws {
            let server = try await RunningServer()
            let environment = [
                "SISENSE_USER": "admin@acme.example", "SISENSE_PASSWORD": "acme-demo", "SISENSE_URL": server.address,
            ]
            let folder = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID())").path()
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
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
    }
}
