import Foundation
import SisenseClient
import TestRandom
import Testing

@Suite("Lean records")
struct JSONRecordsTests {
    private func page(_ body: String, isLean: Bool) async throws -> Page<User> {
        let transport = StubTransport { _ in HTTPResponse(status: 200, body: Data(body.utf8)) }
        return try await UsersService(APIClient.stub(transport)).page(ListQuery(isLean: isLean))
    }

    @Test(
        "They are what whole records without their raw JSON are",
        arguments: [
            "[]", " [ ] ",
            #"[{"_id":"1","email":"é@x","firstName":"A\"\u00e9","groups":["g",{"_id":"h"}],"active":false,"lastLogin":"2026-11-01T07:00:00.000Z"}]"#,
            #"[{"_id":"1"}, 5, null, {}, "x", {"_id":"2","x":{"y":[1]}}, {"id":3,"active":"true","created":7}]"#,
            #"[{"_id":"1","email":"a"},{"_id":"2","email":"b"},{"email":"c","_id":"3"},{"_id":"4","_id":"5"},{"_id":"6","email":"d","userName":"d"}]"#,
        ])
    func same(body: String) async throws {
        let whole = try await page(body, isLean: false)
        let lean = try await page(body, isLean: true)
        #expect(lean.items == whole.items.map { $0.lean() })
        #expect(lean.received == whole.received)
    }

    @Test(
        "What is no list, or no JSON, is refused in the same way",
        arguments: [
            "{}", "", "[", "[{]", #"[{"a":1"#, #"[{"a":"\x"}]"#, #"[{"a":"b}]"#, "[{}] 1", "\"x\"", #"[{"a" 1}]"#,
            "[{\"a\":\"\u{1}\"}]",
        ])
    func refused(body: String) async throws {
        let whole = await #expect(throws: APIError.self) { try await page(body, isLean: false) }
        let lean = await #expect(throws: APIError.self) { try await page(body, isLean: true) }
        #expect(lean == whole)
    }

    @Test("No bytes make it crash, and it takes what the whole reader takes", arguments: FuzzSeeds.of([17]))
    func fuzz(seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        let seed = Array(
            #"[{"_id":"1","email":"é","n":1.0},{"_id":"2","email":"b\n"},{"email":"c","_id":"3"},{"_id":"4","x":[{}]}]"#
                .utf8)
        for _ in 0..<3_000 {
            var bytes = seed
            for _ in 0..<2 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0x20...0xFF, using: &random)
            }
            let data = Data(bytes)
            let client = try APIClient.stub(StubTransport { _ in HTTPResponse(status: 200, body: data) })
            let whole = try? await UsersService(client).page(ListQuery())
            let lean = try? await UsersService(client).page(ListQuery(isLean: true))
            #expect(lean?.items == whole?.items.map { $0.lean() })
        }
    }
}
