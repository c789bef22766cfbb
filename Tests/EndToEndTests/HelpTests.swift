import Foundation
import Testing

extension EndToEnd {
    @Suite("The help")
    struct HelpTests {
        @Test("Each command has a page of its own, with its options, an example, and nothing of another command")
        func pages() async throws {
            let all = try await Program.run(["--help"]).output
            let names = Set(all.matches(of: /(?m)^sisense-console ([a-z]+(?: [a-z]+)?)/).map { String($0.output.1) })
            #expect(names.count > 20)
            for name in names {
                let words = name.split(separator: " ").map(String.init)
                let page = try await Program.run(words + ["--help"]).output
                let titles = page.matches(of: /(?m)^sisense-console ([a-z]+(?: [a-z]+)?)/).map { String($0.output.1) }
                #expect(Set(titles) == [name], "\(name)")
                #expect(page.contains("\nExamples:\n    sisense-console \(name)"), "\(name)")
                #expect(try await Program.run(["help"] + words).output == page)
            }
        }

        /// A form of a command as the help has it.
        private struct Form {
            let words: [String]
            let arguments: [String]
            /// The options with what the help calls their values.
            var options: [(name: String, value: String?)] = []
            var text = ""

            /// The arguments that make a call of it.
            var call: [String] { (words.isEmpty ? ["console"] : words) + arguments }
        }

        private static func forms() async throws -> [Form] {
            let help = try await Program.run(["--help"]).output
            let end = try #require(help.firstRange(of: "\nOptions of every command:")?.lowerBound)
            var forms: [Form] = []
            for line in help[..<end].split(separator: "\n").map(String.init) {
                if let match = line.firstMatch(of: /^sisense-console((?: [a-z]+)*)((?: \S+)*)(?:  |$)/) {
                    let needed = match.output.2.prefix { $0 != "-" }.split(separator: " ").filter { $0.first != "[" }
                    forms.append(
                        Form(
                            words: match.output.1.split(separator: " ").map(String.init),
                            arguments: needed.map { _ in "unwanted" }))
                }
                guard !forms.isEmpty else { continue }
                forms[forms.count - 1].text += line.trimmingCharacters(in: .whitespaces) + " "
                guard let match = line.firstMatch(of: /^    (-[^\s,]+(?:, -[^\s,]+)*)(?: ('.+'|\S+))?(?:  |$)/) else {
                    continue
                }
                forms[forms.count - 1].options += match.output.1.split(separator: ", ").map {
                    (name: String($0), value: match.output.2.map { String($0) })
                }
            }
            return forms
        }

        /// An option with a value that every option of that kind takes.
        private static func given(_ option: (name: String, value: String?)) -> [String] {
            guard let value = option.value else { return [option.name] }
            let sample =
                switch value {
                case "N": "1"
                case "FORMAT": "json"
                case "NAME=VALUE": "kind=dev"
                case "'NAME: VALUE'": "X-A: b"
                default: "unwanted"
                }
            return [option.name, sample]
        }

        private static func errors(of arguments: [String]) async throws -> String {
            // Nothing is sent: there is no server there.
            let environment = ["SISENSE_URL": "http://127.0.0.1:1", "SISENSE_TOKEN": "t"]
            let result = try await Program.run(arguments, environment: environment)
            #expect(result.status != 0, "\(arguments)")
            return result.errors
        }

        @Test("Each form of a command takes every option that its help lists, and no other")
        func options() async throws {
            let forms = try await Self.forms()
            #expect(forms.count > 25 && forms.contains { $0.options.count > 15 })
            for form in forms {
                // Arguments too many keep it from doing anything; only the number of them tells the forms of plan apart.
                let isFolder = form.words == ["plan"] && form.arguments.count == 1
                let surplus = Array(repeating: "unwanted", count: isFolder ? 0 : 3)
                let taken = try await Self.errors(of: form.call + surplus + form.options.flatMap(Self.given))
                let complaint = /(?i)no option|unknown option|takes no value|needs a value/
                #expect(!taken.contains(complaint), "\(form.call): \(taken)")

                let own = Set(form.options.map(\.name))
                let others = forms.flatMap(\.options).filter { !own.contains($0.name) }
                let refused = try await Self.errors(of: form.call + others.flatMap(Self.given))
                let match = try #require(refused.firstMatch(of: /has no option (.+)\./), "\(form.call): \(refused)")
                let named = match.output.1.split(separator: ", ").map(String.init)
                #expect(Set(named) == Set(others.map(\.name)), "\(form.call)")
            }
        }

        @Test("A name behind --yes is taken where the help says so, and refused elsewhere")
        func names() async throws {
            let forms = try await Self.forms().filter { $0.options.contains { $0.name == "--yes" } }
            #expect(forms.count > 2)
            for form in forms {
                let errors = try await Self.errors(of: form.call + ["--yes", "somewhere"])
                #expect(errors.contains("somewhere") != form.text.contains("--yes NAME"), "\(form.call): \(errors)")
            }
            let attached = try await Self.errors(of: ["approve", "unwanted", "--yes=somewhere"])
            #expect(attached.contains("takes no name"), "\(attached)")
        }

        @Test(
            "A slip is answered with what was probably meant",
            arguments: [
                (["cal"], "Did you mean call?"), (["help", "cal"], "Did you mean call?"),
                (["--them", "x"], "Did you mean --theme?"), (["profile", "lst"], "Did you mean list?"),
                (["get", "usrs"], "Did you mean users?"), (["get", "users", "-o", "jsn"], "Did you mean json?"),
                (["completions", "bas"], "Did you mean bash?"), (["operations", "--jsn"], "Did you mean --json?"),
                (["call", "GET", "/user"], "Did you mean GET /users?"),
                (["call", "PATCH", "/users"], "It takes GET, POST."),
                (["call", "GET", "/users/{id}"], "Put a value in the place of {id}"),
                (["call", "GET", "/users/%7Bid%7D"], "Put a value in the place of"),
                (["call", "GET", "/settings/system", "--paginate"], "its answer is the whole of it"),
                (["call", "GET", "/users", "--wait"], "--wait is for POST /api/v2/builds"),
            ])
        func slips(arguments: [String], words: String) async throws {
            // Nothing is sent: there is no server there.
            let environment = ["SISENSE_URL": "http://127.0.0.1:1", "SISENSE_TOKEN": "t"]
            let result = try await Program.run(arguments, environment: environment)
            #expect(result.status == 2, "\(result.errors)")
            #expect(result.errors.contains(words), "\(result.errors)")
            #expect(result.output.isEmpty)
        }
    }
}
