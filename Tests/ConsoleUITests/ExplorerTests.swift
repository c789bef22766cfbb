import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleState
@testable import ConsoleUI

@Suite("The API explorer and the trace")
struct ExplorerTests {
    @Test("An operation is found by typing, filled in, called, and its answer shown")
    func read() async throws {
        try await ConsoleDriver.with { console in
            await console.press("7", "/")
            await console.type("method:get /users/{id}")
            await console.press("Enter", "e", "Ctrl-S")
            #expect(await console.screen.contains("This is needed"))
            await console.type("64ab01000000000000000002")
            await console.press("Ctrl-S")
            let screen = await console.screen
            #expect(screen.contains("Answered with 200"))
            #expect(screen.contains("email: \"alvaro@acme.example\""))
            #expect(await console.state.form == nil)
        }
    }

    @Test("A refusal keeps the form with what was typed")
    func refused() async throws {
        try await ConsoleDriver.with { console in
            await console.press("7", "/")
            await console.type("method:get /users/{id}")
            await console.press("Enter", "e")
            await console.type("nobody")
            await console.press("Ctrl-S")
            #expect(await console.state.form?.values.text("path id") == "nobody")
            #expect(await console.screen.contains("HTTP 4"))
        }
    }

    @Test("A write is previewed with its danger, and a body that is no JSON is refused in its field")
    func write() async throws {
        try await ConsoleDriver.with { console in
            await console.press("7", "/")
            await console.type("method:patch /features/{key}/toggle")
            await console.press("Enter", "e")
            await console.type("mobile")
            await console.press("Tab", "Ctrl-U")
            await console.type("nonsense")
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("not JSON"))
            #expect(await console.state.writes.confirmation == nil)
            await console.press("Ctrl-U")
            await console.type("{\"active\": true}")
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("PATCH /api/v1/features/mobile/toggle"))
        }
    }

    @Test("Every request of the session is in the trace, without the password")
    func trace() async throws {
        try await ConsoleDriver.with { console in
            await console.press("@")
            let screen = await console.screen
            #expect(screen.contains("POST /api/v1/authentication/login"))
            #expect(screen.contains("GET /api/v1/users?"))
            #expect(!screen.contains("acme-demo"))
            await console.press("Enter")
            #expect(await console.screen.contains("bytesReceived"))
        }
    }

    @Test("Back, forward and last go through panes and records")
    func history() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "Enter", "5", "[")
            #expect(await console.state.list?.detail?.title == "Adaeze Obi")
            await console.press("[")
            #expect(await console.state.list?.detail == nil)
            await console.press("]", "]")
            #expect(await console.state.pane == .features)
            await console.press("-")
            #expect(await console.state.pane == .users)
        }
    }

    @Test(
        "Every operation has a form, and what it makes reaches the server",
        arguments: Catalogue.sisense.groups.map(\.name))
    func everyOperation(group: String) async throws {
        try await ConsoleDriver.with { console in
            let client = await console.state.session.client
            let environment = ConsoleEnvironment(client: client, signIn: .token)
            let operations = Catalogue.sisense.groups.filter { $0.name == group }.flatMap(\.operations)
            for operation in operations {
                let form = CallForm(operation).state
                let filled = FormValues(form.fields.map(Self.filled))
                do throws(APIError) {
                    switch try await form.submit(environment, filled) {
                    case .write(.planned(.success(let plans), _)):
                        #expect(plans.map(\.call.operation.id) == [operation.id])
                    case .list(.api, .recordShown): #expect(!operation.writes)
                    case let other: Issue.record("\(operation.id) led to \(other)")
                    }
                } catch {
                    #expect(error.status != nil, "\(operation.id): \(error.message)")
                    #expect(error.status != 404 || error.code != nil, "\(operation.id) is not there: \(error.message)")
                }
            }
        }
    }

    /// Something in every field that must have something.
    private static func filled(_ field: FormField) -> FormField {
        guard field.isRequired else { return field }
        var field = field
        if case .text = field.content { field.apply(.insert("64ab01000000000000000002"), line: 0) }
        if case .secret = field.content { field.apply(.insert("secret"), line: 0) }
        return field
    }
}
