package import ConsoleState
import TerminalKit

/// The panes of the console, in the order of their numbers. A new one is registered here.
package enum Panes {
    package static let all: [any Pane] = [
        UsersPane.pane, GroupsPane.pane, DashboardsPane(), AlertsPane.pane, FeaturesPane.pane, SecurityPane(),
        OperationsPane(), TracePane(), AuditPane.pane,
        SettingsPane.pane, TrustedServersPane.pane, DirectoryPane.pane, PluginsPane.pane, LockoutsPane.pane,
        HealthPane.pane,
    ]

    /// The lists below one record, which are opened from there alone.
    package static let below: [any Pane] = [
        AccessPanes.audience, AccessPanes.sight, AccessPanes.reach, WidgetsPane.pane, MembersPane.pane,
        ImportPane.pane, OffboardingPane.pane,
    ]

    /// The key that opens the pane at a place; empty for those behind the ninth, which the menu of commands opens.
    static func key(at index: Int) -> String { index < 9 ? "\(index + 1)" : "" }

    /// The panes by number, as the line below the status shows them. A list below a record belongs to the pane it was
    /// opened from.
    static func tabs(_ state: ConsoleState) -> TabsView {
        let current = state.feature(of: state.pane)?.parent ?? state.pane
        let tabs = all.enumerated().map { TabsView.Tab(key: key(at: $0.offset), title: $0.element.id.title) }
        return TabsView(tabs, current: all.firstIndex { $0.id == current })
    }

    /// Why a change cannot be planned in a list; nil when it can.
    @Sendable static func nothingChosen(_ context: CommandContext) -> String? {
        context.state.list?.targets.isEmpty == true ? "There is no record here" : nil
    }

    package static func pane(_ id: PaneID) -> any Pane {
        (all + below).first { $0.id == id } ?? UsersPane.pane
    }
}
