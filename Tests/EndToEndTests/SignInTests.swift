import Foundation
import TestTerminal
import Testing

extension EndToEnd {
    @Suite("login, token and logout")
    struct SignInTests {
        private let password = "acme-demo"

        private func home() -> (path: String, environment: [String: String]) {
            let path = FileManager.default.temporaryDirectory.appending(path: "home-\(UUID())").path()
            return (path, ["HOME": path])
        }

        private func everything(in folder: String) throws -> String {
            let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
            return files.compactMap { try? String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }.joined()
        }

        @Test("A login keeps a token in a file that its owner alone can read; logout drops it")
        func login() async throws {
            let server = try await RunningServer()
            var (home, environment) = home()
            defer { try? FileManager.default.removeItem(atPath: home) }
            environment["SISENSE_PASSWORD"] = password
            let connection = ["--profile", "acme", "--server", server.address]
            let login = try await Program.run(
                ["login", "--user", "admin@acme.example"] + connection, environment: environment)
            #expect(login.status == 0, "\(login.errors)")
            let file = "\(home)/.local/state/sisense-console/tokens/acme.token"
            #expect(login.output.contains(file) && login.output.contains("as admin@acme.example"))
            #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
            let token = try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .newlines)
            #expect(!token.isEmpty && !login.output.contains(token) && !login.errors.contains(token))
            #expect(!(try everything(in: home)).contains(password))

            // Nothing but the profile is needed from here on.
            let read = try await Program.run(
                ["--profile", "acme", "get", "user", "admin@acme.example", "-o", "name"], environment: ["HOME": home])
            #expect(read.output == "Ada Admin\n", "\(read.errors)")

            let logout = try await Program.run(["logout", "--profile", "acme"], environment: ["HOME": home])
            #expect(logout.status == 0, "\(logout.errors)")
            #expect(!FileManager.default.fileExists(atPath: file))
            #expect(!(try everything(in: home)).contains(token))
            let again = try await Program.run(["logout", "--profile", "acme"], environment: ["HOME": home])
            #expect(again.status == 0 && again.output.contains("No token is kept"))
        }

        @Test("The password is asked for and typed unseen, and Ctrl-C leaves the terminal as it was")
        func asked() async throws {
            let server = try await RunningServer()
            let (home, environment) = home()
            defer { try? FileManager.default.removeItem(atPath: home) }
            let arguments = ["login", "--server", server.address, "--user", "admin@acme.example"]
            let given = try Program.open(arguments, environment: environment)
            let before = try given.terminal.settings().c_lflag
            try await given.expect("Password of admin@acme.example")
            try given.type("\u{3}")
            #expect(try await given.ended() == .exited(2))
            #expect(try given.terminal.settings().c_lflag == before)

            let session = try Program.open(arguments, environment: environment)
            try await session.expect("Password of admin@acme.example")
            // A slip, taken back.
            try session.type("x\u{7F}\(password)\r")
            try await session.expect("is logged in as admin@acme.example")
            #expect(try await session.ended() == .exited(0))
            #expect(!session.screenText.contains(password))
        }

        @Test("A token comes from standard input, and one that the server does not take is not kept")
        func token() async throws {
            let server = try await RunningServer()
            let (home, environment) = home()
            defer { try? FileManager.default.removeItem(atPath: home) }
            let connection = ["--server", server.address, "--profile", "acme"]
            let wrong = try await Program.run(
                ["token"] + connection, environment: environment, input: "no-such-token\n")
            #expect(wrong.status == 7, "\(wrong.errors)")
            #expect(try everything(in: home).isEmpty)
            #expect(!wrong.errors.contains("no-such-token"))

            let credentials = ["SISENSE_USER": "admin@acme.example", "SISENSE_PASSWORD": password]
            _ = try await Program.run(
                ["login"] + connection, environment: credentials.merging(environment) { $1 })
            let file = "\(home)/.local/state/sisense-console/tokens/acme.token"
            let token = try String(contentsOfFile: file, encoding: .utf8)
            let other = FileManager.default.temporaryDirectory.appending(path: "home-\(UUID())").path()
            defer { try? FileManager.default.removeItem(atPath: other) }
            let kept = try await Program.run(["token"] + connection, environment: ["HOME": other], input: token)
            #expect(kept.status == 0, "\(kept.errors)")
            #expect(try everything(in: other).contains(token.trimmingCharacters(in: .newlines)))
        }

        @Test("A password of the environment goes to the server beside it alone, and a source that was chosen stays")
        func careful() async throws {
            let server = try await RunningServer()
            var (home, environment) = home()
            defer { try? FileManager.default.removeItem(atPath: home) }
            environment["SISENSE_PASSWORD"] = password
            environment["SISENSE_URL"] = "http://127.0.0.1:1"
            let other = try await Program.run(
                ["login", "--server", server.address, "--user", "admin@acme.example"], environment: environment)
            #expect(other.status == 2)
            #expect(other.errors.contains("nobody to ask for the password"))

            let add = ["profile", "add", "own", "--server", server.address, "--token-command", "pass show bi"]
            #expect(try await Program.run(add, environment: environment).status == 0)
            let refused = try await Program.run(["login", "--profile", "own"], environment: environment)
            #expect(refused.status == 2 && refused.errors.contains("command pass"), "\(refused.errors)")
        }
    }
}
