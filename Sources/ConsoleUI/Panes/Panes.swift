package import ConsoleState
import SisenseClient
import TerminalKit

/// The panes of the console, in the order of their numbers.
enum Panes {
    /// The panes that open by name, those with a number first.
    static let all = PaneID.allCases.filter { !$0.isBelow }

    /// The panes with a number, whose indices are their numbers.
    static let numbered = all.indices.filter { !key(at: $0).isEmpty }.map { all[$0] }

    /// The view of the pane on the screen.
    static func pane(_ state: ConsoleState) -> any Pane {
        guard let list = state.feature(of: state.pane) else { return HomePane() }
        if let section = SectionPane(list) { return section }
        return ListPane(list)
    }

    /// The commands of each pane alone, of one below a record too.
    static let commands: [Command] =
        Command.home + Command.security + Command.tree
        + PaneID.allCases.flatMap { pane in
            pane.list.map { list in list.commands.map { Command($0, in: pane) } } ?? []
        }

    /// The cells that the list of the pane has of a line of the screen.
    static func width(_ state: ConsoleState, of width: Int) -> Int { width - SectionPane.inset(state, width: width) }

    /// The key that opens the pane at an index, Home with 0; empty for those behind the ninth, which the menu of commands
    /// opens.
    static func key(at index: Int) -> String { index <= 9 ? "\(index)" : "" }

    /// The panes with a number, as the line below the status shows them. A list below a record is marked as the one it
    /// was opened from; a pane without a number is none of them.
    static func tabs(_ state: ConsoleState) -> TabsView {
        let tabs = numbered.map { pane in
            TabsView.Tab(key: shownKey(of: pane), title: pane.title, short: shortTitles[pane])
        }
        return TabsView(tabs, current: numbered.firstIndex(of: state.root(of: state.pane)))
    }

    /// The key that opens a pane, where a person has not given it a longer one.
    private static func shownKey(of pane: PaneID) -> String {
        CommandTable.command("pane.\(pane.rawValue)")?.keys.lazy.compactMap(\.typedCharacter).first.map(String.init)
            ?? ""
    }

    private static let shortTitles: [PaneID: String] = [.dashboards: "Dash", .features: "Feat", .security: "Sec"]

    /// The number of the pane on the screen; nil for one without.
    static func number(_ state: ConsoleState) -> String? {
        let root = state.root(of: state.pane)
        return numbered.contains(root) ? shownKey(of: root) : nil
    }
}

extension Command {
    /// A command of one list.
    fileprivate init(_ command: ListCommand, in pane: PaneID) {
        self.init(
            "\(pane.rawValue).\(command.id)", .pane(pane), command.keys, hint: command.hint.text, command.label,
            help: command.menu.help, section: command.isAboutRecords ? .row : .list, of: command,
            verb: { command.hint(in: $0.state) }, obstacle: { command.obstacle(in: $0.state) },
            actions: { command.actions(in: $0.state, pane) })
    }
}

extension Command {
    /// A command of the person: in each list it is for, or everywhere where it needs no record.
    package static func own(_ own: OwnCommand) -> [Command] {
        if own.panes.isEmpty, !own.takesRecords {
            var command = Command(
                "own.\(own.name)", .console, own.keys, own.label, help: own.help,
                obstacle: { own.obstacle(in: $0.state) }, actions: { _ in [.ownCommand(.requested(own))] })
            command.isOwn = true
            return [command]
        }
        let panes = own.panes.isEmpty ? PaneID.allCases.filter { $0.list != nil } : own.panes
        return panes.map { pane in
            var command = Command(own.listCommand, in: pane)
            command.isOwn = true
            return command
        }
    }
}

/// A pane of the console as it is drawn from the state.
protocol Pane: Sendable {
    /// The name of what is shown, and how much of it.
    func title(_ state: ConsoleState) -> StyledLine
    /// The same where there is little room; nil where it has no shorter form.
    func shortTitle(_ state: ConsoleState) -> StyledLine?
    /// The parts behind the title: filter, marks, what is unsaved.
    func notes(_ state: ConsoleState) -> [BarView.Part]
    /// The parts at the right end of the line: where the cursor is, how far loading has come, how old it is.
    func position(_ state: ConsoleState, _ layout: ConsoleLayout) -> [BarView.Part]
    /// Returns where the terminal's cursor belongs: on the focused row or field.
    func draw(_ state: ConsoleState, _ layout: ConsoleLayout, on canvas: Canvas) -> Point?
    /// Returns what a press of the mouse does at a point inside the content.
    func press(at point: Point, _ state: ConsoleState, _ layout: ConsoleLayout) -> [ConsoleAction]
}

extension Pane {
    func shortTitle(_ state: ConsoleState) -> StyledLine? { nil }
}

extension BarView.Part {
    /// The cursor's row of how many, and whether there are more below those in sight. It stays however little room there
    /// is; the title says of how many it is.
    static func position(_ scroll: Scroll, count: Int, rows: Int) -> BarView.Part {
        guard count > 0 else { return BarView.Part("") }
        let hasMore = scroll.top(count: count, page: rows) + rows < count
        let (row, end) = (Quantity.count(scroll.cursor + 1), hasMore ? " \(MoreBelow.sign)" : "")
        return BarView.Part("\(row)/\(Quantity.count(count))\(end)", .muted, priority: 10, short: "\(row)\(end)")
    }
}

/// An error instead of what could not be shown: what happened, where, and what to do.
enum ErrorText {
    static func draw(_ error: APIError, hint: String, on canvas: Canvas) {
        let inside = canvas.inset(left: 1, right: 1)
        TextView(fitted(error, hint: hint, in: inside.size, ellipsis: inside.glyphs.ellipsis)).draw(on: inside)
    }

    /// An error in lines: what failed, what was asked, what to do next, and the hint, as many as there is room for.
    /// The next step is never cut: where there is little room, the single faults go first, then what was
    /// asked, and at last the end of what the server said.
    static func fitted(_ error: APIError, hint: String, in size: Size, ellipsis: String) -> [StyledLine] {
        func wrapped(_ text: String, _ style: Style = Style(.plain)) -> [StyledLine] {
            text.isEmpty ? [] : StyledLine(text, style).wrapped(to: max(size.width, 1))
        }
        func cut(_ lines: [StyledLine], to room: Int) -> [StyledLine] {
            guard lines.count > room else { return lines }
            return room > 0 ? Array(lines.prefix(room - 1)) + [StyledLine(ellipsis)] : []
        }
        let next = wrapped(error.nextStep)
        let keys = hint.isEmpty ? [] : wrapped(hint, Style(.muted))
        // The line of air goes first.
        let air: [StyledLine] = keys.isEmpty || next.count + keys.count + 2 > size.height ? [] : [""]
        let end = cut(next + air + keys, to: max(size.height - 1, 1))
        let message = cut(wrapped(error.message, Style(.error)), to: max(size.height - end.count, 1))
        var room = size.height - end.count - message.count
        let asked = wrapped(error.origin)
        let origin = asked.count <= room ? asked : []
        room -= origin.count
        return message + cut(error.details.flatMap { wrapped("- " + $0) }, to: max(room, 0)) + origin + end
    }
}
