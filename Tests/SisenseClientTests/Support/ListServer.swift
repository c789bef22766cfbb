import Foundation
import SisenseClient
import TestRandom

/// A list as servers and the gateways before them hand it out: capped, without paging, in another order each time.
struct ListServer: Sendable {
    var ids: [String]
    /// The most records a page has; nil for as many as are asked for.
    var cap: Int?
    var ignoresSkip = false
    /// The order changes with every page.
    var shuffles = false
    /// The order stays where the query asks for one.
    var sorts = true
    /// The number the server tells; nil where it tells none.
    var count: Int?
    /// Entries among the records that are none.
    var malformed: [Int: JSONValue] = [:]

    init(_ count: Int) {
        ids = (0..<count).map { String(format: "%05d", $0) }
    }

    var transport: StubTransport { StubTransport { answer($0) } }

    private func answer(_ sent: StubTransport.Sent) -> HTTPResponse {
        if sent.request.url.path().hasSuffix("/count") {
            guard let count else { return HTTPResponse(status: 404) }
            return HTTPResponse(status: 200, body: Data(#"{"count":\#(count)}"#.utf8))
        }
        let items = URLComponents(url: sent.request.url, resolvingAgainstBaseURL: false)?.queryItems ?? []
        func value(_ name: String) -> String? { items.first { $0.name == name }?.value }
        let skip = ignoresSkip ? 0 : value("skip").flatMap { Int($0) } ?? 0
        let limit = min(value("limit").flatMap { Int($0) } ?? .max, cap ?? .max)
        var order = ids
        if shuffles, !(sorts && value("sort") != nil) {
            var random = SeededRandom(seed: UInt64(skip) &* 31 &+ 7)
            order.shuffle(using: &random)
        }
        var records = order.map { id -> JSONValue in ["_id": .string(id), "email": .string("\(id)@acme.example")] }
        for (index, entry) in malformed.sorted(by: { $0.key < $1.key }) { records.insert(entry, at: index) }
        return HTTPResponse(status: 200, body: JSONWriter.write(.array(Array(records.dropFirst(skip).prefix(limit)))))
    }
}
