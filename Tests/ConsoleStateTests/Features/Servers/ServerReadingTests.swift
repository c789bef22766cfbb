import Foundation
import Testing

@testable import ConsoleState
@testable import SisenseClient

@Suite("The list of servers, each asked by itself")
struct ServerReadingTests {
    /// A server that answers these paths, and refuses to say anything else.
    private struct Server: HTTPTransport {
        var answers: [String: String] = [:]
        var isDown = false

        func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
            if isDown { throw TransportError(.refused, server: request.url.host() ?? "") }
            guard let text = answers[request.url.path()] else { return HTTPResponse(status: 403) }
            return HTTPResponse(status: 200, body: Data(text.utf8))
        }
    }

    private static let status = Operation.getApplicationStatus.template.description
    private static let user = Operation.getCurrentUser.template.description
    private static let version = #"{"version":{"version":"2026.1.0"}}"#

    private static func profile(_ name: String, _ server: String, _ source: TokenSource = .prompt) throws -> Profile {
        var profile = Profile(name: try #require(ProfileName(name)), server: try ServerAddress(server))
        (profile.kind, profile.tokenSource) = (.production, source)
        return profile
    }

    /// The rows once everything was asked, by their names.
    private func rows(_ profiles: [Profile], _ servers: [String: Server]) async throws -> [String: [String]] {
        let own = Samples.client(Server(answers: [Self.status: Self.version]))
        var listing = ProfileStore.Listing()
        listing.profiles = profiles
        let access = ProfileAccess(
            list: { [listing] in listing },
            stranger: { profile in
                APIClient(
                    server: profile.server, transport: servers[profile.name.description] ?? Server(isDown: true),
                    token: nil, policy: .readOnly(reason: ""))
            },
            test: { _ in ConnectionVerdict(passed: []) }, save: { _, _ in nil })
        var context = WorkContext(
            Dependencies(
                client: own, signIn: .token,
                connect: { name throws(APIError) in
                    guard let profile = profiles.first(where: { $0.name.description == name }),
                        profile.tokenSource != .prompt
                    else { throw APIError(.invalidCall, message: "It asks for a password.", request: "", server: "") }
                    return APIClient(
                        server: profile.server, transport: servers[name] ?? Server(isDown: true), token: Secret("t"),
                        policy: .readOnly(reason: ""))
                }, profiles: access))
        context.serverName = "here"
        let table = Rows()
        context.send = { action in
            if case .list(.profiles, .rowsReplaced(let rows)) = action { await table.replace(rows) }
        }
        try await ListFeature.profiles.load(context) { await table.add($0) }
        return await table.cells
    }

    /// The rows of a list by their ids.
    private actor Rows {
        var cells: [String: [String]] = [:]

        func add(_ page: RowPage) {
            var table = RowTable()
            table.append(page)
            for index in 0..<table.count {
                cells[table.id(at: index)?.description ?? ""] = ServerRow.layout.columns.indices.map {
                    table.cell(at: index, $0)
                }
            }
        }

        func replace(_ rows: [RowContent]) { for row in rows { cells[row.id.description] = row.cells } }
    }

    private func cell(_ column: String, _ row: [String]?) throws -> String {
        let index = try #require(ServerRow.layout.columns.firstIndex { $0.column.id == column })
        return try #require(row)[index]
    }

    @Test("A server says its version and who we are; one that asks for a password, what anyone may know")
    func readings() async throws {
        let rows = try await rows(
            [
                try Self.profile("signed-in", "https://a.example", .environment("T")),
                try Self.profile("asks", "https://b.example"),
                try Self.profile("refused", "https://c.example", .environment("T")),
                try Self.profile("down", "http://d.example", .environment("T")),
            ],
            [
                "signed-in": Server(answers: [
                    Self.status: Self.version, Self.user: #"{"_id":"1","email":"ada@acme.example"}"#,
                ]),
                "asks": Server(answers: [Self.status: Self.version]),
                "refused": Server(answers: [Self.status: Self.version]),
            ])
        #expect(rows.count == 5)
        #expect(try cell("state", rows["signed-in"]) == "answers")
        #expect(try cell("version", rows["signed-in"]) == "2026.1.0")
        #expect(try cell("user", rows["signed-in"]) == "ada@acme.example")
        #expect(try cell("findings", rows["signed-in"]) == "", "settings that may not be read say nothing")
        #expect(try cell("version", rows["asks"]) == "2026.1.0")
        #expect(try cell("user", rows["asks"]) == "asks for a password")
        #expect(try cell("state", rows["refused"]) == "answers")
        #expect(try cell("user", rows["refused"]).isEmpty == false)
        let down = try cell("state", rows["down"])
        #expect(down.hasSuffix("not encrypted") && !down.hasPrefix("answers"), "\(down)")
        #expect(try cell("user", rows["down"]) == "")
        #expect(try cell("now", rows["here"]) == "this one")
    }
}
