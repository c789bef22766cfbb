import SisenseClient
import Testing

@testable import ConsoleState

@Suite("The session with the server")
struct SessionReducerTests {
    private func reducer(_ signIn: SignIn) -> (inout SessionState, ConsoleAction) -> ConsoleOutcome {
        { state, action in
            guard case .session(let action) = action else { return ConsoleOutcome() }
            return SessionReducer(signIn: signIn).reduce(&state, action)
        }
    }

    private func store(
        _ signIn: SignIn = .token, _ phase: SessionState.Phase = .connecting, userName: String = ""
    ) -> TestStore<SessionState, ConsoleAction, ConsoleWork> {
        var state = Samples.session()
        (state.phase, state.userName) = (phase, userName)
        return TestStore(state, reducer: reducer(signIn))
    }

    private func isAsking(_ phase: SessionState.Phase) -> Bool {
        if case .signIn = phase { true } else { false }
    }

    @Test("It connects with what it has, asks for what it has not, and sets up where there is no server")
    func connecting() {
        store(.token, .failed(Samples.error)).send(.session(.connectRequested), effects: ["connecting"]) {
            $0.phase = .connecting
        }
        let password = store(.password(user: "ada", password: Secret("p")))
        password.send(.session(.connectRequested), effects: ["connecting"]) {
            $0.userName = "ada"
            $0.phase = .connecting
        }
        store(.ask(user: "ada")).send(.session(.connectRequested)) { $0.phase = .signIn(SignInForm(user: "ada")) }
        store(.ask(user: "ada"), userName: "bea").send(.session(.connectRequested)) {
            $0.phase = .signIn(SignInForm(user: "bea"))
        }
        let setup = ProfileAccess.nowhere
        store(.setup(setup)).send(.session(.connectRequested)) { $0.phase = .setup }
    }

    @Test("A token that is refused is read again from its source once, before anybody is asked")
    func reread() throws {
        let reader = reducer(.source({ () throws(APIError) in Secret("new") }))
        var state = Samples.session()
        state.phase = .ready(try Samples.user())
        #expect(reader(&state, .session(.expired(Samples.expired))).effects.map(\.id) == [.connecting])
        #expect(state.isReady && state.isRereadingToken)
        // Whatever else was refused meanwhile waits for that.
        #expect(reader(&state, .session(.expired(Samples.expired))).effects.isEmpty)
        _ = reader(&state, .session(.connectFailed(Samples.expired)))
        #expect(isAsking(state.phase) && !state.isRereadingToken)
        // The next login makes it worth another try.
        _ = reader(&state, .session(.connected(try Samples.user(), Samples.client())))
        #expect(reader(&state, .session(.expired(Samples.expired))).effects.map(\.id) == [.connecting])
    }

    @Test("What the server says the caller may not do is off and says why; what it does not name is on")
    func authorities() throws {
        var state = try Samples.console(Samples.client())
        let reducer = ConsoleReducer(Dependencies(client: Samples.client(), signIn: .token))
        let connected = reducer.reduce(&state, .session(.connected(try Samples.user(), Samples.client())))
        #expect(connected.map(\.id).contains(.authorities))
        let add = try #require(ListFeature.users.command(ListCommand.ID("add")))
        let edit = try #require(ListFeature.settings.command(ListCommand.ID("edit")))
        #expect(add.obstacle(in: state) == nil)
        let globals: JSONValue = ["user": ["userAuth": ["manage": ["users": ["add": false]]]]]
        let token = state.session.tokenNumber
        // The answer to an older login says nothing of this one.
        _ = reducer.reduce(&state, .session(.authoritiesRead(Authorities(globals: globals), token: token - 1)))
        #expect(add.obstacle(in: state) == nil)
        _ = reducer.reduce(&state, .session(.authoritiesRead(Authorities(globals: globals), token: token)))
        #expect(add.obstacle(in: state) == "Your role on this server may not add users")
        #expect(edit.obstacle(in: state) != Authorities.Right.changeSystem.refusal)
        _ = reducer.reduce(&state, .session(.connected(try Samples.user(), Samples.client())))
        #expect(add.obstacle(in: state) == nil)
    }

    @Test("A pasted token takes the place of name and password; one that cannot stand in a header is refused here")
    func pasted() {
        let reduce = reducer(.ask(user: "ada"))
        var state = Samples.session()
        state.phase = .signIn(SignInForm(user: "ada"))
        _ = reduce(&state, .session(.fieldChosen(.token)))
        _ = reduce(&state, .session(.edited(.insert("two words"))))
        #expect(reduce(&state, .session(.submitted)).effects.isEmpty)
        guard case .signIn(let refused) = state.phase else { return #expect(Bool(false)) }
        #expect(refused.failure?.message.contains("malformed") == true)
        state.phase = .signIn(SignInForm(user: "ada"))
        _ = reduce(&state, .session(.fieldChosen(.token)))
        _ = reduce(&state, .session(.edited(.insert(" abc "))))
        #expect(reduce(&state, .session(.submitted)).effects.map(\.id) == [.connecting])
    }

    @Test("Nothing is typed, sent or ended where no sign-in is on the screen")
    func idle() throws {
        let typed: [SessionAction] = [
            .fieldChosen(.password), .edited(.insert("x")), .submitted, .expired(Samples.expired),
        ]
        for phase in [SessionState.Phase.connecting, .setup, .failed(Samples.error)] {
            var state = Samples.session()
            state.phase = phase
            expectHarmless(typed.map(ConsoleAction.session), in: state, reducer(.token))
        }
        let others: [SessionAction] = [
            .connectRequested, .connected(try Samples.user(), Samples.client()), .connectFailed(Samples.error),
            .authoritiesRead(.unknown, token: 0), .tokenReplaced(Secret("new")), .ended,
        ]
        try expectEveryCase(typed + others, in: "Shell/Session/SessionState.swift")
    }

    @Test("A sign-in is filled in, sent once, and keeps what was typed when it fails")
    func form() {
        var form = SignInForm()
        let store = store(.ask(user: ""), .signIn(form))
        func phase(_ change: (inout SignInForm) -> Void) -> SessionState.Phase {
            change(&form)
            return .signIn(form)
        }
        store.send(.session(.submitted))
        store.send(.session(.edited(.insert("ada")))) { $0.phase = phase { $0.user = TextInput("ada") } }
        store.send(.session(.submitted)) { $0.phase = phase { $0.focus = .password } }
        store.send(.session(.edited(.insert("no")))) { $0.phase = phase { $0.password = TextInput("no") } }
        store.send(.session(.submitted), effects: ["connecting"]) {
            $0.phase = phase { $0.isSending = true }
            $0.userName = "ada"
        }
        store.send(.session(.submitted))
        store.send(.session(.edited(.insert("x"))))
        store.send(.session(.fieldChosen(.user)))
        store.send(.session(.connectFailed(Samples.expired))) {
            $0.phase = phase {
                $0.isSending = false
                $0.failure = Samples.expired
            }
        }
        store.send(.session(.fieldChosen(.user))) { $0.phase = phase { $0.focus = .user } }
    }

    @Test("Signed in, it works with the new token and under the policy that was chosen meanwhile")
    func connected() throws {
        let user = try Samples.user()
        var state = Samples.session(Samples.client().readOnly(reason: "chosen"))
        let client = Samples.client(token: "new")
        _ = SessionReducer(signIn: .token).reduce(&state, .connected(user, client))
        #expect(state.isReady && state.userName == user.email)
        #expect(state.client.hasToken)
        #expect(state.client.policy == .readOnly(reason: "chosen"))
        var dry = Samples.session(Samples.client().dryRun(true))
        _ = SessionReducer(signIn: .token).reduce(&dry, .connected(user, client))
        #expect(dry.client.policy.isDryRun)
    }

    @Test("A token that is refused at the start asks for a password; a server that is away is told")
    func failing() {
        store(.token, .connecting, userName: "ada").send(.session(.connectFailed(Samples.expired))) {
            $0.phase = .signIn(SignInForm(user: "ada", failure: Samples.expired))
        }
        store(.token).send(.session(.connectFailed(Samples.error))) { $0.phase = .failed(Samples.error) }
    }

    @Test("A token that expires asks once, however many requests notice it; what was typed since stays")
    func expired() throws {
        let store = store(.token, .ready(try Samples.user()), userName: "ada")
        store.send(.session(.expired(Samples.expired))) {
            $0.phase = .signIn(SignInForm(user: "ada", failure: Samples.expired))
        }
        store.send(.session(.edited(.insert("pass")))) {
            var form = SignInForm(user: "ada", failure: Samples.expired)
            form.password = TextInput("pass")
            $0.phase = .signIn(form)
        }
        store.send(.session(.expired(Samples.expired)))
    }

    @Test("A new token takes the place of the old one, and an ended session has none")
    func tokens() throws {
        var state = Samples.session(Samples.client())
        state.phase = .ready(try Samples.user())
        _ = SessionReducer(signIn: .token).reduce(&state, .tokenReplaced(Secret("new")))
        #expect(state.client.hasToken && state.isReady)
        _ = SessionReducer(signIn: .token).reduce(&state, .ended)
        #expect(!state.client.hasToken && isAsking(state.phase))
    }
}
