import Foundation
import SisenseClient
import Testing

extension EndToEnd {
    @Suite("The command line")
    struct CommandLineTests {
        private let credentials = ["SISENSE_USER": "admin@acme.example", "SISENSE_PASSWORD": "acme-demo"]

        @Test("serve prints its address and the sign-in, and ends on SIGTERM")
        func serve() async throws {
            let server = try await RunningServer(["--port", "0"])
            #expect(server.greeting.hasPrefix("http://127.0.0.1:"))
            #expect(server.greeting.contains("admin@acme.example / acme-demo"))
            #expect(await server.stop() == 0)
        }

        @Test("call logs in with user and password and prints JSON")
        func callReads() async throws {
            let server = try await RunningServer()
            let environment = credentials.merging(["SISENSE_URL": server.address]) { $1 }
            let result = try await Program.run(["call", "GET", "/users", "-q", "limit=5"], environment: environment)
            #expect(result.status == 0)
            let users = try #require(
                try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
            #expect(users.count == 5)
            #expect(users.first?["email"] as? String == "admin@acme.example")
        }

        @Test("--paginate fetches every record of a list once")
        func paginate() async throws {
            let server = try await RunningServer(["--users", "2500"])
            let environment = credentials.merging(["SISENSE_URL": server.address]) { $1 }
            let arguments = ["call", "GET", "/users", "-q", "fields=email", "--paginate"]
            let result = try await Program.run(arguments, environment: environment)
            let users = try #require(
                try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
            #expect(Set(users.compactMap { $0["email"] as? String }).count == 2500)
            #expect(users.count == 2500)
        }

        @Test("A change in read-only mode is refused with status 4 and never sent")
        func readOnly() async throws {
            let server = try await RunningServer()
            let environment = credentials.merging(["SISENSE_URL": server.address]) { $1 }
            let change = ["call", "PATCH", "/features/mobile/toggle", "-f", "active=true"]
            let refused = try await Program.run(["--readonly"] + change, environment: environment)
            #expect(refused.status == 4)
            #expect(refused.errors.contains("read-only"))
            let after = try await Program.run(["call", "GET", "/features"], environment: environment)
            let features = try #require(
                try JSONSerialization.jsonObject(with: Data(after.output.utf8)) as? [[String: Any]])
            #expect(features.first { $0["key"] as? String == "mobile" }?["active"] as? Bool == false)
            #expect(try await Program.run(change, environment: environment).status == 0)
        }

        @Test("A wrong password ends with 7 and says which request was refused")
        func wrongPassword() async throws {
            let server = try await RunningServer()
            let environment = [
                "SISENSE_URL": server.address, "SISENSE_USER": "admin@acme.example", "SISENSE_PASSWORD": "no",
            ]
            let result = try await Program.run(["call", "GET", "/users"], environment: environment)
            #expect(result.status == 7)
            #expect(result.errors.contains("401"))
            #expect(result.output.isEmpty)
        }

        @Test("A dry run shows the request and a curl line without any secret")
        func dryRun() async throws {
            let environment = ["SISENSE_URL": "http://127.0.0.1:1", "SISENSE_TOKEN": "very-secret-token"]
            let arguments = ["call", "POST", "/users", "-f", "email=a@b.test", "-f", "password=hidden", "--dry-run"]
            let result = try await Program.run(arguments, environment: environment)
            #expect(result.status == 0)
            #expect(result.output.contains("POST /api/v1/users"))
            #expect(result.output.contains("$SISENSE_TOKEN"))
            #expect(!result.output.contains("hidden"))
            #expect(!result.output.contains("very-secret-token"))
        }

        @Test("No server at the address ends with 3")
        func noConnection() async throws {
            let environment = ["SISENSE_URL": "http://127.0.0.1:1", "SISENSE_TOKEN": "t"]
            let result = try await Program.run(["call", "GET", "/users"], environment: environment)
            #expect(result.status == 3)
            #expect(result.errors.contains("127.0.0.1:1"))
        }

        @Test(
            "Wrong usage ends with 2 and says what is wrong",
            arguments: [
                (["call", "GET"], "call needs a method and a path"), (["--nonsense"], "--nonsense"),
                (["dance"], "dance"), (["serve", "--port", "x"], "--port"), ([], "--demo"),
                (["call", "GET", "/no/such/path"], "/no/such/path"),
                (["--server", "ht tp://x", "call", "GET", "/users"], "ht tp"),
                (["--demo", "--users"], "--users"), (["--demo=yes"], "--demo takes no value"),
                (["--demo", "--pane", "attic"], "attic"),
                (["operations", "--demo"], "operations has no option --demo"),
            ])
        func usage(arguments: [String], mention: String) async throws {
            let environment = arguments.first == "call" ? ["SISENSE_URL": "http://127.0.0.1:1"] : [:]
            let result = try await Program.run(arguments, environment: environment)
            #expect(result.status == 2)
            #expect(result.errors.contains(mention))
            #expect(result.output.isEmpty)
        }

        @Test("operations lists the whole catalogue as JSON with method, path and danger")
        func operations() async throws {
            let result = try await Program.run(["operations", "--json"])
            let list = try #require(
                try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
            #expect(list.count == Catalogue.sisense.operations.count)
            for name in ["method", "path", "api", "group", "summary", "writes", "danger", "parameters"] {
                #expect(list.allSatisfy { $0[name] != nil }, "\(name)")
            }
        }

        @Test("Data of serve --data is found again after a restart")
        func restart() async throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "sisense-\(UUID())")
            defer { try? FileManager.default.removeItem(at: folder) }
            let first = try await RunningServer(["--data", folder.path()])
            var environment = credentials.merging(["SISENSE_URL": first.address]) { $1 }
            let change = ["call", "PATCH", "/features/mobile/toggle", "-f", "active=true"]
            #expect(try await Program.run(change, environment: environment).status == 0)
            await first.stop()
            let second = try await RunningServer(["--data", folder.path()])
            environment["SISENSE_URL"] = second.address
            let result = try await Program.run(["call", "GET", "/features"], environment: environment)
            let features = try #require(
                try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
            #expect(features.first { $0["key"] as? String == "mobile" }?["active"] as? Bool == true)
        }

        @Test("A change that the disk does not take is refused and taken back, and what was answered before is kept")
        func fullDisk() async throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "sisense-\(UUID())")
            defer { try? FileManager.default.removeItem(at: folder) }
            await (try RunningServer(["--data", folder.path()])).stop()
            // The snapshot is longer than this already, the journal soon will be.
            let full = try await RunningServer(["--data", folder.path()], fileLimit: 16)
            var environment = ["SISENSE_URL": full.address, "SISENSE_TOKEN": try await full.token()]
            var kept: [String] = []
            var refusal = ""
            for number in 0..<100 where refusal.isEmpty {
                let name = "Group \(number)"
                let add = ["call", "POST", "/groups", "-f", "name=\(name)"]
                let result = try await Program.run(add, environment: environment)
                if result.status == 0 { kept.append(name) } else { refusal = result.errors }
            }
            #expect(!kept.isEmpty)
            #expect(refusal.contains("could not be kept and was taken back"))
            let list = ["call", "GET", "/groups", "-q", "fields=name"]
            let before = try await Program.run(list, environment: environment).output
            await full.stop()
            let second = try await RunningServer(["--data", folder.path()])
            environment["SISENSE_URL"] = second.address
            let after = try await Program.run(list, environment: environment).output
            #expect(after == before)
            #expect(kept.allSatisfy { after.contains("\"\($0)\"") })
            #expect(!after.contains("Group \(kept.count)\""))
        }

        @Test("A profile that asks for reasons sends no change without one, and the record keeps it")
        func reasons() async throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "sisense-\(UUID())")
            defer { try? FileManager.default.removeItem(at: folder) }
            let server = try await RunningServer()
            let environment = [
                "XDG_CONFIG_HOME": folder.path(), "XDG_STATE_HOME": folder.path(),
                "ACME_TOKEN": try await server.token(),
            ]
            let add = [
                "profile", "add", "acme", "--server", server.address, "--ask-reason", "--token-env", "ACME_TOKEN",
            ]
            #expect(try await Program.run(add, environment: environment).status == 0)
            let change = ["--profile", "acme", "call", "PATCH", "/features/mobile/toggle", "-f", "active=true"]
            let refused = try await Program.run(change, environment: environment)
            #expect(refused.status == 2)
            #expect(refused.errors.contains("requires a reason"))
            #expect(try await Program.run(change + ["--reason", "CHG-17"], environment: environment).status == 0)
            let file = folder.appending(path: "sisense-console/audit.jsonl")
            let record = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            // What was to be sent, and what became of it.
            #expect(record.count == 2)
            #expect(record.last?.contains("\"outcome\":\"done\"") == true)
            #expect(record.first?.contains("\"reason\":\"CHG-17\"") == true)
        }

        @Test("A profile is added, listed, used for a call, and removed; its token stays out of everything printed")
        func profiles() async throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "sisense-\(UUID())")
            defer { try? FileManager.default.removeItem(at: folder) }
            let server = try await RunningServer()
            let environment = ["XDG_CONFIG_HOME": folder.path(), "ACME_TOKEN": try await server.token()]
            let add = ["profile", "add", "acme", "--server", server.address, "--kind", "prod", "--readonly"]
            #expect(try await Program.run(add + ["--token-env", "ACME_TOKEN"], environment: environment).status == 0)
            let list = try await Program.run(["profile", "list"], environment: environment)
            #expect(list.output.contains("acme"))
            #expect(list.output.contains("environment variable ACME_TOKEN"))
            #expect(list.output.contains("prod, read-only"))
            let test = try await Program.run(["profile", "test", "acme"], environment: environment)
            #expect(test.output.contains("admin@acme.example"))
            let read = ["--profile", "acme", "call", "GET", "/features"]
            #expect(try await Program.run(read, environment: environment).status == 0)
            let change = ["--profile", "acme", "call", "PATCH", "/features/mobile/toggle", "-f", "active=true"]
            #expect(try await Program.run(change, environment: environment).status == 4)
            let info = try await Program.run(["info", "--profile", "acme"], environment: environment)
            #expect(info.output.contains("(XDG_CONFIG_HOME)"))
            let secret = try #require(environment["ACME_TOKEN"])
            #expect(![list, test, info].contains { ($0.output + $0.errors).contains(secret) })
            #expect(try await Program.run(["profile", "remove", "acme"], environment: environment).status == 0)
            #expect(try await Program.run(read, environment: environment).status == 2)
        }
    }
}
