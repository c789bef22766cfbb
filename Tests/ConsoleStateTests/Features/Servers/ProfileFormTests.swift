import Foundation
import Synchronization
import Testing

@testable import ConsoleState
@testable import SisenseClient

@Suite("The form for a profile")
struct ProfileFormTests {
    private let reducer = FormReducer(context: .nowhere)

    /// Profiles whose test fails at a step, and the sources of the tokens that were tried.
    private final class Access: Sendable {
        private let tried = Mutex<[TokenSource]>([])

        var sources: [TokenSource] { tried.withLock { $0 } }

        func profiles(failingAt step: ConnectionTest.Step? = nil) -> ProfileAccess {
            ProfileAccess(
                test: { profile in
                    self.tried.withLock { $0.append(profile.tokenSource) }
                    return ConnectionVerdict(
                        passed: [.init(.name, "found"), .init(.http, "it answers: Sisense 2026.1")],
                        failure: step.map { ConnectionTestError(step: $0, error: Samples.error) },
                        advice: step == nil ? nil : "http://bi.acme.example:8081 answers.")
                }, save: { _, _ in nil })
        }
    }

    private func type(_ text: String, _ form: inout FormState?) {
        for letter in text { _ = reducer.reduce(&form, .edited(.insert(String(letter)))) }
    }

    /// Runs the trials among some effects, and hands back what they report.
    private func reports(_ outcome: ConsoleOutcome) async -> [FormAction] {
        let reported = Mutex<[FormAction]>([])
        for effect in outcome.effects where effect.id == .formTrial {
            guard case .run(_, let operation) = effect.kind else { continue }
            await operation { action in
                if case .form(let action) = action { reported.withLock { $0.append(action) } }
            }
        }
        return reported.withLock { $0 }
    }

    @Test("The way is tried when the address is left, without reading a token; with it when a person asks")
    func byItself() async throws {
        let access = Access()
        var form: FormState? = ProfileForm.firstRun(access.profiles())
        type("bi.acme.example", &form)
        let left = reducer.reduce(&form, .movedForward)
        #expect(form?.note(on: "server")?.text == "testing")
        for action in await reports(left) { _ = reducer.reduce(&form, action) }
        #expect(form?.note(on: "server")?.text.contains("Sisense 2026.1") == true)
        #expect(access.sources == [.prompt])
        // Once for one address.
        _ = reducer.reduce(&form, .movedBack)
        #expect(await reports(reducer.reduce(&form, .movedForward)).isEmpty)
        form?.fields[3] = .choice("source", "Sign in with", [FormOption("variable", "variable")])
        form?.fields[4] = .text("place", "Token source", "ACME_TOKEN")
        for action in await reports(reducer.reduce(&form, .testRequested)) { _ = reducer.reduce(&form, action) }
        #expect(access.sources == [.prompt, .environment("ACME_TOKEN")])
    }

    @Test("A verdict is that of the address as it is: it goes with the next letter, and one that comes late is dropped")
    func stale() async throws {
        var form: FormState? = ProfileForm.firstRun(Access().profiles(failingAt: .connect))
        type("bi.acme.example", &form)
        let late = await reports(reducer.reduce(&form, .testRequested))
        _ = reducer.reduce(&form, .edited(.insert("x")))
        for action in late { _ = reducer.reduce(&form, action) }
        #expect(form?.note(on: "server") == nil)
        _ = reducer.reduce(&form, .edited(.backspace))
        let note = form?.note(on: "server")
        #expect(note?.isGood == false)
        #expect(note?.text.hasPrefix("connect failed. http://bi.acme.example:8081 answers.") == true)
    }

    @Test("An address that can be none is not tried, and neither is one of a form that was closed")
    func unusable() async throws {
        var form: FormState? = ProfileForm.firstRun(Access().profiles())
        type("ftp://x", &form)
        #expect(await reports(reducer.reduce(&form, .movedForward)).isEmpty)
        #expect(reducer.reduce(&form, .testRequested).effects.isEmpty)
        #expect(form?.focus == 0)
        #expect(reducer.reduce(&form, .dismissed).effects.map(\.id).contains(.formTrial))
    }

    @Test("Without a kind nothing is kept, on the first run and later")
    func kind() throws {
        for made in [ProfileForm.firstRun(.nowhere), ProfileForm.new(.nowhere)] {
            var form: FormState? = made
            type("bi.acme.example", &form)
            #expect(!reducer.reduce(&form, .submitted).effects.map(\.id).contains(.form))
            #expect(form?.field?.id == "kind")
            #expect(form?.field?.problem != nil)
            _ = reducer.reduce(&form, .stepped(1))
            #expect(reducer.reduce(&form, .submitted).effects.map(\.id).contains(.form))
        }
    }

    @Test("Plain http to another machine is warned of, also beside a test that went well")
    func plainHTTP() async throws {
        for (address, isWarned) in [("http://bi.acme.example", true), ("bi.acme.example", false), ("localhost", false)]
        {
            var form: FormState? = ProfileForm.firstRun(Access().profiles())
            type(address, &form)
            let note = try #require(form?.note)
            _ = reducer.reduce(&form, .noted(await note(try #require(form).values)))
            #expect((form?.note(on: "server") != nil) == isWarned, "\(address)")
            for action in await reports(reducer.reduce(&form, .testRequested)) { _ = reducer.reduce(&form, action) }
            let text = form?.note(on: "server")?.text ?? ""
            #expect(text.contains("not encrypted") == isWarned, "\(text)")
            #expect(text.contains("Sisense 2026.1"), "\(text)")
            #expect(form?.note(on: "server")?.isGood == !isWarned)
        }
    }
}
