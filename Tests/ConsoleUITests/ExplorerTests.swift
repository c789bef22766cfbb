import Foundation
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleState
@testable import ConsoleUI

@Suite("The API explorer and the trace")
struct ExplorerTests {
    /// Opens the form of the only operation that a filter leaves.
    private static func fill(_ console: ConsoleDriver, _ filter: String) async {
        await console.press("7", "/")
        await console.type(filter)
        await console.press("Enter", "e")
    }

    @Test("An operation is found by typing, filled in from the records there are, called, and its answer shown")
    func read() async throws {
        try await ConsoleDriver.with { console in
            await Self.fill(console, "method:get /users/{id}")
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("Required"))
            await console.type("alvaro")
            #expect(await console.screen.contains("alvaro@acme.example"))
            await console.press("Enter")
            #expect(await console.screen.contains("Álvaro Núñez"), "the id is named")
            #expect(await console.screen.contains("GET /api/v1/users/64ab01000000000000000002"), "what is sent")
            await console.press("Ctrl-S")
            let screen = await console.screen
            #expect(screen.contains("Status   200"))
            #expect(screen.contains("to the first byte"))
            #expect(screen.contains("email: \"alvaro@acme.example\""))
            #expect(await console.state.form == nil)
            await console.press("R")
            #expect(await console.screen.contains("Since the previous answer: no changes"))
            await console.press("Esc")
            #expect(await console.state.shownAnswer == nil)
            #expect(await console.state.pane == .api)
        }
    }

    @Test("Records are offered by id as well, and from a list nobody has looked at yet")
    func offers() async throws {
        try await ConsoleDriver.with { console in
            await Self.fill(console, "method:delete /groups/{id}")
            await console.type("64ab020000000000000000")
            #expect(await console.state.picker?.count ?? 0 > 4)
            #expect(await console.state.lists[.groups]?.table.count ?? 0 > 4)
        }
    }

    @Test("What would be sent is shown as it is typed: as a request, as curl, as a command; the password never")
    func preview() async throws {
        try await ConsoleDriver.with { console in
            await Self.fill(console, "method:post path:/api/v1/users user's")
            guard let form = await console.state.form else { return }
            #expect(form.fields.map(\.label).contains("lastName"))
            await console.type("zoe@acme.example")
            for _ in 0..<7 { await console.press("Tab") }
            await console.type("hunter2")
            for wanted in ["\"email\": \"zoe@acme.example\"", "--request POST", "sisense-console call POST"] {
                let screen = await console.screen
                #expect(screen.contains(wanted))
                #expect(!screen.contains("hunter2"))
                await console.press("Ctrl-T")
            }
        }
    }

    @Test("A whole document is edited from what the server has, shown as a difference, and keeps the rest")
    func wholeDocument() async throws {
        try await ConsoleDriver.with { console in
            await Self.fill(console, "method:post path:/api/v1/settings/system")
            let body = await console.state.form?.values.texts["body"] ?? ""
            #expect(body.contains("\"firstday\": \"mon\""))
            #expect(body.contains("allowedOrigins"))
            await console.press("Ctrl-S")
            let plan = try #require(await console.state.writes.confirmation?.plans.first)
            #expect(plan.call.operation == .replaceSystemSettings)
            #expect(plan.diff?.changes.isEmpty == true)
            #expect(plan.precondition != nil && plan.inverse != nil)
        }
    }

    @Test("A refusal keeps the form with what was typed")
    func refused() async throws {
        try await ConsoleDriver.with { console in
            await console.press("7", "/")
            await console.type("method:get /users/{id}")
            await console.press("Enter", "e")
            await console.type("nobody")
            await console.press("Enter", "Ctrl-S")
            #expect(await console.state.form?.values.text("path id") == "nobody")
            #expect(await console.screen.contains("HTTP 4"))
        }
    }

    @Test("A write is previewed with its danger, a body that is no JSON is refused in its field, the answer is shown")
    func write() async throws {
        try await ConsoleDriver.with { console in
            await Self.fill(console, "method:post path:/api/v1/groups/bulk")
            await console.press("Ctrl-E", "Ctrl-U")
            await console.type("nonsense")
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("Not valid JSON"))
            #expect(await console.state.writes.confirmation == nil)
        }
        try await ConsoleDriver.with { console in
            await Self.fill(console, "method:patch /features/{key}/toggle")
            await console.type("mobile")
            await console.press("Enter")
            await console.type("true")
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("PATCH /api/v1/features/mobile/toggle"))
            #expect(await console.screen.contains("\"active\": true"))
            await console.press("Tab", "Enter")
            #expect(await console.state.shownAnswer?.response.status == 200)
            #expect(await console.screen.contains("Status   200"))
        }
    }

    @Test("A call is kept under a name without its secrets, listed first, filled in again, and forgotten")
    func saved() async throws {
        try await ConsoleDriver.with { console in
            await Self.fill(console, "method:get path:/api/v1/users/{id}")
            await console.type("64ab01000000000000000002")
            await console.press("Enter", "Tab", "Tab")
            await console.type("the second")
            await console.press("Ctrl-S", "Esc", "Esc", "g")
            #expect(await console.state.list?.table.cell(at: 0, 4) == "the second")
            #expect(await console.state.list?.table.count == Catalogue.sisense.operations.count + 1)
            await console.press("e")
            #expect(await console.state.form?.values.text("path id") == "64ab01000000000000000002")
            await console.press("Esc", "Enter")
            #expect(await console.screen.contains("path id: 64ab01000000000000000002"))
            await console.press("x", "/")
            await console.type("remove saved")
            await console.press("Enter", "Esc")
            #expect(await console.state.list?.table.count == Catalogue.sisense.operations.count)
        }
    }

    @Test("An id in an answer leads to its record, and a record offers the calls that take it")
    func references() async throws {
        try await ConsoleDriver.with { console in
            await Self.fill(console, "method:get path:/api/v1/users/{id}")
            await console.type("64ab01000000000000000002")
            await console.press("Enter", "Ctrl-S", "/")
            await console.type("64ab02000000000000000002")
            await console.press("Enter", "Enter")
            #expect(await console.state.pane == .groups)
            #expect(await console.state.list?.detail?.id == "64ab02000000000000000002")
            await console.press("c")
            #expect(await console.screen.contains("DELETE /api/v1/groups/{id}"))
            await console.type("delete /api/v1/groups/{id}")
            await console.press("Enter")
            let form = await console.state.form
            #expect(form?.title == "DELETE /api/v1/groups/{id}")
            #expect(form?.values.text("path id") == "64ab02000000000000000002")
        }
    }

    @Test("The calls that were made can be chosen from and filled in again")
    func past() async throws {
        try await ConsoleDriver.with { console in
            await Self.fill(console, "method:get path:/api/v1/users/{id}")
            await console.type("64ab01000000000000000002")
            await console.press("Enter", "Ctrl-S", "H")
            #expect(await console.screen.contains("200  GET /api/v1/users/64ab01000000000000000002"))
            await console.press("Enter")
            #expect(await console.state.form?.values.text("path id") == "64ab01000000000000000002")
        }
    }

    @Test("The body of an answer goes to a file, byte for byte, and over none that is there")
    func file() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "answer-\(UUID()).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try await ConsoleDriver.with { console in
            await Self.fill(console, "method:get path:/api/v1/users/{id}")
            await console.type("64ab01000000000000000002")
            await console.press("Enter", "Ctrl-S", "o", "Ctrl-U")
            await console.type(file.path(percentEncoded: false))
            await console.press("Ctrl-S")
            let saved = try Data(contentsOf: file)
            #expect(await console.state.shownAnswer?.response.body == saved)
            await console.press("o", "Ctrl-U")
            await console.type(file.path(percentEncoded: false))
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("already exists"))
        }
    }

    @Test("The editor gets the body, and the form what it gives back; when it fails, what was typed stays")
    func editor() async throws {
        let edit: TextEditing = { text in
            text.contains("\"name\"") ? .success("{\n\t\"edited\": 1\n}\n") : .failure(TextEditingProblem("It broke."))
        }
        let console = try await ConsoleDriver.open(Size(120, 40), edit: edit)
        await Self.fill(console, "method:post path:/api/v1/groups/bulk")
        await console.press("Ctrl-E")
        #expect(await console.state.form?.values.lines("body") == ["{", "\"edited\": 1", "}"])
        await console.press("Ctrl-E")
        #expect(await console.screen.contains("It broke."))
        #expect(await console.state.form?.values.lines("body") == ["{", "\"edited\": 1", "}"])
        await console.close()
    }

    @Test("Every request of the session is in the trace, without the password")
    func trace() async throws {
        try await ConsoleDriver.with { console in
            await console.press("@")
            let screen = await console.screen
            #expect(screen.contains("POST /api/v1/authentication/login"))
            #expect(screen.contains("GET /api/v1/users?"))
            #expect(!screen.contains("acme-demo"))
            await console.press("/")
            await console.type("authentication/login")
            await console.press("Enter", "Enter", "/")
            await console.type("password")
            await console.press("Enter")
            let login = await console.screen
            #expect(login.contains("password=••••"), "\(login)")
            await console.press("Esc", "y")
            #expect(await console.screen.contains("The request as a curl command"))
            await console.press("Esc", "Esc", "r")
            #expect(await console.screen.contains("Only reads without secrets can be sent again"))
        }
    }

    @Test("A read in the trace is sent again, and its answer shown")
    func replay() async throws {
        try await ConsoleDriver.with { console in
            await console.press("8", "/")
            await console.type("/api/v1/users?")
            await console.press("Enter")
            #expect(await console.screen.contains("latency"))
            await console.press("r")
            #expect(await console.state.shownAnswer?.response.status == 200)
            #expect(await console.state.shownAnswer?.draft.values["query limit"] != nil)
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
            let environment = Dependencies(client: client, signIn: .token)
            let operations = Catalogue.sisense.groups.filter { $0.name == group }.flatMap(\.operations)
            for operation in operations {
                let form = CallForm(operation, on: client.server).state
                let filled = FormValues(form.fields.map(Self.filled))
                let previews = form.preview?(filled) ?? []
                #expect(previews.count == 3 && previews.allSatisfy { !$0.lines.isEmpty }, "\(operation.id)")
                #expect(previews.allSatisfy { !$0.text.contains(Self.secret) }, "\(operation.id)")
                switch try await form.submit(WorkContext(environment), filled) {
                case .explorer(.callMade(let call, let draft)) where !operation.writes:
                    #expect(call.operation == operation)
                    Self.expectKept(draft, of: operation, filled, on: client.server)
                    try await Self.expectReached(call, draft, environment)
                case .explorer(.callPlanned(let plan, let draft)) where operation.writes:
                    #expect(plan.call.operation == operation)
                    Self.expectKept(draft, of: operation, filled, on: client.server)
                    Self.expectPreviewed(plan, draft, environment)
                default: Issue.record("\(operation.id) led to no call")
                }
            }
        }
    }

    /// A draft holds no secret, and its form what the first one held.
    private static func expectKept(
        _ draft: CallDraft, of operation: SisenseClient.Operation, _ values: FormValues, on server: ServerAddress
    ) {
        #expect(CallDraft(draft.json) == draft)
        #expect(draft.values.values.allSatisfy { !$0.contains(secret) }, "\(operation.id)")
        let again = CallForm(operation, on: server, draft: draft).state.values
        for (field, text) in values.texts where !text.isEmpty && !text.contains(secret) {
            #expect(again.texts[field] == text || field == "body", "\(operation.id) \(field)")
        }
    }

    /// A change leads to its preview.
    private static func expectPreviewed(_ plan: RequestPlan, _ draft: CallDraft, _ environment: Dependencies) {
        var state = ExplorerState()
        let outcome = ExplorerReducer(context: WorkContext(environment), destination: .pane(.api))
            .reduce(&state, .callPlanned(plan, draft))
        guard case .write(.planned(let write))? = outcome.actions.first, case .call = write.origin else {
            Issue.record("\(plan.call.operation.id) is not previewed")
            return
        }
        #expect(write.plans.map(\.id) == [plan.id])
        #expect(outcome.effects.isEmpty)
    }

    /// A read is sent, and is known to the server.
    private static func expectReached(
        _ call: Call, _ draft: CallDraft, _ environment: Dependencies
    ) async throws {
        let operation = call.operation
        do throws(APIError) {
            let answer = CallAnswer(
                try await environment.client.read(call), to: call, draft: draft, previous: ["a": [1, nil]])
            #expect(answer.jsonTree.nodes.count > 5)
        } catch {
            #expect(error.status != nil, "\(operation.id): \(error.message)")
            #expect(error.status != 404 || error.code != nil, "\(operation.id) is not there: \(error.message)")
        }
    }

    private static let secret = "hunter2-hunter2"

    /// Something in every field that must have something.
    private static func filled(_ field: FormField) -> FormField {
        guard field.isRequired else { return field }
        var field = field
        if case .text = field.content { field.apply(.insert("64ab01000000000000000002"), line: 0) }
        if case .picked(let chosen, _) = field.content, chosen.isEmpty {
            field.pick([FormOption("64ab01000000000000000002", "x")], cleared: [])
        }
        if case .secret = field.content { field.apply(.insert(secret), line: 0) }
        return field
    }
}
