import ConsoleState
import LocalServer
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Logging in")
struct SessionScreenTests {
    @Test("The form keeps what was typed when the password is wrong, and never shows it", arguments: ScreenTests.sizes)
    func wrongPassword(size: Size) async throws {
        let console = try await ConsoleDriver.open(size, signIn: .ask(user: ""))
        await console.type("admin@acme.example")
        await console.press("Tab")
        await console.type("not-the-password")
        await console.press("Enter")
        let screen = await console.screen
        #expect(screen.contains("admin@acme.example"))
        #expect(!screen.contains("not-the-password"))
        try Golden.expect(await console.buffer(), "sign-in-\(size.width)x\(size.height)")
        await console.press("Ctrl-U")
        await console.type(SampleData.password)
        await console.press("Enter")
        #expect(await console.screen.contains("Users 60"))
        await console.close()
    }

    @Test("Before a password goes over plain http, the sign-in says so", arguments: ScreenTests.sizes)
    func plainHTTP(size: Size) async throws {
        for (address, isWarned) in [("http://bi.acme.example", true), ("http://127.0.0.1:1", false)] {
            let client = APIClient(
                server: try ServerAddress(address), transport: CurlTransport(), token: nil, policy: .readWrite)
            let session = SessionState(profile: "acme", client: client)
            let reducer = ConsoleReducer(Dependencies(client: client, signIn: .ask(user: "")))
            let store = ConsoleStore(ConsoleState(session: session), reducer: reducer.reduce)
            let console = HeadlessConsole(store: store, size: size)
            await console.start()
            let text = await console.frame().buffer.text
            #expect(text.contains("Password"))
            #expect(text.contains("is not encrypted") == isWarned)
            await console.close()
        }
    }

    @Test("A session that ends meanwhile asks to sign in and comes back to the same place")
    func expired() async throws {
        let console = try await ConsoleDriver.open(Size(100, 30))
        await console.press("5", "j")
        let client = await console.state.session.client
        _ = try await client.perform(try AuthenticationService(client).planLogout())
        await console.press("R")
        #expect(await console.screen.contains("Log in to"))
        await console.type(SampleData.password)
        await console.press("Enter")
        let state = await console.state
        #expect(state.pane == .features)
        #expect(state.list?.scroll.cursor == 1)
        #expect(state.session.isReady)
        await console.close()
    }

    @Test("Read-only shows in words, and a change is refused by the client")
    func readOnly() async throws {
        let console = try await ConsoleDriver.open(Size(100, 30), policy: .readOnly(reason: "tests"))
        #expect(await console.screen.split(separator: "\n").first?.hasSuffix("RO") == true)
        await console.press("j", "t", "Tab", "Enter")
        #expect(await console.screen.contains("read-only"))
        #expect(await console.state.list?.table.cell(at: 1, 4) == "active")
        await console.close()
    }

    @Test("Read-only holds in the explorer too, and no command lifts it")
    func readOnlyExplorer() async throws {
        let console = try await ConsoleDriver.open(Size(100, 30), policy: .readOnly(reason: "tests"))
        await console.press("7", "/")
        await console.type("method:patch /features/{key}/toggle")
        await console.press("Enter", "e")
        await console.type("mobile")
        await console.press("Enter", "Ctrl-U")
        await console.type("{\"active\": true}")
        await console.press("Ctrl-S")
        #expect(await console.screen.contains("This session is read-only (tests): nothing can be sent."))
        await console.press("Tab", "Enter")
        let client = await console.state.session.client
        #expect(client.policy == .readOnly(reason: "tests"))
        let mobile = try await FeaturesService(client).all().first { $0.id == "mobile" }
        #expect(mobile?.isActive == false)
        await console.close()
    }
}
