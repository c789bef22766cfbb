import ConsoleState
import Foundation
import TerminalKit

/// A group of the page of keys, in their order.
package enum KeySection: Sendable, Hashable {
    case row, list, marks
    case scope(Scope)
    case everywhere

    init(_ scope: Scope) {
        switch scope {
        case .console: self = .everywhere
        case .list: self = .list
        default: self = .scope(scope)
        }
    }

    var title: String {
        switch self {
        case .row: "This row"
        case .list: "This list"
        case .marks: "Marks"
        case .scope(let scope): scope.title
        case .everywhere: "Everywhere"
        }
    }
}

/// The keys that work here, on one page to read: what concerns the row first, what everybody knows last.
struct KeyPage {
    private let context: CommandContext
    private let menu: MenuState?

    init(_ context: CommandContext) {
        menu = context.state.menu
        self.context = context.withoutMenu
    }

    /// Lines of the page, and those of them in sight.
    var extent: (lines: Int, page: Int) {
        let inside = area.inset(1).inset(left: 1, right: 1)
        return (view.height(width: inside.width), max(inside.height - searchRows, 1))
    }

    /// Draws the page and returns where the cursor belongs.
    func draw(on canvas: Canvas) -> Point? {
        let (lines, page) = extent
        let inside = canvas.overlay(
            canvas.rect, title: StyledLine("Keys", Style(.heading)),
            below: lines - (menu?.scroll.cursor ?? 0) - page
        ).inset(left: 1, right: 1)
        var caret = Point.zero
        if let menu, menu.isTyping {
            caret = PromptView(prefix: "/", text: menu.filter.text, cursor: menu.filter.cursor).draw(on: inside)
        }
        view.draw(on: inside.inset(top: searchRows))
        return canvas.place(caret, of: inside)
    }

    private var area: Rect { Rect(size: context.layout.dialogs.size) }

    private var searchRows: Int { menu?.isTyping == true ? 1 : 0 }

    private var view: KeyPageView { KeyPageView(groups, top: menu?.scroll.cursor ?? 0) }

    /// The commands that can be reached by a key, each key beside the one that it runs here: a scope further in may have
    /// given it another meaning.
    static func commands(in state: ConsoleState) -> [Command] {
        CommandTable.active(in: state).compactMap { command in
            let keys = CommandTable.keys(of: command, in: state)
            guard !keys.isEmpty else { return nil }
            var command = command
            command.keys = keys
            return command
        }
    }

    private var groups: [KeyPageView.Section] {
        let commands = Self.commands(in: context.state)
        let (moves, others) = (commands.filter(\.isMovement), commands.filter { !$0.isMovement })
        var sections: [KeySection] = [.row, .list, .marks]
        for command in others where !sections.contains(command.section) { sections.append(command.section) }
        sections = sections.filter { $0 != .everywhere }
        let own = sections.map { section in group(section.title, others.filter { $0.section == section }) }
        let isList = context.state.list?.detail == nil && context.state.list != nil
        return Self.merged(
            own + (isList ? [filter] : []) + [everywhere(others.filter { $0.section == .everywhere })]
                + [group("Moving", moves)]
        ).compactMap(searched)
    }

    private func group(_ title: String, _ commands: [Command]) -> KeyPageView.Section {
        KeyPageView.Section(
            title,
            commands.map { command in
                KeyPageView.Line(
                    CommandMenu.text(of: command.keys), command.label(context), isOn: command.obstacle(context) == nil)
            })
    }

    /// The numbers of the panes take one line; the row of tabs names them.
    private func everywhere(_ commands: [Command]) -> KeyPageView.Section {
        // Where a person has given some of them other keys, each has its line.
        let hasAll = commands.count { $0.keys.first?.typedCharacter?.isNumber == true } == Panes.numbered.count
        let isNumbered = { (command: Command) in hasAll && command.keys.first?.typedCharacter?.isNumber == true }
        var group = group(KeySection.everywhere.title, commands.filter { !isNumbered($0) })
        if let first = commands.first(where: isNumbered)?.keys.first,
            let last = commands.last(where: isNumbered)?.keys.first
        {
            group.lines.insert(KeyPageView.Line("\(first) to \(last)", "Open a pane by its number"), at: 0)
        }
        return group
    }

    /// The language of filters, with examples in the columns of this list.
    private var filter: KeyPageView.Section {
        let examples = context.state.list.map { FilterHelp($0).examples } ?? []
        return KeyPageView.Section(
            "Filter",
            examples.map { KeyPageView.Line($0.text, $0.meaning) } + [
                KeyPageView.Line("", "Times are in \(LocalTime.zoneText(at: Date()))")
            ])
    }

    /// Groups of the same title as one, where the first of them stands.
    private static func merged(_ groups: [KeyPageView.Section]) -> [KeyPageView.Section] {
        groups.reduce(into: []) { merged, group in
            if let index = merged.firstIndex(where: { $0.title == group.title }) {
                merged[index].lines += group.lines
            } else {
                merged.append(group)
            }
        }
    }

    /// The lines of a group that a search leaves; nil when there are none.
    private func searched(_ group: KeyPageView.Section) -> KeyPageView.Section? {
        let words = (menu?.filter.text.lowercased() ?? "").split(separator: " ")
        let lines = group.lines.filter { line in
            words.allSatisfy("\(line.key) \(line.label)".lowercased().contains)
        }
        return lines.isEmpty ? nil : KeyPageView.Section(group.title, lines)
    }
}
