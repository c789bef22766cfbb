import Foundation
import SisenseClient
import Testing

@Suite("Pages of a call")
struct PagesTests {
    /// A list of users of whom only `active` was asked for, so that all records are alike. With `pages` the server
    /// takes notice of `skip`.
    private static func server(of count: Int, pages: Bool) -> StubTransport {
        StubTransport { sent in
            let query = sent.request.url.query() ?? ""
            func number(_ name: String) -> Int {
                query.split(separator: "&").first { $0.hasPrefix("\(name)=") }
                    .flatMap { Int($0.dropFirst(name.count + 1)) } ?? 0
            }
            let rest = pages ? max(0, count - number("skip")) : count
            let records = Array(
                repeating: JSONValue.object(JSONObject([("active", true)])), count: min(rest, number("limit")))
            return HTTPResponse(status: 200, body: JSONWriter.write(.array(records)))
        }
    }

    private func read(_ transport: StubTransport, _ query: [QueryItem] = []) async throws -> [Int] {
        let (operation, _) = try Catalogue.sisense.resolve(.get, "/users")
        var counts: [Int] = []
        let gaps = try await APIClient.stub(transport).forEachPage(of: Call(operation, query: query), limit: 10) {
            counts.append($0.count)
        }
        #expect(gaps.isEmpty)
        return counts
    }

    @Test(
        "Records that are all alike come all",
        arguments: [(0, [0]), (9, [9, 0]), (10, [10, 0]), (35, [10, 10, 10, 5, 0])])
    func alike(count: Int, pages: [Int]) async throws {
        #expect(try await read(Self.server(of: count, pages: true)) == pages)
    }

    @Test("A server that takes no notice of skip is told of after one page")
    func noSkip() async throws {
        let transport = Self.server(of: 35, pages: false)
        let error = await #expect(throws: APIError.self) { try await read(transport) }
        #expect(error?.kind == .unreadable)
        #expect(error?.message.contains("skip") == true)
        #expect(error?.nextStep.contains("10 records") == true)
        #expect(transport.sent.count == 3)
    }

    @Test("The skip and limit of a call give way, the rest of its query stays")
    func query() async throws {
        let transport = Self.server(of: 3, pages: true)
        _ = try await read(transport, [QueryItem("skip", "7"), QueryItem("fields", "active"), QueryItem("limit", "2")])
        #expect(
            transport.lines == [
                "GET /api/v1/users?fields=active&skip=0&limit=10", "GET /api/v1/users?fields=active&skip=3&limit=10",
            ])
    }
}
