import Foundation
import Testing

@testable import ConsoleState
@testable import SisenseClient

@Suite("The CORS settings while they are edited")
struct CORSReducerTests {
    private let settings = SystemSettings([
        "firstday": "mon",
        "webServer": ["cors": ["enabled": true, "allowedOrigins": ["https://a.example", "https://b.example"]]],
    ])
    private let draft = CORSDraft(isEnabled: true, origins: ["https://a.example", "https://b.example"])

    private var loaded: CORSState {
        var state = CORSState()
        state.take(settings)
        return state
    }

    /// Reduces with these entries chosen in the list.
    private func reduce(
        _ state: inout CORSState, _ action: CORSAction, on targets: String...
    ) -> ConsoleOutcome {
        CORSReducer(context: .nowhere, targets: targets.map { RecordID($0) }).reduce(&state, action)
    }

    private func messages(_ outcome: ConsoleOutcome) -> [String] {
        outcome.actions.compactMap { if case .posted(let message) = $0 { message.text.plain } else { nil } }
    }

    private func report() throws -> CORSReport {
        let origin = try #require(Origin(serialized: "https://a.example"))
        let url = try #require(URL(string: "https://bi.acme.example/"))
        return CORSReport(
            request: CORSRequest(origin: origin, url: url), preflight: nil, actual: nil, findings: [])
    }

    @Test("Before the settings have been read, nothing can be edited, tested or saved")
    func empty() throws {
        let edits: [CORSAction] = [
            .enabledToggled, .entryOpened(replacing: nil), .entryRequested, .entryEdited(.insert("x")),
            .entryPasted(["https://c.example"]), .entryAccepted, .entryCancelled, .removeToggled, .originMoved(1),
            .editorRequested, .editorEnded(.success("https://c.example")), .undoRequested, .reverted, .saveRequested,
            .testRequested(all: true), .tested("https://a.example", try report()), .optionsRequested,
            .optionsChosen(CORSProbe.Options()), .saved(nil),
        ]
        for edit in edits {
            var state = CORSState()
            let outcome = reduce(&state, edit, on: "https://a.example")
            #expect(outcome.actions.isEmpty && outcome.effects.isEmpty && state.edit == CORSState().edit, "\(edit)")
        }
        try expectEveryCase(edits + [.loaded(settings)], in: "Features/CORS/CORSState.swift")
    }

    @Test("Switch, order and entries are edited, the rows follow, and each edit is taken back by itself")
    func edits() {
        var state = loaded
        let (a, b) = ("https://a.example", "https://b.example")
        #expect(reduce(&state, .enabledToggled).actions.count == 1)
        _ = reduce(&state, .originMoved(1), on: a)
        #expect(state.draft == CORSDraft(isEnabled: false, origins: [b, a]))
        _ = reduce(&state, .originMoved(1), on: a)
        #expect(state.draft.origins == [b, a], "it is the last one")
        _ = reduce(&state, .removeToggled, on: a, b)
        #expect(state.draft.origins.isEmpty)
        #expect(state.rows(on: nil).map(\.entry) == [a, b], "what a save removes stays in sight")
        #expect(state.unsavedCount == 3)
        _ = reduce(&state, .removeToggled, on: b)
        #expect(state.draft.origins == [b], "a second time puts it back")
        for _ in 0..<4 { _ = reduce(&state, .undoRequested) }
        #expect(state.draft == draft && !state.isChanged)
        #expect(messages(reduce(&state, .undoRequested)) == ["Nothing to undo"])
    }

    @Test("An origin is typed, refused while it is none, fixed before it is taken, and never in the list twice")
    func entry() {
        var state = loaded
        _ = reduce(&state, .entryOpened(replacing: nil))
        _ = reduce(&state, .entryEdited(.insert("https://")))
        _ = reduce(&state, .entryAccepted)
        #expect(state.entry?.refusal == "Not added.")
        _ = reduce(&state, .entryEdited(.insert("*.C.example/x")))
        #expect(state.entry?.refusal == "")
        _ = reduce(&state, .entryAccepted)
        #expect(state.entry?.input.text == "*.c.example")
        let taken = reduce(&state, .entryAccepted)
        #expect(state.entry == nil && state.draft.origins.last == "*.c.example")
        #expect(
            taken.actions.contains { if case .list(.cors, .recordFound("*.c.example")) = $0 { true } else { false } })

        _ = reduce(&state, .entryRequested, on: "https://a.example")
        _ = reduce(&state, .entryEdited(.deleteToStart))
        _ = reduce(&state, .entryEdited(.insert("https://b.example")))
        _ = reduce(&state, .entryAccepted)
        #expect(state.entry?.refusal == "Not added: https://b.example is already in the list.")
        _ = reduce(&state, .entryEdited(.insert(".org")))
        _ = reduce(&state, .entryAccepted)
        #expect(state.draft.origins == ["https://b.example.org", "https://b.example", "*.c.example"])
    }

    @Test("The key to the right takes the fixed form at the end of the text, and moves within it")
    func right() {
        var state = loaded
        _ = reduce(&state, .entryOpened(replacing: nil))
        _ = reduce(&state, .entryEdited(.insert("C.example")))
        _ = reduce(&state, .entryEdited(.left))
        _ = reduce(&state, .entryEdited(.right))
        #expect(state.entry?.input.text == "C.example")
        _ = reduce(&state, .entryEdited(.right))
        #expect(state.entry?.input.text == "https://c.example")
    }

    @Test(
        "Pasted lines are taken in one edit; those that are no origin wait, keep the save back and are fixed or dropped"
    )
    func pasted() {
        var state = loaded
        let lines = ["https://c.example", "https://a.example", "two words", "null"]
        let outcome = reduce(&state, .entryPasted(lines))
        #expect(state.draft.origins == draft.origins + ["https://c.example"])
        #expect(state.rejected == ["two words", "null"])
        #expect(messages(outcome).first?.hasPrefix("Added 1 origin. 1 already in the list. 2 can be no origin") == true)
        let refused = reduce(&state, .saveRequested)
        #expect(
            refused.effects.isEmpty
                && messages(refused).first?.hasPrefix("2 of the lines below the list can be no origin") == true)
        _ = reduce(&state, .entryOpened(replacing: "two words"))
        _ = reduce(&state, .entryEdited(.deleteToStart))
        _ = reduce(&state, .entryEdited(.insert("https://two.example")))
        _ = reduce(&state, .entryAccepted)
        _ = reduce(&state, .removeToggled, on: "null")
        #expect(state.rejected.isEmpty && state.draft.origins.last == "https://two.example")
        #expect(reduce(&state, .saveRequested).effects.map(\.id) == [.preparation])
        for _ in 0..<3 { _ = reduce(&state, .undoRequested) }
        #expect(!state.isChanged)
    }

    @Test("A text from the editor becomes the list, line by line, and its comments go")
    func editor() {
        var state = loaded
        _ = reduce(&state, .editorEnded(.success("# origins\nhttps://z.example/\n\n  https://a.example\nnull\n")))
        #expect(state.draft.origins == ["https://z.example", "https://a.example"])
        #expect(state.rejected == ["null"])
        _ = reduce(&state, .undoRequested)
        #expect(!state.isChanged)
        #expect(messages(reduce(&state, .editorRequested)) == ["No editor is available here"])
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

    @Test("What was tested before a save is tested again after it, once the settings have come, and as it was chosen")
    func tests() throws {
        var state = loaded
        let (a, report) = ("https://a.example", try report())
        #expect(reduce(&state, .testRequested(all: false), on: a).effects.map(\.id) == [.originTests])
        #expect(Array(state.tests.keys) == [a])
        _ = reduce(&state, .tested(a, report))
        #expect(state.tests[a]?.report != nil)
        #expect(messages(reduce(&state, .testRequested(all: false), on: "not an origin")) == ["No origin selected"])
        _ = reduce(&state, .saved(draft))
        #expect(state.before.keys.contains(a) && state.tests.isEmpty)
        #expect(reduce(&state, .loaded(settings)).effects.map(\.id) == [.originTests])
        let patch = CORSProbe.Options(method: .patch, headerNames: ["Content-Type"], sendsCookies: true)
        _ = reduce(&state, .optionsChosen(patch), on: a)
        #expect(state.options == patch && state.tests.isEmpty && state.before.isEmpty)
    }
}
