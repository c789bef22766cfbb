package import ConsoleState
import TerminalKit

/// The panes of the console, in the order of their numbers. A new one is registered here.
package enum Panes {
    package static let all: [any Pane] = own + ResourceDescription.all.map { ListPane($0) }

    private static let own: [any Pane] = [
        HomePane(), UsersPane.pane, GroupsPane.pane, DashboardsPane(), AlertsPane.pane, FeaturesPane.pane,
        SecurityPane(), ExplorerPane(), TracePane(), AuditPane.pane,
        SettingsPane.pane, TrustedServersPane.pane, LDAPPane.pane, PluginsPane.pane, LockoutsPane.pane,
        LintPane.pane, PlansPane.pane, ComparePane(), ResourcesPane.pane,
    ]

    /// The lists below one record, which are opened from there alone.
    package static let below: [any Pane] = [
        SharesPane(), AccessPanes.dashboardViewers, AccessPanes.userAccess, AccessPanes.groupAccess, WidgetsPane.pane,
        MembersPane.pane,
        ImportPane.pane, OffboardingPane.pane,
    ]

    private static let byID = Dictionary((all + below).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

    /// The panes with a number, whose places are their numbers.
    private static let numbered = all.indices.filter { !key(at: $0).isEmpty }.map { all[$0].id }

    /// The panes in the row at the top: those with a number, and the one on the screen.
    static func inTabs(_ state: ConsoleState) -> [PaneID] {
        let current = current(state)
        return numbered.contains(current) || byID[current] == nil ? numbered : numbered + [current]
    }

    /// The key that opens the pane at a place, Home with 0; empty for those behind the ninth, which the menu of commands
    /// opens.
    static func key(at index: Int) -> String { index <= 9 ? "\(index)" : "" }

    /// The panes by number, as the line below the status shows them.
    static func tabs(_ state: ConsoleState) -> TabsView {
        let panes = inTabs(state)
        let tabs = panes.enumerated().map { TabsView.Tab(key: key(at: $0.offset), title: $0.element.title) }
        return TabsView(tabs, current: panes.firstIndex(of: current(state)))
    }

    /// The pane that is marked there: a list below a record belongs to the one it was opened from.
    private static func current(_ state: ConsoleState) -> PaneID {
        state.root(of: state.pane)
    }

    /// Why a change cannot be planned in a list; nil when it can.
    @Sendable static func nothingChosen(_ context: CommandContext) -> String? {
        context.state.list?.targetCount == 0 ? "There is no record here" : nil
    }

    /// The pane with an id; that of the users for one nobody knows.
    package static func pane(_ id: PaneID) -> any Pane {
        byID[id] ?? UsersPane.pane
    }
}
