import SisenseClient
import TestRandom
import Testing

@testable import LocalServer

/// Random calls of random operations with random queries and bodies.
@Suite("Hostile calls")
struct APIFuzzTests {
    private static let words = [
        "", "0", "-1", "1", "99999999999999999999", "true", "name", "-name", "name,-email", "groups(fields:name),role",
        "groups.users.groups.users", "((", "owner", "tree", "é", "a0", "landscape", "..", "null",
    ]

    private func value(_ random: inout SampleRandom) -> String {
        switch random.below(4) {
        case 0: random.pick(Self.words)
        case 1: SampleData.id(UInt8(random.below(14)), random.below(70))
        case 2:
            random.pick(["Acme Sales", "Orders", "alerting", "tabber", "localhost", "MySql", "live:Warehouse live"])
        default: SampleRole.allCases[random.below(6)].id
        }
    }

    /// A value made of the words of `vocabulary`, as deep as `depth`.
    private func json(_ vocabulary: [String], depth: Int, _ random: inout SampleRandom) -> JSONValue {
        switch random.below(depth > 0 ? 9 : 6) {
        case 0: return .null
        case 1: return .bool(random.below(2) == 0)
        case 2: return .count(random.below(5) - 1)
        case 3: return .string("[Orders.Revenue]")
        case 4, 5: return .string(value(&random))
        case 6:
            return .array((0..<random.below(4)).map { _ in json(vocabulary, depth: depth - 1, &random) })
        default:
            let members = (0..<random.below(7)).map { _ in
                (random.pick(vocabulary), json(vocabulary, depth: depth - 1, &random))
            }
            return .object(JSONObject(members))
        }
    }

    /// The names an operation's description speaks of, and some that many bodies have.
    private func vocabulary(_ operation: SisenseClient.Operation) -> [String] {
        let common = [
            "_id", "name", "title", "email", "roleId", "groups", "shares", "metadata", "jaql", "dim", "password",
            "type",
            "datasource", "parties", "sharesTo", "shareId", "connection", "host", "parameters", "widgets", "parentId",
        ]
        let text = (operation.body?.meaning ?? "") + " " + operation.notes
        return common + text.split { !$0.isLetter }.map(String.init)
    }

    @Test("Every answer is a documented kind of answer, whatever is asked", arguments: FuzzSeeds.of(Array(1...8)))
    func calls(seed: UInt64) throws {
        var random = SampleRandom(seed: seed, kind: 94, index: 0)
        let test = try TestAPI()
        let operations = Catalogue.sisense.operations
        for _ in 0..<700 {
            let operation = random.pick(operations)
            var values: [String: String] = [:]
            for name in operation.template.names {
                let value = value(&random)
                values[name] = value.isEmpty || value == ".." ? "x" : value
            }
            let query = operation.parameters.filter { $0.location == .query && random.below(3) == 0 }.map {
                QueryItem($0.name, value(&random))
            }
            let path =
                try operation.template.filled(with: values) + (query.isEmpty ? "" : "?" + PercentEncoding.encode(query))
            let body = operation.body.map { _ in json(vocabulary(operation), depth: 4, &random) }
            let answer = test.call(operation.method.rawValue, path, body)
            let isError = answer.status >= 400
            #expect(
                [200, 201, 202, 204, 302, 400, 401, 403, 404, 412, 415, 422, 500, 504].contains(answer.status),
                "\(path)")
            #expect(!isError || answer.json["error"]?["status"]?.integer == answer.status, "\(path)")
            // The one documented 500 is a mixture of fields.
            #expect(answer.status != 500 || path.contains("-email"), "\(operation.id) \(path)")
            if answer.status == 401 { test.login("admin") }
        }
    }
}
