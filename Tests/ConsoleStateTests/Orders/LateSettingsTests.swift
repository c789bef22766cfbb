import Foundation
import SisenseClient
import Testing

@testable import ConsoleState

@Suite("CORS settings that come late", .timeLimit(.minutes(15)))
struct LateSettingsTests {
    private static func settings(_ origins: String...) -> String {
        let list = origins.map { #""https://\#($0).example""# }.joined(separator: ",")
        return #"{"webServer":{"cors":{"enabled":true,"allowedOrigins":[\#(list)]}}}"#
    }

    /// The settings are read, and an origin is added that is not saved.
    private static func edited() async throws -> HeldConsole {
        let console = try HeldConsole(.cors)
        await console.send(.list(.cors, .needed))
        await console.transport.answer("/settings/system", settings("a"))
        await console.until { $0.lists[.cors]?.isLoading == false }
        await console.send(.cors(.entryOpened(replacing: nil)), .cors(.entryEdited(.insert("https://b.example"))))
        await console.send(.cors(.entryAccepted))
        #expect(await console.state.cors.isChanged)
        return console
    }

    private static func answer(_ console: HeldConsole, _ origins: String) async {
        await console.transport.answer("/settings/system", origins)
        await console.until { $0.lists[.cors]?.isLoading == false }
    }

    @Test("An older change that is taken back while a draft is edited leaves the draft, also while they are read")
    func revert() async throws {
        let console = try await Self.edited()
        await console.send(.changed(.cors(nil), touches: [.settings]))
        await console.transport.arrival("/settings/system")
        #expect(await console.state.cors.isChanged)
        #expect(await console.state.unfinished != nil)
        await Self.answer(console, Self.settings("a", "c"))
        #expect(
            await console.state.cors.draft.origins == [
                "https://a.example", "https://c.example", "https://b.example",
            ])
        #expect(await console.state.cors.isChanged)
        await console.close()
    }

    @Test("A draft that was saved is none any more, from the moment it was, and shows as the server has it")
    func save() async throws {
        let console = try await Self.edited()
        let draft = await console.state.cors.draft
        await console.send(.changed(.cors(draft), touches: [.settings]))
        await console.transport.arrival("/settings/system")
        #expect(await console.state.cors.isChanged == false)
        await Self.answer(console, Self.settings("b", "a"))
        #expect(await console.state.cors.draft.origins == ["https://b.example", "https://a.example"])
        await console.close()
    }

    @Test("A save and a revert whose readings overtake each other show how the server is at the end")
    func saveAndRevert() async throws {
        let console = try await Self.edited()
        let draft = await console.state.cors.draft
        await console.send(.changed(.cors(draft), touches: [.settings]))
        await console.transport.arrival("/settings/system")
        await console.send(.changed(.cors(nil), touches: [.settings]))
        await console.transport.arrivals("/settings/system", 2)
        await console.transport.answer("/settings/system", Self.settings("a"), newest: true)
        await console.until { $0.lists[.cors]?.isLoading == false }
        await console.transport.answer("/settings/system", Self.settings("a", "b"))
        await console.roundTrip()
        #expect(await console.state.cors.draft.origins == ["https://a.example"])
        #expect(await console.state.cors.isChanged == false)
        await console.close()
    }
}
