import Foundation
import TestTerminal
import Testing

extension EndToEnd {
    @Suite("The machine it runs on")
    struct MachineTests {
        /// Runs a line of bash, in which `$PROGRAM` is the program. Its status is that of the program, also in a pipe.
        private func shell(_ line: String, environment: [String: String] = [:]) async throws -> Program.Result {
            try await Program.run(
                ["-c", "\(line); exit ${PIPESTATUS[0]}"],
                environment: environment.merging(["PROGRAM": Program.path]) { $1 }, executable: "/bin/bash")
        }

        @Test("A disk that is full ends with 74 and says so", arguments: ["man", "operations --json", "--help"])
        func fullDisk(command: String) async throws {
            let result = try await shell("\"$PROGRAM\" \(command) > /dev/full")
            #expect(result.status == 74)
            #expect(result.errors == "Could not write to standard output: No space left on device.\n")
        }

        @Test("A reader that goes ends it with 141 and no word, an output that is closed with 74 and a sentence")
        func closed() async throws {
            let gone = try await shell("\"$PROGRAM\" operations --json | head -c 1")
            #expect(gone.status == 141)
            #expect(gone.errors.isEmpty)
            let closed = try await shell("\"$PROGRAM\" man >&-")
            #expect(closed.status == 74)
            #expect(closed.errors == "Could not write to standard output: Bad file descriptor.\n")
        }

        // Nobody can make a folder there, not even root.
        @Test("With a home that cannot be written, reading works, and what must be kept is refused")
        func readOnlyHome() async throws {
            let server = try await RunningServer()
            let environment = [
                "HOME": "/proc", "SISENSE_URL": server.address, "SISENSE_USER": "admin@acme.example",
                "SISENSE_PASSWORD": "acme-demo",
            ]
            let read = try await Program.run(["get", "users", "--limit", "1", "-o", "name"], environment: environment)
            #expect(read.status == 0 && read.errors.isEmpty, "\(read.errors)")
            let kept = try await Program.run(
                ["profile", "add", "x", "--server", server.address], environment: environment)
            #expect(kept.status == 2)
            #expect(kept.errors.contains("Could not create the folder /proc/.config/"), "\(kept.errors)")
            // A change that cannot be recorded is not sent.
            let change = try await Program.run(
                ["call", "PATCH", "/features/mobile/toggle", "-f", "active=true"], environment: environment)
            #expect(change.status == 4 && change.errors.contains("/proc/.local/state/"), "\(change.errors)")
            let session = try Program.open([], environment: environment)
            try await session.expect("Users")
            try session.type("q")
            #expect(try await session.ended() == .exited(0))
        }

        @Test(
            "Without a home, with an empty or a relative one, files lie in the home of the account",
            arguments: ["env -u HOME", "env HOME=", "env HOME=here"])
        func missingHome(prefix: String) async throws {
            let result = try await shell("\(prefix) \"$PROGRAM\" info --json")
            let info = try #require(
                try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: [String: Any]])
            let config = try #require(info["config"]?["value"] as? String)
            #expect(config.hasPrefix(NSHomeDirectory()) || config.hasPrefix("/"), "\(config)")
            #expect(!config.contains("here"))
        }

        @Test("A home that is not there is made when something is kept in it, and ~ behind an equals sign is it")
        func newHome() async throws {
            let home = FileManager.default.temporaryDirectory.appending(path: "new-\(UUID())/home").path()
            defer { try? FileManager.default.removeItem(atPath: home) }
            let add = ["profile", "add", "x", "--server", "https://bi.acme.example", "--token-file=~/token"]
            let result = try await Program.run(add, environment: ["HOME": home])
            #expect(result.status == 0, "\(result.errors)")
            let show = try await Program.run(["profile", "show", "x", "--json"], environment: ["HOME": home])
            #expect(show.output.contains("\(home)/token"), "\(show.output)")
        }

        @Test("--version names the build, and info says in JSON what it says in lines")
        func version() async throws {
            for option in ["--version", "-V"] {
                let version = try await Program.run([option]).output
                let pattern = /sisense-console \d+\.\d+\.\d+ \(.*\d{4}-\d\d-\d\d\)\n/
                #expect(version.wholeMatch(of: pattern) != nil, "\(version)")
            }
            let environment = ["SISENSE_URL": "https://bi.acme.example", "SISENSE_TOKEN": "t0ken-of-a-test"]
            let lines = try await Program.run(["info"], environment: environment).output.split(separator: "\n")
            let text = try await Program.run(["info", "--json"], environment: environment).output
            let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: [String: Any]])
            #expect(json.count == lines.count)
            #expect(json["server"]?["value"] as? String == "https://bi.acme.example")
            #expect(json["server"]?["source"] as? String == "SISENSE_URL")
            #expect(json["readOnly"]?["value"] as? Bool == false)
            #expect(!text.contains("t0ken-of-a-test"))
        }
    }
}
