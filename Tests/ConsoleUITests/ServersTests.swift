import ConsoleState
import Foundation
import LocalServer
import SisenseClient
import Synchronization
import TerminalKit
import TestRandom
import Testing

@testable import ConsoleUI

/// Two servers worked on in one session, each behind a transport that notes what was sent to it.
@Suite("Several servers in one session")
struct ServersTests {
    /// Notes the changes that pass, and the name each was sent for.
    private final class Journal: HTTPTransport, Sendable {
        private let transport = CurlTransport()
        private let log = Mutex<[String]>([])

        var changes: [String] { log.withLock { $0 } }

        func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
            if isChange { log.withLock { $0.append("\(request.method.rawValue) \(request.url.absoluteString)") } }
            return try await transport.send(request, isChange: isChange)
        }
    }

    /// The two servers, and the console on the first.
    private final class Site {
        static let names = ["acme-prod", "acme-stage"]

        let servers: [LocalServer]
        let journals = [Journal(), Journal()]
        let console: HeadlessConsole

        /// - Parameter isMiswired: True where what is done on the second leads to the first.
        init(_ size: Size = Size(120, 40), isMiswired: Bool = false) async throws {
            var configuration = ServerConfiguration()
            configuration.passwordRounds = 1
            let servers = [
                try await LocalServer.start(configuration), try await LocalServer.start(configuration),
            ]
            self.servers = servers
            let others = Self.names.enumerated().map { index, name in
                OtherServer(
                    name: name, purpose: .kind(index == 0 ? .production : .staging), address: servers[index].address)
            }
            let stores = [
                try Self.store(0, servers[0], journals[0], others),
                try Self.store(1, servers[isMiswired ? 0 : 1], journals[isMiswired ? 0 : 1], others),
            ]
            let directory = ServerSessions.Directory(
                others: { name in others.filter { $0.name != name } },
                open: { visit throws(ServerOpeningError) in
                    guard let index = Self.names.firstIndex(of: visit.name) else {
                        throw ServerOpeningError("No profile with the name \(visit.name)")
                    }
                    return stores[index]
                })
            console = HeadlessConsole(
                sessions: ServerSessions(stores[0], named: Self.names[0], directory: directory), size: size)
            await console.start()
        }

        private static func store(
            _ index: Int, _ server: LocalServer, _ journal: Journal, _ others: [OtherServer]
        ) throws -> ConsoleStore {
            let client = APIClient(
                server: try ServerAddress(server.address), transport: journal, token: nil, policy: .readWrite)
            let dependencies = Dependencies(
                client: client,
                signIn: .password(user: SampleData.administratorEmail, password: Secret(SampleData.password)),
                sleep: { if $0 >= .seconds(1) { await Never.returns() } })
            var state = ConsoleState(
                session: SessionState(profile: names[index], purpose: others[index].purpose, client: client))
            state.others = others.filter { $0.name != names[index] }
            return ConsoleStore(state, reducer: ConsoleReducer(dependencies).reduce)
        }

        func run(_ command: String) async {
            await console.press([":"])
            await console.type(command)
            await console.press(["Enter"])
        }

        var screen: String {
            get async { await console.frame().buffer.text }
        }

        func close() async {
            await console.close()
            for server in servers { await server.stop() }
        }
    }

    @Test("Each server keeps its pane, filter and cursor, and the top line says which one it is")
    func keeping() async throws {
        let site = try await Site()
        await site.run("users viewer")
        await site.console.press(["j", "j"])
        let before = await site.screen
        #expect(before.contains(" PROD ") && before.contains("acme-prod"))
        await site.run("server acme-stage")
        let there = await site.screen
        #expect(there.contains(" STAGING ") && there.contains("acme-stage") && !there.contains("acme-prod"))
        #expect(await site.console.state.list?.filter.text == "")
        await site.run("dashboards")
        await site.run("server -")
        #expect(await site.screen == before)
        await site.run("home @acme-stage")
        #expect(await site.console.state.pane == .home)
        #expect(await site.console.state.session.profile == "acme-stage")
        await site.console.press(["Ctrl-O", "Enter"])
        #expect(await site.console.state.session.profile == "acme-prod")
        await site.close()
    }

    @Test("Keys typed behind the choice of a server are meant for that one")
    func typeAhead() async throws {
        let site = try await Site()
        await site.run("users")
        await site.run("server acme-stage")
        await site.run("users")
        await site.run("server acme-prod")
        let enter = try #require(KeyStroke(parsing: "Enter"))
        let keys = ":server acme-stage".map { KeyStroke($0) } + [enter] + "jjt".map { KeyStroke($0) }
        await site.console.send(keys.map(InputEvent.key))
        let state = await site.console.state
        #expect(state.session.profile == "acme-stage")
        let plan = try #require(state.writes.confirmation?.plans.first)
        #expect(plan.target.server.description == site.servers[1].address)
        #expect(await site.screen.contains("acme-stage"))
        #expect(site.journals.map(\.changes) == [[], []])
        await site.close()
    }

    /// The outcome of somebody who switches servers and changes things at random.
    private struct Chaos {
        /// The switches that led to the other server.
        var switches = 0
        /// The changes that were approved on each server.
        var approved = [0, 0]
        /// Changes whose preview names another server than they are for, or that reached another one.
        var misled: [String] = []
    }

    private func chaos(_ site: Site, switches: Int, seed: UInt64) async throws -> Chaos {
        var (random, chaos) = (SeededRandom(seed: seed), Chaos())
        while chaos.switches < switches {
            let before = await site.console.state.session.profile
            let wanted = Site.names.randomElement(using: &random) ?? ""
            await site.run(
                ["server \(wanted)", "server -", "users @\(wanted)", "features @\(wanted)"]
                    .randomElement(using: &random) ?? "server -")
            if await site.console.state.session.profile != before { chaos.switches += 1 }
            await site.run(Bool.random(using: &random) ? "users" : "features")
            for _ in 0..<Int.random(in: 1...5, using: &random) { await site.console.press(["j"]) }
            await site.console.press(["t"])
            let state = await site.console.state
            guard let plan = state.writes.confirmation?.plans.first else { continue }
            let name = state.session.profile
            let index = try #require(Site.names.firstIndex(of: name))
            if await !site.screen.contains(name) || plan.target.server.description != site.servers[index].address {
                chaos.misled.append("\(plan.title) on \(name) is for \(plan.target.server)")
            }
            chaos.approved[index] += 1
            await approve(site, name)
        }
        for (index, journal) in site.journals.enumerated() {
            chaos.misled += journal.changes.filter { !$0.contains(" \(site.servers[index].address)/") }
            if journal.changes.count != chaos.approved[index] {
                chaos.misled.append("\(journal.changes.count) changes for \(chaos.approved[index]) approved")
            }
        }
        return chaos
    }

    @Test("In fifty switches and changes at random, none is sent to another server than its preview names")
    func monkey() async throws {
        let site = try await Site()
        let chaos = try await chaos(site, switches: 50, seed: 21)
        #expect(chaos.switches == 50)
        #expect(chaos.approved.min() ?? 0 > 5)
        #expect(chaos.misled == [])
        await site.close()
    }

    @Test("The same finds out where a server's changes lead to another one")
    func miswired() async throws {
        let site = try await Site(isMiswired: true)
        #expect(try await !chaos(site, switches: 6, seed: 21).misled.isEmpty)
        await site.close()
    }

    /// Answers the preview on the screen; on production the name is typed where that is asked for.
    private func approve(_ site: Site, _ name: String) async {
        if await site.console.state.writes.confirmation?.typedConfirmation != nil { await site.console.type(name) }
        for _ in 0..<4 {
            if await site.console.state.writes.confirmation?.focus == .send { break }
            await site.console.press(["Tab"])
        }
        await site.console.press(["Enter"])
    }

    @Test("A server that is open here is read with its session, even where its profile could not sign in by itself")
    func openSession() async throws {
        let site = try await Site()
        await site.run("fleet")
        await site.console.press(["j"])
        let closed = await site.screen
        #expect(closed.contains("No profile with the name acme-stage"), "\(closed)")
        await site.run("server acme-stage")
        await site.run("server acme-prod")
        await site.console.press(["R"])
        let fleet = await site.screen
        #expect(!fleet.contains("No profile with the name") && fleet.contains("acme-stage"))
        await site.run("compare acme-stage")
        #expect(await site.screen.contains("Nothing differs in what could be read."))
        // The other way round it stands on the other server, where lines are copied to that one.
        await site.console.press(["o"])
        let reversed = await site.console.state
        #expect(reversed.session.profile == "acme-stage" && reversed.pane == .compare)
        #expect(reversed.comparison == "acme-prod")
        #expect(await site.screen.contains("Nothing differs in what could be read."))
        await site.run("server acme-prod")
        // Enter on an account goes to the server that has it, and opens it there.
        await site.run("fleetusers bea@acme server:acme-stage")
        #expect(await site.console.state.list?.table.count == 1)
        await site.console.press(["Enter"])
        let there = await site.console.state
        #expect(there.session.profile == "acme-stage" && there.pane == .users)
        #expect(there.list?.detail?.title == "bea@acme.example")
        #expect(site.journals.map(\.changes) == [[], []])
        await site.close()
    }

    @Test("A word behind @ that is no profile is no filter: it is said, and the list stays as it is")
    func nobody() async throws {
        let site = try await Site()
        await site.run("groups sales")
        await site.run("users @nowhere")
        let state = await site.console.state
        #expect(state.session.profile == "acme-prod" && state.pane == .groups)
        #expect(state.list?.filter.text == "sales")
        #expect(await site.screen.contains("No profile with the name nowhere"))
        // With a dot it may be the end of an address, so that it is a filter.
        await site.run("users @acme.example")
        let users = await site.console.state
        #expect(users.pane == .users && users.list?.filter.text == "@acme.example")
        await site.close()
    }

    @Test("A server that is opened read-only says that as the reason")
    func openedReadOnly() async throws {
        let site = try await Site()
        await site.run("servers")
        await site.console.press(["j", "o"])
        await site.run("users")
        await site.console.press(["t"])
        #expect(await site.screen.contains("it was opened read-only"))
        #expect(await !site.screen.contains(":readonly was used"))
        await site.close()
    }

    @Test("What is unfinished on a server that is not on the screen is said there, and asked about on quitting")
    func unfinished() async throws {
        let site = try await Site()
        await site.run("cors")
        await site.console.press(["a"])
        await site.console.type("https://portal.acme.example")
        await site.console.press(["Enter"])
        await site.run("server acme-stage")
        #expect(await site.screen.contains("acme-prod waits as you left it."))
        await site.run("quit")
        #expect(await site.screen.contains("acme-prod: The CORS settings have unsaved changes."))
        await site.console.press(["n"])
        #expect(await site.console.state.quit == .no)
        await site.close()
    }
}
