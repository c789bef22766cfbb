import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Security settings that come late", .timeLimit(.minutes(1)))
struct LateSettingsTests {
    private static func settings(_ origins: String...) -> String {
        let list = origins.map { #""https://\#($0).example""# }.joined(separator: ",")
        return #"{"webServer":{"cors":{"enabled":true,"allowedOrigins":[\#(list)]}}}"#
    }

    /// The settings are read, and an origin is added that is not saved.
    private static func edited() async throws -> HeldConsole {
        let console = try HeldConsole(.security)
        await console.send(.security(.needed))
        await console.transport.answer("/settings/system", settings("a"))
        await console.until { $0.security.settings != nil }
        await console.send(.security(.entryOpened(index: nil)), .security(.entryEdited(.insert("https://b.example"))))
        await console.send(.security(.entryAccepted))
        #expect(await console.state.security.isChanged)
        return console
    }

    private static func answer(_ console: HeldConsole, _ origins: String) async {
        await console.transport.answer("/settings/system", origins)
        await console.until { $0.security.settings != nil }
    }

    @Test("An older change that is taken back while a draft is edited leaves the draft, also while they are read")
    func revert() async throws {
        let console = try await Self.edited()
        await console.send(.changed(.security(nil), touches: [.settings]))
        await console.transport.arrival("/settings/system")
        #expect(await console.state.security.isChanged)
        #expect(await console.state.unfinished != nil)
        await Self.answer(console, Self.settings("a", "c"))
        #expect(
            await console.state.security.draft.origins == [
                "https://a.example", "https://c.example", "https://b.example",
            ])
        #expect(await console.state.security.isChanged)
        await console.close()
    }

    @Test("A draft that was saved is none any more, from the moment it was, and shows as the server has it")
    func save() async throws {
        let console = try await Self.edited()
        let draft = await console.state.security.draft
        await console.send(.changed(.security(draft), touches: [.settings]))
        await console.transport.arrival("/settings/system")
        #expect(await console.state.security.isChanged == false)
        await Self.answer(console, Self.settings("b", "a"))
        #expect(await console.state.security.draft.origins == ["https://b.example", "https://a.example"])
        await console.close()
    }

    @Test("A save and a revert whose readings overtake each other show how the server is at the end")
    func saveAndRevert() async throws {
        let console = try await Self.edited()
        let draft = await console.state.security.draft
        await console.send(.changed(.security(draft), touches: [.settings]))
        await console.transport.arrival("/settings/system")
        await console.send(.changed(.security(nil), touches: [.settings]))
        await console.transport.arrivals("/settings/system", 2)
        await console.transport.answer("/settings/system", Self.settings("a"), newest: true)
        await console.until { $0.security.settings != nil }
        await console.transport.answer("/settings/system", Self.settings("a", "b"))
        await console.roundTrip()
        #expect(await console.state.security.draft.origins == ["https://a.example"])
        #expect(await console.state.security.isChanged == false)
        await console.close()
    }
}
