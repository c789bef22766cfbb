import Foundation
import TestTerminal
import Testing

extension EndToEnd {
    @Suite("Completions")
    struct CompletionTests {
        /// What the program offers a shell: how words end, and the words.
        private struct Offers {
            let head: String
            let words: [String]
        }

        /// The offers in the place of the last of these words.
        private func offers(_ words: [String], environment: [String: String] = [:]) async throws -> Offers {
            let result = try await Program.run(["complete"] + words, environment: environment)
            #expect(result.status == 0)
            #expect(result.errors.isEmpty)
            let lines = result.output.split(separator: "\n").map { $0.prefix { $0 != "\t" } }.map(String.init)
            return Offers(head: lines.first ?? "", words: Array(lines.dropFirst()))
        }

        @Test(
            "Commands, options, values, methods, paths, parameters, members and columns are offered where they belong",
            arguments: [
                (["ca"], ["call"]), (["call", "P"], ["POST", "PUT", "PATCH"]), (["call", "pa"], ["patch"]),
                (["call", "GET", "/users/"], ["/users/{id}"]), (["call", "get", "users/"], ["users/{id}"]),
                (["--readonly", "call", "patch", "/fea"], ["/features/{key}/toggle"]),
                (["profile", ""], ["list", "add", "edit", "show", "rename", "default", "test", "remove"]),
                (["get", "user"], ["users", "user"]), (["get", "users", "-o", "j"], ["json", "jsonl"]),
                (["get", "users", "-oj"], ["-ojson", "-ojsonl"]), (["operations", "--js"], ["--json"]),
                (["profile", "add", "x", "--kind", ""], ["prod", "staging", "dev"]), (["completions", "f"], ["fish"]),
                (["--theme", "mid"], ["midnight"]), (["--theme=mid"], ["--theme=midnight"]),
                (["call", "GET", "/users", "-q", "lim"], ["limit="]),
                (["call", "GET", "/users", "-qlim"], ["-qlimit="]),
                (["call", "GET", "/users", "-q", "active=t"], ["active=true"]),
                (["call", "POST", "/users", "-f", "firstN"], ["firstName="]),
                (["get", "users", "--columns", "name,em"], ["name,email"]),
                (["get", "users", "--sort=-log"], ["--sort=-login"]),
                (["get", "users", "log"], ["login:", "login<", "login>"]),
                (["export", "state", "--only", "users,gr"], ["users,groups"]),
                (["profile", "edit", "x", "--set", "tokenF"], ["tokenFile="]), (["man", "c"], ["configuration"]),
                (["help", "dif"], ["diff"]), (["dance", ""], []), (["call", "GET", "/users", "--", "-"], []),
            ])
        func offered(words: [String], wanted: [String]) async throws {
            #expect(try await offers(words).words == wanted)
        }

        @Test(
            "Files are left to the shell, and a word behind which something must be typed is said to be open",
            arguments: [
                (["show", ""], "words files"), (["call", "POST", "/users", "--input="], "words files"),
                (["serve", "--data", ""], "words folders"), (["call", "GET", "/users", "-q", "l"], "open"),
                (["ca"], "words"),
            ])
        func heads(words: [String], head: String) async throws {
            #expect(try await offers(words).head == head)
        }

        @Test(
            "Every option of the help is offered by the command it belongs to, and nothing that the help does not name")
        func complete() async throws {
            let help = try await Program.run(["--help"]).output
            let options = Set(help.matches(of: /(?m)^ {4}(--?[A-Za-z][a-z-]*)/).map { String($0.output.1) })
            #expect(options.count > 40)
            var offered: Set<String> = []
            let commands =
                ["", "get", "call", "plan", "export", "diff", "show", "apply", "operations", "serve"]
                + ["login", "token", "logout", "profile list", "profile add", "profile edit", "profile show"]
                + ["profile rename", "profile default", "profile test", "profile remove", "info", "man"]
            for command in commands {
                let words = command.split(separator: " ").map(String.init) + ["-"]
                offered.formUnion(try await offers(words).words)
            }
            #expect(options.subtracting(offered) == [])
        }

        /// A folder with two profiles, removed by the caller.
        private func configuration() async throws -> URL {
            let folder = FileManager.default.temporaryDirectory.appending(path: "sisense-\(UUID())")
            for name in ["acme", "beta"] {
                let add = ["profile", "add", name, "--server", "https://bi.acme.example"]
                let result = try await Program.run(add, environment: ["XDG_CONFIG_HOME": folder.path()])
                #expect(result.status == 0)
            }
            return folder
        }

        @Test(
            "Profiles are offered, and the names of records only to those who asked for them, from the cache if it is new"
        )
        func names() async throws {
            let server = try await RunningServer()
            let folder = try await configuration()
            defer { try? FileManager.default.removeItem(at: folder) }
            let cache = folder.appending(path: "cache")
            var environment = [
                "XDG_CONFIG_HOME": folder.path(), "XDG_CACHE_HOME": cache.path(), "SISENSE_URL": server.address,
                "SISENSE_USER": "admin@acme.example", "SISENSE_PASSWORD": "acme-demo",
            ]
            #expect(try await offers(["--profile", ""], environment: environment).words == ["acme", "beta"])
            #expect(try await offers(["profile", "test", "b"], environment: environment).words == ["beta"])
            #expect(try await offers(["get", "user", "ada"], environment: environment).words == [])
            #expect(!FileManager.default.fileExists(atPath: cache.path()))

            environment["SISENSE_COMPLETE_NAMES"] = "60"
            let wanted = ["adaeze@acme.example"]
            #expect(try await offers(["get", "user", "adae"], environment: environment).words == wanted)
            await server.stop()
            #expect(try await offers(["get", "user", "adae"], environment: environment).words == wanted)
            #expect(try await offers(["get", "effective-access", "adae"], environment: environment).words == wanted)
            let kept = try #require(FileManager.default.enumerator(atPath: cache.path())?.compactMap { $0 as? String })
            let file = try #require(kept.first { $0.hasSuffix(".json") })
            let text = try String(contentsOf: cache.appending(path: file), encoding: .utf8)
            #expect(!text.contains("acme-demo"))
            let mode = try FileManager.default.attributesOfItem(atPath: cache.appending(path: file).path())
            #expect(mode[.posixPermissions] as? Int == 0o600)
        }

        /// A shell with the completions of the program, ready for keys.
        private struct Interactive: Sendable, CustomTestStringConvertible {
            let name: String
            let arguments: [String]
            let begin: String

            var testDescription: String { name }
            var path: String? {
                ["/bin/\(name)", "/usr/bin/\(name)"].first(where: FileManager.default.isExecutableFile)
            }

            static let all = [
                Interactive(
                    name: "bash", arguments: ["--norc", "--noprofile", "-i"],
                    begin: "PS1='ready$ '; source <(sisense-console completions bash)"),
                Interactive(
                    name: "zsh", arguments: ["-f", "-i"],
                    begin: "PROMPT='ready$ '; autoload -Uz compinit; compinit -u -D; "
                        + "source <(sisense-console completions zsh)"),
                Interactive(
                    name: "fish", arguments: ["--no-config"],
                    begin: "function fish_prompt; echo -n 'ready$ '; end; sisense-console completions fish | source"),
            ]
        }

        @Test("Shells complete what is typed, key by key", arguments: Interactive.all)
        private func keys(shell: Interactive) async throws {
            guard let path = shell.path else {
                print("\(shell.name) is not installed: its completions are not driven.")
                return
            }
            let server = try await RunningServer()
            let folder = try await configuration()
            defer { try? FileManager.default.removeItem(at: folder) }
            let programs = URL(filePath: Program.path).deletingLastPathComponent().path()
            let session = try TerminalSession(
                TerminalCommand(
                    path, shell.arguments,
                    environment: [
                        "PATH": "\(programs):/usr/bin:/bin", "HOME": folder.path(), "XDG_CONFIG_HOME": folder.path(),
                        "SISENSE_URL": server.address, "SISENSE_USER": "admin@acme.example",
                        "SISENSE_PASSWORD": "acme-demo", "SISENSE_COMPLETE_NAMES": "60",
                    ], size: TerminalSize(columns: 120, rows: 40)))
            try await session.settle()
            try session.type(shell.begin + "\r")
            try await session.expect("ready$ ") { emulator in
                emulator.screen.lines.contains { $0.hasPrefix("ready$") && !$0.contains("sisense-console") }
            }
            let steps = [
                ("ca", "call"), ("--theme=midn", "--theme=midnight"), ("--profile ac", "--profile acme"),
                ("call GET /users -q lim", "-q limit="), ("call GET /settings/sys", "/settings/system"),
                ("get users --columns name,ema", "--columns name,email"), ("get user adaez", "adaeze@acme.example"),
                ("man conf", "man configuration"),
            ]
            for (typed, wanted) in steps {
                try session.type("sisense-console \(typed)")
                try await session.expect("sisense-console \(typed)")
                try session.type("\t")
                try await session.expect(wanted)
                try session.press(.control("u"))
                try await session.expectNo("sisense-console \(typed)")
            }
        }

        @Test("A shell nobody knows is refused with those there are")
        func unknown() async throws {
            let result = try await Program.run(["completions", "tcsh"])
            #expect(result.status == 2)
            #expect(result.errors.contains("bash, zsh, fish"))
        }
    }
}
