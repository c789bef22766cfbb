import Foundation
import LocalServer
import SisenseClient
import TestServices
import Testing

@testable import ConsoleState
@testable import ConsoleUI

/// Two consoles on one server. Both plan from what they see; then one sends, and the other meets what it has done.
@Suite("Two administrators at once", .timeLimit(.minutes(15)))
struct RacingAdministratorsTests {
    /// A console without a screen, whose person accepts what is shown.
    private final class Administrator {
        private let store: ConsoleStore
        let client: APIClient

        init(_ server: LocalServer) async throws {
            let address = try ServerAddress(server.address)
            let visitor = APIClient(server: address, transport: CurlTransport(), token: nil, policy: .readWrite)
            let session = try await visitor.login(
                user: SampleData.administratorEmail, password: Secret(SampleData.password))
            client = visitor.with(session)
            var state = ConsoleState(session: SessionState(profile: "acme", client: client))
            state.session.phase = .ready(try await UsersService(client).loggedIn())
            let dependencies = Dependencies(client: client, signIn: .token, sleep: { _ in await Never.returns() })
            store = ConsoleStore(state, reducer: ConsoleReducer(dependencies).reduce)
        }

        /// Shows a plan.
        func show(_ plan: RequestPlan) async {
            await store.send(.form(.dismissed))
            await store.send(.write(.planned(PlannedWrite([plan], .list(.users, [])))))
        }

        /// Approves what is shown, and takes both sides of a conflict, until it is done.
        func approve() async {
            for _ in 0..<10 {
                let state = await store.state
                if state.conflict != nil {
                    await store.send(.conflict(.resolved))
                } else if let confirmation = state.writes.confirmation {
                    await store.send(.write(.shown))
                    if confirmation.typedConfirmation != nil {
                        await store.send(.write(.focusMoved))
                        await store.send(.write(.textEdited(.insert("acme"))))
                    }
                    await store.send(.write(.confirmed))
                } else {
                    return
                }
                await store.idle(except: ConsoleWork.waiting)
            }
            Issue.record("it did not come to an end")
        }

        func close() async { await store.cancelAll() }
    }

    private static let rounds = 100

    /// Has two administrators plan from the same record and send in whatever order, again and again.
    private func race(
        _ plan: (APIClient, _ round: Int, _ isFirst: Bool) async throws -> RequestPlan,
        after round: (APIClient, Int) async throws -> Void
    ) async throws {
        var configuration = ServerConfiguration()
        configuration.passwordRounds = 1
        let server = try await LocalServer.start(configuration)
        let (ada, bea) = (try await Administrator(server), try await Administrator(server))
        for index in 0..<Self.rounds {
            await ada.show(try await plan(ada.client, index, true))
            await bea.show(try await plan(bea.client, index, false))
            // Who sends first changes, and not in step with what is sent.
            for person in index % 3 == 0 ? [bea, ada] : [ada, bea] { await person.approve() }
            try await round(ada.client, index)
        }
        await ada.close()
        await bea.close()
        await server.stop()
    }

    @Test("A hundred times two members of one user: none is lost")
    func users() async throws {
        let member = { (isFirst: Bool) in isFirst ? "firstName" : "lastName" }
        try await race { client, index, isFirst in
            let service = UsersService(client)
            let user = try #require(try await service.find("bea@acme.example"))
            return try await service.planUpdate(
                user, title: "Rename", members: [(member(isFirst), .string("\(isFirst) \(index)"))])
        } after: { client, index in
            let user = try #require(try await UsersService(client).find("bea@acme.example"))
            #expect(user.firstName == "true \(index)" && user.lastName == "false \(index)")
        }
    }

    @Test("A hundred times two shares of one dashboard: none is lost")
    func shares() async throws {
        var parties: [String] = []
        var dashboard: Dashboard?
        try await race { client, index, isFirst in
            let service = DashboardsService(client)
            if dashboard == nil {
                dashboard = try await service.own().first
                parties = try await UsersService(client).page(skip: 5, limit: 2).items.map(\.id)
            }
            let shown = try #require(dashboard)
            let list = try await service.shares(of: shown.id)
            let share = Share(.user, id: parties[isFirst ? 0 : 1], rule: .view)
            // In every other round they are taken out again.
            let edited = index.isMultiple(of: 2) ? list.adding(share) : list.removing(share.id)
            return try service.planSaveShares(edited, base: list, of: shown, names: [:])
        } after: { client, index in
            let ids = try await DashboardsService(client).shares(of: try #require(dashboard).id).shares.map(\.id)
            #expect(parties.allSatisfy { ids.contains($0) == index.isMultiple(of: 2) }, "round \(index)")
        }
    }

    @Test("A hundred times two origins in the list of CORS: all two hundred are in it")
    func settings() async throws {
        try await race { client, index, isFirst in
            let service = SystemSettingsService(client)
            let base = try await service.read()
            let origin = "https://\(isFirst ? "ada" : "bea")-\(index).example"
            return try await service.planSave(
                base.setting(corsEnabled: base.corsEnabled, allowedOrigins: base.allowedOrigins + [origin]), base: base)
        } after: { client, index in
            let origins = Set(try await SystemSettingsService(client).read().allowedOrigins)
            let expected = (0...index).flatMap { ["https://ada-\($0).example", "https://bea-\($0).example"] }
            #expect(origins.isSuperset(of: expected), "round \(index)")
        }
    }
}
