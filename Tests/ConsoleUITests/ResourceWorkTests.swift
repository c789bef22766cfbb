import ConsoleState
import SisenseClient
import TerminalKit
import Testing

@Suite("Work on the rest of the server")
struct ResourceWorkTests {
    @Test("The pane of all resources leads to each, and back")
    func data() async throws {
        try await ConsoleDriver.with { console in
            await console.run("pane.data")
            await console.press("/")
            await console.type("elasticube sets")
            await console.press("Enter", "Enter")
            #expect(await console.state.pane.rawValue == "cubesets")
            #expect(await console.screen.contains("No "))
            await console.press("[")
            #expect(await console.state.pane == .data)
        }
    }

    @Test("A connection is moved to another host, which is shown before, and moved back with undo")
    func connection() async throws {
        try await ConsoleDriver.with { console in
            await console.run("pane.connections")
            await console.press("e", "Tab", "Tab", "Ctrl-U")
            await console.type("db9.acme.example")
            await console.press("Ctrl-S")
            let preview = await console.screen
            #expect(preview.contains("Change the connection Warehouse"))
            #expect(preview.contains("PATCH /api/v1/connection/"))
            #expect(preview.contains("db9.acme.example"))
            #expect(!preview.contains("\"password\""))
            await console.press("Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 0, 2) == "db9.acme.example")
            await console.press("U", "Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 0, 2) == "db1.acme.example")
        }
    }

    @Test("Stopping an ElastiCube says what fails meanwhile, and starting it is its undo")
    func cube() async throws {
        try await ConsoleDriver.with { console in
            await console.run("pane.cubes")
            await console.run("cubes.stop")
            #expect(await console.screen.contains("Queries to Acme Sales fail until it runs again."))
            await console.press("Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 0, 1) == "stopped")
            await console.press("U", "Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 0, 1) == "running")
        }
    }

    @Test("What runs is not started, and the undo of a start says that queries fail")
    func running() async throws {
        try await ConsoleDriver.with { console in
            await console.run("pane.cubes")
            await console.run("cubes.start")
            #expect(await console.screen.contains("Is running"))
            #expect(await console.state.writes.confirmation == nil)
            await console.press("Esc", "Esc")
            await console.run("cubes.stop")
            await console.press("Tab", "Enter")
            await console.run("cubes.start")
            await console.press("Tab", "Enter", "U")
            #expect(await console.screen.contains("Queries to Acme Sales fail until it runs again."))
        }
    }

    @Test("Deleting a folder names the folders and dashboards that go with it")
    func folder() async throws {
        try await ConsoleDriver.with { console in
            await console.run("pane.folders")
            let before = try #require(await console.state.list?.table.total)
            await console.press("a")
            await console.type("Closing")
            await console.press("Tab")
            await console.type("finance")
            await console.press("Enter", "Ctrl-S", "Tab", "Enter")
            #expect(await console.state.list?.table.total == before + 1)
            #expect(await console.state.list?.table.cell(at: 1, 1) == "Finance")
            await console.run("folders.delete")
            let preview = await console.screen
            #expect(preview.contains("Deleted with it: 1 folder, 1 dashboard: Onboarding (18 people lose it)."))
            #expect(preview.contains("Can be undone"))
            await console.press("Tab", "Enter")
            #expect(await console.state.list?.table.total == before - 1)
        }
    }

    @Test("A rule of data security is added to a data set, listed with all others, and deleted")
    func dataSecurity() async throws {
        try await ConsoleDriver.with { console in
            await console.run("pane.datasets")
            await console.run("datasets.add-rule")
            await console.type("Orders")
            await console.press("Tab")
            await console.type("Region")
            await console.press("Tab", "Tab")
            await console.type("EMEA")
            await console.press("Tab")
            await console.type("who@acme.example")
            await console.press("Enter")
            #expect(await console.screen.contains("Nothing matches who@acme.example"))
            await console.press("Ctrl-U")
            await console.type("bea@acme.example")
            await console.press("Enter", "Ctrl-S", "Tab", "Enter")
            await console.press("Enter")
            #expect(await console.screen.contains("Orders.Region: EMEA for Beatrix Lang"))
            await console.run("pane.datasecurity")
            #expect(await console.state.list?.table.cell(at: 0, 0) == "Warehouse live")
            #expect(await console.state.list?.table.cell(at: 0, 4) == "Beatrix Lang")
            await console.run("datasecurity.delete")
            await console.press("Tab", "Enter")
            #expect(await console.state.list?.table.total == 0)
        }
    }

    @Test("The settings of a server of ElastiCubes are sent whole, and not over somebody else's change")
    func serverSettings() async throws {
        try await ConsoleDriver.with { console in
            await console.run("pane.cubeservers")
            await console.press("e", "Tab", "Ctrl-U")
            await console.type("4096")
            await console.press("Ctrl-S")
            let body = await console.state.writes.confirmation?.plans.first?.call.body?.data
            let sent = try JSONReader.read(try #require(body))
            #expect(sent["ElasticubeMemoryAllocation"] == 4096)
            #expect(sent["QueryTimeout"] == 300)
            let client = await console.state.session.client
            let other = try client.call(
                .replaceCubeServerSettings, path: ["server": "LocalHost"], body: .json(["QueryTimeout": 60]))
            _ = try await client.perform(RequestPlan(other, on: client.server))
            await console.press("Tab", "Enter")
            // Both changes stand beside each other, and are sent together once that is approved.
            #expect(await console.state.conflict != nil)
            await console.press("Ctrl-S")
            let merged = await console.state.writes.confirmation?.plans.first?.call.body?.data
            let both = try JSONReader.read(try #require(merged))
            #expect(both["ElasticubeMemoryAllocation"] == 4096)
            #expect(both["QueryTimeout"] == 60)
        }
    }

    @Test("A connection is tried out with a live connector, and what the server answers is shown")
    func connector() async throws {
        try await ConsoleDriver.with { console in
            await console.run("pane.connectors")
            await console.press("t")
            await console.type("db.acme.example")
            await console.press("Ctrl-S")
            let screen = await console.screen
            #expect(screen.contains("Answer of the server"))
            #expect(screen.contains(#"status: "OK""#))
        }
    }

    @Test("Opening the pane of the analytics token shows whose it is, and makes none")
    func token() async throws {
        try await ConsoleDriver.with { console in
            await console.run("pane.analytics")
            #expect(await console.state.list?.table.cell(at: 0, 0) == "admin")
            #expect(await console.screen.contains(Redactor.mask) == false)
        }
    }
}
