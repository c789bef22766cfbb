import ConsoleState
import TerminalKit

/// The panes of the console, in the order of their numbers.
enum Panes {
    /// The panes that open by name, those with a number first.
    static let all = PaneID.allCases.filter { !$0.isBelow }

    /// The panes with a number, whose indices are their numbers.
    private static let numbered = all.indices.filter { !key(at: $0).isEmpty }.map { all[$0] }

    /// How the pane on the screen is drawn.
    static func pane(_ state: ConsoleState) -> any Pane {
        if let list = state.feature(of: state.pane) { return ListPane(list) }
        return state.pane == .security ? SecurityPane() : HomePane()
    }

    /// The commands of each pane alone, of one below a record too.
    static let commands: [Command] =
        Command.home + Command.security + Command.tree
        + PaneID.allCases.flatMap { pane in
            pane.list.map { list in list.commands.map { Command($0, in: pane) } } ?? []
        }

    /// The panes in the row at the top: those with a number, and the one on the screen.
    static func inTabs(_ state: ConsoleState) -> [PaneID] {
        let current = state.root(of: state.pane)
        return numbered.contains(current) ? numbered : numbered + [current]
    }

    /// The key that opens the pane at an index, Home with 0; empty for those behind the ninth, which the menu of commands
    /// opens.
    static func key(at index: Int) -> String { index <= 9 ? "\(index)" : "" }

    /// The panes by number, as the line below the status shows them. A list below a record is marked as the one it was
    /// opened from.
    static func tabs(_ state: ConsoleState) -> TabsView {
        let panes = inTabs(state)
        let tabs = panes.enumerated().map { TabsView.Tab(key: key(at: $0.offset), title: $0.element.title) }
        return TabsView(tabs, current: panes.firstIndex(of: state.root(of: state.pane)))
    }
}

extension Command {
    /// A command of one list.
    fileprivate init(_ command: ListCommand, in pane: PaneID) {
        self.init(
            "\(pane.rawValue).\(command.id)", .pane(pane), command.keys, hint: command.hint, command.help,
            obstacle: { command.obstacle(in: $0.state) },
            actions: { command.actions(in: $0.state, pane) })
    }
}
