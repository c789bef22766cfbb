import ConsoleState
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("Forms that stand on what they showed")
struct FormBaseTests {
    @Test("An edit of somebody else, made while the form was open, stays beside one's own")
    func user() async throws {
        try await ConsoleDriver.with { console in
            let user = try await console.editFirstUser()
            let (client, service, id, shown) = (user.client, user.service, user.shown.id, user.shown)
            let group = try #require(
                try await GroupsService(client).names().first { group in
                    !group.isSystem && !shown.groups.contains { $0.id == group.id }
                })
            _ = try await client.perform(
                try await service.planUpdate(
                    shown, title: "Add \(shown.label, each: "user") to a group",
                    members: [("groups", .array((shown.groups.map(\.id) + [group.id]).map(JSONValue.string)))]))
            // The groups are the last field of the form; a line more is typed there.
            await console.press("Tab", "Tab")
            await console.type("x")
            await console.press("Ctrl-S")
            #expect(await console.state.writes.confirmation?.plans.first?.diff?.changes.count == 1)
            await console.approve()
            let now = try await service.get(id)
            #expect(now.firstName == shown.firstName + "x")
            #expect(now.groups.contains { $0.id == group.id })
        }
    }

    @Test("A name that both changed is asked about before the preview, and the choice is what is sent")
    func contested() async throws {
        try await ConsoleDriver.with { console in
            let user = try await console.editFirstUser()
            let (client, service, id, shown) = (user.client, user.service, user.shown.id, user.shown)
            _ = try await client.perform(
                try await service.planUpdate(shown, title: "t", members: [("firstName", "Theirs")]))
            await console.press("Tab", "Tab")
            await console.type("x")
            await console.press("Ctrl-S")
            #expect(await console.state.writes.confirmation == nil)
            #expect(await console.state.conflict?.openCount == 1)
            #expect(await console.screen.contains("changed by both"))
            await console.press("Ctrl-S")
            #expect(await console.state.conflict != nil)
            await console.press("m", "Ctrl-S")
            let preview = await console.screen
            #expect(preview.contains("\"Theirs\" -> \"\(shown.firstName)x\""), "\(preview)")
            await console.approve()
            #expect(try await service.get(id).firstName == shown.firstName + "x")
        }
    }

    @Test("After a conflict the form shows what was chosen, in case it is not sent")
    func merged() async throws {
        try await ConsoleDriver.with { console in
            let user = try await console.editFirstUser()
            let (client, service, shown) = (user.client, user.service, user.shown)
            _ = try await client.perform(
                try await service.planUpdate(
                    shown, title: "t", members: [("firstName", "Theirs"), ("lastName", "Kaya")]))
            await console.press("Tab", "Tab")
            await console.type("x")
            await console.press("Tab")
            await console.type("y")
            await console.press("Ctrl-S", "t", "j", "m", "Ctrl-S", "Esc")
            let form = try #require(await console.state.form)
            #expect(form.values.text("firstName") == "Theirs")
            #expect(form.values.text("lastName") == shown.lastName + "y")
            #expect(form.values.text("email") == shown.email)
        }
    }
}
