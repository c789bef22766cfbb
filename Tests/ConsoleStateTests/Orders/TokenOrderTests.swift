import Foundation
import SisenseClient
import Synchronization
import Testing

@testable import ConsoleState

@Suite("Tokens that are replaced under requests", .timeLimit(.minutes(15)))
struct TokenOrderTests {
    private static let replaced = ConsoleAction.session(.tokenReplaced(Secret("new")))

    /// Sends an action that asks at a path, replaces the token, and lets the server refuse the old one.
    /// - Returns: the console, which has asked again with the new token.
    private static func refused(
        _ console: HeldConsole, _ action: ConsoleAction, at path: String
    ) async {
        await console.send(action)
        await console.transport.arrival(path)
        await console.send(replaced)
        await console.transport.answer(path, "{}", status: 401)
        await console.transport.arrival(path)
        #expect(console.transport.tokens.last == "Bearer new", "\(action)")
        #expect(await console.state.session.isReady, "\(action)")
    }

    @Test("A list that is being read is read from the start with the new token, and shows every row once")
    func list() async throws {
        let console = try HeldConsole()
        await Self.refused(console, .paneOpened(.features), at: "/features")
        await console.transport.answer("/features", HeldConsole.features(mobile: true))
        await console.until { $0.lists[.features]?.isLoading == false }
        #expect(await console.state.lists[.features]?.table.total == 2)
        await console.close()
    }

    @Test("A record that is being read is read with the new token")
    func record() async throws {
        let console = try HeldConsole(.dashboards)
        await console.send(.listOpened(.widgets(of: "a", title: "Sales")))
        await console.transport.answer("/dashboards/a/widgets", "[]")
        await console.until { $0.lists[.widgets]?.isLoading == false }
        let opened = ConsoleAction.list(.widgets, .recordOpened("w", title: "Revenue"))
        await Self.refused(console, opened, at: "/dashboards/a/widgets/w")
        await console.close()
    }

    @Test("The folders are read with the new token")
    func folders() async throws {
        let console = try HeldConsole(.dashboards)
        await Self.refused(console, .tree(.opened), at: "/folders")
        await console.close()
    }

    @Test("The security settings are read with the new token")
    func settings() async throws {
        let console = try HeldConsole(.cors)
        await Self.refused(console, .list(.cors, .needed), at: "/settings/system")
        await console.close()
    }

    @Test("A call of the explorer is made again with the new token, for the form that still waits for it")
    func call() async throws {
        let console = try HeldConsole(.api)
        let call = try await console.state.session.client.call(.getFeatures)
        await console.send(.form(.opened(Samples.form)))
        await Self.refused(console, .explorer(.callMade(call, CallDraft(call))), at: "/features")
        await console.transport.answer("/features", "[]")
        await console.until { $0.shownAnswer != nil }
        #expect(await console.state.form == nil)
        await console.close()
    }

    @Test("What is read for a preview is read with the new token, and the preview comes up")
    func preview() async throws {
        let console = try HeldConsole()
        await console.openFeatures()
        await Self.refused(console, .list(.features, .commandRun(ListCommand.ID("toggle"))), at: "/features")
        #expect(await console.state.pendingOperation != nil)
        await console.transport.answer("/features", HeldConsole.features(mobile: false))
        await console.transport.answer("/features", HeldConsole.features(mobile: false))
        await console.until { $0.writes.confirmation != nil }
        await console.close()
    }

    /// A source that has had another token since, and how often it was read.
    private final class Source: Sendable {
        let reads = Mutex(0)
        let token: String

        init(_ token: String) { self.token = token }

        var signIn: SignIn {
            .source { () throws(APIError) in
                self.reads.withLock { $0 += 1 }
                return Secret(self.token)
            }
        }
    }

    @Test("A refused token is read again from its source, and what was refused is asked again; nobody is asked")
    func source() async throws {
        let source = Source("new")
        let console = try HeldConsole(signIn: source.signIn)
        await console.send(.paneOpened(.features), .list(.roles, .needed))
        await console.transport.answer("/features", "{}", status: 401)
        await console.transport.answer("/roles", "{}", status: 401)
        await console.transport.arrival("/users/loggedin")
        #expect(console.transport.tokens.last == "Bearer new")
        #expect(await console.state.session.isReady)
        await console.transport.answer("/users/loggedin", #"{"_id":"1","email":"ada@acme.example"}"#)
        await console.transport.answer("/features", HeldConsole.features(mobile: true))
        await console.until { $0.lists[.features]?.isLoading == false }
        #expect(await console.state.lists[.features]?.table.total == 2)
        #expect(await console.state.session.isReady)
        #expect(source.reads.withLock { $0 } == 1)
        await console.close()
    }

    @Test("A source that still has the token that was refused asks a person, after one look")
    func sameSource() async throws {
        let source = Source("old")
        let console = try HeldConsole(signIn: source.signIn)
        await console.send(.paneOpened(.features))
        await console.transport.answer("/features", "{}", status: 401)
        await console.until { if case .signIn = $0.session.phase { true } else { false } }
        #expect(source.reads.withLock { $0 } == 1)
        await console.close()
    }

    /// A console whose token is being renewed; the server has ended the old one and not answered yet.
    private static func renewing() async throws -> HeldConsole {
        let console = try HeldConsole()
        await console.send(.write(.planned(PlannedWrite([try Samples.plan()], .token))))
        await console.send(.write(.shown), .write(.confirmed))
        await console.until(\.writes.isRenewingToken)
        await console.send(.list(.features, .refreshRequested))
        await console.transport.answer("/features", "{}", status: 401)
        await console.until { !$0.session.refusals.isEmpty }
        #expect(await console.state.session.isReady)
        return console
    }

    @Test("A refusal that comes before the new token waits for it, and signs nobody out")
    func early() async throws {
        let console = try await Self.renewing()
        await console.transport.answer("/groups", #"{"token":"new"}"#)
        await console.transport.arrivals("/features", 1)
        #expect(await console.state.session.isReady)
        #expect(await console.state.session.refusals.isEmpty)
        await console.close()
    }

    @Test("A refusal that waited signs out once the renewal has failed")
    func failed() async throws {
        let console = try await Self.renewing()
        await console.transport.answer("/groups", "{}", status: 500)
        await console.until { if case .signIn = $0.session.phase { true } else { false } }
        await console.close()
    }

    @Test("What was stopped while it waited is not asked for again")
    func stopped() async throws {
        let console = try await Self.renewing()
        await console.send(.list(.features, .loadStopped))
        #expect(await console.state.session.refusals.isEmpty)
        await console.close()
    }
}
