import Foundation
import SisenseClient
import Testing

extension EndToEnd {
    @Suite("The manual")
    struct ManualTests {
        @Test("The page of the program has the sections a manual has, every option, and every command of the console")
        func program() async throws {
            let manual = try await Program.run(["man"]).output
            let sections = [
                "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "KEYS", "CONFIGURATION", "FILES",
                "ENVIRONMENT",
                "EXIT STATUS", "EXAMPLES", "SEE ALSO",
            ]
            let found = manual.matches(of: /(?m)^\.SH (.+)$/).map { String($0.output.1) }
            #expect(found == sections)
            let help = try await Program.run(["--help"]).output
            let plain = manual.replacing("\\-", with: "-")
            for option in Set(help.matches(of: /--[a-z][a-z-]+/).map({ String($0.output) })) {
                #expect(plain.contains(option), "\(option)")
            }
            // One with a key, one that has none.
            #expect(plain.contains("Edit\\[u2026]") && plain.contains("\\fB:readonly\\fR"))
            #expect(try await Program.run(["man", "program"]).output == manual)
        }

        @Test("The page of the files names every key of a profile")
        func configuration() async throws {
            let manual = try await Program.run(["man", "configuration"]).output
            for key in ProfileKey.allCases { #expect(manual.contains("\\fB\(key.rawValue)\\fR"), "\(key)") }
        }

        @Test("Checkers of manual pages find nothing", arguments: ["program", "configuration"])
        func clean(page: String) async throws {
            let manual = try await Program.run(["man", page]).output
            let checks = [
                ("/usr/bin/groff", ["-ww", "-man", "-Tutf8", "-z"]), ("/usr/bin/mandoc", ["-Tlint", "-Wstyle"]),
            ]
            for (checker, arguments) in checks {
                guard FileManager.default.isExecutableFile(atPath: checker) else {
                    print("\(checker) is not installed: it does not look at the manual.")
                    continue
                }
                let result = try await Program.run(arguments, input: manual, executable: checker)
                // Distributions warn of what other distributions cannot show.
                let lines = (result.output + result.errors).split(separator: "\n")
                    .filter { !$0.contains("referenced manual not found") && !$0.contains("base system convention") }
                #expect(lines == [], "\(checker)")
                #expect(result.status == 0 || !lines.isEmpty || checker.hasSuffix("mandoc"))
            }
        }
    }
}
