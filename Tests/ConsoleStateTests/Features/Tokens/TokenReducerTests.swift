import SisenseClient
import Testing

@testable import ConsoleState

@Suite("A new API token")
struct TokenReducerTests {
    private func store(
        _ state: NewToken?, stores: @escaping @Sendable (Secret) async -> TokenStorage = { _ in .notKept },
        saves: @escaping @Sendable (Secret) async -> TokenStorage = { _ in .notKept }
    ) -> TestStore<NewToken?, ConsoleAction, ConsoleWork> {
        let nowhere = Dependencies.nowhere
        let session = SessionState(profile: "acme", client: nowhere.client)
        let dependencies = Dependencies(client: nowhere.client, signIn: .token, storeToken: stores, saveToken: saves)
        let reducer = TokenReducer(context: WorkContext(dependencies), session: session)
        return TestStore(state) { state, action in
            guard case .token(let action) = action else { return ConsoleOutcome() }
            return reducer.reduce(&state, action)
        }
    }

    private let user = User(["_id": "1", "email": "ada@acme.example"])

    @Test("It is put away once a call with it was answered, and where it went is told")
    func stored() async throws {
        let user = try #require(user)
        let store = store(NewToken(token: Secret("new"))) { .stored($0.exposed == "new" ? "file token" : "wrong") }
        store.send(.token(.checked(.success(user))), effects: ["tokenStorage"]) { $0?.check = .works(user.label) }
        await store.run(.tokenStorage)
        store.receive {
            if case .token(.stored(.stored("file token"))) = $0 { true } else { false }
        } _: {
            $0?.storage = .stored("file token")
        }
        store.finish()
    }

    @Test("A token that does not work is not put away: the old one may still be needed")
    func refused() {
        let error = APIError(.unauthorized, message: "no", request: "", server: "")
        let store = store(NewToken(token: Secret("new")))
        store.send(.token(.checked(.failure(error)))) { $0?.check = .failed(error) }
        store.finish()
    }

    @Test("One that nobody has is closed only the second time, and another key in between asks anew")
    func leaving() {
        let store = store(NewToken(token: Secret("new"), storage: .notKept))
        store.send(.token(.closed), then: ["posted"]) { $0?.isLeaving = true }
        store.send(.token(.revealToggled)) {
            $0?.isLeaving = false
            $0?.isRevealed = true
        }
        store.send(.token(.closed), then: ["posted"]) { $0?.isLeaving = true }
        store.send(.token(.closed)) { $0 = nil }
        store.finish()
    }

    @Test("One that was saved, copied or stored is closed at once; a failure keeps it")
    func kept() async {
        let store = store(
            NewToken(token: Secret("new")), saves: { .stored($0.exposed == "new" ? "/home/a/x.token" : "wrong") })
        store.send(.token(.copied(.failed("no terminal"))), then: ["posted"])
        store.send(.token(.saved(.failed("disk full"))), then: ["posted"])
        store.send(.token(.saveRequested), effects: ["tokenStorage"])
        await store.run(.tokenStorage)
        store.receive(then: ["posted"]) {
            if case .token(.saved(.stored("/home/a/x.token"))) = $0 { true } else { false }
        } _: {
            $0?.copy = "Saved to /home/a/x.token"
        }
        store.send(.token(.closed)) { $0 = nil }
        #expect(NewToken(token: Secret("new"), storage: .stored("file")).isKept)
        store.finish()
    }

    @Test("Its age is read from the token itself where it is a JSON web token, and from nothing else")
    func age() {
        // {"iat":1779181200}
        let token = APIToken(["token": "eyJhbGciOiJIUzI1NiJ9.eyJpYXQiOjE3NzkxODEyMDB9.x"])
        #expect(token?.issued?.description.hasPrefix("2026-05-19") == true)
        for text in ["abc", "a.b.c", "a.e30.c", "..", "a.eyJpYXQiOiJ4In0.c", "a.eyJpYXQiOi05fQ.c"] {
            #expect(APIToken(["token": .string(text)])?.issued == nil)
        }
    }
}
