package import ConsoleState
import Synchronization

/// The servers that are worked on in one session. Each has a store of its own, and with it a client, panes, filters,
/// edits and history; one of them is on the screen and has the keys.
///
/// A change leaves from the store it was planned in, and that knows no other server.
package final class ServerSessions {
    /// The means to go to other servers.
    package struct Directory: Sendable {
        /// All servers there are to choose from, but for one.
        let others: @Sendable (_ name: String) -> [OtherServer]
        /// Makes the store of a server that is not open yet.
        let open: @Sendable (ServerVisit) async throws(ServerOpeningError) -> ConsoleStore

        package init(
            others: @escaping @Sendable (_ name: String) -> [OtherServer],
            open: @escaping @Sendable (ServerVisit) async throws(ServerOpeningError) -> ConsoleStore
        ) {
            (self.others, self.open) = (others, open)
        }

        /// There is one server and no other.
        package static let none = Directory(
            others: { _ in [] },
            open: { visit throws(ServerOpeningError) in
                throw ServerOpeningError("No profile with the name \(visit.name)")
            })
    }

    private let directory: Directory
    /// The open servers in the order in which they were opened, by the names of their profiles.
    private var stores: [OpenServer]
    private let current: ShownStore

    private struct OpenServer {
        let name: String
        let store: ConsoleStore
        /// The address its profile had when it was opened; empty where it has none.
        let address: String
    }

    /// The store on the screen, for those who have news for it.
    private final class ShownStore: Sendable {
        private let store: Mutex<ConsoleStore>

        init(_ store: ConsoleStore) { self.store = Mutex(store) }

        var value: ConsoleStore {
            get { store.withLock { $0 } }
            set { store.withLock { $0 = newValue } }
        }
    }

    package init(_ first: ConsoleStore, named name: String, directory: Directory = .none) {
        self.directory = directory
        stores = [OpenServer(name: name, store: first, address: Self.address(of: name, in: directory))]
        current = ShownStore(first)
    }

    /// The store of the server on the screen.
    package var shown: ConsoleStore { current.value }

    /// The stores of all servers that are open.
    package var all: [ConsoleStore] { stores.map(\.store) }

    /// Goes to the server that the one on the screen asks for; does nothing where it asks for none.
    package func follow() async {
        let leaving = shown
        let state = await leaving.state
        guard let visit = state.servers.wanted else { return }
        let entering: ConsoleStore
        let open = stores.first { $0.name == visit.name }
        if let open, await !isLeftBehind(open) {
            entering = open.store
        } else {
            let address = Self.address(of: visit.name, in: directory)
            do throws(ServerOpeningError) {
                entering = try await directory.open(visit)
            } catch {
                return await leaving.send(.servers(.notOpened(error.description)))
            }
            stores.removeAll { $0.name == visit.name }
            stores.append(OpenServer(name: visit.name, store: entering, address: address))
            await open?.store.cancelAll()
            await entering.send(.started)
        }
        current.value = entering
        let arrival = ServerArrival(visit, leaving: state, others: others(than: visit.name))
        // Whoever waits for the next screen of the store that is left finds out by this that there is another.
        await leaving.send(.servers(.left))
        await entering.send(.servers(.entered(arrival)))
        watch(leaving, in: state)
    }

    /// True for a server whose profile has got another address since, where nothing is unfinished: it is opened anew.
    private func isLeftBehind(_ open: OpenServer) async -> Bool {
        let address = Self.address(of: open.name, in: directory)
        guard !address.isEmpty, !open.address.isEmpty, address != open.address else { return false }
        let note = ServerNote(await open.store.state)
        return note.unfinished == nil && !note.mustEndOrderly
    }

    private static func address(of name: String, in directory: Directory) -> String {
        directory.others("").first { $0.name == name }?.address ?? ""
    }

    /// The servers to choose from, those that are open without a profile among them.
    private func others(than name: String) -> [OtherServer] {
        let known = directory.others(name)
        let open = stores.map(\.name).filter { open in open != name && !known.contains { $0.name == open } }
        return known + open.map { OtherServer(name: $0, address: "", signIn: "") }
    }

    /// Has the server on the screen know what goes on in one that is not, until that comes back.
    private func watch(_ store: ConsoleStore, in state: ConsoleState) {
        let current = current
        Task {
            var note = ServerNote(state)
            var snapshot = await store.snapshot()
            while !snapshot.state.servers.isShown {
                let news = ServerNote(snapshot.state)
                if news != note { await current.value.send(.servers(.noted(news))) }
                note = news
                snapshot = await store.snapshot(after: snapshot)
            }
        }
    }

    /// The time that an answer to a change under way is waited for when the console ends.
    private static let patience = Duration.seconds(5)

    /// Sends no more on any server, and waits for what is under way, so that the record of changes says what became of
    /// everything.
    /// - Returns: true when there was a run to end.
    package func endSending() async -> Bool {
        var hasEndedRun = false
        for store in all where await Self.endSending(store) { hasEndedRun = true }
        return hasEndedRun
    }

    private static func endSending(_ store: ConsoleStore) async -> Bool {
        var snapshot = await store.snapshot()
        guard let sending = snapshot.state.writes.sending else { return false }
        await store.send(.write(.stopped))
        let cutOff = Task {
            guard (try? await Task.sleep(for: Self.patience)) != nil else { return }
            await store.send(.write(.stopped))
        }
        while snapshot.state.writes.isSending { snapshot = await store.snapshot(after: snapshot) }
        cutOff.cancel()
        return sending.plans.count > 1
    }

    /// Ends all that still runs on any server.
    package func cancelAll() async {
        for store in all { await store.cancelAll() }
    }
}

/// The reason why a server cannot be opened, in sentences that say what to do.
package struct ServerOpeningError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
