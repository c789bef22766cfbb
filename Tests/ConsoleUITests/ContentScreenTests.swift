import ConsoleState
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Screens of groups, dashboards and alerts")
struct ContentScreenTests {
    @Test("The groups", arguments: ScreenTests.sizes)
    func groups(size: Size) async throws {
        try await Golden.expect("groups", size) { await $0.press("2", "j", "Space") }
    }

    @Test("The dashboards", arguments: ScreenTests.sizes)
    func dashboards(size: Size) async throws {
        try await Golden.expect("dashboards", size) { await $0.press("3", "j", "j") }
    }

    @Test("The alerts", arguments: ScreenTests.sizes)
    func alerts(size: Size) async throws {
        try await Golden.expect("alerts", size) { await $0.press("4", "j") }
    }
}
