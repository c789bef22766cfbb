import ConsoleState
import Foundation
import LocalServer
import SisenseClient
import Synchronization
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Settings that revert unless they are confirmed")
struct AutoRevertTests {
    private static let size = Size(120, 40)

    private func journal() -> RevertJournal {
        RevertJournal(beside: FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID()).jsonl"))
    }

    /// Turns CORS on, pending confirmation.
    private func saveCORS(_ console: ConsoleDriver) async {
        await console.press("6", "Enter", "c", "Ctrl-S")
        await console.approve()
    }

    @Test("Nothing covers the countdown, on the smallest screen and on one that is too small")
    func inSight() async throws {
        try await ConsoleDriver.with(Size(60, 15)) { console in
            await saveCORS(console)
            for keys in [["?"], [":"], ["x"], ["1", "e"], ["1", "t"], ["1", "s"], ["Ctrl-O"]] {
                for key in keys { await console.press(key) }
                let state = await console.state
                #expect(state.overlay != nil && state.autoRevert != nil, "\(keys)")
                let screen = await console.screen
                #expect(screen.contains("Reverts in 60 s"), "\(keys): \(screen)")
                let small = CellBuffer(Size(40, 4), glyphs: .unicode)
                _ = ConsoleView(state).draw(on: small.canvas)
                #expect(small.text.contains("60x15 required") && small.text.contains("Reverts in 60 s"))
                await console.press("Esc")
            }
        }
    }

    @Test("What another administrator has changed meanwhile stays, in the same list too")
    func merged() async throws {
        try await ConsoleDriver.with { console in
            await saveCORS(console)
            let client = await console.state.session.client
            let service = SystemSettingsService(client)
            let base = try await service.read()
            var theirs = base.setting(
                corsEnabled: true, allowedOrigins: base.allowedOrigins + ["https://theirs.acme.example"])
            theirs = theirs.setting(JSONPath(dotted: "alias"), to: "theirs")
            _ = try await client.perform(try await service.planSave(theirs, base: base))
            await console.press("Z")
            #expect(await console.state.autoRevert == nil)
            let now = try await service.read()
            #expect(now == theirs.setting(corsEnabled: false, allowedOrigins: theirs.allowedOrigins))
        }
    }

    @Test("A save that ends its own token: the console signs in again by itself, and can revert")
    func endedToken() async throws {
        try await ConsoleDriver.with { console in
            let before = try await SettingsService(await console.state.session.client).read(.security)
            await sameSite(console)
            #expect(await console.state.writes.confirmation?.asksPassword == false)
            await console.press("Ctrl-R")
            if await console.state.writes.confirmation?.autoReverts == false { await console.press("Ctrl-R") }
            await console.approve()
            #expect(await console.state.autoRevert != nil)
            #expect(await console.state.session.isReady)
            await console.press("Z")
            #expect(await console.state.autoRevert == nil)
            let now = try await SettingsService(await console.state.session.client).read(.security)
            #expect(now["sameSite"] == before["sameSite"])
        }
    }

    @Test("A pending revert whose token has ended signs in again by the token's source, and reverts at once")
    func source() async throws {
        let server = Mutex<APIClient?>(nil)
        let reads = Mutex(0)
        let source = SignIn.source { () throws(APIError) in
            guard let client = server.withLock({ $0 }) else {
                throw APIError(.unreachable, message: "", request: "", server: "")
            }
            reads.withLock { $0 += 1 }
            let password = Secret(SampleData.password)
            return try await client.login(user: SampleData.administratorEmail, password: password).token
        }
        let console = try await ConsoleDriver.open(
            Self.size, signIn: source, prepare: { client in server.withLock { $0 = client } })
        #expect(await console.state.session.isReady)
        await saveCORS(console)
        #expect(await console.state.autoRevert != nil)
        let client = try #require(server.withLock { $0 })
        let administrator = try await UsersService(client).loggedIn()
        _ = try await client.perform(try AuthenticationService(client).planLogout([administrator]))
        await console.press("Z")
        #expect(await console.state.autoRevert == nil)
        #expect(await console.state.session.isReady)
        #expect(reads.withLock { $0 } == 2, "once at the start, and once when the token had ended")
        let now = await console.state.session.client
        #expect(try await !SystemSettingsService(now).read().corsEnabled)
        await console.close()
    }

    /// Plans another rule for cookies, which ends all tokens.
    private func sameSite(_ console: ConsoleDriver) async {
        await console.run("open settings")
        await console.press("Enter", "Tab", "Tab", "Tab", "Tab", "Right", "Ctrl-S")
    }

    @Test("Where a person has typed the password it is asked for before the save, and a wrong one sends nothing")
    func password() async throws {
        let console = try await ConsoleDriver.open(Self.size, signIn: .ask(user: SampleData.administratorEmail))
        await console.type(SampleData.password)
        await console.press("Enter")
        #expect(await console.state.session.isReady)
        let service = SettingsService(await console.state.session.client)
        let before = try await service.read(.security)
        await sameSite(console)
        if await console.state.writes.confirmation?.autoReverts == false { await console.press("Ctrl-R") }
        #expect(await console.state.writes.confirmation?.focus == .password)
        await console.type("wrong")
        #expect(await console.screen.contains("*****"))
        #expect(await !console.screen.contains("wrong"))
        await console.press("Tab")
        await console.type("acme-bi")
        await console.press("Tab", "Enter")
        #expect(await console.screen.contains("could not sign in with this password"))
        #expect(try await service.read(.security) == before)
        #expect(await console.state.autoRevert == nil)
        await console.close()
    }

    /// Settings in force on the server of `console` that a program which died has left pending.
    private func leavePending(_ journal: RevertJournal, _ client: APIClient) async throws {
        let service = SystemSettingsService(client)
        let base = try await service.read()
        let plan = try await service.planSave(
            base.setting(corsEnabled: true, allowedOrigins: base.allowedOrigins), base: base)
        _ = try journal.keep(try #require(PendingRevert(of: plan)), on: client.server, at: ConsoleDriver.now)
        _ = try await client.perform(plan)
    }

    @Test("The program died: the next start says what is pending, counts down again, and reverts")
    func died() async throws {
        let journal = journal()
        let console = try await ConsoleDriver.open(
            Self.size, reverts: journal, prepare: { try await leavePending(journal, $0) })
        #expect(await console.screen.contains("was not confirmed before the console ended"))
        #expect(await console.screen.contains("Reverts in 60 s unless you confirm: CORS on"))
        await console.press("Z")
        #expect(await console.state.autoRevert == nil)
        let client = await console.state.session.client
        #expect(try await !SystemSettingsService(client).read().corsEnabled)
        #expect(journal.abandoned(on: client.server).isEmpty)
        await console.close()
        journal.removeAll()
    }

    @Test("The program died before the save was in force: the next start says so and forgets it")
    func diedBefore() async throws {
        let journal = journal()
        let console = try await ConsoleDriver.open(
            Self.size, reverts: journal,
            prepare: { client in
                try await leavePending(journal, client)
                let service = SystemSettingsService(client)
                let now = try await service.read()
                _ = try await client.perform(
                    try await service.planSave(
                        now.setting(corsEnabled: false, allowedOrigins: now.allowedOrigins), base: now))
            })
        #expect(await console.screen.contains("nothing of it is in force"))
        #expect(await console.state.autoRevert == nil)
        #expect(journal.abandoned(on: await console.state.session.client.server).isEmpty)
        await console.close()
        journal.removeAll()
    }

    @Test("A read-only start says that the settings stand, and leaves them to the next one")
    func diedReadOnly() async throws {
        let journal = journal()
        let console = try await ConsoleDriver.open(
            Self.size, policy: .readOnly(reason: "--readonly was given"), reverts: journal,
            prepare: { try await leavePending(journal, $0) })
        #expect(await console.screen.contains("and stands"))
        #expect(await console.state.autoRevert == nil)
        await console.close()
        #expect(journal.abandoned(on: try ServerAddress(ConsoleDriver.address)).count == 1)
        journal.removeAll()
    }

    @Test("Whoever cannot log in any more is told which settings stand")
    func diedLockedOut() async throws {
        let journal = journal()
        let console = try await ConsoleDriver.open(
            Self.size, signIn: .password(user: SampleData.administratorEmail, password: Secret("changed")),
            reverts: journal, prepare: { try await leavePending(journal, $0) })
        let message = await console.state.messages.current?.text.plain
        #expect(message?.contains("and stands until you are logged in") == true, "\(message ?? "")")
        #expect(await console.state.autoRevert == nil)
        await console.close()
        journal.removeAll()
    }

    @Test("A save that cannot be written down for its revert is not sent")
    func unwritable() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "blocked-\(UUID())")
        try Data().write(to: file)
        let console = try await ConsoleDriver.open(
            Self.size, reverts: RevertJournal(beside: file.appending(path: "audit.jsonl")))
        await saveCORS(console)
        #expect(await console.screen.contains("could not be written down"))
        let client = await console.state.session.client
        #expect(try await !SystemSettingsService(client).read().corsEnabled)
        await console.close()
        try? FileManager.default.removeItem(at: file)
    }

    @Test("A revert that failed stands in red below the header with the next try", arguments: ScreenTests.sizes)
    func failed(size: Size) async throws {
        try await Golden.expect("settings-revert-failed", size) { console in
            await saveCORS(console)
            await console.press("2")
            let error = APIError(.unreachable, message: "The server did not answer.", request: "", server: "")
            await console.send(.autoRevert(.putBack(.failure(error))))
        }
    }

    @Test("The preview of a save that may end its own token asks for the password", arguments: ScreenTests.sizes)
    func preview(size: Size) async throws {
        let console = try await ConsoleDriver.open(size, signIn: .ask(user: SampleData.administratorEmail))
        await console.type(SampleData.password)
        await console.press("Enter")
        await sameSite(console)
        if await console.state.writes.confirmation?.autoReverts == false { await console.press("Ctrl-R") }
        await console.type("secret")
        let buffer = await console.buffer()
        await console.close()
        try Golden.expect(buffer, "settings-password-\(size.width)x\(size.height)")
    }
}
