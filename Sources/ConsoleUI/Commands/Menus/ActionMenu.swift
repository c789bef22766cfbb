import ConsoleState
import SisenseClient
import Synchronization
import TerminalKit

/// The menu of what can be done with the records chosen: grouped, each line run by a letter.
struct ActionMenu {
    struct Line {
        let command: Command
        let label: String
        let letter: Character?
        /// The reason why it cannot be done now; nil when it can.
        let reason: String?
    }

    private let context: CommandContext
    private let menu: MenuState?
    /// The groups as they stand below each other. In each what is off comes last; a group in which all is off is last of
    /// all, so that none of that comes first.
    let groups: [(group: MenuLine.Group, lines: [Line])]

    init(_ context: CommandContext) {
        menu = context.state.menu
        let context = context.withoutMenu
        self.context = context
        guard context.state.chosenFolder == nil else {
            groups = [(group: .edit, lines: Self.folderLines(context))]
            return
        }
        let (state, letters) = (context.state, ActionLetters.of(context.state.pane))
        var lines: [MenuLine.Group: [Line]] = [:]
        for command in ActionLetters.commands(of: state.pane) {
            if command.listCommand?.isInMenu(in: state) == false { continue }
            let line = Line(
                command: command, label: command.label(context), letter: letters[command.id],
                reason: command.obstacle(context)?.asReason)
            lines[command.listCommand?.menu.group ?? .other, default: []].append(line)
        }
        let groups = MenuLine.Group.allCases.compactMap { group in
            lines[group].map { (group: group, lines: Self.offLast($0) { $0.reason != nil }) }
        }
        self.groups = Self.offLast(groups) { group in group.lines.allSatisfy { $0.reason != nil } }
    }

    /// What can be done with the folder under the cursor of the tree, each by its key there.
    private static func folderLines(_ context: CommandContext) -> [Line] {
        Command.folderActions.compactMap { CommandTable.command($0.id) }.map { command in
            Line(
                command: command, label: command.label(context),
                letter: command.keys.lazy.compactMap(\.typedCharacter).first,
                reason: command.obstacle(context)?.asReason)
        }
    }

    private static func offLast<Element>(_ all: [Element], _ isOff: (Element) -> Bool) -> [Element] {
        all.filter { !isOff($0) } + all.filter(isOff)
    }

    /// The lines that a search leaves, in the order the cursor goes through them.
    var shown: [Line] { groups.flatMap(\.lines).filter(isShown) }

    private func isShown(_ line: Line) -> Bool {
        let words = (menu?.filter.text.lowercased() ?? "").split(separator: " ")
        let text = "\(line.label) \(line.command.name)".lowercased()
        return words.allSatisfy(text.contains)
    }

    func hasLetter(_ stroke: KeyStroke) -> Bool { line(of: stroke) != nil }

    private func line(of stroke: KeyStroke) -> Line? {
        guard menu?.isTyping == false, let typed = stroke.typedCharacter else { return nil }
        return groups.lazy.flatMap(\.lines).first { $0.letter == typed }
    }

    /// The actions of a letter: those of its line.
    func press(_ stroke: KeyStroke) -> [ConsoleAction] { line(of: stroke).map(run) ?? [] }

    /// The actions of Enter: those of the line under the cursor.
    func runCursor() -> [ConsoleAction] {
        let (lines, cursor) = (shown, menu?.scroll.cursor ?? 0)
        return lines.indices.contains(cursor) ? run(lines[cursor]) : []
    }

    /// The actions of a press of the mouse: those of the line it hits.
    func press(at point: Point, size: Size) -> [ConsoleAction] {
        let lines = shown
        return view.item(at: point, size: size).map { run(lines[$0]) } ?? []
    }

    /// What is off says why, and the menu stays.
    func run(_ line: Line) -> [ConsoleAction] {
        if let reason = line.reason { return [.posted(Message(.warning, "\(line.command.title): \(reason)"))] }
        return [.menu(.closed)] + line.command.actions(context)
    }

    var view: GroupedMenuView {
        let groups = groups.map { group, lines in
            GroupedMenuView.Section(
                group.title,
                lines.map { line in
                    let help = line.command.help == line.command.label ? "" : line.command.help
                    return GroupedMenuView.Item(
                        key: line.letter.map(String.init) ?? "", line.label, reason: line.reason, help: help,
                        isShown: isShown(line))
                })
        }
        return GroupedMenuView(
            title: StyledLine(heading, Style(.heading)), groups: groups, cursor: menu?.scroll.cursor ?? 0,
            search: menu.flatMap { $0.isTyping ? ($0.filter.text, $0.filter.cursor) : nil },
            emptyText: StyledLine("No matches", Style(.muted)),
            footer: StyledLine("a letter runs its line", Style(.muted)), anchor: anchor)
    }

    /// The record, or how many of them.
    var heading: String {
        if let folder = context.state.chosenFolder { return folder.label }
        guard let list = context.state.list, let feature = context.state.feature(of: context.state.pane) else {
            return context.state.pane.title
        }
        let count = list.targetCount
        if count > 1 { return "\(count) \(feature.noun)" }
        return count == 1 ? list.subjectTitle : feature.title
    }

    /// The line of the dialogs' area on which the cursor's row stands; nil where no row does.
    private var anchor: Int? {
        guard let list = context.state.list, list.detail == nil, list.choice == nil, list.table.count > 0 else {
            return nil
        }
        let layout = context.layout
        let top = list.scroll.top(count: list.table.count, page: layout.listRows)
        return layout.content.y - layout.dialogs.y + layout.headingRows + list.scroll.cursor - top
    }
}

extension ConsoleState {
    /// The folder under the cursor of the tree, where actions are about that and no dashboards are marked.
    fileprivate var chosenFolder: Folder? {
        guard pane == .dashboards, let list, list.detail == nil, list.marks.isEmpty else { return nil }
        return tree?.node?.folder
    }
}

extension Command {
    /// The label without the sign that something follows, to begin a sentence with.
    var title: String { label.hasSuffix("…") ? String(label.dropLast()) : label }
}

/// The letters that run the lines of the menu of actions. Those of a pane are always the same, so that fingers can
/// learn them.
enum ActionLetters {
    private static let found = Mutex<[PaneID: [String: Character]]>([:])
    /// Letters that move and search there.
    private static let reserved: Set<Character> = ["j", "k", "g", "G", "q"]
    private static let alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

    /// The commands of the menu in a pane: its own, what all lists offer for a record, and last those of the person,
    /// which take no letter that fingers know.
    static func commands(of pane: PaneID) -> [Command] {
        let commands = CommandTable.commands(in: .pane(pane)).filter { $0.listCommand != nil }
        return commands.filter { !$0.isOwn }
            + [NamedCommand.listCalls, .listCopies].compactMap { CommandTable.command($0.rawValue) }
            + commands.filter(\.isOwn)
    }

    /// The letters by the ids of the commands.
    static func of(_ pane: PaneID) -> [String: Character] {
        found.withLock { found in
            if let letters = found[pane] { return letters }
            let letters = assigned(commands(of: pane))
            found[pane] = letters
            return letters
        }
    }

    /// Each command has the letter it asks for, or its key in the list, or the first of its label that is free.
    private static func assigned(_ commands: [Command]) -> [String: Character] {
        var letters: [String: Character] = [:]
        for command in commands { letters[command.id] = command.listCommand?.menu.letter }
        var taken = reserved.union(letters.values)
        for command in commands where letters[command.id] == nil {
            let key = command.keys.lazy.compactMap(\.typedCharacter).first { alphabet.contains($0) }
            let words = command.label.split(separator: " ").compactMap(\.first).map(String.init)
            let wanted = words.joined().lowercased() + words.joined().uppercased() + command.label + alphabet
            let free = (key.map { [$0] } ?? []) + wanted.filter(alphabet.contains)
            guard let letter = free.first(where: { !taken.contains($0) }) else { continue }
            letters[command.id] = letter
            taken.insert(letter)
        }
        return letters
    }
}
