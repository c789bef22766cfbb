import Foundation
import TestTerminal
import Testing

/// The README as its readers follow it.
private enum Readme {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func text() throws -> String {
        try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    }

    /// Every line of its blocks for shells, without the comment behind it.
    static func commands() throws -> [String] {
        try text().matches(of: /(?ms)^```sh\n(.*?)^```$/).flatMap { block in
            block.output.1.split(separator: "\n").map { line in
                line[..<(line.firstRange(of: " # ")?.lowerBound ?? line.endIndex)].trimmingCharacters(in: .whitespaces)
            }
        }
        .filter { !$0.isEmpty }
    }

    /// Those for a toolchain or a fresh machine, which a test cannot run inside a test: the files they name are there.
    static func isForToolchain(_ command: String) -> Bool {
        ["sudo ", "swift ", ".ci/"].contains(where: command.hasPrefix)
    }

    /// Those that open the console.
    static func opensConsole(_ command: String) -> Bool {
        command == "sisense-console" || command.hasPrefix("sisense-console --")
    }
}

extension EndToEnd {
    @Suite("The README")
    struct ReadmeTests {
        /// A folder of its own with a password store and a token, and two servers in the place of those in the text.
        private final class Stage {
            let home = FileManager.default.temporaryDirectory.appending(path: "readme-\(UUID())")
            let servers: [RunningServer]

            init() async throws {
                servers = [try await RunningServer(), try await RunningServer()]
                let folder = home.appending(path: "bin")
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                let login = try await Program.run(
                    ["login", "--profile", "first", "--server", servers[1].address],
                    environment: environment.merging(credentials) { $1 })
                #expect(login.status == 0, "\(login.errors)")
                let kept = home.appending(path: ".local/state/sisense-console/tokens/first.token")
                try FileManager.default.moveItem(at: kept, to: home.appending(path: ".bi-token"))
                let removed = try await Program.run(["profile", "remove", "first"], environment: environment)
                #expect(removed.status == 0)
                let pass = folder.appending(path: "pass")
                try Data("#!/bin/sh\ncat ~/.bi-token\n".utf8).write(to: pass)
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: pass.path())
            }

            deinit { try? FileManager.default.removeItem(at: home) }

            let credentials = ["SISENSE_USER": "admin@acme.example", "SISENSE_PASSWORD": "acme-demo"]

            var environment: [String: String] {
                let programs = URL(filePath: Program.path).deletingLastPathComponent().path()
                return [
                    "HOME": home.path(), "PATH": "\(home.path())/bin:\(programs):/usr/bin:/bin", "EDITOR": "true",
                ]
            }

            /// The command with these servers in the place of those in the text.
            func command(_ text: String) -> String {
                text.replacing("https://bi.example.com", with: servers[0].address)
                    .replacing("https://stage.example.com", with: servers[1].address)
                    .replacing("stage.example.com", with: "127.0.0.1")
            }
        }

        /// The statuses of commands that say something by it.
        private static let statuses: [(prefix: String, status: Int)] = [
            ("sisense-console call POST /settings/system --edit", 2),
            // There it finds what was changed by hand.
            ("sisense-console diff state --json", 10),
        ]

        @Test("Every command does what it says, one after the other in the order of the text")
        func commands() async throws {
            let stage = try await Stage()
            let commands = try Readme.commands().filter { !Readme.isForToolchain($0) && !Readme.opensConsole($0) }
            #expect(commands.count > 25)
            var script = "cd; mkdir work; cd work\n"
            for (index, command) in commands.enumerated() {
                // A server runs until somebody ends it.
                let isServer = command.hasPrefix("sisense-console serve")
                let line = (isServer ? "timeout --preserve-status 2 " : "") + stage.command(command)
                script += "\(line)\necho \"@@ \(index) $?\"\n"
            }
            let result = try await Program.run(
                ["-c", "exec 2>&1 < /dev/null; \(script)"],
                environment: stage.environment.merging(stage.credentials) { $1 }, executable: "/bin/bash")
            let parts = result.output.split(separator: /@@ \d+ (?=\d+\n)/)
            #expect(parts.count == commands.count + 1, "\(result.output.suffix(2000))")
            for (index, command) in commands.enumerated() where index + 1 < parts.count {
                let status = Int(parts[index + 1].prefix { $0.isNumber }) ?? -1
                let wanted = Self.statuses.first { command.hasPrefix($0.prefix) }?.status ?? 0
                let said = index == 0 ? String(parts[0]) : String(parts[index].drop { $0 != "\n" })
                #expect(status == wanted, "\(command) ended with \(status): \(said.suffix(600))")
            }
        }

        @Test("The commands that open the console open it")
        func consoles() async throws {
            let stage = try await Stage()
            let environment = stage.environment.merging(stage.credentials) { $1 }
            let login = ["login", "--profile", "prod", "--server", stage.servers[0].address]
            #expect(try await Program.run(login, environment: environment).status == 0)
            let commands = try Readme.commands().filter(Readme.opensConsole)
            #expect(commands.count > 2)
            for command in commands {
                let session = try TerminalSession(
                    TerminalCommand(
                        "/bin/sh", ["-c", stage.command(command)], environment: environment,
                        size: TerminalSize(columns: 120, rows: 40)))
                try await session.expect("Home")
                try session.type("q")
                #expect(try await session.ended() == .exited(0), "\(command)")
            }
        }

        @Test("What it tells contributors to run is there")
        func scripts() throws {
            let text = try Readme.text()
            let scripts = Set(text.matches(of: /\.ci\/[a-z]+/).map { String($0.output) })
            #expect(scripts.count > 4)
            for script in scripts {
                let path = Readme.root.appending(path: script).path()
                #expect(FileManager.default.isExecutableFile(atPath: path), "\(script)")
            }
        }

        @Test("Its pictures are there, are drawn again to the same bytes, and none is missing")
        func pictures() async throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "pictures-\(UUID())")
            defer { try? FileManager.default.removeItem(at: folder) }
            #expect(try await Program.run(["screenshots", folder.path()]).status == 0)
            let drawn = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
            let kept = Readme.root.appending(path: "screenshots")
            #expect(try FileManager.default.contentsOfDirectory(atPath: kept.path()).sorted() == drawn)
            for name in drawn {
                let (new, old) = (folder.appending(path: name), kept.appending(path: name))
                #expect(try Data(contentsOf: new) == Data(contentsOf: old), "draw it again: screenshots, \(name)")
            }
            let shown = Set(try Readme.text().matches(of: /screenshots\/([a-z-]+\.svg)/).map { String($0.output.1) })
            #expect(shown == Set(drawn))
        }

        @Test("Each promise names tests that are there")
        func promises() throws {
            let text = try Readme.text()
            let start = try #require(text.firstRange(of: "## What is promised\n")?.upperBound)
            let section = text[start...].prefix { $0 != "#" }
            let names = section.matches(of: /\*([^*\n]+)\*/).map { String($0.output.1) }
            #expect(names.count > 8)
            let tests = Readme.root.appending(path: "Tests")
            let files = FileManager.default.enumerator(atPath: tests.path())?.compactMap { $0 as? String } ?? []
            let sources = try files.filter { $0.hasSuffix("Tests.swift") && !$0.hasSuffix("ReadmeTests.swift") }.map {
                try String(contentsOf: tests.appending(path: $0), encoding: .utf8)
            }
            for name in names { #expect(sources.contains { $0.contains("\"\(name)\"") }, "\(name)") }
        }
    }
}
