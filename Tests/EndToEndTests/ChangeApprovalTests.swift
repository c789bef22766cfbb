import Foundation
import TestTerminal
import Testing

extension EndToEnd {
    @Suite("Changes from the command line")
    struct ChangeApprovalTests {
        private let folder = FileManager.default.temporaryDirectory.appending(path: "sisense-change-\(UUID())")

        /// A server with a profile that calls it a production one.
        private struct Production {
            let server: RunningServer
            let environment: [String: String]
        }

        private func productionServer() async throws -> Production {
            let server = try await RunningServer()
            let environment = [
                "XDG_CONFIG_HOME": folder.path(), "XDG_STATE_HOME": folder.path(),
                "SISENSE_USER": "admin@acme.example", "SISENSE_PASSWORD": "acme-demo",
            ]
            let add = ["profile", "add", "acme", "--server", server.address, "--kind", "prod"]
            #expect(try await Program.run(add, environment: environment).status == 0)
            return Production(server: server, environment: environment)
        }

        private func call(
            _ arguments: [String], _ environment: [String: String], input: String = ""
        ) async throws -> Program.Result {
            try await Program.run(["call"] + arguments, environment: environment, input: input)
        }

        /// Makes a key for SSH, and lets its owner approve plans.
        private func makeKey(_ environment: [String: String]) async throws -> String {
            let key = folder.appending(path: "key").path()
            let made = try await Program.run(
                ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key], executable: "/usr/bin/ssh-keygen")
            #expect(made.status == 0)
            let signers = folder.appending(path: "signers").path()
            let owner = "checker@acme.example \(try String(contentsOfFile: key + ".pub", encoding: .utf8))"
            try Data(owner.utf8).write(to: URL(filePath: signers))
            let edit = ["profile", "edit", "acme", "--set", "allowedSigners=\(signers)"]
            #expect(try await Program.run(edit, environment: environment).status == 0)
            return key
        }

        private func approve(
            _ file: String, _ key: String, _ environment: [String: String]
        ) async throws -> Program.Result {
            try await Program.run(
                ["approve", file, "--key", key, "--yes", "--reason", "Seen"], environment: environment)
        }

        private func firstDay(_ environment: [String: String]) async throws -> String {
            let result = try await call(["GET", "/settings/system"], environment)
            let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
            return json?["firstday"] as? String ?? ""
        }

        @Test("On a production server every change needs a yes, a grave one the name, by profile and by address alike")
        func production() async throws {
            defer { try? FileManager.default.removeItem(at: folder) }
            let production = try await productionServer()
            let (server, environment) = (production.server, production.environment)
            for way in [[], ["--server", server.address]] {
                let name = way.isEmpty ? "acme" : "127.0.0.1"
                let small = ["POST", "/groups", "-f", "name=Night \(name)"] + way
                let unasked = try await call(small, environment)
                #expect(unasked.status == 4)
                #expect(unasked.errors.contains("--yes"))
                #expect(try await call(small + ["--yes"], environment).status == 0)
                let grave = ["POST", "/authentication/admin/logout_all_users", "-f", "a=1"] + way
                #expect(try await call(grave + ["--yes"], environment).status == 4)
                #expect(try await call(grave + ["--yes", "other"], environment).status == 4)
                #expect(try await call(grave + ["--yes", name], environment).status == 0)
            }
        }

        @Test("A body that would drop members is refused with their names; laid over the document it keeps them")
        func wholeDocument() async throws {
            defer { try? FileManager.default.removeItem(at: folder) }
            let production = try await productionServer()
            let environment = production.environment
            let cors = #"{"webServer":{"cors":{"enabled":true,"allowedOrigins":["https://a.test"]}}}"#
            let bare = ["POST", "/settings/system", "--input", "-", "--yes", "acme"]
            let refused = try await call(bare, environment, input: cors)
            #expect(refused.status == 4)
            #expect(refused.errors.contains("firstday"))
            #expect(try await firstDay(environment) == "mon")
            #expect(try await call(bare + ["--merge"], environment, input: cors).status == 0)
            let fields = ["POST", "/settings/system", "-f", #"fiscal={"month":"feb"}"#, "--yes", "acme"]
            #expect(try await call(fields, environment).status == 0)
            #expect(try await firstDay(environment) == "mon")
        }

        @Test("On a terminal a change is shown and asked about; what was typed before does not count")
        func terminal() async throws {
            defer { try? FileManager.default.removeItem(at: folder) }
            let production = try await productionServer()
            let environment = production.environment
            let path = "/users/64ab01000000000000000005"
            let change = ["call", "PATCH", path, "-f", "lastName=Changed"]
            let refusing = try Program.open(change, environment: environment)
            try await refusing.expect("Send? [y/N]")
            try await refusing.expect("lastName")
            try refusing.press(.character("n"), .enter)
            #expect(try await refusing.ended() == .exited(4))
            let unchanged = try await call(["GET", path], environment)
            #expect(!unchanged.output.contains("\"Changed\""))
            let sending = try Program.open(change, environment: environment)
            try await sending.expect("Send? [y/N]")
            try sending.press(.character("y"), .enter)
            #expect(try await sending.ended() == .exited(0))
            let changed = try await call(["GET", path], environment)
            #expect(changed.output.contains("\"Changed\""))
        }

        @Test("A plan file is made, shown and applied once; a base that changed meanwhile ends it with 8")
        func planFile() async throws {
            defer { try? FileManager.default.removeItem(at: folder) }
            let production = try await productionServer()
            let environment = production.environment
            let file = folder.appending(path: "plan.json").path()
            let path = "/users/64ab01000000000000000005"
            let plan = ["plan", "PATCH", path, "-f", "lastName=Planned", "-o", file]
            #expect(try await Program.run(plan, environment: environment).status == 0)
            let shown = try await Program.run(["show", file], environment: environment)
            #expect(shown.status == 0)
            #expect(shown.output.contains("lastName") && shown.output.contains("PATCH"))
            // Without a server records go by their ids; with one, by their names, also where nothing is sent.
            let title = "Merge fields into a user: "
            #expect(shown.output.contains(title + "64ab01000000000000000005"))
            #expect(shown.output.contains("apply --dry-run shows them"))
            let checked = try await Program.run(["apply", file, "--dry-run"], environment: environment)
            #expect(checked.status == 0 && checked.output.contains(title))
            #expect(!checked.output.contains(title + "64ab01000000000000000005"), "\(checked.output)")
            let unapproved = try await Program.run(["apply", file, "--yes"], environment: environment)
            #expect(unapproved.status == 4 && unapproved.errors.contains("approve"))
            let key = try await makeKey(environment)
            #expect(try await approve(file, key, environment).status == 0)
            // Whoever made a plan does not approve it, unless the profile says so.
            let own = try await Program.run(["apply", file, "--yes"], environment: environment)
            #expect(own.status == 4 && own.errors.contains("somebody else"))
            let edit = ["profile", "edit", "acme", "--set", "selfApproval=true"]
            #expect(try await Program.run(edit, environment: environment).status == 0)
            #expect(try await Program.run(["apply", file], environment: environment).status == 4)
            // A byte more voids the approval.
            let content = try Data(contentsOf: URL(filePath: file))
            try (content + Data(" ".utf8)).write(to: URL(filePath: file))
            let changed = try await Program.run(["apply", file, "--yes"], environment: environment)
            #expect(changed.status == 4 && changed.errors.contains("changed after it was approved"))
            try content.write(to: URL(filePath: file))
            let applied = try await Program.run(["apply", file, "--yes"], environment: environment)
            #expect(applied.status == 0, "\(applied.errors)")
            #expect(applied.output.contains(#""done""#))
            let again = try await Program.run(["apply", file, "--yes"], environment: environment)
            #expect(again.status == 8 && again.errors.contains("a plan is sent once"))
            let shownAgain = try await Program.run(["show", file], environment: environment)
            #expect(shownAgain.status == 0 && shownAgain.errors.contains("was applied"))
            let log = try String(contentsOf: folder.appending(path: "sisense-console/audit.jsonl"), encoding: .utf8)
            #expect(log.contains("plannedBy") && log.contains("checker@acme.example"))

            let stale = folder.appending(path: "stale.json").path()
            let other = ["plan", "PATCH", path, "-f", "lastName=Stale", "-o", stale]
            #expect(try await Program.run(other, environment: environment).status == 0)
            #expect(try await approve(stale, key, environment).status == 0)
            let theirs = ["PATCH", path, "-f", "lastName=Theirs", "--yes"]
            #expect(try await call(theirs, environment).status == 0)
            let conflict = try await Program.run(["apply", stale, "--yes"], environment: environment)
            #expect(conflict.status == 8)
            #expect(conflict.output.contains(#""outcome": "not sent""#), "\(conflict.output)")
            #expect(conflict.output.contains("somebody else has changed it since"), "\(conflict.output)")

            var elsewhere = environment
            elsewhere["SISENSE_URL"] = "http://127.0.0.1:1"
            elsewhere["SISENSE_PROFILE"] = nil
            let wrong = try await Program.run(["apply", stale, "--yes"], environment: elsewhere)
            #expect(wrong.status == 4)
            try Data("{\"format\": 1}".utf8).write(to: URL(filePath: stale))
            let damaged = try await Program.run(["show", stale], environment: environment)
            #expect(damaged.status == 2)
            #expect(damaged.errors.contains("format"))
        }

        @Test("A new token goes where the old one is, or into a file of its own; it is never lost")
        func newToken() async throws {
            defer { try? FileManager.default.removeItem(at: folder) }
            let production = try await productionServer()
            let (server, environment) = (production.server, production.environment)
            let renew = ["POST", "/authentication/tokens/api/renew", "--yes", "acme"]
            let first = try await call(renew, environment)
            #expect(first.status == 0)
            let saved = folder.appending(path: "sisense-console/tokens")
            let names = try FileManager.default.contentsOfDirectory(atPath: saved.path())
            let file = saved.appending(path: try #require(names.first))
            let mode = try FileManager.default.attributesOfItem(atPath: file.path())[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(first.errors.contains(file.path()))

            let add = [
                "profile", "add", "ours", "--server", server.address, "--kind", "prod", "--token-file", file.path(),
            ]
            #expect(try await Program.run(add, environment: environment).status == 0)
            let old = try String(contentsOf: file, encoding: .utf8)
            let second = try await call(
                ["--profile", "ours"] + renew.dropLast() + ["ours"], environment)
            #expect(second.status == 0)
            #expect(second.errors.contains("stored in"))
            #expect(try String(contentsOf: file, encoding: .utf8) != old)
            #expect(try await call(["--profile", "ours", "GET", "/users", "-q", "limit=1"], environment).status == 0)
        }
    }
}
