import ConsoleState
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Screens of settings")
struct SettingsScreenTests {
    @Test("The documents of settings", arguments: ScreenTests.sizes)
    func list(size: Size) async throws {
        try await Golden.expect("settings", size) { console in
            await console.run("open settings")
            await console.press("j")
        }
    }

    @Test("The security settings as a form, with a password on trial", arguments: ScreenTests.sizes)
    func security(size: Size) async throws {
        try await Golden.expect("settings-security", size) { console in
            await console.run("open settings")
            await console.press("Enter", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab")
            await console.type("short")
        }
    }

    @Test("Single sign-on as a form, its kinds below their headings", arguments: ScreenTests.sizes)
    func singleSignOn(size: Size) async throws {
        try await Golden.expect("settings-sso", size) { console in
            await console.run("open settings")
            await console.press("j", "Enter", "Space", "Tab", "Right")
        }
    }

    @Test("The whole document of system settings", arguments: ScreenTests.sizes)
    func record(size: Size) async throws {
        try await Golden.expect("settings-system", size) { console in
            await console.run("open settings")
            await console.press("j", "j", "w")
        }
    }

    @Test("The preview of settings that are put on trial", arguments: ScreenTests.sizes)
    func trialPreview(size: Size) async throws {
        try await Golden.expect("settings-preview", size) { console in
            await console.run("open settings")
            await console.press("j", "Enter", "Space", "Ctrl-S")
        }
    }

    @Test("Settings on trial while something else is done", arguments: ScreenTests.sizes)
    func autoRevert(size: Size) async throws {
        try await Golden.expect("settings-revert", size) { console in
            await console.press("6", "Enter", "c", "Ctrl-S")
            await console.type("acme-bi")
            await console.press("Tab", "Enter", "2")
        }
    }

    @Test("Two changes of the same settings", arguments: ScreenTests.sizes)
    func conflict(size: Size) async throws {
        try await Golden.expect("settings-conflict", size) { console in
            await console.press("6", "Enter", "c", "a")
            await console.type("https://mine.acme.example")
            await console.press("Enter", "j", "d", "Ctrl-S")
            let client = await console.state.session.client
            let service = SystemSettingsService(client)
            let base = try await service.read()
            let theirs = base.setting(
                corsEnabled: false, allowedOrigins: base.allowedOrigins + ["https://theirs.acme.example"]
            ).setting(JSONPath(dotted: "firstday"), to: "sun")
            _ = try await client.perform(try await service.planSave(theirs, base: base))
            await console.type("acme-bi")
            await console.press("Tab", "Enter", "j")
        }
    }

    @Test("The LDAP domains", arguments: ScreenTests.sizes)
    func directory(size: Size) async throws {
        try await Golden.expect("ldap", size) { await $0.run("open ldap") }
    }

    @Test("The plug-ins", arguments: ScreenTests.sizes)
    func plugins(size: Size) async throws {
        try await Golden.expect("plugins", size) { await $0.run("open plug-ins") }
    }

    @Test("The trusted servers", arguments: ScreenTests.sizes)
    func servers(size: Size) async throws {
        try await Golden.expect("trusted", size) { await $0.run("open trusted") }
    }

    @Test("Of pasted origins each is told of", arguments: ScreenTests.sizes)
    func paste(size: Size) async throws {
        try await Golden.expect("cors-paste", size) { console in
            await console.press("6", "Enter", "a")
            await console.paste("https://one.acme.example\nHTTPS://Two.acme.example/\nhttps://app.acme.example\nnull")
        }
    }

    @Test("A new API token, masked, with the proof that it works and where it went", arguments: ScreenTests.sizes)
    func token(size: Size) async throws {
        try await Golden.expect("new-token", size) { console in
            await console.press("6", "n")
            await console.type("acme-bi")
            await console.press("Tab", "Enter")
        }
    }
}
