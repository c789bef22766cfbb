import ConsoleState
import Foundation
import LocalServer
import SisenseClient
import Synchronization
import Testing

@Suite("The schema of lists")
struct ListSchemaTests {
    /// The values of a column in JSON that its schema does not allow.
    private func wrong(_ column: ColumnSchema, _ value: JSONValue) -> Bool {
        if value.isNull { return column.value == .text }
        switch column.value {
        case .text: return value.string == nil
        case .count, .megabytes: return value.integer == nil
        case .countOr(let word): return value.integer == nil && value.string != word
        case .time:
            return value.string?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)/) == nil
        }
    }

    @Test("Every value of every list is of the type that the schema of the list names")
    func everyList() async throws {
        let server = try await LocalServer.start(ServerConfiguration())
        var client = APIClient(
            server: try ServerAddress(server.address), transport: CurlTransport(), token: nil, policy: .readWrite)
        client = client.with(
            try await client.login(user: SampleData.administratorEmail, password: Secret(SampleData.password)))
        let context = try await WorkContext.signedIn(Dependencies(client: client, signIn: .ask(user: "")))
        var seen: Set<String> = []
        for (name, _) in ReadableList.all {
            guard let list = ReadableList(name), case .list = list, let feature = list.feature else { continue }
            let schema = feature.schema
            var wishes = ListReading.Wishes()
            wishes.columns = .named(schema.map(\.name))
            let reading = try ListReading(feature, wishes, now: Date())
            #expect(reading.columns.map(\.name) == schema.map(\.name))
            let rows = Mutex<[[JSONValue]]>([])
            do throws(APIError) {
                _ = try await reading.read(context) { page in
                    rows.withLock { $0 += page.map { row in row.values.map(\.json) } }
                    return true
                }
            } catch {
                // A list of another version of the server.
                continue
            }
            for row in rows.withLock({ $0 }) {
                for (column, value) in zip(schema, row) {
                    #expect(!wrong(column, value), "\(name).\(column.name): \(value)")
                    if !value.isNull { seen.insert(column.value.type) }
                }
            }
        }
        #expect(seen == ["text", "integer", "time"])
        await server.stop()
    }
}
