package import ConsoleState
import TerminalKit

/// The panes of the console, in the order of their numbers. A new one is registered here.
package enum Panes {
    package static let all: [any Pane] = [
        UsersPane.pane, GroupsPane.pane, DashboardsPane(), AlertsPane.pane, FeaturesPane.pane, SecurityPane(),
        OperationsPane.pane, TracePane.pane, AuditPane.pane,
        SettingsPane.pane, TrustedServersPane.pane, DirectoryPane.pane, PluginsPane.pane, LockoutsPane.pane,
        HealthPane.pane, PlansPane.pane, DriftPane(),
    ]

    /// The key that opens the pane at a place; empty for those behind the ninth, which the menu of commands opens.
    static func key(at index: Int) -> String { index < 9 ? "\(index + 1)" : "" }

    /// The panes by number, as the line below the status shows them.
    static func tabs(current: PaneID) -> TabsView {
        let tabs = all.enumerated().map { TabsView.Tab(key: key(at: $0.offset), title: $0.element.id.title) }
        return TabsView(tabs, current: all.firstIndex { $0.id == current })
    }

    /// Why a change cannot be planned in a list; nil when it can.
    @Sendable static func nothingChosen(_ context: CommandContext) -> String? {
        context.state.list?.targets.isEmpty == true ? "There is no record here" : nil
    }

    package static func pane(_ id: PaneID) -> any Pane {
        all.first { $0.id == id } ?? UsersPane.pane
    }
}
