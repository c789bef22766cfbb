import Foundation
import Glibc
import Testing

@testable import ConsoleState
@testable import SisenseClient

@Suite("What was seen in earlier visits")
struct VisitTests {
    private static let server = Dependencies.nowhere.client.server
    private static let yesterday = Date(timeIntervalSince1970: 1_779_100_000)

    /// The digest of a visit that saw these records.
    static func digest(
        _ kind: ServerDigest.Kind = .users, _ records: [String: ServerDigest.Record] = [:], account: String = "me",
        at time: Date = yesterday
    ) -> ServerDigest {
        var digest = ServerDigest(time: time, server: server.description, account: account)
        digest.keep(kind, records.map { ($0.key, $0.value) })
        return digest
    }

    private static func user(_ name: String, role: String = "Viewer") -> ServerDigest.Record {
        ServerDigest.Record(name: name, facts: ["role": role, "email": "\(name.lowercased())@acme.example"])
    }

    private static func own(_ title: String, _ request: String, outcome: String = "done") -> RecordedChange {
        RecordedChange(["title": .string(title), "request": .string(request), "outcome": .string(outcome)])
    }

    // MARK: Comparison

    @Test("What came, what went and what became of the others is told by name")
    func differences() {
        let before = Self.digest(.users, ["1": Self.user("Ada"), "2": Self.user("Bo"), "3": Self.user("Cy")])
        let after = Self.digest(
            .users, ["1": Self.user("Ada", role: "Designer"), "3": Self.user("Cy"), "4": Self.user("Di")])
        let news = News.between(before, after, except: OwnChanges([]))
        #expect(
            news == [
                News(sign: .added, kind: .users, title: "1 user", details: ["Di"], ids: ["4"]),
                News(sign: .removed, kind: .users, title: "1 user", details: ["Bo"], ids: []),
                News(sign: .changed, kind: .users, title: "Ada", details: ["role Viewer → Designer"], ids: ["1"]),
            ])
    }

    @Test("Facts that are there or not are added and removed; those with a value change it")
    func settings() {
        func cors(_ facts: [String: String]) -> ServerDigest {
            Self.digest(.settings, [ServerDigest.corsRecord: ServerDigest.Record(name: "CORS", facts: facts)])
        }
        let news = News.between(
            cors(["origin https://a.example": "", "enabled": "no"]),
            cors(["origin https://b.example": "", "enabled": "yes"]), except: OwnChanges([]))
        #expect(
            news.flatMap(\.details) == [
                "enabled no → yes", "origin https://a.example removed", "origin https://b.example added",
            ])
    }

    @Test("Settings that one visit could not read are neither gone nor new, and stay to be compared with")
    func unread() {
        func settings(_ ids: String...) -> ServerDigest {
            let record = ServerDigest.Record(name: "Security", facts: ["Cookie": "30"])
            return Self.digest(.settings, Dictionary(ids.map { ($0, record) }, uniquingKeysWith: { $1 }))
        }
        let (all, some) = (settings("security", "cors"), settings("cors"))
        #expect(News.between(all, some, except: OwnChanges([])).isEmpty)
        #expect(News.between(some, all, except: OwnChanges([])).isEmpty)
        var kept = some
        kept.complete(from: all)
        #expect(kept.records[.settings]?.keys.sorted() == ["cors", "security"])
        var users = Self.digest(.users, ["1": Self.user("Ada")])
        users.complete(from: all)
        #expect(users.records[.settings]?.count == 2)
        var other = Self.digest(.settings, [:], account: "somebody else")
        other.complete(from: all)
        #expect(other.records[.settings]?.isEmpty == true)
    }

    @Test("Whoever is renamed changes their own record, and no dashboard that names them")
    func renamed() {
        func visit(_ name: String, rule: String) -> ServerDigest {
            var digest = Self.digest(.users, ["u": ServerDigest.Record(name: name, facts: [:])])
            let facts = [ServerDigest.share + "u": rule, ServerDigest.owner: "u"]
            digest.keep(.dashboards, [("d", ServerDigest.Record(name: "Cash Flow", facts: facts))])
            digest.name(["u": name])
            return digest
        }
        let news = News.between(visit("Bea", rule: "view"), visit("Beate", rule: "view"), except: OwnChanges([]))
        #expect(news.map(\.title) == ["Beate"])
        let raised = News.between(visit("Bea", rule: "view"), visit("Beate", rule: "edit"), except: OwnChanges([]))
        #expect(raised.flatMap(\.details) == ["was Bea", "share with Beate view → edit"])
    }

    @Test("A kind that one of the visits did not read whole is not compared: nothing went because nobody looked")
    func partly() {
        let before = Self.digest(.users, ["1": Self.user("Ada")])
        let after = Self.digest(.groups, ["9": Self.user("Sales")])
        #expect(News.between(before, after, except: OwnChanges([])) == [])
        let many = Self.digest(
            .users, Dictionary(uniqueKeysWithValues: (0..<5001).map { ("\($0)", Self.user("U\($0)")) }))
        #expect(many.records[.users] == nil)
    }

    @Test(
        "Own changes are no news, unless the server refused them",
        arguments: [("done", 0), ("not known", 0), ("refused", 3), ("not sent", 3)])
    func own(outcome: String, count: Int) {
        let before = Self.digest(.users, ["1": Self.user("Ada"), "2": Self.user("Bo")])
        let after = Self.digest(.users, ["1": Self.user("Ada", role: "Designer"), "3": Self.user("Di")])
        let own = OwnChanges([
            Self.own("Change role of ada@acme.example", "PATCH /api/v1/users/1", outcome: outcome),
            Self.own("Delete bo@acme.example", "DELETE /api/v1/users/2", outcome: outcome),
            Self.own("Create di@acme.example", "POST /api/v1/users", outcome: outcome),
        ])
        #expect(News.between(before, after, except: own).count == count)
    }

    @Test("A record made here is known by the id that its undo names, and no other of a like name is taken for it")
    func made() {
        let before = Self.digest(.groups)
        let after = Self.digest(
            .groups,
            ["8": ServerDigest.Record(name: "IT", facts: [:]), "9": ServerDigest.Record(name: "Ops", facts: [:])])
        func own(_ title: String, undo: String?) -> OwnChanges {
            var json = JSONObject([("title", .string(title)), ("request", "POST /api/v1/groups"), ("outcome", "done")])
            json["undo"] = undo.map(JSONValue.string)
            return OwnChanges([RecordedChange(.object(json))])
        }
        let known = own("Create the group EDITORS IT", undo: "DELETE /api/v1/groups/9")
        #expect(News.between(before, after, except: known).map(\.ids) == [["8"]])
        let unknown = own("Create the group Ops", undo: nil)
        #expect(News.between(before, after, except: unknown).map(\.ids) == [["8"]])
        // Deleting a role by its number is no change of the group of that number.
        let other = OwnChanges([Self.own("Deactivate 18", "PATCH /api/v1/users/18?expand=groups")])
        #expect(News.between(before, after, except: other).map(\.ids) == [["8", "9"]])
    }

    @Test(
        "Shares that were saved after their dashboard was published are not published yet, whatever the query says",
        arguments: ["", "?adminAccess=true"])
    func unpublished(query: String) {
        var digest = Self.digest(.dashboards)
        var record = ServerDigest.Record(name: "Cash Flow", facts: [:])
        record.published = Self.yesterday
        digest.keep(.dashboards, [("d1", record)])
        var visits = VisitsState()
        visits.current = digest
        func change(_ request: String, after seconds: Double) -> HomeChange {
            let time = Timestamp(Self.yesterday + seconds).description
            return HomeChange(
                RecordedChange([
                    "title": "Save shares", "outcome": "done", "time": .string(time), "request": .string(request),
                ]), when: "")
        }
        #expect(visits.isUnpublished(change("POST /api/shares/dashboard/d1\(query)", after: 60)))
        #expect(!visits.isUnpublished(change("POST /api/shares/dashboard/d1\(query)", after: -60)))
        #expect(!visits.isUnpublished(change("POST /api/shares/dashboard/d2\(query)", after: 60)))
        #expect(!visits.isUnpublished(change("PATCH /api/v1/dashboards/d1\(query)", after: 60)))
    }

    // MARK: Files

    private static func withFolder(_ body: (URL, DigestFolder) throws -> Void) throws {
        let cache = FileManager.default.temporaryDirectory.appending(path: "cache-\(UUID())")
        defer { try? FileManager.default.removeItem(at: cache) }
        try body(cache, DigestFolder(cache: cache, name: "prod/../../etc"))
    }

    private static func files(_ cache: URL) throws -> [URL] {
        let folder = cache.appending(path: "visits")
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false))
            .filter { $0.hasSuffix(".json") }.sorted().map { folder.appending(path: $0) }
    }

    @Test("A visit is kept for its owner alone, below the cache whatever the profile is named, and read back whole")
    func kept() throws {
        try Self.withFolder { cache, folder in
            let digest = Self.digest(.users, ["1": Self.user("Ada")])
            try folder.keep(digest)
            let file = try #require(try Self.files(cache).first)
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path(percentEncoded: false))
            let mode = attributes[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let found = folder.newest(of: folder.times(), on: Self.server)
            #expect(found.digest == digest)
            #expect(found.problem == nil)
        }
    }

    @Test("Profiles whose names look alike have visits and snapshots of their own")
    func alike() throws {
        try Self.withFolder { cache, _ in
            try DigestFolder(cache: cache, name: "bi.prod").keep(Self.digest())
            #expect(DigestFolder(cache: cache, name: "bi_prod").times() == [])
            #expect(DigestFolder(cache: cache, name: "bi.prod").times() == [Self.yesterday])
            try SnapshotFolder(state: cache, name: "bi.prod").keep(ServerSnapshot(), named: "a", at: Self.yesterday)
            #expect(SnapshotFolder(state: cache, name: "bi_prod").entries() == [])
            #expect(SnapshotFolder(state: cache, name: "bi.prod").entries().map(\.name) == ["a"])
        }
    }

    @Test("A damaged digest, one of another server and a link are passed over for the one before, and said")
    func passedOver() throws {
        try Self.withFolder { cache, folder in
            let good = Self.digest(.users, ["1": Self.user("Ada")])
            try folder.keep(good)
            for (hour, spoil) in [
                (1, { url in try Data("{\"format\":1".utf8).write(to: url) }),
                (2, { url in try Data(good.data.replacing("bi.acme", with: "xx.acme").utf8).write(to: url) }),
                (
                    3,
                    { url in
                        try FileManager.default.removeItem(at: url)
                        symlink("/etc/hostname", url.path(percentEncoded: false))
                    }
                ),
                (4, { url in chmod(url.path(percentEncoded: false), 0o644) }),
            ] as [(Double, (URL) throws -> Void)] {
                try folder.keep(Self.digest(at: Self.yesterday + hour * 3600))
                let file = try #require(try Self.files(cache).last)
                try spoil(file)
                let found = folder.newest(of: folder.times(), on: Self.server)
                #expect(found.digest == good)
                #expect(found.problem?.contains(".json") == true)
            }
        }
    }

    @Test("A link in the place of the folder is not followed, neither to read nor to write")
    func linkedFolder() throws {
        try Self.withFolder { cache, folder in
            try folder.keep(Self.digest())
            let visits = cache.appending(path: "visits").path()
            let elsewhere = cache.appending(path: "elsewhere").path()
            try FileManager.default.moveItem(atPath: visits, toPath: elsewhere)
            symlink(elsewhere, visits)
            #expect(folder.times() == [])
            #expect(throws: PrivateFileError.self) { try folder.keep(Self.digest(at: Self.yesterday + 60)) }
        }
    }

    @Test("The last five visits and the last of each of thirty days are kept")
    func pruned() throws {
        try Self.withFolder { _, folder in
            for day in 0..<34 {
                for hour in 0..<3 {
                    try folder.keep(Self.digest(at: Self.yesterday + Double(day * 86_400 + hour * 60)))
                }
            }
            let times = folder.times()
            #expect(times.count == 30 + 3)
            #expect(times.first == Self.yesterday + Double(33 * 86_400 + 120))
        }
    }

    @Test("Consoles that keep and look for visits at once lose none of the newest, and read no torn one")
    func several() async throws {
        let cache = FileManager.default.temporaryDirectory.appending(path: "visits-\(UUID())")
        defer { try? FileManager.default.removeItem(at: cache) }
        let records = Dictionary(uniqueKeysWithValues: (0..<200).map { ("\($0)", Self.user("User \($0)")) })
        let (consoles, visits) = (4, 15)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for console in 0..<consoles {
                group.addTask {
                    let folder = DigestFolder(cache: cache, name: "prod")
                    for visit in 0..<visits {
                        let time = Self.yesterday + Double(visit * consoles + console)
                        try folder.keep(Self.digest(.users, records, at: time))
                        let found = folder.newest(of: folder.times(), on: Self.server)
                        #expect(found.digest?.records[.users]?.count == records.count)
                        #expect(found.problem == nil)
                    }
                }
            }
            try await group.waitForAll()
        }
        let folder = DigestFolder(cache: cache, name: "prod")
        let newest = (0..<5).map { Self.yesterday + Double(consoles * visits - 1 - $0) }
        #expect(Array(folder.times().prefix(5)) == newest)
        let files = try FileManager.default.contentsOfDirectory(atPath: cache.appending(path: "visits/prod").path())
        #expect(files.allSatisfy { $0.hasSuffix(".json") && !$0.hasPrefix(".") }, "\(files)")
    }

    // MARK: The reducer

    private static func context(_ folder: DigestFolder?) -> WorkContext {
        WorkContext(
            Dependencies(
                client: Dependencies.nowhere.client, signIn: .token, now: { yesterday + 86_400 }, visits: folder))
    }

    private static func names(_ outcome: ConsoleOutcome) -> [String] {
        outcome.effects.map { "\($0.id)" } + outcome.actions.map(caseName)
    }

    private static let comparing = "home(ConsoleState.HomeWork.comparison)"
    private static let keeping = "home(ConsoleState.HomeWork.digest)"

    @Test("Whichever comes first, the visit before or this one, they are compared once both are there")
    func orders() throws {
        try Self.withFolder { _, folder in
            let reducer = HomeReducer(context: Self.context(folder))
            let recalled = HomeAction.recalled(RecalledVisit(digest: Self.digest(), times: [Self.yesterday]))
            let surveyed = HomeAction.surveyed(Self.digest(at: Self.yesterday + 86_400))
            for actions in [[recalled, surveyed], [surveyed, recalled]] {
                var state = HomeState()
                let first = Self.names(reducer.reduce(&state, actions[0]))
                #expect(!first.contains(Self.comparing))
                #expect(Self.names(reducer.reduce(&state, actions[1])).contains(Self.comparing))
                #expect(state.visits.baseTime.hasPrefix("yesterday "))
            }
        }
    }

    @Test("A visit as another user is not compared with")
    func otherUser() {
        let reducer = HomeReducer(context: Self.context(nil))
        var state = HomeState()
        _ = reducer.reduce(&state, .recalled(RecalledVisit(digest: Self.digest(account: "bea"), times: [])))
        #expect(Self.names(reducer.reduce(&state, .surveyed(Self.digest()))) == [])
        #expect(state.visits.news == nil)
    }

    @Test("All looks of one visit are kept as one, with what Home showed")
    func oneVisit() throws {
        try Self.withFolder { _, folder in
            let reducer = HomeReducer(context: Self.context(folder))
            var state = HomeState()
            let finding = try #require(Finding(.lockedAccounts, by: [Finding.Culprit("1", "Ada")], in: .users))
            _ = reducer.reduce(&state, .found([finding]))
            #expect(Self.names(reducer.reduce(&state, .surveyed(Self.digest()))) == [Self.keeping])
            _ = reducer.reduce(&state, .surveyed(Self.digest(at: Self.yesterday + 600)))
            #expect(state.visits.current?.time == Self.yesterday)
            #expect(state.visits.current?.shown.findings.map(\.title) == ["1 account locked"])
        }
    }

    @Test("Another day is chosen among those that are kept; of one before them all, the oldest is named")
    func since() throws {
        try Self.withFolder { _, folder in
            let reducer = HomeReducer(context: Self.context(folder))
            var state = HomeState()
            let times = [Self.yesterday, Self.yesterday - 3 * 86_400]
            _ = reducer.reduce(&state, .recalled(RecalledVisit(times: times)))
            #expect(state.visits.days == ["2026-05-18", "2026-05-15"])
            let recall = "home(ConsoleState.HomeWork.recall)"
            #expect(Self.names(reducer.reduce(&state, .visitSinceRequested("2026-05-16"))) == [recall, "paneOpened"])
            for day in ["2026-05-14", "soon"] {
                #expect(Self.names(reducer.reduce(&state, .visitSinceRequested(day))) == ["posted"])
            }
        }
    }
}

extension Data {
    fileprivate func replacing(_ text: String, with other: String) -> String {
        String(decoding: self, as: UTF8.self).replacing(text, with: other)
    }
}
