import ConsoleState
import Foundation
import SisenseClient
import Synchronization
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Work on users")
struct UserWorkTests {
    @Test("A user is added through the form, the preview hides the password, and the list shows the new row")
    func add() async throws {
        try await ConsoleDriver.with { console in
            await console.press("a")
            await console.type("zelda@acme.example")
            await console.press("Tab", "Tab")
            await console.type("Zelda")
            await console.press("Tab", "Tab", "Tab")
            await console.type("fin")
            await console.press("Enter")
            await console.type("Str0ng-Secret")
            #expect(await !console.screen.contains("Str0ng-Secret"))
            await console.press("Enter")
            let preview = await console.screen
            #expect(preview.contains("Create zelda@acme.example"))
            #expect(preview.contains("POST /api/v1/users"))
            #expect(!preview.contains("Str0ng-Secret"))
            await console.press("Tab", "Enter")
            #expect(await console.state.form == nil)
            #expect(await console.screen.contains("Users 61"))
            await console.press("/")
            await console.type("zelda")
            #expect(await console.screen.contains("Finance"))
        }
    }

    @Test("Marked users are edited as a table; a line that cannot be used opens the editor again, with the reason")
    func table() async throws {
        let rounds = Mutex<[String]>([])
        let edit: TextEditing = { text in
            rounds.withLock { $0.append(text) }
            return .success(
                text.contains("#!")
                    ? text.replacing("Nowhere", with: "Ops; Finance").replacing("| Álvaro", with: "| Alvaro")
                    : text.replacing("| Ops", with: "| Nowhere"))
        }
        let console = try await ConsoleDriver.open(Size(120, 40), edit: edit)
        await console.press("j", "Space", "Space", "x", "b")
        let texts = rounds.withLock { $0 }
        #expect(texts.count == 2)
        #expect(texts.first?.contains("# 2 users on acme-bi") == true)
        #expect(texts.last?.contains("#! No group with the name Nowhere") == true)
        let plan = try #require(await console.state.writes.confirmation?.plans.first)
        #expect(plan.changes.map(\.text) == ["first name Álvaro → Alvaro", "group + Finance"])
        await console.approve()
        let users = UsersService(await console.state.session.client)
        let user = try #require(try await users.find("alvaro@acme.example"))
        #expect((user.firstName, user.groups.count) == ("Alvaro", 2))
        await console.close()
    }

    @Test(
        "A user like another begins with its role and groups; the emails of all marked go together")
    func like() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "x", "l")
            let form = try #require(await console.state.form)
            #expect(form.title.hasPrefix("Add user like "))
            #expect(form.values.lines("groups").count == 3)
            #expect(!form.values.text("roleId").isEmpty && form.values.text("email").isEmpty)
            await console.press("Esc", "Space", "Space")
            #expect(await console.state.list?.emails == ["adaeze@acme.example", "alvaro@acme.example"])
        }
    }

    @Test("Of several users each is named with what becomes of it, and the heading counts by what is done")
    func toggleSeveral() async throws {
        try await ConsoleDriver.with { console in
            let client = await console.state.session.client
            let users = UsersService(client)
            for user in try await users.page(skip: 0, limit: 4, fields: []).items.suffix(2) where user.isActive {
                _ = try await client.perform(try await users.planDeactivate(user))
            }
            await console.press("R", "j", "Space", "Space", "Space", "Space", "t")
            let chosen = try #require(await console.state.writes.confirmation?.plans)
            let wasActive = try chosen.map { plan in try #require((plan.base?["active"]?.bool) as Bool?) }
            #expect(Set(wasActive) == [true, false])
            let preview = await console.screen
            #expect(preview.contains("eactivate \(wasActive.count { $0 }) user"))
            #expect(preview.contains("ctivate \(wasActive.count { !$0 }) user"))
            for (plan, isActive) in zip(chosen, wasActive) {
                let name = try #require(plan.heading.recordName)
                let change = isActive ? "yes → no" : "no → yes"
                #expect(preview.split(separator: "\n").contains { $0.contains(name) && $0.contains(change) })
            }
            #expect(preview.contains("4 × PATCH /api/v1/users/{id}"))
            #expect(preview.contains("Can be undone."))
            await console.press("r")
            #expect(await console.screen.contains("Host: "))
            await console.press("Tab", "Enter")
            for (plan, isActive) in zip(chosen, wasActive) {
                let name = try #require(plan.heading.recordName)
                #expect(try await users.find(name)?.isActive == !isActive)
            }
        }
    }

    @Test("What is wrong is told in the form, and what was typed stays")
    func badInput() async throws {
        try await ConsoleDriver.with(Size(80, 24)) { console in
            await console.press("a")
            await console.type("not an address")
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("Not a valid email address"))
            await console.press("Ctrl-U")
            await console.type("bea@acme.example")
            await console.press("Ctrl-S", "Tab", "Enter")
            let screen = await console.screen
            #expect(screen.contains("already exists"))
            #expect(screen.contains("bea@acme.example"))
            #expect(await console.state.form != nil)
        }
    }

    @Test("Editing sends only what was changed, and undo puts it back")
    func edit() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "j", "j", "e", "Tab", "Tab", "Tab", "Ctrl-U")
            await console.type("Lange")
            await console.press("Ctrl-S")
            let screen = await console.screen
            #expect(screen.contains("~ lastName: \"Lang\" -> \"Lange\""))
            #expect(!screen.contains("firstName"))
            await console.press("Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 3, 0) == "Beatrix Lange")
            await console.press("U", "Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 3, 0) == "Beatrix Lang")
        }
    }

    @Test("Esc in the preview of a form leads back into the form")
    func backToForm() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "j", "j", "e", "Tab", "Tab", "Tab")
            await console.type("x")
            await console.press("Ctrl-S", "Esc")
            #expect(await console.state.writes.confirmation == nil)
            #expect(await console.state.form?.values.text("lastName") == "Langx")
            await console.press("Esc", "Esc")
            #expect(await console.state.form == nil)
        }
    }

    @Test("A role is given to all marked users; those who have it are left out")
    func role() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "j", "Space", "Space", "x", "/")
            await console.type("change role")
            await console.press("Enter")
            await console.type("v")
            await console.press("Enter")
            #expect(await console.state.writes.confirmation?.plans.count == 1)
            await console.press("Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 2, 2) == "Viewer")
        }
    }

    @Test("Deleting names the dashboards that go too, and the row leaves the list")
    func delete() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "x", "/")
            await console.type("delete")
            await console.press("Enter")
            #expect(await console.screen.contains("Cash Flow"))
            await console.press("Tab", "Enter")
            #expect(await console.screen.contains("Users 59"))
            #expect(await console.state.list?.table.cell(at: 1, 0) == "Álvaro Núñez")
        }
    }

    @Test("Who has the role already is left out by name, and is not said to be hidden by the filter")
    func leftOut() async throws {
        try await ConsoleDriver.with { console in
            await console.press("/")
            await console.type("role:viewer")
            await console.press("Enter", "Space", "Space", "Esc", "/")
            await console.type("role:designer")
            await console.press("Enter", "Space", "x", "r")
            await console.type("viewer")
            await console.press("Enter")
            let confirmation = try #require(await console.state.writes.confirmation)
            #expect(confirmation.plans.count == 1)
            #expect(confirmation.total.first?.hasPrefix("2 of 3 left out, already Viewer: ") == true)
            #expect(!confirmation.plans.flatMap(\.warnings).contains { $0.contains("hidden by the filter") })
            // Those alone who change are hidden now.
            await console.press("Esc", "Esc", "Esc", "/", "Ctrl-U")
            await console.type("role:viewer")
            await console.press("Enter", "x", "r")
            await console.type("viewer")
            await console.press("Enter")
            let screen = await console.screen
            let hidden = try #require(await console.state.writes.confirmation?.plans.first?.warnings.last, "\(screen)")
            #expect(hidden == "Marked, and hidden by the filter: Adaeze Obi.")
            // What an undo takes back was chosen then.
            await console.approve()
            await console.press("Esc", "U")
            let shown = await console.screen
            let undo = try #require(await console.state.writes.confirmation, "\(shown)")
            #expect(undo.isUndo)
            #expect(!undo.plans.flatMap(\.warnings).contains { $0.contains("hidden by the filter") })
        }
    }

    @Test("Dashboards are handed over before their owner goes")
    func handOver() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "x", "/")
            await console.type("owner of")
            await console.press("Enter")
            await console.type("nobody@acme.example")
            await console.press("Enter")
            #expect(await console.screen.contains("Nothing matches nobody@acme.example"))
            await console.press("Ctrl-U")
            await console.type("alvaro@acme.example")
            await console.press("Enter")
            #expect(await console.screen.contains("Change owner of "))
            await console.press("Tab", "Enter", "Esc")
            await console.press("x", "/")
            await console.type("delete")
            await console.press("Enter")
            #expect(await console.screen.contains("owns no dashboard"))
        }
    }

    @Test("What a user can see is told with the paths that grant it, and Esc leads back")
    func userAccess() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "w")
            #expect(await console.screen.contains("What Adaeze Obi can see"))
            await console.press("/")
            await console.type("cash")
            await console.press("Enter")
            #expect(await console.state.list?.table.cell(at: 0, 1) == "owner")
            await console.press("Esc", "/")
            await console.type("!right:owner")
            await console.press("Enter", "Enter")
            #expect(await console.screen.contains("in effect"))
            #expect(await console.screen.contains("no access"))
            await console.press("Esc", "Esc", "Esc")
            #expect(await console.screen.contains("Users 60"))
            await console.press("[")
            #expect(await console.screen.contains("What Adaeze Obi can see"))
        }
    }

    @Test("Pasted lines get a verdict each, a bad one is mended, and the good ones become users")
    func importing() async throws {
        try await ConsoleDriver.with { console in
            await console.press("x", "/")
            await console.type("import users")
            await console.press("Enter")
            await console.paste(
                "E-mail,First,Last,Role,Groups\none@new.example,Ona,Ek,Designer,Finance\ntwo@new.example,,,Boss\n"
                    + "bea@acme.example\nthree@new.example,A,B,Viewer,Finance,more\n")
            await console.press("Ctrl-S")
            let verdicts = await console.screen
            #expect(verdicts.contains("Users to import 4"))
            #expect(verdicts.contains("6 cells under 5 columns"))
            #expect(verdicts.contains("create "))
            #expect(verdicts.contains("no role named Boss"))
            #expect(verdicts.contains("already exists"))
            // What needs a look comes first.
            await console.press("g", "e")
            #expect(await console.screen.contains("Line 3"))
            await console.press("Tab", "Tab", "Tab", "Ctrl-U")
            await console.press("Ctrl-S", "Ctrl-S")
            #expect(await console.state.writes.confirmation?.plans.count == 2)
            await console.press("Tab", "Enter", "Esc", "Backspace")
            #expect(await console.screen.contains("Users 62"))
        }
    }

    @Test("A file of users is read as a spreadsheet wrote it")
    func importingFile() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("E-Mail,First name\r\none@new.example,\"Ona, the first\"\r\none@new.example\r\n".utf8).write(to: file)
        try await ConsoleDriver.with { console in
            await console.press("x", "/")
            await console.type("import users")
            await console.press("Enter", "Tab")
            await console.type(file.path())
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("Ona, the first"))
            #expect(
                await console.state.list?.table.cell(at: 0, 2) == "the same as line 2")
        }
    }

    @Test("A step of the checklist that is done goes with its mark, and is not counted as gone")
    func doneStep() async throws {
        try await ConsoleDriver.with { console in
            await console.press("j", "x", "/")
            await console.type("off-board")
            await console.press("Enter")
            await console.type("alvaro@acme.example")
            await console.press("Enter", "Ctrl-S")
            let first = try #require(await console.state.list?.table.cell(at: 0, 2))
            await console.press("Space", "Ctrl-S")
            #expect(await console.state.writes.confirmation?.plans.map(\.title) == [first])
            await console.press("Tab", "Enter")
            #expect(await console.state.list?.marks.isEmpty == true)
            #expect(await console.state.list?.changes == nil)
            #expect(await !console.screen.contains("gone"))
        }
    }

    @Test("An account that is locked says so, and can be unlocked")
    func unlock() async throws {
        try await ConsoleDriver.with(
            Size(120, 40),
            prepare: { client in
                for _ in 0..<8 {
                    _ = try? await client.login(user: "bea@acme.example", password: Secret("wrong"))
                }
            }
        ) { console in
            await console.press("j", "j", "j", "Enter")
            #expect(await console.screen.contains("State       locked until"))
            await console.press("x", "/")
            await console.type("unlock")
            await console.press("Enter", "Tab", "Enter")
            #expect(await !console.screen.contains("State       locked until"))
        }
    }
}
