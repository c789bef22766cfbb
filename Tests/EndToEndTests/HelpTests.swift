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
