import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("What belongs to no single feature")
struct ShellReducerTests {
    private static let time = Date(timeIntervalSince1970: 60)

    private func store(
        _ state: ConsoleState, _ signIn: SignIn = .token
    ) -> TestStore<ConsoleState, ConsoleAction, ConsoleWork> {
        let dependencies = Dependencies(
            client: state.session.client, signIn: signIn, now: { Self.time }, copy: { _ in .sentToTerminal },
            sleep: { _ in })
        let reducer = ShellReducer(dependencies: dependencies)
        return TestStore(state) { reducer.reduce(&$0, $1) }
    }

    @Test("At the start it listens and connects; without a server it asks for one first")
    func started() {
        let state = ConsoleState(session: Samples.session())
        let effects = ["traces", "notices", "requestStarts"]
        let follows = ["home.recallRequested", "session.connectRequested"]
        store(state).send(.started, effects: effects, then: follows)
        let setup = SignIn.setup(.nowhere)
        store(state, setup).send(.started, effects: effects, then: follows + ["form.opened"])
    }

    @Test("A request that was made concerns Home and the trace, and no other pane")
    func requestMade() throws {
        var state = try Samples.console()
        store(state).send(.requestMade, effects: ["-requestTimer"])
        state.pane = .home
        store(state).send(.requestMade, effects: ["-requestTimer"], then: ["home.requestMade"])
        state.pane = .trace
        store(state).send(.requestMade, effects: ["-requestTimer"], then: ["paneNeeded"])
    }

    @Test("Good news goes away by itself, a warning or an error stays until it is put away")
    func messages() async throws {
        let store = store(try Samples.console())
        let (good, bad) = (Message(.ok, "done"), Message(.error, "failed"))
        store.send(.posted(good), effects: ["messageTimer"]) { $0.messages.post(good, at: Self.time) }
        store.send(.posted(bad), effects: ["-messageTimer"]) { $0.messages.post(bad, at: Self.time) }
        store.send(.posted(good), effects: ["messageTimer"]) { $0.messages.post(good, at: Self.time) }
        await store.run(.messageTimer)
        store.receive {
            if case .messagePassed = $0 { true } else { false }
        } _: {
            $0.messages.pass()
        }
        store.send(.messageDismissed) { $0.messages.dismiss() }
        store.send(.messages(.opened)) { $0.messages.apply(.opened) }
        store.send(.messages(.closed)) { $0.messages.apply(.closed) }
        store.finish()
    }

    @Test("A text is copied beside the store, and where it went is told")
    func copied() async throws {
        let store = store(try Samples.console())
        store.send(.copied("text", what: "the id"), effects: ["copying"])
        await store.run(.copying)
        let message = CopyOutcome.sentToTerminal.message("the id")
        store.receive(effects: message.level == .error ? ["-messageTimer"] : ["messageTimer"]) {
            if case .posted(message) = $0 { true } else { false }
        } _: {
            $0.messages.post(message, at: Self.time)
        }
    }

    @Test("Leaving asks first where something would be lost, and only then")
    func quitting() throws {
        var state = try Samples.console()
        store(state).send(.quitRequested) { $0.quit = .yes }
        state.form = Samples.form
        state.form?.fields[0].apply(.insert("x"), line: 0)
        let reason = try #require(state.unfinished)
        let asked = store(state)
        asked.send(.quitRequested) { $0.quit = .asking(reason) }
        asked.send(.quitCancelled) { $0.quit = .no }
        asked.send(.quitRequested) { $0.quit = .asking(reason) }
        asked.send(.quitConfirmed) { $0.quit = .yes }
    }

    @Test("A profile that was made ends the console, to be opened anew with it")
    func setUp() throws {
        let name = try #require(ProfileName("acme"))
        store(ConsoleState(session: Samples.session())).send(.setUp(name)) {
            $0.madeProfile = name
            $0.quit = .yes
        }
    }

    @Test("Menu, theme and mouse are as they were chosen last")
    func styles() throws {
        let store = store(try Samples.console())
        store.send(.menu(.edited(.insert("x"))))
        store.send(.menu(.opened(.keys, "the"))) { $0.menu = MenuState(.keys, text: "the") }
        store.send(.menu(.completed("theme "))) { $0.menu?.filter = TextInput("theme ") }
        store.send(.menu(.closed)) { $0.menu = nil }
        store.send(.themeChosen("light")) { $0.appearance.theme = "light" }
        store.send(.mouseToggled, then: ["posted"]) { $0.appearance.usesMouse = true }
        store.send(.mouseToggled, then: ["posted"]) { $0.appearance.usesMouse = false }
    }

    @Test("A dry run goes on and off, read-only stays, and neither may begin while settings wait to be put back")
    func policy() async throws {
        let store = store(try Samples.console(Samples.client()))
        let client = store.state.session.client
        store.send(.dryRunSwitched(true), then: ["posted"]) { $0.session.client = client.dryRun(true) }
        store.send(.dryRunSwitched(false), then: ["posted"]) { $0.session.client = client.dryRun(false) }
        var state = store.state
        for action in [
            ConsoleAction.readOnlyChosen(reason: ":readonly was used"), .dryRunSwitched(true), .dryRunSwitched(false),
        ] {
            _ = ShellReducer(dependencies: .nowhere).reduce(&state, action)
            #expect(state.session.client.policy.readOnlyReason != nil)
        }
        var onTrial = try Samples.console(Samples.client())
        onTrial.autoRevert = AutoRevertState(
            [KeptRevert(try #require(PendingRevert(of: try await Samples.riskyPlan())))], origin: .cors(nil),
            now: .now)
        let trial = self.store(onTrial)
        trial.send(.dryRunSwitched(true), then: ["posted"])
        trial.send(.readOnlyChosen(reason: ":readonly was used"), then: ["posted"])
    }

    /// Everything that the shell itself does.
    static let actions: [ConsoleAction] =
        [
            .started, .requestMade, .requestBegun, .requestsSlow, .copied("text", what: "the id"), .menu(.closed),
            .dryRunSwitched(true),
            .readOnlyChosen(reason: ":readonly was used"), .themeChosen("light"), .posted(Message(.ok, "done")),
            .messageDismissed, .messagePassed,
            .messages(.opened),
            .mouseToggled, .quitRequested, .quitConfirmed, .quitCancelled,
        ] + (ProfileName("acme").map { [.setUp($0)] } ?? [])

    /// Everything that belongs to a feature.
    static let features: [ConsoleAction] = [
        .session(.ended), .servers(.previousRequested), .home(.requestMade), .list(.users, .needed),
        .jsonTree(.searchCleared), .listResult(ListID(.users), .exportEnded), .cors(.undoRequested), .hub(.read([:])),
        .shares(.closed),
        .bulkShares(.undoRequested), .tree(.refreshRequested),
        .refused(
            Refusal(work: .folders, token: 0, result: .tree(.loaded(.failure(Samples.expired)))) { _ in
                ConsoleOutcome()
            }),
        .explorer(.repeated), .form(.dismissed), .picker(.closed), .write(.confirmed), .pendingOperation(.stopped),
        .typedAhead(TypedAhead { _ in [] }),
        .token(.closed),
        .conflict(.closed), .autoRevert(.kept), .autoRefresh(.due), .views(.opened("x")),
        .ownCommand(.confirmed(Samples.ownCommand, [])),
    ]

    @Test("What belongs to a feature is none of its business, and no action belongs to nobody")
    func everyCase() throws {
        let state = try Samples.console()
        expectHarmless(Self.features, in: state) { ShellReducer(dependencies: .nowhere).reduce(&$0, $1) }
        try expectEveryCase(
            Self.actions + Self.features + NavigationTests.actions, in: "Shell/ConsoleAction.swift")
    }
}
