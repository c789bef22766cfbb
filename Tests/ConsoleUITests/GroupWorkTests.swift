import ConsoleState
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Work on the members of groups, the receivers of alerts, the parts of features")
struct GroupWorkTests {
    @Test("Members are added by a piece of their name and taken out again, and the group counts them")
    func members() async throws {
        try await ConsoleDriver.with { console in
            await console.press("2")
            let before = try #require(await console.state.list.flatMap { Int($0.table.cell(at: 0, 1)) })
            await console.press("u")
            #expect(await console.screen.contains("Members of Finance \(before)"))
            await console.press("a")
            await console.type("álvaro")
            #expect(await console.screen.contains("alvaro@acme.example"))
            await console.press("Enter", "Tab", "Enter")
            #expect(await console.screen.contains("Members of Finance \(before + 1)"))
            await console.press("/")
            await console.type("alvaro")
            await console.press("Enter", "d")
            #expect(await console.screen.contains("alvaro@acme.example: no longer sees what is shared with Finance."))
            await console.press("Tab", "Enter", "Backspace")
            #expect(await console.state.list?.table.cell(at: 0, 1) == "\(before)")
        }
    }

    @Test("Deleting a group counts those who really lose something")
    func delete() async throws {
        try await ConsoleDriver.with { console in
            await console.press("2", "x", "/")
            await console.type("delete")
            await console.press("Enter")
            let impact = try #require(await console.state.writes.confirmation?.plans.first?.impact.first)
            #expect(
                impact.wholeMatch(of: /\d+ of \d+ members loses? access to \d+ dashboards?: .+\./) != nil, "\(impact)")
        }
    }

    @Test("The receivers of an alert are users and groups, found by what is typed")
    func receivers() async throws {
        try await ConsoleDriver.with { console in
            await console.press("4", "o")
            await console.type("nobody at all")
            await console.press("Enter")
            #expect(await console.screen.contains("Nothing matches nobody at all"))
            await console.press("Ctrl-U")
            await console.type("marke")
            await console.press("Enter")
            #expect(await console.screen.contains("Change the recipients of Acme Sales build failed"))
            await console.press("Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 0, 4).contains("Marketing") == true)
        }
    }

    @Test("A feature that somebody else switched meanwhile is left alone")
    func conflict() async throws {
        try await ConsoleDriver.with { console in
            await console.press("5", "t")
            let client = await console.state.session.client
            let plan = try #require(await console.state.writes.confirmation?.plans.first)
            _ = try await client.perform(plan)
            await console.press("Tab", "Enter")
            #expect(await console.screen.contains("already shows this change. Nothing was sent."))
        }
    }

    @Test("A part of a feature is switched by itself, and its detail lists the parts")
    func parts() async throws {
        try await ConsoleDriver.with { console in
            await console.press("5", "/")
            await console.type("parts:of")
            await console.press("Enter", "e", "Tab", "Space", "Ctrl-S")
            let diff = try #require(await console.state.writes.confirmation?.plans.first?.diff?.lines)
            #expect(diff.count == 1)
            await console.press("Tab", "Enter", "Enter")
            #expect(await console.screen.contains("▾ Parts"))
        }
    }

    @Test("The members of a group at every size", arguments: ScreenTests.sizes)
    func screen(size: Size) async throws {
        try await Golden.expect("group-members", size) { await $0.press("2", "u", "j", "Space") }
    }
}
