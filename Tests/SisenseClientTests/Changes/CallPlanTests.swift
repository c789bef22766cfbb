import Foundation
import Testing

@testable import SisenseClient

/// What `call` and the explorer send, planned on a real server.
@Suite("Plans of calls")
struct CallPlanTests {
    private func withClient(_ body: (APIClient) async throws -> Void) async throws {
        try await SampleSite.with { site in try await body(site.client) }
    }

    private static let cors: JSONValue = [
        "webServer": ["cors": ["enabled": true, "allowedOrigins": ["https://new.acme.example"]]]
    ]

    @Test("Members laid over the system settings leave the others, the first day of the week among them")
    func laidOver() async throws {
        try await withClient { client in
            let before = try await SystemSettingsService(client).read()
            let bare = try Call(.replaceSystemSettings, body: .json(Self.cors))
            let record = try #require(try await client.currentRecord(of: bare))
            let call = try Call(.replaceSystemSettings, body: .json(record.laidOver(by: Self.cors)))
            #expect(record.dropped(by: call).isEmpty)
            let plan = try await client.plan(calling: call, on: record)
            _ = try await client.perform(plan)
            let after = try await SystemSettingsService(client).read()
            #expect(after.allowedOrigins == ["https://new.acme.example"])
            #expect(after.firstDay == before.firstDay && before.firstDay == "mon")
            #expect(after.document["fiscal"] == before.document["fiscal"])
            _ = try await client.perform(try #require(plan.undo))
            #expect(try await SystemSettingsService(client).read().allowedOrigins == before.allowedOrigins)
        }
    }

    @Test("A bare body says which members it drops")
    func drops() async throws {
        try await withClient { client in
            let call = try Call(.replaceSystemSettings, body: .json(Self.cors))
            let plan = try await client.plan(calling: call)
            let warning = try #require(plan.warnings.first { $0.hasPrefix("The body drops") })
            #expect(warning.contains("firstday") && warning.contains("fiscal"))
            #expect(!warning.contains("_id"))
        }
    }

    @Test("Somebody else's change of a document between preview and sending is a conflict, and nothing is lost")
    func conflict() async throws {
        try await withClient { client in
            let user = try #require(try await UsersService(client).find("adaeze@acme.example"))
            let mine = try await client.plan(
                calling: try Call(.updateUser, path: ["id": user.id], body: .json(["lastName": "Mine"])))
            let theirs = try Call(.updateUser, path: ["id": user.id], body: .json(["lastName": "Theirs"]))
            _ = try await client.perform(try await client.plan(calling: theirs))
            let error = await #expect(throws: APIError.self) { try await client.perform(mine) }
            #expect(error?.exitStatus == .conflict)
            #expect(try await UsersService(client).get(user.id).lastName == "Theirs")
        }
    }

    @Test("A change of one record shows what it changes, and takes back nothing else")
    func merge() async throws {
        try await withClient { client in
            let user = try #require(try await UsersService(client).find("adaeze@acme.example"))
            let call = try Call(.updateUser, path: ["id": user.id], body: .json(["lastName": "Ott"]))
            let plan = try await client.plan(calling: call)
            #expect(plan.changes.map(\.name) == ["last name"])
            _ = try await client.perform(plan)
            let other = try Call(.updateUser, path: ["id": user.id], body: .json(["firstName": "Ada"]))
            _ = try await client.perform(try await client.plan(calling: other))
            _ = try await client.perform(try #require(plan.undo))
            let after = try await UsersService(client).get(user.id)
            #expect(after.lastName == user.lastName && after.firstName == "Ada")
        }
    }

    @Test("What an operation replaces is read at the same path, and reading it changes nothing")
    func recordReads() {
        for operation in Catalogue.sisense.operations {
            guard let read = operation.recordRead else { continue }
            #expect(read.template == operation.template, "\(operation.id)")
            #expect(!read.writes && operation.writes)
        }
    }

    @Test("A secret that was masked for editing comes back, and a mask that stands for none is found")
    func masks() throws {
        let document: JSONValue = ["user": "bi", "password": "hunter2", "list": [["token": "t0ken"]]]
        let masked = MaskedDocument(document)
        #expect(!JSONWriter.text(masked.shown).contains("hunter2"))
        var edited = masked.shown
        edited["user"] = "other"
        let restored = masked.restored(in: edited)
        #expect(restored == ["user": "other", "password": "hunter2", "list": [["token": "t0ken"]]])
        edited["apiKey"] = .string(Redactor.mask)
        #expect(MaskedDocument.unresolved(in: masked.restored(in: edited)) == ["apiKey"])
    }
}
