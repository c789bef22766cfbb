import ConsoleState
import LocalServer
import SisenseClient
import Testing

@testable import ConsoleUI

@Suite("Settings")
struct SettingsTests {
    /// Opens the form of a document of settings.
    private func edit(_ document: SettingsDocument, in console: ConsoleDriver) async {
        await console.run("open settings")
        let place = SettingsDocument.allCases.firstIndex(of: document) ?? 0
        for _ in 0..<place { await console.press("j") }
        await console.press("Enter")
    }

    @Test("A setting is changed in a form, shown as a diff, sent alone, and the list shows it")
    func edit() async throws {
        try await ConsoleDriver.with { console in
            await edit(.loginLockout, in: console)
            await console.press("Tab", "Backspace")
            await console.type("9")
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("~ maxFailedAttempts: 5 -> 9"))
            #expect(await console.state.writes.confirmation?.autoReverts == nil)
            await console.approve()
            #expect(await console.screen.contains("wrong passwords: 9"))
            #expect(await console.state.form == nil)
            await console.press("U")
            await console.approve()
            #expect(await console.screen.contains("wrong passwords: 5"))
        }
    }

    @Test("A form nobody changed sends nothing, and settings that can only be read have none")
    func unchanged() async throws {
        try await ConsoleDriver.with { console in
            await edit(.singleSignOn, in: console)
            await console.press("Ctrl-S")
            #expect(await console.state.writes.confirmation == nil)
            #expect(await console.screen.contains("Nothing was changed"))
        }
        try await ConsoleDriver.with { console in
            await edit(.publicSettings, in: console)
            #expect(await console.state.form == nil)
            #expect(await console.screen.contains("read-only"))
        }
    }

    @Test("A number outside what servers take is refused in the form, and what was typed stays")
    func range() async throws {
        try await ConsoleDriver.with { console in
            await edit(.loginLockout, in: console)
            await console.press("Tab", "Backspace")
            await console.type("0")
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("A whole number from 1 to 10000"))
            #expect(await console.state.writes.confirmation == nil)
        }
    }

    @Test("Single sign-on that nobody could use says so, wants the name typed and is put on trial")
    func lockOut() async throws {
        try await ConsoleDriver.with { console in
            await edit(.singleSignOn, in: console)
            await console.press("Space", "Ctrl-S")
            let confirmation = await console.state.writes.confirmation
            #expect(confirmation?.typedConfirmation == "acme-bi")
            #expect(confirmation?.autoReverts == true)
            #expect(confirmation?.plans.first?.warnings.contains { $0.contains("no one could log in") } == true)
        }
    }

    @Test("A password is tried on the rule while both are typed, and is never part of the request")
    func passwordRule() async throws {
        try await ConsoleDriver.with { console in
            await edit(.security, in: console)
            for _ in 0..<7 { await console.press("Tab") }
            await console.type("short")
            #expect(await console.screen.contains("Refused: The password needs"))
            await console.type("-no-more")
            #expect(await console.screen.contains("Accepted"))
            await console.press("Ctrl-S")
            #expect(await console.state.writes.confirmation == nil)
        }
    }

    @Test("Kept settings stay; settings put back are as before, without another question")
    func autoRevert() async throws {
        try await ConsoleDriver.with { console in
            await console.press("6", "Enter", "c", "Ctrl-S")
            await console.approve()
            #expect(await console.screen.contains("Y confirm"))
            await console.press("Z")
            #expect(await console.state.autoRevert == nil)
            #expect(await console.state.cors.saved?.isEnabled == false)
            await console.press("c", "Ctrl-S")
            await console.approve()
            await console.press("1", "j", "Enter", "K")
            #expect(await console.state.autoRevert != nil, "in a record that key leads to the one before")
            await console.press("Esc", "K")
            #expect(await console.state.autoRevert == nil)
            #expect(await console.state.cors.saved?.isEnabled == true)
        }
    }

    @Test("While settings are pending confirmation no others are planned, quitting asks, and undoing ends it")
    func oneAutoRevert() async throws {
        try await ConsoleDriver.with { console in
            await console.press("6", "Enter", "c", "Ctrl-S")
            await console.approve()
            await edit(.singleSignOn, in: console)
            await console.press("Space", "Ctrl-S")
            #expect(await console.state.writes.confirmation == nil)
            #expect(await console.screen.contains("confirm or revert the pending"))
            await console.press("Esc", "Esc", "q")
            #expect(await console.screen.contains("Quitting reverts it first"))
            await console.press("n", "U")
            await console.approve()
            #expect(await console.state.autoRevert == nil)
        }
    }

    @Test("A save that is not put on trial stays as it is")
    func withoutTrial() async throws {
        try await ConsoleDriver.with { console in
            await console.press("6", "Enter", "c", "Ctrl-S", "Ctrl-R")
            await console.approve()
            #expect(await console.state.autoRevert == nil)
            #expect(await console.state.cors.saved?.isEnabled == true)
        }
    }

    // MARK: Two at once

    @Test("Two people who each allow an origin do not lose either: the plan made anew holds both")
    func bothOrigins() async throws {
        try await ConsoleDriver.with { console in
            await console.press("6", "Enter", "a")
            await console.type("https://mine.acme.example")
            await console.press("Enter", "Ctrl-S")
            let client = await console.state.session.client
            let service = SystemSettingsService(client)
            let base = try await service.read()
            let theirs = base.setting(
                corsEnabled: false, allowedOrigins: base.allowedOrigins + ["https://theirs.acme.example"])
            _ = try await client.perform(try await service.planSave(theirs, base: base))
            await console.approve()
            #expect(await console.state.conflict?.openCount == 0)
            #expect(try await service.read() == theirs)
            await console.press("Ctrl-S")
            #expect(await console.state.writes.confirmation?.plans.first?.diff?.changes.count == 1)
            await console.approve()
            #expect(try await service.read().allowedOrigins == theirs.allowedOrigins + ["https://mine.acme.example"])
            #expect(await console.state.cors.isChanged == false)
        }
    }

    /// Sends another number of wrong passwords while somebody else changes a member of the same document. Returns the
    /// document as the other one left it.
    private func clash(_ member: String, _ value: JSONValue, in console: ConsoleDriver) async throws -> JSONValue {
        await edit(.loginLockout, in: console)
        await console.press("Tab", "Backspace")
        await console.type("9")
        await console.press("Ctrl-S")
        let client = await console.state.session.client
        let service = SettingsService(client)
        let base = try await service.read(.loginLockout)
        let theirs = base.setting(JSONPath(dotted: member), to: value)
        _ = try await client.perform(try await service.planSave(.loginLockout, edited: theirs, base: base))
        await console.approve()
        return theirs
    }

    @Test("A setting both changed waits for a choice, and the other one's stands when it is chosen")
    func bothChanged() async throws {
        try await ConsoleDriver.with { console in
            let theirs = try await clash("maxFailedAttempts", 7, in: console)
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("Choose mine or theirs first"))
            await console.press("t", "Ctrl-S")
            #expect(await console.state.conflict == nil)
            #expect(await console.screen.contains("wrong passwords: 7"))
            #expect(try await SettingsService(console.state.session.client).read(.loginLockout) == theirs)
        }
    }

    @Test("Leaving a conflict keeps the form with what was typed")
    func leaving() async throws {
        try await ConsoleDriver.with { console in
            _ = try await clash("lockoutPeriod", 99, in: console)
            await console.press("Esc")
            #expect(await console.state.conflict == nil)
            #expect(await console.state.form?.isChanged == true)
            #expect(await console.screen.contains("9"))
        }
    }
}
