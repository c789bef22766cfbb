import Foundation
import Testing

@testable import ConsoleState
@testable import SisenseClient

@Suite("The CORS settings while they are edited")
struct SecurityReducerTests {
    private let settings = SystemSettings([
        "firstday": "mon",
        "webServer": ["cors": ["enabled": true, "allowedOrigins": ["https://a.example", "https://b.example"]]],
    ])
    private let draft = CORSDraft(isEnabled: true, origins: ["https://a.example", "https://b.example"])

    private var loaded: SecurityState {
        var state = SecurityState()
        (state.load, state.base, state.draft) = (.loaded(settings), settings, draft)
        return state
    }

    private func reduce(_ state: inout SecurityState, _ action: ConsoleAction) -> ConsoleOutcome {
        guard case .security(let action) = action else { return ConsoleOutcome() }
        return SecurityReducer(context: .nowhere).reduce(&state, action)
    }

    private func store(_ state: SecurityState) -> TestStore<SecurityState, ConsoleAction, ConsoleWork> {
        TestStore(state, reducer: reduce)
    }

    private let reading = ["security(ConsoleState.SecurityWork.reading)"]
    private let testing = ["security(ConsoleState.SecurityWork.testing)"]

    private func report() throws -> CORSReport {
        let origin = try #require(Origin(serialized: "https://a.example"))
        let url = try #require(URL(string: "https://bi.acme.example/"))
        return CORSReport(
            request: CORSRequest(origin: origin, url: url), preflight: nil, actual: nil, findings: [])
    }

    @Test("Before the settings have been read, nothing can be edited, tested or saved")
    func empty() throws {
        let edits: [SecurityAction] = [
            .enabledToggled, .entryOpened(index: nil), .entryEdited(.insert("x")),
            .entryPasted(["https://c.example"]), .entryAccepted, .entryCancelled, .originRemoved, .originMoved(1),
            .undoRequested, .reverted, .saveRequested, .testRequested(nil),
        ]
        expectHarmless(edits.map(ConsoleAction.security), in: SecurityState(), reduce)
        let others: [SecurityAction] = [
            .needed, .refreshRequested, .saved(nil), .loaded(.success(settings)), .moved(.down, page: 9),
            .tested("https://a.example", try report()), .originSought("https://a.example"),
        ]
        try expectEveryCase(edits + others, in: "Features/CORS/SecurityState.swift")
    }

    @Test("The cursor goes to the origin of a finding, at once or as soon as the list is read")
    func sought() {
        let last = settings.allowedOrigins.last ?? ""
        var late = SecurityState()
        _ = reduce(&late, .security(.originSought(last)))
        #expect(late.origin == nil)
        _ = reduce(&late, .security(.loaded(.success(settings))))
        #expect(late.origin == last)
        var ready = loaded
        _ = reduce(&ready, .security(.originSought(last)))
        #expect(ready.origin == last)
        _ = reduce(&ready, .security(.originSought("https://gone.example")))
        #expect(ready.origin == last)
    }

    @Test("They are read when nobody has, after a failure too, and not twice")
    func needed() {
        let store = store(SecurityState())
        store.send(.security(.needed), effects: reading) { $0.load = .loading }
        store.send(.security(.needed))
        store.send(.security(.loaded(.failure(Samples.error)))) { $0.load = .failed(Samples.error) }
        store.send(.security(.needed), effects: reading) { $0.load = .loading }
        store.send(.security(.loaded(.success(settings)))) {
            ($0.load, $0.base) = (.loaded(settings), settings)
            $0.draft = draft
        }
        store.send(.security(.needed))
        store.send(.security(.refreshRequested), effects: reading) { $0.load = .loading }
    }

    @Test("The switch and the origins are edited, each edit can be taken back, and all of them at once")
    func edits() {
        let store = store(loaded)
        store.send(.security(.undoRequested))
        store.send(.security(.originRemoved))
        store.send(.security(.originMoved(1)))
        store.send(.security(.enabledToggled)) {
            $0.draft.isEnabled = false
            $0.undo = [draft]
        }
        store.send(.security(.undoRequested)) {
            $0.draft = draft
            $0.undo = []
        }
        store.send(.security(.moved(.down, page: 9))) { $0.scroll.place(at: 1, count: 4) }
        store.send(.security(.originMoved(-1)))
        store.send(.security(.originMoved(1))) {
            $0.draft.origins = ["https://b.example", "https://a.example"]
            $0.undo = [draft]
            $0.scroll.place(at: 2, count: 4)
        }
        let moved = store.state.draft
        store.send(.security(.originRemoved)) {
            $0.draft.origins = ["https://b.example"]
            $0.undo = [draft, moved]
        }
        let removed = store.state.draft
        store.send(.security(.reverted)) {
            $0.draft = draft
            $0.undo = [draft, moved, removed]
        }
        #expect(!store.state.isChanged)
        store.finish()
    }

    @Test("An origin is typed, refused while it is none, mended before it is taken, and never in the list twice")
    func entry() {
        let store = store(loaded)
        store.send(.security(.entryEdited(.insert("x"))))
        store.send(.security(.entryAccepted))
        store.send(.security(.entryOpened(index: nil))) { $0.entry = OriginEntryState(index: nil, text: "") }
        store.send(.security(.entryEdited(.insert("https://")))) { $0.entry?.input = TextInput("https://") }
        store.send(.security(.entryAccepted), then: ["posted"])
        store.send(.security(.entryCancelled)) { $0.entry = nil }
        store.send(.security(.entryOpened(index: 0))) {
            $0.entry = OriginEntryState(index: 0, text: "https://a.example")
        }
        store.send(.security(.entryEdited(.insert("/")))) { $0.entry?.input = TextInput("https://a.example/") }
        store.send(.security(.entryAccepted), then: ["posted"]) {
            $0.entry = OriginEntryState(index: 0, text: "https://a.example")
        }
        store.send(.security(.entryEdited(.deleteToStart))) { $0.entry?.input = TextInput("") }
        store.send(.security(.entryEdited(.insert("https://b.example")))) {
            $0.entry?.input = TextInput("https://b.example")
        }
        store.send(.security(.entryAccepted), then: ["posted"])
        store.send(.security(.entryEdited(.insert(".org")))) { $0.entry?.input = TextInput("https://b.example.org") }
        store.send(.security(.entryAccepted)) {
            $0.entry = nil
            $0.draft.origins[0] = "https://b.example.org"
            $0.undo = [draft]
        }
        store.finish()
    }

    @Test("Each pasted line is judged; those that are origins are added in one edit")
    func pasted() {
        let store = store(loaded)
        var origins = draft.origins
        let lines = ["https://c.example", "https://a.example", "https://"]
        let judged = lines.map { PastedOrigin($0, into: &origins) }
        store.send(.security(.entryOpened(index: nil))) { $0.entry = OriginEntryState(index: nil, text: "") }
        store.send(.security(.entryPasted(lines)), then: ["posted"]) {
            $0.entry = nil
            $0.draft.origins.append("https://c.example")
            $0.undo = [draft]
            $0.pasted = judged
        }
        #expect(judged.map(\.isAdded) == [true, false, false])
    }

    @Test("Nothing is planned while nothing has changed; a change is planned from the settings that were read")
    func save() {
        let store = store(loaded)
        store.send(.security(.saveRequested), then: ["posted"])
        store.send(.security(.enabledToggled)) {
            $0.draft.isEnabled = false
            $0.undo = [draft]
        }
        store.send(.security(.saveRequested), effects: ["preparation"])
    }

    @Test("Edits that are not saved outlive settings that come later: they are made again on those")
    func rebased() {
        let base = draft
        func edited(_ edit: (inout CORSDraft) -> Void) -> CORSDraft {
            var draft = base
            edit(&draft)
            return draft
        }
        let (a, b, c, d) = ("https://a.example", "https://b.example", "https://c.example", "https://d.example")
        let added = edited { $0.origins.append(c) }
        let moved = edited { $0.origins = [b, a] }
        let newer = CORSDraft(isEnabled: false, origins: [a, d])
        #expect(base.rebased(from: base, to: newer) == newer)
        #expect(added.rebased(from: base, to: newer) == CORSDraft(isEnabled: false, origins: [a, d, c]))
        #expect(added.rebased(from: base, to: added) == added)
        #expect(edited { $0.origins = [b] }.rebased(from: base, to: newer).origins == [d])
        #expect(edited { $0.isEnabled = false }.rebased(from: base, to: base).isEnabled == false)
        #expect(moved.rebased(from: base, to: base) == moved)
    }

    @Test("An origin that is typed while the settings are read again stays the one it was")
    func entryMoves() {
        var state = loaded
        _ = reduce(&state, .security(.entryOpened(index: 1)))
        let newer = SystemSettings([
            "webServer": ["cors": ["enabled": true, "allowedOrigins": ["https://b.example"]]]
        ])
        _ = reduce(&state, .security(.loaded(.success(newer))))
        #expect(state.entry?.index == 0)
        _ = reduce(&state, .security(.loaded(.success(SystemSettings([:])))))
        #expect(state.entry?.index == nil)
    }

    @Test("What was tested before a save is tested again after it, once the settings have come")
    func tests() throws {
        let (store, report) = (store(loaded), try report())
        store.send(.security(.testRequested("https://a.example")), effects: testing) {
            $0.tests = ["https://a.example": .running]
        }
        store.send(.security(.tested("https://a.example", report))) {
            $0.tests = ["https://a.example": .done(report)]
        }
        store.send(.security(.testRequested("not an origin")), then: ["posted"])
        store.send(.security(.saved(draft)), effects: reading) {
            $0.before = ["https://a.example": report]
            $0.tests = [:]
            $0.load = .loading
        }
        store.send(.security(.loaded(.success(settings))), effects: testing) {
            $0.load = .loaded(settings)
            $0.tests = ["https://a.example": .running]
        }
    }
}
