import Foundation
import TestTerminal
import Testing

extension EndToEnd {
    @Suite("Calls from scripts and terminals")
    struct CallTests {
        private let folder = FileManager.default.temporaryDirectory.appending(path: "sisense-call-\(UUID())")

        private func environment(_ server: RunningServer) -> [String: String] {
            [
                "SISENSE_URL": server.address, "SISENSE_USER": "admin@acme.example", "SISENSE_PASSWORD": "acme-demo",
            ]
        }

        private let nowhere = ["SISENSE_URL": "http://127.0.0.1:1", "SISENSE_TOKEN": "t"]

        private func dryRun(_ arguments: [String], input: String = "") async throws -> Program.Result {
            try await Program.run(["call"] + arguments + ["--dry-run"], environment: nowhere, input: input)
        }

        @Test("What the catalogue does not hold is called with a warning, and ends with what the server says of it")
        func outsideCatalogue() async throws {
            let server = try await RunningServer()
            let result = try await Program.run(["call", "GET", "/api/v9/nothing"], environment: environment(server))
            #expect(result.status == 6)
            #expect(result.errors.contains("GET /api/v9/nothing is not in the catalogue"))
            let change = ["--readonly", "call", "DELETE", "/api/v9/nothing"]
            let refused = try await Program.run(change, environment: nowhere)
            #expect(refused.status == 4)
        }

        @Test("What an answer does not have is refused with the names there are, not picked as empty lines")
        func unknownPick() async throws {
            let server = try await RunningServer()
            let users = ["call", "GET", "/api/v1/users", "-q", "limit=2", "--pick"]
            let result = try await Program.run(users + ["nope"], environment: environment(server))
            #expect(result.status == 2)
            #expect(result.output.isEmpty)
            #expect(result.errors.contains("no nope") && result.errors.contains("email"))
            // A value that single records lack is an empty one.
            let some = try await Program.run(users + ["nope,email"], environment: environment(server))
            #expect(some.status == 0 && some.output.contains("@acme.example"))
            let nothing = try await Program.run(users + [","], environment: nowhere)
            #expect(nothing.status == 2)
        }

        @Test("The address of the server before a path does no harm, another one is refused")
        func wholeAddress() async throws {
            let server = try await RunningServer()
            let users = ["call", "GET", "\(server.address)/api/v1/users?limit=1"]
            #expect(try await Program.run(users, environment: environment(server)).status == 0)
            let other = ["call", "GET", "https://other.example/api/v1/users"]
            let refused = try await Program.run(other, environment: environment(server))
            #expect(refused.status == 2)
            #expect(refused.errors.contains("is not on \(server.address)"))
        }

        @Test("Header fields, forms and bodies of any kind are sent as they were given")
        func bodies() async throws {
            let form = try await dryRun(["POST", "/api/x", "--form", "a=b c", "-H", "X-Tenant: one"])
            #expect(form.output.contains("a=b%20c"))
            #expect(form.output.contains("X-Tenant: one"))
            #expect(form.output.contains("application/x-www-form-urlencoded"))
            let raw = try await dryRun(
                ["POST", "/api/x", "--content-type", "text/csv", "--input", "-"], input: "a,b\n1,2\n")
            #expect(raw.output.contains("Content-Type: text/csv"))
            #expect(raw.output.contains("a,b\n1,2\n"))
            let text = try await dryRun(["POST", "/api/x", "--input", "-"], input: "words")
            #expect(text.output.contains("Content-Type: application/octet-stream"))
        }

        @Test("A slip in the name of a member is said, with what may have been meant")
        func slip() async throws {
            let result = try await dryRun(["PATCH", "/users/1", "-f", "actve=false"])
            #expect(result.errors.contains("names no member actve") && result.errors.contains("Did you mean active?"))
        }

        @Test("A secret in a body that is sent as it is stays out of what a dry run shows")
        func maskedBody() async throws {
            let arguments = ["POST", "/api/x", "--content-type", "application/json", "--input", "-"]
            let result = try await dryRun(arguments, input: #"{"password": "hidden"}"#)
            #expect(result.status == 0)
            #expect(!result.output.contains("hidden"))
        }

        @Test(
            "What would be sent as something else than it was given is refused",
            arguments: [
                (["--input", "-"], #"{"a":1,"a":2}"#, "comes twice"),
                (["--input", "-"], #"{"a":NaN}"#, "not valid JSON"),
                (["--form", "a=b", "-f", "c=d"], "", "Use only one of"),
                (["--content-type", "a/b"], "", "needs a body"),
                (["--form", "a=b", "--content-type", "a/b"], "", "of its own"),
                (["-H", "Content-Length: 1"], "", "set by the program"), (["-H", "no field"], "", "'Name: value'"),
                (["-H", "X: a\nY: b"], "", "X"),
            ])
        func refused(options: [String], input: String, mention: String) async throws {
            let result = try await Program.run(
                ["call", "POST", "/api/x"] + options, environment: nowhere, input: input)
            #expect(result.status == 2)
            #expect(result.errors.contains(mention))
        }

        @Test("--timeout counts before profile and default")
        func timeout() async throws {
            let result = try await Program.run(["info", "--timeout", "7"], environment: nowhere)
            #expect(result.output.contains("answer within  7 s  (--timeout)"))
        }

        @Test("Into a pipe, the bytes of an answer go as they came; on a terminal, what acts on one is shown as text")
        func hostileText() async throws {
            let server = try await RunningServer()
            let environment = environment(server)
            let name = "red\u{9B}31m \u{202E}back"
            let add = ["call", "POST", "/groups", "-f", "name=\(name)"]
            #expect(try await Program.run(add, environment: environment).status == 0)
            let list = ["call", "GET", "/groups", "-q", "fields=name"]
            let piped = try await Program.run(list, environment: environment)
            #expect(piped.output.contains(name))
            let terminal = try Program.open(list, size: TerminalSize(columns: 100, rows: 100), environment: environment)
            try await terminal.expect(#"red\u009b31m \u202eback"#)
            #expect(try await terminal.ended() == .exited(0))
            let output = String(decoding: terminal.output, as: UTF8.self).unicodeScalars
            #expect(!output.contains { (0x80...0x9F).contains($0.value) || $0 == "\u{202E}" })
        }

        @Test("A picture is not written to a terminal, and it is said how to get it")
        func binary() async throws {
            let server = try await RunningServer()
            var environment = environment(server)
            let list = try await Program.run(
                ["call", "GET", "/dashboards", "-q", "fields=oid"], environment: environment)
            let dashboards = try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]]
            let id = try #require(dashboards?.first?["oid"] as? String)
            let export = ["call", "GET", "/dashboards/\(id)/export/png"]
            let terminal = try Program.open(export, environment: environment)
            try await terminal.expect("which a terminal cannot show")
            #expect(try await terminal.ended() == .exited(2))
            environment["P"] = Program.path
            let piped = try await Program.run(
                ["-c", "\"$P\" \(export.joined(separator: " ")) | head -c 4 | tail -c 3"], environment: environment,
                executable: "/bin/sh")
            #expect(piped.output == "PNG")
        }

        @Test("A full disk is an error of its own, for every command that writes", arguments: ["call", "operations"])
        func fullDisk(command: String) async throws {
            let server = try await RunningServer()
            let line = command == "call" ? "call GET /users" : "operations"
            let result = try await Program.run(
                ["-c", "\"$P\" \(line) >/dev/full"],
                environment: environment(server).merging(["P": Program.path]) { $1 },
                executable: "/bin/sh")
            #expect(result.status == 74)
            #expect(result.errors.contains("No space left on device"))
        }

        @Test("A full disk ends --paginate too")
        func fullDiskOfPages() async throws {
            let server = try await RunningServer()
            let result = try await Program.run(
                ["-c", "\"$P\" call GET /users --paginate >/dev/full"],
                environment: environment(server).merging(["P": Program.path]) { $1 }, executable: "/bin/sh")
            #expect(result.status == 74)
        }

        @Test(
            "A reader that goes away ends the program quietly, with SIGPIPE ignored or not",
            arguments: ["", "trap '' PIPE; "])
        func closedPipe(before: String) async throws {
            let script = "\(before)\"$P\" operations --json | head -c 1 >/dev/null; echo ${PIPESTATUS[0]}"
            let result = try await Program.run(
                ["-c", script], environment: ["P": Program.path], executable: "/bin/bash")
            #expect(result.output == "141\n")
            #expect(result.errors.isEmpty)
        }

        @Test("Plain http to another machine is said before anything is sent; to this one it is not")
        func plainHTTP() async throws {
            let arguments = ["call", "GET", "/users", "--dry-run"]
            let other = try await Program.run(arguments, environment: ["SISENSE_URL": "http://bi.acme.example"])
            #expect(other.errors.contains("http://bi.acme.example is not encrypted"))
            #expect(try await dryRun(["GET", "/users"]).errors.isEmpty)
            defer { try? FileManager.default.removeItem(at: folder) }
            let environment = ["XDG_CONFIG_HOME": folder.path()]
            // A name that no server has (RFC 6761 section 6.4).
            let add = [
                "profile", "add", "acme", "--server", "http://bi.acme.invalid", "--token-command",
                "echo token-of-a-test",
            ]
            #expect(try await Program.run(add, environment: environment).status == 0)
            let test = try await Program.run(["profile", "test", "acme"], environment: environment)
            #expect(test.status == 3)
            #expect(test.errors.contains("http://bi.acme.invalid is not encrypted"))
        }

        @Test(
            "Without libcurl, call and console say so and end with 3, the console once it has given the terminal back")
        func withoutLibrary() async throws {
            defer { try? FileManager.default.removeItem(at: folder) }
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for name in ["libcurl.so.4", "libcurl-gnutls.so.4"] {
                try Data().write(to: folder.appending(path: name))
            }
            let environment = nowhere.merging(["LD_LIBRARY_PATH": folder.path()]) { $1 }
            let call = try await Program.run(["call", "GET", "/users"], environment: environment)
            #expect(call.status == 3)
            #expect(call.errors.contains("libcurl is not installed"))
            let terminal = try Program.open(["--demo"], environment: environment)
            try await terminal.expect("libcurl is not installed")
            #expect(try await terminal.ended() == .exited(3))
            let output = String(decoding: terminal.output, as: UTF8.self)
            let back = try #require(output.range(of: "\u{1B}[?1049l"))
            #expect(output[back.upperBound...].contains("libcurl is not installed"))
            // The local server needs none.
            let script = """
                "$P" serve --port 0 >"$F" & id=$!
                while kill -0 $id && [ ! -s "$F" ]; do sleep 0.05; done
                kill $id; wait $id; echo $?; cat "$F"
                """
            let variables = ["P": Program.path, "F": folder.appending(path: "served").path()]
            let served = try await Program.run(
                ["-c", script], environment: environment.merging(variables) { $1 }, executable: "/bin/sh")
            #expect(served.output.hasPrefix("0\nhttp://127.0.0.1:"))
        }

        @Test("While a secret is held there are no core dumps")
        func coreDumps() async throws {
            defer { try? FileManager.default.removeItem(at: folder) }
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let file = folder.appending(path: "limits")
            let command = "cat /proc/$PPID/limits >'\(file.path())'; echo token-of-a-test"
            let environment = ["XDG_CONFIG_HOME": folder.path()]
            let add = ["profile", "add", "acme", "--server", "http://127.0.0.1:1", "--token-command", command]
            #expect(try await Program.run(add, environment: environment).status == 0)
            let call = ["--profile", "acme", "call", "GET", "/users"]
            #expect(try await Program.run(call, environment: environment).status == 3)
            let limits = try String(contentsOf: file, encoding: .utf8)
            #expect(limits.contains(/Max core file size\s+0\s+0\s/))
        }
    }
}
