import SisenseClient
import Testing

@testable import LocalServer

/// Projects of Git Integration, worked on as clients do: each change sends the status it has read.
@Suite("Projects")
struct ProjectTests {
    private let test: TestAPI
    private let path = "/api/v2/projects/\(SampleData.id(13, 0))"
    private let dashboard = "/api/v1/dashboards/\(SampleData.id(3, 0))"

    init() throws { test = try TestAPI() }

    private func change(_ action: String, _ body: JSONValue? = nil) -> TestAPI.Answer {
        let status = test.call("GET", "\(path)/status").json["statusChecksum"]?.string ?? ""
        return test.call("POST", "\(path)/\(action)", body, fields: [(name: "x-git-status-checksum", value: status)])
    }

    private func rename(_ title: String) {
        let answer = test.call("PATCH", "\(dashboard)?adminAccess=true", ["title": .string(title)])
        #expect(answer.status == 200)
    }

    private var title: String { test.call("GET", "\(dashboard)?adminAccess=true").json["title"]?.string ?? "" }

    private var changes: [String] {
        test.call("GET", "\(path)/diff/HEAD/working").json["fileDiffs"]?.object?.members.map(\.key) ?? []
    }

    @Test("Changes of a dashboard are files once they are synchronised, a commit once they are committed")
    func committing() throws {
        let before = title
        #expect(changes == [])
        rename("Second")
        #expect(changes == [], "nobody has written the files yet")
        #expect(change("sync").status == 204)
        #expect(changes == ["dashboards/\(SampleData.id(3, 0))/dashboard.json"])
        #expect(change("commits", ["message": "m", "changes": ["no/such"]]).status == 400)
        let commit = change("commits", ["message": "Second title", "changes": .strings(changes)])
        #expect(commit.status == 200 && commit.json["refs"] == ["main"])
        #expect(commit.json["authorEmail"]?.string == "admin@acme.example")
        #expect(changes == [])
        let commits = test.call("GET", "\(path)/commits").json.array ?? []
        #expect(commits.count == 2 && commits.first == commit.json)
        let first = try #require(commit.json["parents"]?.array?.first?.string)
        #expect(change("commits/\(first)/checkout").status == 204)
        #expect(title == before)
        #expect(change("branches/main/checkout").status == 204)
        #expect(title == "Second")
    }

    @Test("Discarded changes are gone from the file and from the dashboard, uncommitted ones bar a checkout")
    func discarding() {
        let before = title
        rename("Not for long")
        _ = change("sync")
        #expect(change("branches", ["name": "other"]).json["name"] == "other")
        #expect(change("branches/other/checkout").status == 409)
        #expect(change("discard", ["changes": .strings(changes)]).status == 204)
        #expect(title == before && changes == [])
        #expect(change("branches/other/checkout").status == 204)
        #expect(change("branches/none/checkout").status == 404)
    }

    @Test("Who does not send the status as it is changes nothing")
    func status() {
        let old = test.call("GET", "\(path)/status").json["statusChecksum"]?.string ?? ""
        rename("Other")
        _ = change("sync")
        for status in [old, ""] {
            let answer = test.call(
                "POST", "\(path)/branches", ["name": "b"], fields: [(name: "x-git-status-checksum", value: status)])
            #expect(answer.status == 409 && answer.code == 95512 && !answer.changed)
        }
    }

    @Test("The remote is pushed to, pulled from and not overwritten; credentials are wanted and not kept")
    func remote() throws {
        #expect(change("fetch").status == 400)
        let secret: JSONValue = ["username": "u", "password": "tell-nobody", "save": true]
        #expect(change("fetch", ["httpsCredentials": secret]).status == 204)
        rename("Pushed")
        _ = change("sync")
        _ = change("commits", ["message": "m", "changes": .strings(changes)])
        let push: JSONValue = ["localBranch": "main", "remoteBranch": "main"]
        #expect(change("push", push).json["remoteUrl"]?.string?.hasPrefix("https://git.acme.example/") == true)
        let branches = test.call("GET", "\(path)/branches").json.array ?? []
        #expect(branches.map { $0["name"]?.string } == ["main", "origin/main"])
        #expect(branches.first?["head"] == branches.last?["head"])

        let first = test.call("GET", "\(path)/commits").json.array?.last?["hash"]?.string ?? ""
        _ = change("branches", ["name": "old", "parent": .string(first)])
        #expect(change("push", ["localBranch": "old", "remoteBranch": "main"]).status == 409)
        #expect(change("branches/old/checkout").status == 204 && title != "Pushed")
        #expect(change("pull", ["remoteBranch": "main"]).status == 204 && title == "Pushed")
        #expect(change("push", ["localBranch": "old", "remoteBranch": "main", "force": true]).status == 200)
        let whole = test.call("GET", path).body + test.call("GET", "/api/v2/projects").body
        #expect(!String(decoding: whole, as: UTF8.self).contains("tell-nobody"))
    }

    @Test("Designers see the projects that are shared with them, and administrators alone unlock")
    func access() {
        #expect(test.call("PATCH", "\(path)/unlock").status == 204)
        test.login("sofia")
        #expect(test.call("GET", "/api/v2/projects").json == [])
        #expect(test.call("GET", "\(path)/status").status == 404)
        #expect(test.call("PATCH", "\(path)/unlock").status == 403)
    }
}
