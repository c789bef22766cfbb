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
        let own = operation.parameters.filter { $0.place == .query }.flatMap { parameter in
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

    @Test("Each operation gives the answers that are documented for it, as far as this server can be brought to them")
    func answers() throws {
        var tally = Tally()
        let test = try TestAPI()
        try SuccessScript.run(on: test) { tally.note($0.operation, $0.answer.status) }
        for operation in Catalogue.sisense.operations {
            let fresh = try TestAPI()
            let path = try SamplePath.of(operation)
            tally.note(operation, operation.method == .get ? fresh.call("GET", path).status : 0)
            provoke(operation, path, nil, on: fresh, &tally)
        }
        for line in try Self.lines("provoked.txt") where !line.hasPrefix("#") {
            let fresh = try TestAPI()
            for call in line.components(separatedBy: " ; ") {
                let words = call.split(separator: " ", maxSplits: 2).map(String.init)
                let body = try words.dropFirst(2).first.map { try JSONReader.read($0) }
                let method = try #require(HTTPMethod(rawValue: words[0]))
                let segments = try RequestTarget(Array(words[1].utf8)[...]).segments
                let operation = try #require(Catalogue.sisense.route(method, segments: segments)).operation
                tally.note(operation, fresh.call(words[0], words[1], body).status)
            }
        }
        var (documented, missing) = (0, [String]())
        for operation in Catalogue.sisense.operations {
            for status in Set(operation.answers.map(\.status)).sorted() {
                documented += 1
                if tally.seen[operation]?.contains(status) != true { missing.append("\(status) \(operation.id)") }
            }
        }
        print("\(documented - missing.count) of \(documented) documented answers are given")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
            let text = missing.sorted().map { $0 + "\n" }.joined()
            try text.write(to: Self.folder.appending(path: "not-given.txt"), atomically: true, encoding: .utf8)
        }
        // Those that take a fault of the engine, another server, or a database that is gone.
        #expect(missing.sorted() == (try Self.lines("not-given.txt")))
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Answers")

    private static func lines(_ name: String) throws -> [String] {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n").map(String.init)
    }

    /// True when all of `sent` is in `found`, which may have more members.
    private static func holds(_ found: JSONValue?, _ sent: JSONValue) -> Bool {
        guard let members = sent.object?.members else { return found == sent }
        return members.allSatisfy { holds(found?[$0.key], $0.value) }
    }

    @Test("What was changed is read back: members as they were sent, and nothing where it was deleted")
    func readBack() throws {
        let test = try TestAPI()
        var (changed, deleted) = (0, 0)
        try SuccessScript.run(on: test) { step in
            guard
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
