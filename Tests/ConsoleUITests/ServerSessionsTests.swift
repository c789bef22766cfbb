import Foundation
import SisenseClient
import Synchronization
import Testing

@testable import ConsoleState
@testable import ConsoleUI

/// The stores of the servers of one session, without any server behind them.
@Suite("The sessions of several servers")
struct ServerSessionsTests {
    /// The address that the second profile has now, and how often its server was opened.
    private final class Profiles: Sendable {
        let address = Mutex("https://old.acme.example")
        let opened = Mutex(0)
    }

    private static func store(_ name: String, form: FormState? = nil) throws -> ConsoleStore {
        let client = APIClient(
            server: try ServerAddress("https://\(name).acme.example"), transport: Nowhere(), token: nil,
            policy: .readWrite)
        var state = ConsoleState(session: SessionState(profile: name, label: "", client: client))
        state.form = form
        let dependencies = Dependencies(client: client, signIn: .ask(user: ""), sleep: { _ in await Never.returns() })
        return ConsoleStore(state, reducer: ConsoleReducer(dependencies).reduce)
    }

    private struct Nowhere: HTTPTransport {
        func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
            throw TransportError(.refused, server: request.url.host() ?? "")
        }
    }

    /// Goes to the second server, back, gives its profile another address, and goes there again.
    /// - Returns: The times that it was opened.
    private static func openings(form: FormState?) async throws -> Int {
        let profiles = Profiles()
        let stores = [try store("two", form: form), try store("two")]
        let directory = ServerSessions.Directory(
            others: { name in
                let two = OtherServer(name: "two", address: profiles.address.withLock { $0 })
                return [OtherServer(name: "one", address: "https://one.acme.example"), two].filter { $0.name != name }
            },
            open: { _ throws(ServerOpeningError) in
                let index = profiles.opened.withLock { count in
                    defer { count += 1 }
                    return count
                }
                return stores[min(index, 1)]
            })
        let sessions = ServerSessions(try store("one"), named: "one", directory: directory)
        for name in ["two", "one", "two"] { await visit(name, sessions) }
        #expect(profiles.opened.withLock { $0 } == 1, "the same address is the same session")
        await visit("one", sessions)
        profiles.address.withLock { $0 = "https://new.acme.example" }
        await visit("two", sessions)
        #expect(await sessions.shown.state.session.profile == "two")
        await sessions.cancelAll()
        return profiles.opened.withLock { $0 }
    }

    private static func visit(_ name: String, _ sessions: ServerSessions) async {
        await sessions.shown.send(.servers(.switchRequested(ServerVisit(name))))
        await sessions.follow()
    }

    @Test("A session is kept as long as its profile has the same address, and opened anew at another one")
    func address() async throws {
        #expect(try await Self.openings(form: nil) == 2)
    }

    @Test("One with something unfinished is kept all the same: nobody loses what they typed")
    func unfinished() async throws {
        var form = FormState("Edit", [.text("name", "Name")]) { _, _ in .messageDismissed }
        form.fields[0].apply(.insert("x"), line: 0)
        #expect(form.isChanged)
        #expect(try await Self.openings(form: form) == 1)
    }

    @Test("What is read of another server is read with its session at the address that the profile has, and no other")
    func reading() async throws {
        var state = ConsoleState(
            session: SessionState(
                profile: "two", label: "",
                client: APIClient(
                    server: try ServerAddress("https://old.acme.example"), transport: Nowhere(), token: Secret("t"),
                    policy: .readWrite)))
        state.session.phase = .ready(try #require(User(["_id": "1", "email": "ada@acme.example"])))
        var context = WorkContext(Dependencies(client: state.session.client, signIn: .token))
        context.servers.notes["two"] = ServerNote(state)
        context.others = [OtherServer(name: "two", address: "https://old.acme.example")]
        #expect(context.session(of: "two")?.client.server == state.session.client.server)
        context.others = [OtherServer(name: "two", address: "https://new.acme.example")]
        #expect(context.session(of: "two") == nil)
        #expect(context.session(of: "two", at: "https://old.acme.example") != nil)
    }
}
