import Foundation
import Testing

@testable import SisenseClient

@Suite("Files that describe a server")
struct StateFolderTests {
    private func folder(_ files: [String: String]) throws(StateProblems) -> StateFolder {
        try StateFolder(files.map { ($0.key, Data($0.value.utf8)) })
    }

    private func problems(_ files: [String: String]) -> [String] {
        do throws(StateProblems) {
            _ = try folder(files)
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test("Any split into files means the same")
    func split() throws {
        let head = #""format": "sisense-state 1""#
        let one = try folder(["a.json": "{\(head), \"features\": {\"a\": true}, \"origins\": [\"https://a.test\"]}"])
        let two = try folder([
            "a.json": "{\(head), \"features\": {\"a\": true}}",
            "b.json": "{\(head), \"origins\": [\"https://a.test\"]}",
        ])
        #expect(one.entries.mapValues { $0.map(\.value) } == two.entries.mapValues { $0.map(\.value) })
        #expect(one.entries.keys.count == 2)
    }

    @Test(
        "What is wrong is said with its place",
        arguments: [
            (["a.json": "{}"], ["a.json: does not begin with \"format\": \"sisense-state 1\""]),
            (
                ["a.json": "{\"format\": \"sisense-state 1\",\n x}"],
                ["a.json, line 2, column 2: not valid JSON: unexpected character 'x'"]
            ),
            (
                ["a.json": #"{"format": "sisense-state 1", "rolls": {}}"#],
                [
                    "a.json, rolls: is none of features, roles, groups, users, servers, settings, origins, shares, "
                        + "server, ignore, prune. Did you mean roles?"
                ]
            ),
            (
                ["a.json": #"{"format": "sisense-state 1", "origins": [1]}"#],
                ["a.json, origins: a list of origins is expected"]
            ),
            (
                ["a.json": #"{"format": "sisense-state 1", "users": []}"#],
                ["a.json, users: an object is expected, with a member for each"]
            ),
        ])
    func wrong(files: [String: String], wanted: [String]) {
        #expect(problems(files) == wanted)
    }

    @Test("A name twice is an error with both places, and an address has no case")
    func twice() {
        let file = { (name: String) in "{\"format\": \"sisense-state 1\", \"users\": {\"\(name)\": {}}}" }
        #expect(
            problems(["a.json": file("ada@x.test"), "b.json": file("Ada@X.test")])
                == ["b.json, users.Ada@X.test: is in a.json too"])
    }

    @Test("A file in YAML means what the same file means in JSON")
    func yaml() throws {
        let yaml = """
            # The night shift, and who is in it.
            format: sisense-state 1
            groups:
              Night shift: {}
              "on: call":
                was: 'Bob''s'   # renamed
            users:
              ada@x.test: {"role": "consumer", "active": true}
              bea@x.test:
                groups:
                - Night shift
                - no
                - 1e3
                firstName: On # and no comment in "# this"
            settings:
              loginLockout:
                maxFailedAttempts: 7
                title: "a \\"b\\" # c"
            origins: []
            """
        let json = #"""
            {"format": "sisense-state 1", "groups": {"Night shift": {}, "on: call": {"was": "Bob's"}},
             "users": {"ada@x.test": {"role": "consumer", "active": true},
                       "bea@x.test": {"groups": ["Night shift", "no", "1e3"], "firstName": "On"}},
             "settings": {"loginLockout": {"maxFailedAttempts": 7, "title": "a \"b\" # c"}}, "origins": []}
            """#
        let (left, right) = (try folder(["a.yaml": yaml]), try folder(["a.json": json]))
        #expect(left.entries.mapValues { $0.map(\.value) } == right.entries.mapValues { $0.map(\.value) })
        #expect(left.entries.mapValues { $0.map(\.key) } == right.entries.mapValues { $0.map(\.key) })
    }

    @Test(
        "What could be read in two ways is no YAML here, and the line is said",
        arguments: [
            ("a: &x 1", 1), ("a: *x", 1), ("a: !!str 1", 1), ("a: |\n  b", 1), ("a: 1\na: 2", 2), ("a:\n\tb: 1", 2),
            ("a: 1\n  b: 2", 2), ("a:\n  b:\n  c: 1", 2), ("a: 1\nb:", 2), ("a:\n- 1\n-\n", 3), ("a: b: c", 1),
            ("a: 'b", 1), ("a: {b", 1), ("a: 1\n---\nb: 2", 2), ("- a\nb: 1", 2),
        ])
    func noYAML(text: String, line: Int) {
        let error = #expect(throws: YAMLError.self) { try YAMLReader.read(Data(text.utf8)) }
        #expect(error?.line == line)
    }

    @Test(
        "The column of what is wrong is said too, in files of Windows as well",
        arguments: [("a: 1\n  é: &x 1", 2, 3), ("a: é #\nbé: &x", 2, 5), ("a: [1, x]", 1, 8), ("a: 1\r\nb: 'x", 2, 4)])
    func column(text: String, line: Int, column: Int) {
        let error = #expect(throws: YAMLError.self) { try YAMLReader.read(Data(text.utf8)) }
        #expect(error?.line == line && error?.column == column, "\(String(describing: error))")
    }

    @Test(
        "Pruning is refused where it would take what others made, or all of a kind",
        arguments: [
            (#""prune": {"users": {"name": "*"}}"#, "only groups and servers can be pruned"),
            (#""prune": {"groups": {}}, "groups": {"A": {}}"#, "a scope is expected"),
            (#""prune": {"groups": {"id": "1"}}, "groups": {"A": {}}"#, "is none of"),
            (#""prune": {"groups": {"name": "tmp-*"}}"#, "no file names any of the groups"),
            (#""prune": {"groups": {"name": "tmp-*"}}, "groups": {}"#, "no file names any of the groups"),
        ])
    func prune(text: String, problem: String) {
        let found = problems(["a.json": "{\"format\": \"sisense-state 1\", \(text)}"])
        #expect(found.count == 1 && found[0].contains(problem), "\(found)")
    }

    @Test("A star in a pattern stands for any text, and for none")
    func patterns() {
        let matching = [("tmp-*", "tmp-"), ("tmp-*", "tmp-a"), ("*", ""), ("a*b*c", "aXbYc"), ("a*b", "abab")]
        let others = [("tmp-*", "tm"), ("tmp-*", "xtmp-a"), ("a*b*c", "acb"), ("", "a"), ("a", "A")]
        for (pattern, text) in matching { #expect(PruneScope.matches(text, pattern), "\(text) \(pattern)") }
        for (pattern, text) in others { #expect(!PruneScope.matches(text, pattern), "\(text) \(pattern)") }
        // What would take hours in a careless way.
        #expect(!PruneScope.matches(String(repeating: "a", count: 2000), String(repeating: "*a", count: 500) + "b"))
    }

    @Test("A folder that describes nothing is no description of an empty server")
    func empty() {
        #expect(problems([:]).count == 1)
        #expect(problems(["a.json": #"{"format": "sisense-state 1"}"#]).count == 1)
    }
}
