import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

/// The whole store of a console whose server answers when the test says so.
final class HeldConsole {
    let transport: HeldTransport
    let traces = TraceLog()
    private let store: ConsoleStore

    /// Two features as the server sends them.
    static func features(mobile: Bool) -> String {
        #"[{"key":"mobile","name":"Mobile","active":\#(mobile)},{"key":"pulse","name":"Pulse","active":true}]"#
    }

    /// Opens it, signed in, on a pane that nothing has been read for.
    init(
        _ pane: PaneID = .features, endsCancelled: Bool = false, audit: AuditLog? = nil, signIn: SignIn = .token
    ) throws {
        transport = HeldTransport(endsCancelled: endsCancelled)
        let traces = traces
        let client = APIClient(
            server: Dependencies.nowhere.client.server, transport: transport, token: Secret("old"),
            policy: .readWrite, observe: traces.add, audit: audit ?? NoJournal())
        let dependencies = Dependencies(
            client: client, signIn: signIn, traces: traces, audit: audit,
            sleep: { _ in
                let (stream, _) = AsyncStream.makeStream(of: Void.self)
                for await _ in stream {}
            })
        var state = try Samples.console(client)
        state.pane = pane
        store = ConsoleStore(state, reducer: ConsoleReducer(dependencies).reduce)
    }

    var state: ConsoleState {
        get async { await store.state }
    }

    func send(_ actions: ConsoleAction...) async {
        for action in actions { await store.send(action) }
    }

    /// Returns as soon as the state is so.
    func until(_ isSo: (ConsoleState) -> Bool) async {
        var snapshot = await store.snapshot()
        while !isSo(snapshot.state) { snapshot = await store.snapshot(after: snapshot) }
    }

    /// The features are read and shown.
    func openFeatures() async {
        await send(.paneOpened(.features))
        await transport.answer("/features", Self.features(mobile: false))
        await until { $0.lists[.features]?.isLoading == false }
    }

    /// Reads another list from its request to its last row, so that all that came before has had its time.
    func roundTrip() async {
        await send(.list(.roles, .refreshRequested))
        await transport.answer("/roles", "[]")
        await until { $0.lists[.roles]?.isLoading == false }
    }

    /// Whether the list of features says that the first is on.
    var mobile: String? {
        get async { await state.lists[.features]?.table.cell(at: 0, 1) }
    }

    func close() async {
        await store.cancelAll()
        transport.close()
    }
}
