import ConsoleState
import LocalServer
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("LDAP domains, plug-ins, locked accounts, tokens")
struct AdministrationTests {
    @Test("An LDAP domain is tried out, added, tested and deleted")
    func domains() async throws {
        try await ConsoleDriver.with { console in
            await console.run("open ldap")
            let count = try #require(await console.state.list?.table.total)
            await console.press("a")
            await console.type("Branch")
            await console.press("Tab", "Tab")
            await console.type("ldap://dc2.acme.example:389")
            await console.press("Tab")
            await console.type("OU=Branch,DC=elsewhere")
            await console.press("Tab")
            await console.type("svc-bi")
            await console.press("Tab")
            await console.type("acme-demo")
            await console.press("Ctrl-T")
            #expect(await console.screen.contains("holds nothing below"))
            await console.press("Shift-Tab", "Shift-Tab", "Ctrl-U")
            await console.type("OU=Branch,DC=acme,DC=example")
            await console.press("Ctrl-T")
            #expect(await console.screen.contains("Nothing was saved"))
            await console.press("Ctrl-S")
            await console.approve()
            #expect(await console.state.list?.table.total == count + 1)
            await console.press("/")
            await console.type("Branch")
            await console.press("Enter", "T")
            await console.type("acme-demo")
            await console.press("Enter")
            #expect(await console.screen.contains("Branch answers"))
            await console.press("x", "/")
            await console.type("delete")
            await console.press("Enter")
            await console.approve()
            #expect(await console.state.list?.table.total == count)
        }
    }

    @Test("A domain's new password is sent, never shown, and cannot be undone")
    func password() async throws {
        try await ConsoleDriver.with { console in
            await console.run("open ldap")
            await console.press("e")
            for _ in 0..<5 { await console.press("Tab") }
            await console.type("hunter2")
            await console.press("Ctrl-S")
            let plan = try #require(await console.state.writes.confirmation?.plans.first)
            #expect(plan.undo == nil)
            #expect(await !console.screen.contains("hunter2"))
            await console.approve()
            #expect(await console.screen.contains("Done: Edit the domain"))
        }
    }

    @Test("A plug-in is switched off and on again by undoing")
    func plugins() async throws {
        try await ConsoleDriver.with { console in
            await console.run("open plug-ins")
            let before = await console.state.list?.table.cell(at: 0, 1)
            await console.press("t")
            await console.approve()
            #expect(await console.state.list?.table.cell(at: 0, 1) != before)
            await console.press("U")
            await console.approve()
            #expect(await console.state.list?.table.cell(at: 0, 1) == before)
        }
    }

    @Test("Whoever is locked out now is listed, and gone once unlocked")
    func lockouts() async throws {
        let lockBea: (APIClient) async throws -> Void = { client in
            for _ in 0..<5 { _ = try? await client.login(user: "bea@acme.example", password: Secret("wrong")) }
        }
        try await ConsoleDriver.with(prepare: lockBea) { console in
            await console.run("open locked")
            #expect(await console.state.list?.table.total == 1)
            #expect(await console.screen.contains("bea@acme.example"))
            await console.press("u")
            await console.approve()
            #expect(await console.state.list?.table.total == 0)
        }
    }

    @Test("What a role may not read of locked accounts is said once", arguments: ScreenTests.sizes)
    func lockoutsOfViewer(size: Size) async throws {
        let console = try await ConsoleDriver.open(
            size, signIn: .password(user: "bea@acme.example", password: Secret("acme-demo")))
        await console.press("6")
        await console.run("open locked")
        let screen = await console.screen
        #expect(screen.ranges(of: "Your role does not allow").count == 1, "\(screen)")
        try Golden.expect(await console.buffer(), "lockouts-viewer-\(size.width)x\(size.height)")
        await console.close()
    }

    @Test("Logging out ends the token and asks for the password; signing in goes on where it was")
    func logout() async throws {
        try await ConsoleDriver.with { console in
            await console.press("2")
            let old = await console.state.session.client
            await console.run("log out of this session")
            await console.approve()
            guard case .signIn = await console.state.session.phase else {
                Issue.record("it does not ask to sign in")
                return
            }
            let error = await #expect(throws: APIError.self) { try await UsersService(old).loggedIn() }
            #expect(error?.kind == .unauthorized)
            await console.type(SampleData.password)
            await console.press("Enter")
            #expect(await console.state.pane == .groups)
            #expect(await console.state.session.isReady)
        }
    }

    // MARK: Origins

    @Test("Of pasted lines each one is told of: taken, mended, known, refused")
    func paste() async throws {
        try await ConsoleDriver.with { console in
            await console.press("6", "Enter", "a")
            await console.paste(
                "https://one.acme.example\nHTTPS://Two.acme.example/\nhttps://app.acme.example\nnot an origin\n")
            let cors = await console.state.cors
            #expect(cors.draft.origins.suffix(2) == ["https://one.acme.example", "https://two.acme.example"])
            #expect(cors.rejected == ["not an origin"])
            #expect(await console.screen.contains("Added 2 origins. 1 already in the list. 1 can be no origin"))
            await console.press("Ctrl-S")
            #expect(await console.state.writes.confirmation == nil)
            // The line is fixed where it stands.
            await console.press("G", "e", "Ctrl-U")
            await console.type("not-an-origin.example")
            await console.press("Right", "Enter")
            #expect(await console.state.cors.draft.origins.last == "https://not-an-origin.example")
            #expect(await console.state.cors.rejected.isEmpty)
            await console.press("u", "u")
            #expect(await console.state.cors.isChanged == false)
        }
    }

    @Test("An origin moves up and down in the list, not beyond its ends")
    func order() async throws {
        try await ConsoleDriver.with { console in
            await console.press("6", "Enter", ">", ">")
            #expect(
                await console.state.cors.draft.origins == ["http://localhost:4200", "https://app.acme.example"])
            #expect(await console.state.list?.cursorID == "https://app.acme.example")
            await console.press("<")
            #expect(await console.state.cors.isChanged == false)
        }
    }

    @Test("What was tested before a save is tested again after it, and both verdicts show")
    func beforeAndAfter() async throws {
        try await ConsoleDriver.with { console in
            await console.press("6", "Enter", "t", "c", "Ctrl-S")
            await console.approve()
            let screen = await console.screen
            #expect(screen.contains("before  blocked: There is no Access-Control-Allow-Origin"))
            #expect(screen.contains("now     passes: GET may be sent, answered with 200"))
        }
    }

    @Test("On a production server an origin without encryption is an error in the list and critical to save")
    func production() async throws {
        let console = try await ConsoleDriver.open(Size(120, 40), purpose: .kind(.production))
        let fault = "Not encrypted, on a production server."
        let client = await console.state.session.client
        let base = try await SystemSettingsService(client).read()
        _ = try await client.perform(
            try await SystemSettingsService(client).planSave(
                base.setting(corsEnabled: true, allowedOrigins: ["http://old.acme.example"]), base: base))
        await console.press("6", "Enter")
        #expect(await console.screen.contains(fault), "one that was there already")
        await console.press("a")
        await console.type("http://portal.acme.example")
        await console.press("Enter")
        #expect(await console.screen.contains(fault))
        await console.press("Ctrl-S")
        #expect(await console.state.writes.confirmation?.danger == .critical)
        await console.close()
    }

    @Test("A trusted server that does not answer says why, seen from here")
    func reach() async throws {
        try await ConsoleDriver.with { console in
            await console.run("open trusted")
            await console.press("a")
            await console.type("http://127.0.0.1:1")
            await console.press("Tab")
            await console.type("Nobody")
            await console.press("Ctrl-S")
            await console.approve()
            await console.press("/")
            await console.type("Nobody")
            await console.press("Enter", "t")
            #expect(await console.screen.contains("no: "))
        }
    }
}
