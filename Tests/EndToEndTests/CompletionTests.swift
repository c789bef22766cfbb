import Foundation
import Testing

extension EndToEnd {
    @Suite("Completions and manual")
    struct CompletionTests {
        /// The words that bash offers behind these words, the last of which is being typed.
        private func offers(_ words: [String], environment: [String: String] = [:]) async throws -> [String] {
            let script = """
                source <("$PROGRAM" completions bash)
                sisense-console() { "$PROGRAM" "$@"; }
                COMP_WORDS=(sisense-console "$@"); COMP_CWORD=$#
                _sisense_console
                printf '%s\\n' "${COMPREPLY[@]}"
                """
            let result = try await Program.run(
                ["-c", script, "bash"] + words, environment: environment.merging(["PROGRAM": Program.path]) { $1 },
                executable: "/bin/bash")
            #expect(result.errors.isEmpty)
            return result.output.split(separator: "\n").map(String.init)
        }

        @Test(
            "bash offers commands, options, methods, paths and choices where they belong",
            arguments: [
                (["ca"], ["call"]), (["call", "P"], ["POST", "PUT", "PATCH"]),
                (["call", "GET", "/users/"], ["/users/{id}"]),
                (["--readonly", "call", "patch", "/fea"], ["/features/{key}/toggle"]),
                (["profile", ""], ["list", "add", "edit", "show", "rename", "default", "test", "remove"]),
                (["get", "user"], ["users", "user"]),
                (["get", "users", "-o", "j"], ["json", "jsonl"]), (["operations", "--js"], ["--json"]),
                (["profile", "add", "x", "--kind", ""], ["prod", "staging", "dev"]), (["completions", "f"], ["fish"]),
                (["--theme", "mid"], ["midnight"]), (["call", "GET", "/users", "-q", ""], []), (["dance", ""], []),
            ])
        func bash(words: [String], wanted: [String]) async throws {
            #expect(try await offers(words) == wanted)
        }

        @Test("bash offers the profiles there are")
        func profiles() async throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "sisense-\(UUID())")
            defer { try? FileManager.default.removeItem(at: folder) }
            let environment = ["XDG_CONFIG_HOME": folder.path()]
            for name in ["acme", "beta"] {
                let add = ["profile", "add", name, "--server", "https://bi.acme.example"]
                #expect(try await Program.run(add, environment: environment).status == 0)
            }
            #expect(try await offers(["--profile", ""], environment: environment) == ["acme", "beta"])
            #expect(try await offers(["profile", "test", "b"], environment: environment) == ["beta"])
        }

        @Test("Every option of the help is in the completions of every shell and in the manual")
        func complete() async throws {
            let help = try await Program.run(["--help"]).output
            let options = Set(help.matches(of: /--[a-z][a-z-]+/).map { String($0.output) })
            #expect(options.count > 20)
            let manual = try await Program.run(["man"]).output.replacing("\\-", with: "-")
            for option in options { #expect(manual.contains(option), "\(option)") }
            for shell in ["bash", "zsh", "fish"] {
                let script = try await Program.run(["completions", shell]).output
                for option in options {
                    let name = shell == "fish" ? "-l \(option.dropFirst(2))" : option
                    #expect(script.contains(name), "\(shell) \(option)")
                }
                #expect(script.contains("/users/{id}"))
            }
        }

        @Test("The manual is roff with the sections a manual has, and the keys of the console")
        func manual() async throws {
            let manual = try await Program.run(["man"]).output
            for section in ["NAME", "SYNOPSIS", "COMMANDS", "OPTIONS", "KEYS", "ENVIRONMENT", "EXIT STATUS"] {
                #expect(manual.contains("\n.SH \(section)\n"), "\(section)")
            }
            #expect(manual.contains("Edit…"))
            // A line that began with a dot by chance would be a request of roff.
            let requests = manual.split(separator: "\n").filter { $0.hasPrefix(".") || $0.hasPrefix("'") }
            let known = [".TH", ".SH", ".SS", ".TP", ".PP", ".br"]
            #expect(requests.allSatisfy { line in known.contains { line == $0 || line.hasPrefix($0 + " ") } })
        }

        @Test("A shell nobody knows is refused with those there are")
        func unknown() async throws {
            let result = try await Program.run(["completions", "tcsh"])
            #expect(result.status == 2)
            #expect(result.errors.contains("bash, zsh, fish"))
        }
    }
}
