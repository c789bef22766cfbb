import Foundation
import Synchronization
import TestRandom
import Testing

@testable import SisenseClient

@Suite("An edit of what a form showed, beside the edit of somebody else")
struct EditTests {
    private static func user(_ members: [String: JSONValue]) -> JSONValue {
        var user: JSONValue = [
            "_id": "1", "email": "bea@acme.example", "firstName": "Bea", "lastName": "Lang", "groups": ["a", "b"],
        ]
        for (key, value) in members { user[key] = value }
        return user
    }

    /// The plan of a form that showed the plain user, while the server has `now`.
    private func plan(_ members: [(String, JSONValue)], now: [String: JSONValue]) async throws -> RequestPlan {
        let client = try APIClient.stub(StubTransport(answers: ["GET /api/v1/users/1": Self.user(now)]))
        let shown = try #require(User(Self.user([:])))
        return try await UsersService(client).planUpdate(shown, title: "t", members: members)
    }

    private func body(_ plan: RequestPlan) -> JSONValue? {
        guard case .json(let value) = plan.call.body else { return nil }
        return value
    }

    @Test("Groups that each of two put a user into or took it out of are all as they wanted")
    func groups() async throws {
        let plan = try await plan([("groups", ["b", "mine"])], now: ["groups": ["b", "theirs", "a"]])
        #expect(plan.conflict == nil)
        #expect(body(plan) == ["groups": ["b", "theirs", "mine"]])
        #expect(plan.diff?.changes.count == 2)
    }

    @Test("A name that both changed is a conflict before anything is shown to be sent, and the choice can be planned")
    func both() async throws {
        let plan = try await plan([("lastName", "Mine"), ("firstName", "B.")], now: ["lastName": "Theirs"])
        let conflict = try #require(plan.conflict)
        let merge = JSONMerge(conflict)
        #expect(merge.differences.map(\.path.description) == ["firstName", "lastName"])
        #expect(merge.differences.map(\.changedBy) == [.mine, nil])
        let client = try APIClient.stub(
            StubTransport(answers: ["GET /api/v1/users/1": Self.user(["lastName": "Theirs"])]))
        let chosen = merge.merged([.mine, .theirs])
        let again = try await plan.replan?(client, chosen, conflict.theirs)
        #expect(again?.conflict == nil)
        #expect(again.flatMap(body) == ["firstName": "B."])
    }

    @Test("An edit that somebody else has made whole is said, and is no request")
    func made() async throws {
        await #expect {
            _ = try await plan([("lastName", "Ott")], now: ["lastName": "Ott"])
        } throws: { error in
            guard case .conflict(let conflict)? = (error as? APIError)?.kind else { return false }
            return conflict.isMade
        }
    }

    @Test("A member that the form did not show is changed as it is now")
    func unseen() async throws {
        let plan = try await plan([("active", false)], now: ["active": true])
        #expect(plan.conflict == nil)
        #expect(body(plan) == ["active": false])
    }

    @Test("A record that is replaced whole is planned whole from a choice between two edits, with what nobody edited")
    func whole() async throws {
        let now: JSONValue = ["language": "theirs", "localization": ["default": "de-DE"], "unknown": 7]
        let client = try APIClient.stub(StubTransport(answers: ["GET /api/v1/settings/globalization": now]))
        let plan = try await RecordsService(client).planEdit(
            "t", name: "n", .replaceGlobalization, path: [:], query: [], base: ["language": "en", "unknown": 7],
            members: [("language", "mine")], read: try client.call(.getGlobalization), impact: [])
        let conflict = try #require(plan.conflict)
        let chosen = JSONMerge(conflict).merged(contested: .mine)
        let again = try await plan.replan?(client, chosen, conflict.theirs)
        #expect(
            again.flatMap(body) == ["language": "mine", "localization": ["default": "de-DE"], "unknown": 7])
    }

    @Test("Another address of a trusted server, given by somebody else, stays beside another name")
    func trusted() async throws {
        let now: JSONValue = ["_id": "s", "serverName": "https://new.example", "name": "Old"]
        let client = try APIClient.stub(
            StubTransport(answers: ["GET /api/v1/authentication/server_access": [now]]))
        let shown = try #require(
            TrustedServer(["_id": "s", "serverName": "https://old.example", "name": "Old"]))
        let plan = try await TrustedServersService(client).planEdit(
            shown, address: try ServerAddress("https://old.example"), name: "New")
        #expect(body(plan) == ["serverName": "https://new.example", "name": "New"])
    }

    /// Counts the reads of a stub.
    private final class Reads: Sendable {
        private let count = Mutex(0)

        func next() -> Int {
            count.withLock { count in
                count += 1
                return count
            }
        }
    }

    @Test("A document in which a member changes with every read can be saved")
    func restless() async throws {
        let reads = Reads()
        let transport = StubTransport { sent in
            if sent.isChange { return HTTPResponse(status: 200, body: sent.request.body ?? Data()) }
            let serial = reads.next()
            let document: JSONValue = ["enabled": true, "maxFailedAttempts": 5, "serial": .number(JSONNumber(serial))]
            return HTTPResponse(status: 200, body: JSONWriter.write(document))
        }
        let client = try APIClient.stub(transport)
        let service = SettingsService(client)
        let shown = try await service.read(.globalization)
        var edited = shown
        edited["maxFailedAttempts"] = 9
        let plan = try await service.planEdit(.globalization, edited: edited, base: shown)
        #expect(plan.conflict == nil)
        _ = try await client.perform(plan)
        #expect(transport.sent.count { $0.isChange } == 1)
    }

    @Test("A member that somebody else changes once, between the preview and the send, is still a conflict")
    func changedOnce() async throws {
        let reads = Reads()
        let transport = StubTransport { _ in
            let document: JSONValue = ["language": reads.next() > 1 ? "de" : "en", "x": 1]
            return HTTPResponse(status: 200, body: JSONWriter.write(document))
        }
        let client = try APIClient.stub(transport)
        let service = SettingsService(client)
        let shown = try await service.read(.globalization)
        let plan = try await service.planSave(
            .globalization, edited: ["language": "en", "x": 2], base: shown)
        await #expect { _ = try await client.perform(plan) } throws: { error in
            guard case .conflict? = (error as? APIError)?.kind else { return false }
            return true
        }
        #expect(transport.sent.allSatisfy { !$0.isChange })
    }
}
