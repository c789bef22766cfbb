import Foundation
import SisenseClient
import Testing

@testable import LocalServer

@Suite("The documented answers")
struct DocumentedAnswerTests {
    /// The statuses that each operation has answered with.
    private struct Tally {
        var seen: [SisenseClient.Operation: Set<Int>] = [:]

        mutating func note(_ operation: SisenseClient.Operation, _ status: Int) {
            seen[operation, default: []].insert(status)
        }
    }

    /// An id of nobody, and a text that is no id.
    private static let (unknown, malformed) = ("64abffffffffffffffffffff", "nope")

    /// The path with one gap after the other filled with something else, and then all of them.
    private func misled(_ operation: SisenseClient.Operation, _ path: String) -> [String] {
        let parts = operation.template.parts
        let query = path.firstIndex(of: "?").map { String(path[$0...]) } ?? ""
        let segments = path.prefix { $0 != "?" }.split(separator: "/").map(String.init)
        guard segments.count == parts.count else { return [] }
        let gaps = parts.indices.filter { if case .parameter = parts[$0] { true } else { false } }
        return [Self.unknown, Self.malformed].flatMap { value in
            (gaps.map { [$0] } + [gaps]).filter { !$0.isEmpty }.map { changed in
                "/" + segments.indices.map { changed.contains($0) ? value : segments[$0] }.joined(separator: "/")
                    + query
            }
        }
    }

    /// Queries that no operation understands, and each of its own with a value that is none.
    private func queries(_ operation: SisenseClient.Operation) -> [String] {
        let own = operation.parameters.filter { $0.location == .query }.flatMap { parameter in
            [Self.malformed, Self.unknown, "-1", "a,-b"].map { "\(parameter.name)=\($0)" }
        }
        return own + ["fields=a,-b", "expand=nothing"]
    }

    /// The body with one member after the other left out or of another kind, and bodies that are something else.
    private func bodies(_ body: JSONValue?) -> [JSONValue] {
        let others: [JSONValue] = [.null, true, 3, "text", [], [:], [[:]], ["x"]]
        guard let body else { return others }
        let object = body.object ?? body.array?.first?.object
        let spoilt = (object?.members ?? []).flatMap { member -> [JSONObject] in
            ([nil, 3, "", [], .string(Self.unknown), .string(Self.malformed), [:]] as [JSONValue?]).map { value in
                var spoilt = object ?? JSONObject()
                spoilt[member.key] = value
                return spoilt
            }
        }
        return others + spoilt.map { body.array == nil ? .object($0) : [.object($0)] }
            + (body.array.map { [.array($0 + $0)] } ?? [])
    }

    /// Everything that may be wrong with a call, sent by an administrator, a viewer and a stranger.
    private func provoke(
        _ operation: SisenseClient.Operation, _ path: String, _ body: JSONValue?, on test: TestAPI, _ tally: inout Tally
    ) {
        let method = operation.method.rawValue
        func send(as user: String?, _ path: String, _ body: JSONValue?, form: String = "") -> Int {
            if let user { test.login(user) } else { test.use("") }
            return test.call(method, path, body, form: form).status
        }
        tally.note(operation, send(as: nil, path, body))
        tally.note(operation, send(as: "bea", path, body))
        for path in misled(operation, path) { tally.note(operation, send(as: "admin", path, body)) }
        for query in queries(operation) {
            let separator = path.contains("?") ? "&" : "?"
            tally.note(operation, send(as: "admin", path + separator + query, body))
        }
        guard operation.body != nil else { return }
        for body in bodies(body) { tally.note(operation, send(as: "admin", path, body)) }
        tally.note(operation, send(as: "admin", path, nil))
        tally.note(operation, send(as: "admin", path, nil, form: "{"))
    }

    /// Makes the calls of a line, on a server of their own. `$last` is what the call before made: an id or a token;
    /// `$token` the last token that was made, `$mail` that of the last mail. `LOGIN` and `TOKEN` change who calls, `AS` the version that is answered as;
    /// after `FRESH` nobody has set the server up. `FIELD` is a header field of the calls after it, and `STATUS` that of
    /// a project, which its changes have to name.
    private func run(_ line: String, _ tally: inout Tally) throws {
        var fresh = try TestAPI()
        var (last, token) = ("", "")
        var fields: [(name: String, value: String)] = []
        for call in line.components(separatedBy: " ; ") {
            let mail = fresh.reports.lines.last?.split(separator: "Your token: ").last?.prefix { !$0.isWhitespace }
            let text = call.replacing("$last", with: last).replacing("$mail", with: mail ?? "")
                .replacing("$token", with: token)
            let words = text.split(separator: " ", maxSplits: 2).map(String.init)
            switch words[0] {
            case "LOGIN": fresh.login(words[1])
            case "TOKEN": fresh.use(words[1])
            case "AS":
                var configuration = ServerConfiguration.testing()
                let version: ServerVersion = try #require(ServerVersion(named: words[1]))
                configuration.version = version
                fresh = try TestAPI(configuration)
            case "FRESH":
                var configuration = ServerConfiguration.testing()
                configuration.isFresh = true
                fresh = try TestAPI(configuration)
            case "FIELD": fields.append((words[1], words[2]))
            case "STATUS":
                let status = fresh.call("GET", "/api/v2/projects/\(words[1])/status").json["statusChecksum"]?.string
                fields.removeAll { $0.name == "x-git-status-checksum" }
                fields.append(("x-git-status-checksum", try #require(status)))
            default:
                let method = try #require(HTTPMethod(rawValue: words[0]))
                let segments = try RequestTarget(Array(words[1].utf8)[...]).segments
                let operation = try #require(Catalogue.sisense.route(method, segments: segments)).operation
                let rest = words.dropFirst(2).first
                let body = rest.flatMap { try? JSONReader.read($0) }
                let form = body == nil ? rest?.replacing("\\r\\n", with: "\r\n") ?? "" : ""
                let answer = fresh.call(words[0], words[1], body, form: form, fields: fields)
                tally.note(operation, answer.status)
                let made = answer.json.array?.first ?? answer.json
                token = (answer.json["token"] ?? answer.json["analytics_token"])?.string ?? token
                let names = ["oid", "_id", "token", "analytics_token", "id", "hash"]
                last = names.lazy.compactMap { made[$0]?.string }.first ?? ""
            }
        }
    }

    @Test("Each operation gives the answers that are documented for it, as far as this server can be brought to them")
    func answers() throws {
        var tally = Tally()
        var bodies: [SisenseClient.Operation: JSONValue] = [:]
        try SuccessScript.run(on: try TestAPI()) { step in
            tally.note(step.operation, step.answer.status)
            bodies[step.operation] = bodies[step.operation] ?? step.body
        }
        for operation in Catalogue.sisense.operations {
            let fresh = try TestAPI()
            let path = try SamplePath.of(operation)
            if operation.method == .get { tally.note(operation, fresh.call("GET", path).status) }
            provoke(operation, path, bodies[operation], on: fresh, &tally)
        }
        for line in try Self.lines("provoked.txt") where !line.hasPrefix("#") { try run(line, &tally) }
        var (documented, missing) = (0, [String]())
        for operation in Catalogue.sisense.operations {
            for status in Set(operation.answers.map(\.status)).sorted() {
                documented += 1
                if tally.seen[operation]?.contains(status) != true { missing.append("\(status) \(operation.id)") }
            }
        }
        print("\(documented - missing.count) of \(documented) documented answers are given")
        let kept = try Self.reasons()
        if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
            let groups = Dictionary(grouping: missing.sorted()) { kept[$0] ?? "Not explained yet." }
            let text = groups.sorted { $0.key < $1.key }.map { reason, answers in
                "# \(reason)\n" + answers.map { $0 + "\n" }.joined()
            }
            try text.joined(separator: "\n").write(
                to: Self.folder.appending(path: "not-given.txt"), atomically: true, encoding: .utf8)
        }
        #expect(missing.sorted() == kept.keys.sorted())
        #expect(!kept.values.contains { $0.isEmpty || $0 == "Not explained yet." })
    }

    /// The answers that are not given, each with the reason that stands above its group.
    private static func reasons() throws -> [String: String] {
        var (reasons, reason) = ([String: String](), "")
        for line in try lines("not-given.txt") {
            if line.hasPrefix("# ") { reason = String(line.dropFirst(2)) } else { reasons[line] = reason }
        }
        return reasons
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Answers")

    private static func lines(_ name: String) throws -> [String] {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n").map(String.init)
    }

    /// True when all of `sent` is in `found`, which may have more members.
    private static func holds(_ found: JSONValue?, _ sent: JSONValue) -> Bool {
        if let items = sent.array {
            return items.allSatisfy { item in found?.array?.contains { holds($0, item) } ?? false }
        }
        guard let members = sent.object?.members else { return found == sent }
        return members.allSatisfy { holds(found?[$0.key], $0.value) }
    }

    /// Calls after which their path says nothing: a build that is cancelled is kept, a group that has another name now is
    /// found by that, and relations and permissions are read as lists of all.
    private static let readElsewhere: Set<SisenseClient.Operation> = [
        .cancelBuild, .replaceGroup, .updateRelations, .deleteCubePermissions,
    ]

    @Test("What was changed is read back: members as they were sent, and nothing where it was deleted")
    func readBack() throws {
        let test = try TestAPI()
        var (changed, deleted) = (0, 0)
        try SuccessScript.run(on: test) { step in
            guard !Self.readElsewhere.contains(step.operation),
                let read = Catalogue.sisense.operations.first(where: {
                    $0.method == .get && !$0.writes && $0.template == step.operation.template
                }), read.needsLogin
            else { return }
            let answer = test.call("GET", String(step.path.prefix { $0 != "?" }))
            switch step.operation.change {
            case .merge, .replace:
                // No server shows a password.
                for member in step.body?.object?.members ?? [] where member.key != "password" {
                    #expect(Self.holds(answer.json[member.key], member.value), "\(step.text): \(member.key)")
                    changed += 1
                }
            case .delete where !step.operation.template.names.isEmpty:
                #expect(answer.status == 404 || answer.json == [], "\(step.text)")
                deleted += 1
            case .none, .create, .delete, .act: break
            }
        }
        print("\(changed) changed members and \(deleted) deletions are read back")
    }
}
