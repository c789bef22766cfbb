import ConsoleState
import Foundation
import LocalServer
import SisenseClient
import TerminalKit
import TestServices
import Testing

@testable import ConsoleUI

@Suite("Work on dashboards and their folders")
struct DashboardWorkTests {
    /// Moves down to the next dashboard of the tree and tells its title.
    private func nextDashboard(_ console: ConsoleDriver) async throws -> String {
        for _ in 0..<40 {
            if let node = await console.state.tree?.node, node.folder == nil { return node.title }
            await console.press("j")
        }
        throw CancellationError()
    }

    @Test("Folders open and close, and what is done to a dashboard in them is what the list does")
    func tree() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "f")
            #expect(await console.screen.contains("Dashboards in folders 24"))
            #expect(await console.state.tree?.node?.title == "Archive")
            // A folder is no dashboard: nothing can be done to the one that the list has under its cursor.
            await console.press("p")
            #expect(await console.state.writes.confirmation == nil)
            await console.press("Enter", "j")
            #expect(await console.state.tree?.node?.title == "2024")
            await console.press("h", "h")
            #expect(await console.state.tree?.node?.title == "Archive")
            await console.press("z")
            let title = try await nextDashboard(console)
            await console.press("w")
            #expect(await console.state.shares?.title == title)
            await console.press("Esc", "Space")
            #expect(await console.state.list?.marks.count == 1)
            let other = try await nextDashboard(console)
            #expect(other != title)
            await console.press("p")
            #expect(await console.state.writes.confirmation?.plans.map(\.title) == ["Publish \(title)"])
            await console.press("Esc", "f", "Esc", "Esc")
            #expect(await console.screen.contains("Dashboards 24"))
        }
    }

    @Test("The deletion of several dashboards says how many people lose at least one", arguments: ScreenTests.sizes)
    func deletion(size: Size) async throws {
        try await Golden.expect("dashboards-delete", size) { console in
            await console.press("3", "Space", "Space", "Space")
            await console.run("dashboards.delete")
            #expect(await console.state.writes.confirmation?.plans.count == 3)
            let total = await console.state.writes.confirmation?.total ?? []
            #expect(total.count == 1 && total.first?.hasSuffix("at least one.") == true, "\(total)")
        }
    }

    @Test("A folder is added, renamed, moved and deleted with all in it")
    func folders() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "f", "a")
            await console.type("Old")
            await console.press("Ctrl-S", "Tab", "Enter", "l", "j", "j")
            #expect(await console.state.tree?.node?.title == "Old")
            await console.press("e")
            await console.type(" ones")
            await console.press("Ctrl-S", "Tab", "Enter")
            #expect(await console.state.tree?.node?.title == "Old ones")
            await console.press("m")
            await console.type("the")
            await console.press("Enter")
            #expect(await console.screen.contains("Move Old ones to the top"))
            await console.press("Tab", "Enter", "g", "d")
            #expect(await console.screen.contains("Deleted with it: 1 folder, "))
            await console.press("Tab", "Enter")
            #expect(await console.state.tree?.rows.count == 12)
        }
    }

    @Test("A deleted folder comes back where it was with U, with its folders and dashboards in them")
    func folderUndo() async throws {
        try await ConsoleDriver.with { console in
            let client = await console.state.session.client
            func tree() async throws -> [String] {
                func lines(_ folder: Folder, _ path: String) -> [String] {
                    let path = "\(path)/\(folder.label)"
                    return [path] + folder.dashboards.map { "\(path): \($0.label)" }
                        + folder.folders.flatMap { lines($0, path) }
                }
                return try await FoldersService(client).tree().flatMap { lines($0, "") }.sorted()
            }
            let before = try await tree()
            await console.press("3", "f", "d")
            let impact = await console.state.writes.confirmation?.plans.first?.impact ?? []
            #expect(impact.contains { $0.contains(/people lose it\)/) }, "\(impact)")
            let lost = try #require(await console.state.writes.confirmation?.plans.first)
            #expect(lost.undoNote.hasPrefix("Can be undone: the folder is made again where it was"))
            await console.press("Tab", "Enter")
            #expect(try await tree() != before)
            await console.press("U")
            let undo = await console.state.writes.confirmation?.plans ?? []
            #expect(!undo.isEmpty)
            await console.approve()
            let left = await console.state.writes.results.last?.results.notDone ?? []
            let screen = await console.screen
            #expect(left.map(\.title) == [], "\(screen)")
            #expect(try await tree() == before)
        }
    }

    @Test("Your own dashboards and all of the server take turns, and the filter stays")
    func mine() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "/")
            await console.type("e")
            await console.press("Enter", "M")
            #expect(await console.screen.contains("Your dashboards"))
            #expect(await console.state.list?.table.filter.text == "e")
            let own = try #require(await console.state.list?.table.total)
            await console.press("M")
            #expect(await console.screen.contains("of 24"))
            #expect(own < 24)
        }
    }

    @Test("The widgets of a dashboard are a list, each with its JSON")
    func widgets() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "W")
            #expect(await console.screen.contains("Widgets of Q3 Revenue 4"))
            #expect(await console.screen.contains("column chart"))
            await console.press("Enter", "Enter")
            #expect(await console.screen.contains("dashboardid"))
            await console.press("Esc", "Backspace")
            #expect(await console.screen.contains("Dashboards 24"))
        }
    }

    @Test("The actions of a folder in the tree are those of folders, and a new one is seen where it was made")
    func folderActions() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "f", "x")
            let menu = await console.screen
            #expect(menu.contains("Delete folder…") && menu.contains("Move…") && !menu.contains("Publish"))
            await console.press("a")
            #expect(await console.state.form?.title.hasPrefix("Add folder in ") == true)
            await console.type("Seen at once")
            await console.press("Ctrl-S", "Tab", "Enter")
            #expect(await console.screen.contains("Seen at once"))
        }
    }

    @Test("Widgets become pictures, one each")
    func widgetPictures() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await ConsoleDriver.with { console in
            await console.press("3", "W", "Space", "Space", "X", "Ctrl-U")
            await console.type(folder.path())
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("2 of 2 written to"))
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path())
        #expect(files.count == 2 && files.allSatisfy { $0.hasSuffix(".png") })
    }

    @Test("Files with one dashboard or with a list of them are imported together, a request for each")
    func severalFiles() async throws {
        let folder = FileManager.default.temporaryDirectory
        let paths = (0..<2).map { _ in folder.appending(path: "\(UUID()).dash") }
        defer { for path in paths { try? FileManager.default.removeItem(at: path) } }
        try Data(#"{"oid":"64b000000000000000000001","title":"Alone","widgets":[]}"#.utf8).write(to: paths[0])
        try Data(
            #"[{"oid":"64b000000000000000000002","title":"One","widgets":[]},{"oid":"64b000000000000000000003","title":"Two","widgets":[]}]"#
                .utf8
        ).write(to: paths[1])
        try await ConsoleDriver.with { console in
            await console.press("3", "x", "/")
            await console.type("import dash")
            await console.press("Enter")
            await console.paste(paths.map { $0.path() }.joined(separator: "\n"))
            await console.press("Ctrl-S")
            let preview = await console.screen
            #expect(preview.contains("Import 2 files") && preview.contains("Alone is added."))
            await console.approve()
            await console.press("Esc")
            #expect(await console.screen.contains("Dashboards 27"))
        }
    }

    @Test("Marked dashboards become pictures in a folder, one each")
    func pictures() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await ConsoleDriver.with { console in
            await console.press("3", "Space", "Space", "X", "Ctrl-U")
            await console.type(folder.path())
            await console.press("Tab", "Right", "Ctrl-S")
            #expect(await console.screen.contains("2 of 2 written to"))
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
        #expect(files == ["Q3 Revenue.png", "Sales Pipeline.png"])
        let picture = try Data(contentsOf: folder.appending(path: files[0]))
        #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    }

    @Test("A dashboard is copied to a trusted server, and the token for it is never shown")
    func copy() async throws {
        let twin = try await LocalServer.start(ServerConfiguration())
        let address = try ServerAddress(twin.address)
        let there = try await administrator(at: address)
        let token = try await AuthenticationService(there).token().token.exposed
        try await ConsoleDriver.with(
            Size(120, 40),
            prepare: { client in
                _ = try await client.perform(try TrustedServersService(client).planAdd(address: address, name: "Twin"))
            }
        ) { console in
            await console.press("3", "x", "/")
            await console.type("copy to server")
            await console.press("Enter")
            await console.type("twin")
            await console.press("Enter")
            await console.type(token)
            await console.press("Tab", "Right", "Ctrl-S")
            let preview = await console.screen
            #expect(preview.contains("Copy Q3 Revenue to Twin"))
            #expect(!preview.contains(token.prefix(12)))
            await console.press("Tab", "Enter")
            #expect(await console.screen.contains("Done: Copy Q3 Revenue to Twin"))
        }
        let titles = try await DashboardsService(there).page(ListQuery(fields: ["oid", "title"])).items.map(\.title)
        #expect(titles.count { $0 == "Q3 Revenue" } == 2)
        await twin.stop()
    }

    private func administrator(at address: ServerAddress) async throws -> APIClient {
        let client = APIClient(server: address, transport: CurlTransport(), token: nil, policy: .readWrite)
        let password = Secret(SampleData.password)
        return client.with(token: try await client.login(user: SampleData.administratorEmail, password: password).token)
    }

    @Test("One dashboard gets another data source, and undo gives it back")
    func source() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "x", "/")
            await console.type("data source")
            await console.press("Enter", "Enter", "Enter", "Ctrl-S")
            #expect(await console.screen.contains("Change the data source of Q3 Revenue to Acme Finance"))
            await console.press("Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 0, 4) == "Acme Finance")
            await console.press("U", "Tab", "Enter")
            #expect(await console.state.list?.table.cell(at: 0, 4) == "Acme Sales")
        }
    }

    @Test("A data source is replaced everywhere only after the name of the server was typed")
    func sourceEverywhere() async throws {
        try await ConsoleDriver.with { console in
            await console.press("3", "x", "/")
            await console.type("data source")
            await console.press("Enter", "Enter", "Enter", "Space", "Ctrl-S")
            let preview = await console.screen
            #expect(preview.contains("8 dashboards of the server: Q3 Revenue"))
            #expect(preview.contains("Dashboards of other owners change too."))
            await console.press("Tab", "Enter")
            #expect(await console.state.writes.confirmation != nil)
            await console.type("acme-bi")
            await console.press("Enter")
            #expect(await console.screen.contains("Done: Change the data source of every dashboard"))
            await console.press("/")
            await console.type("source:sales")
            #expect(await console.state.list?.table.count == 0)
        }
    }

    @Test("An import says of every dashboard in the file what becomes of it")
    func importing() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).dash")
        defer { try? FileManager.default.removeItem(at: file) }
        try await ConsoleDriver.with { console in
            await console.press("3", "X", "Ctrl-U")
            await console.type(file.path())
            await console.press("Ctrl-S", "x", "/")
            await console.type("import dash")
            await console.press("Enter")
            await console.type(file.path())
            await console.press("Ctrl-S")
            #expect(await console.screen.contains("Q3 Revenue already exists and is skipped."))
            await console.press("Esc", "Tab", "Right", "Right", "Ctrl-S")
            #expect(await console.screen.contains("Q3 Revenue already exists and is overwritten."))
            let client = await console.state.session.client
            let service = DashboardsService(client)
            let dashboard = try #require(try await service.page(ListQuery()).items.first { $0.title == "Q3 Revenue" })
            _ = try await client.perform(
                try await service.planUpdate(dashboard, title: "Retitle", members: [("title", "Retitled")]))
            await console.approve()
            #expect(await console.screen.contains("Someone else has changed Q3 Revenue"))
            #expect(try await service.get(dashboard.id).title == "Retitled")
        }
    }

    @Test("The folders at every size", arguments: ScreenTests.sizes)
    func treeScreen(size: Size) async throws {
        try await Golden.expect("dashboard-tree", size) { await $0.press("3", "f", "z", "j", "j", "j", "Space") }
    }

    @Test("The form that exports at every size", arguments: ScreenTests.sizes)
    func exportScreen(size: Size) async throws {
        try await Golden.expect("dashboard-export", size) { await $0.press("3", "X", "Tab") }
    }
}
