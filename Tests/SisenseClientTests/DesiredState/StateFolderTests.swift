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
                ["a.json, line 2: not valid JSON: unexpected character 'x'"]
            ),
            (
                ["a.json": #"{"format": "sisense-state 1", "rolls": {}}"#],
                ["a.json, rolls: is none of features, roles, groups, users, servers, settings, origins, ignore"]
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

    @Test("A folder that describes nothing is no description of an empty server")
    func empty() {
        #expect(problems([:]).count == 1)
        #expect(problems(["a.json": #"{"format": "sisense-state 1"}"#]).count == 1)
    }
}
