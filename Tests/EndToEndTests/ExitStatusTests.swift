import Foundation
import SisenseClient
import Testing

extension EndToEnd {
    /// Scripts rely on these numbers.
    @Suite("Exit statuses")
    struct ExitStatusTests {
        private typealias Status = SisenseClient.ExitStatus

        /// The names of all commands, as the help has them.
        private static func commands() async throws -> [[String]] {
            let help = try await Program.run(["--help"]).output
            let names = Set(help.matches(of: /(?m)^sisense-console ([a-z]+(?: [a-z]+)?)/).map { String($0.output.1) })
            return names.sorted().map { $0.split(separator: " ").map(String.init) }
        }

        private static let nowhere = ["SISENSE_URL": "http://127.0.0.1:1", "SISENSE_TOKEN": "t"]

        @Test("They stand in the help and in the manual, each once, and mean the same in both")
        func table() async throws {
            let help = try await Program.run(["--help"]).output
            let manual = try await Program.run(["man"]).output
            let table = try #require(help.range(of: "Exit status:\n"))
            let listed = help[table.upperBound...].matches(of: #/(?m)^  (\d+) /#).compactMap { Int32($0.output.1) }
            #expect(listed == Status.allCases.map(\.rawValue))
            let section = try #require(manual.range(of: ".SH EXIT STATUS"))
            for status in Status.allCases {
                let words = status.meaning.split(separator: " ").prefix(3).joined(separator: " ")
                #expect(help[table.upperBound...].contains(words), "\(status)")
                #expect(manual[section.upperBound...].contains(words), "\(status)")
            }
        }

        @Test("Every command ends with 2 for an option that it does not have, and with 0 for its help")
        func everyCommand() async throws {
            for command in try await Self.commands() {
                let slip = try await Program.run(command + ["--no-such-option"], environment: Self.nowhere)
                #expect(slip.status == Status.usage.rawValue, "\(command): \(slip.errors)")
                #expect(slip.output.isEmpty && slip.errors.contains("--no-such-option"), "\(command)")
                let help = try await Program.run(command + ["--help"])
                #expect(help.status == Status.done.rawValue, "\(command)")
            }
        }

        /// Calls that need a server, by the name of the command.
        private static func connecting(_ folder: String) -> [[String]] {
            [
                ["call", "GET", "/users"], ["get", "users"], ["get", "user", "Beatrix Lang"],
                ["plan", "PATCH", "/features/mobile/toggle", "-f", "active=true", "-o", folder + ".plan"],
                ["plan", folder, "-o", folder + ".plan"], ["export", folder + "-other"], ["diff", folder],
            ]
        }

        /// A folder with the state of a server.
        private static func exported(_ environment: [String: String]) async throws -> String {
            let folder = FileManager.default.temporaryDirectory.appending(path: "sisense-\(UUID())").path()
            let result = try await Program.run(["export", folder, "--only", "features"], environment: environment)
            #expect(result.status == Status.done.rawValue, "\(result.errors)")
            return folder
        }

        @Test("What needs a server ends with 3 where there is none, with 7 for a wrong token, with 0 where all is well")
        func connecting() async throws {
            let server = try await RunningServer()
            let good = ["SISENSE_URL": server.address, "SISENSE_TOKEN": try await server.token()]
            let folder = try await Self.exported(good)
            defer { for path in [folder, folder + "-other"] { try? FileManager.default.removeItem(atPath: path) } }
            for call in Self.connecting(folder) {
                let away = try await Program.run(call, environment: Self.nowhere)
                #expect(away.status == Status.noConnection.rawValue, "\(call): \(away.errors)")
                let stranger = ["SISENSE_URL": server.address, "SISENSE_TOKEN": "wrong"]
                let denied = try await Program.run(call, environment: stranger)
                #expect(denied.status == Status.denied.rawValue, "\(call): \(denied.errors)")
                #expect(!FileManager.default.fileExists(atPath: folder + ".plan"), "\(call)")
            }
            for call in Self.connecting(folder) where call[0] != "plan" {
                let well = try await Program.run(call, environment: good)
                #expect(well.status == Status.done.rawValue, "\(call): \(well.errors)")
            }
        }

        @Test("A refusal, something that is not there, a stale plan and a difference each have their own")
        func kinds() async throws {
            let server = try await RunningServer()
            let environment = ["SISENSE_URL": server.address, "SISENSE_TOKEN": try await server.token()]
            func status(_ arguments: String...) async throws -> Status? {
                let result = try await Program.run(arguments, environment: environment)
                return Status(rawValue: result.status)
            }
            #expect(try await status("call", "POST", "/users", "-f", "email=bad") == .failed)
            #expect(try await status("call", "GET", "/users/000000000000000000000000") == .notFound)
            #expect(try await status("get", "user", "nobody at all") == .notFound)
            let change = ["PATCH", "/features/mobile/toggle", "-f", "active=true"]
            let readOnly = try await Program.run(["--readonly", "call"] + change, environment: environment)
            #expect(readOnly.status == Status.notAllowed.rawValue)
            let folder = try await Self.exported(environment)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let plan = folder + ".plan"
            defer { try? FileManager.default.removeItem(atPath: plan) }
            #expect(try await Program.run(["plan"] + change + ["-o", plan], environment: environment).status == 0)
            #expect(try await Program.run(["call"] + change + ["--yes"], environment: environment).status == 0)
            #expect(try await status("diff", folder) == .differs)
            #expect(try await status("apply", plan, "--yes") == .conflict)
        }

        @Test("A server that is busy ends a read with 9, one that loses the answer to a change ends that with 5")
        func chaos() async throws {
            let busy = try await RunningServer(["--chaos", "busy"])
            let token = try await busy.token()
            var seen: Set<Int32> = []
            for _ in 0..<6 {
                let call = ["call", "POST", "/groups", "-f", "name=\(UUID())"]
                let environment = ["SISENSE_URL": busy.address, "SISENSE_TOKEN": token]
                seen.insert(try await Program.run(call, environment: environment).status)
            }
            #expect(seen.contains(Status.busy.rawValue), "\(seen)")
            let losing = try await RunningServer(["--chaos", "losing"])
            let lost = try await Program.run(
                ["call", "POST", "/groups", "-f", "name=New"],
                environment: ["SISENSE_URL": losing.address, "SISENSE_TOKEN": try await losing.token()])
            #expect(lost.status == Status.notKnown.rawValue, "\(lost.errors)")
        }

        @Test("What writes to a full disk ends with 74, and with 141 when its reader has gone")
        func output() async throws {
            let calls: [[String]] = [
                ["--help"], ["--version"], ["help", "call"], ["man"], ["man", "configuration"], ["info"],
                ["info", "--json"], ["operations"], ["operations", "--json"], ["completions", "zsh"], ["get", "?"],
                ["get", "users", "--schema"], ["export", "--schema"],
                ["call", "POST", "/groups", "-f", "name=New", "--dry-run"],
            ]
            for call in calls {
                let words = call.map { "'\($0)'" }.joined(separator: " ")
                let full = try await Program.run(
                    ["-c", "exec '\(Program.path)' \(words) > /dev/full"], environment: Self.nowhere,
                    executable: "/bin/sh")
                #expect(full.status == Status.output.rawValue, "\(call)")
                #expect(full.errors.contains("No space left on device"), "\(call): \(full.errors)")
                let gone = try await Program.run(
                    ["-c", "'\(Program.path)' \(words) | :; echo ${PIPESTATUS[0]}"],
                    environment: Self.nowhere, executable: "/bin/bash")
                // A reader that goes late may have taken all of it.
                #expect(["141\n", "0\n"].contains(gone.output) && gone.errors.isEmpty, "\(call): \(gone.output)")
            }
        }
    }
}
