import ConsoleState
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Home")
struct HomeTests {
    @Test("Home at every size", arguments: ScreenTests.sizes)
    func screen(size: Size) async throws {
        try await Golden.expect("home", size) { await $0.press("0", "j", "j") }
    }

    @Test("The resources at every size", arguments: ScreenTests.sizes)
    func resources(size: Size) async throws {
        try await Golden.expect("data", size) { console in
            await console.run("pane.data")
            await console.press("j")
        }
    }

    @Test("A form of a description at every size", arguments: ScreenTests.sizes)
    func form(size: Size) async throws {
        try await Golden.expect("connection-form", size) { console in
            await console.run("pane.connections")
            await console.press("e")
        }
    }

    @Test("An open data set at every size", arguments: ScreenTests.sizes)
    func record(size: Size) async throws {
        try await Golden.expect("dataset", size) { console in
            await console.run("pane.datasets")
            await console.press("Enter")
        }
    }

    @Test("Every line that leads somewhere opens its pane")
    func targets() async throws {
        try await ConsoleDriver.with { console in
            await console.press("0")
            let targets = HomeView(await console.state).targets
            #expect(Set(HomeState.counted).isSubset(of: targets))
            for index in targets.indices {
                await console.press("0", "g")
                for _ in 0..<index { await console.press("j") }
                // Looking at the findings makes them more lines.
                let pane = HomeView(await console.state).targets[index]
                await console.press("Enter")
                #expect(await console.state.pane == pane)
            }
        }
    }

    @Test("What a person may not read fails by itself and says so; the rest is there")
    func failures() async throws {
        let console = try await ConsoleDriver.open(
            Size(120, 40),
            signIn: .password(user: "bea@acme.example", password: Secret("acme-demo")))
        await console.press("0")
        let screen = await console.screen
        #expect(screen.contains("2026.1.0.100"))
        #expect(screen.split(separator: "\n").contains { $0.contains("Seats") && $0.contains("x ") })
        #expect(screen.contains("403"))
        await console.close()
    }

    @Test("Before anything has come, Home is drawn already")
    func first() async throws {
        let state = ConsoleState(
            session: SessionState(
                profile: "p", label: "",
                client: APIClient(
                    server: try ServerAddress("https://bi.acme.example"), transport: CurlTransport(), token: nil,
                    policy: .readWrite)))
        let buffer = CellBuffer(Size(120, 40))
        _ = HomeView(state).draw(on: buffer.canvas)
        #expect(buffer.text.contains("reading"))
        #expect(buffer.text.contains("not loaded"))
    }

    @Test("A licence of numbers beyond all reason is shown as it is")
    func unreasonable() async throws {
        let licence = Licence([
            "inUseAdmins": 9_223_372_036_854_775_807, "maxAdmins": 9_223_372_036_854_775_807,
            "inUseDesigners": -9_223_372_036_854_775_808, "maxDesigners": 1,
        ])
        let home = try await home(licence)
        #expect(home.contains("9223372036854775807 of"))
        #expect(home.contains("-9223372036854775808"))
    }

    @Test("A licence that is nearly used up says so in words")
    func tight() async throws {
        let licence = Licence([
            "expirationDate": "2026-05-25T00:00:00.000Z", "inUseAdmins": 8, "maxAdmins": 8, "inUseDesigners": 19,
            "maxDesigners": 20, "inUseViewers": 3,
        ])
        let home = try await home(licence)
        #expect(home.contains("8 of 8  x none left"))
        #expect(home.contains("19 of 20  ! almost all"))
        #expect(home.contains("3 in use, limit unknown"))
        #expect(home.contains("2026-05-25  ! in"))
    }

    /// Home as it looks with this licence.
    private func home(_ licence: Licence) async throws -> String {
        let console = try await ConsoleDriver.open(Size(120, 40))
        await console.press("0")
        var state = await console.state
        await console.close()
        state.home.licence = .loaded(licence)
        let buffer = CellBuffer(Size(120, 40))
        _ = HomeView(state).draw(on: buffer.canvas)
        return buffer.text
    }
}
