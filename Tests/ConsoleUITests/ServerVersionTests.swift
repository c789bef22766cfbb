import LocalServer
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleState
@testable import ConsoleUI

@Suite("Versions of the server")
struct ServerVersionTests {
    /// The panes whose list a version does not have.
    private static let lacking: [String: Set<PaneID>] = [
        "win8.2": [.dataModels, .builds, .tenants, .clusterNodes, .auditFiles],
        "L2021.9": [.features, .cubeSets, .tenants],
        "L2025.2": [.features, .cubeSets],
    ]

    @Test(
        "Every pane opens on every version, and what the version lacks is said in its words",
        arguments: ServerVersion.all.map(\.name))
    func panes(name: String) async throws {
        let version: ServerVersion = try #require(ServerVersion(named: name))
        let console = try await ConsoleDriver.open(Size(120, 40), version: version)
        var lacking: Set<PaneID> = []
        // Without another server there is nothing to compare.
        for pane in PaneID.allCases where !pane.isBelow && pane != .compare {
            await console.send(.paneOpened(pane))
            let screen = await console.screen
            #expect(!screen.contains("answer is a web page"), "\(pane): \(screen)")
            guard let list = await console.state.list else {
                #expect(!screen.contains("HTTP 4"), "\(pane): \(screen)")
                continue
            }
            switch list.load {
            case .loaded: continue
            case .failed(let error):
                lacking.insert(pane)
                #expect(error.message == "This version of the server does not have this operation.", "\(pane)")
                #expect(screen.contains(error.message))
            default: Issue.record("\(pane): \(list.load)")
            }
        }
        #expect(lacking == Self.lacking[name])
        await console.close()
    }

    @Test(
        "What lies below a dashboard opens on every version, with or without an administrator's flag",
        arguments: ServerVersion.all.map(\.name))
    func dashboards(name: String) async throws {
        let version: ServerVersion = try #require(ServerVersion(named: name))
        let console = try await ConsoleDriver.open(Size(120, 40), version: version)
        for key in ["w", "W"] {
            // The first is shared with nobody.
            await console.press("3", "j", key)
            let list = try #require(await console.state.list)
            #expect(list.table.total > 0)
            guard case .loaded = list.load else {
                Issue.record("\(key): \(list.load)")
                continue
            }
        }
        await console.close()
    }
}
