import SisenseClient

/// A list of commands: what narrows it, and the cursor in it.
package struct MenuState: Sendable {
    package enum Kind: Sendable {
        /// The keys that work here: a page to read.
        case keys
        /// Everything that can be done here, by the names that are typed.
        case commands
        /// The commands for the records of this pane, by letters.
        case actions
        /// The texts that can be put on the clipboard.
        case copies
        /// The calls of the API that take the record.
        case calls
        /// The calls that were made.
        case history

        /// True where keys are letters that run something or move, until somebody searches.
        package var isRead: Bool {
            switch self {
            case .keys, .actions: true
            case .commands, .copies, .calls, .history: false
            }
        }
    }

    package let kind: Kind
    /// True while keys go into the text that narrows the list.
    package internal(set) var isTyping: Bool
    package var filter: TextInput
    package var scroll = Scroll()
    /// The records that the argument being typed means.
    package internal(set) var records: [FoundRecord] = []

    package init(_ kind: Kind, text: String = "") {
        self.kind = kind
        isTyping = !kind.isRead
        filter = TextInput(text)
    }
}

/// A record that a typed argument means, as in `:user álv`.
package struct FoundRecord: Sendable, Equatable {
    /// The commands whose argument is a record, by their names.
    package static let panes: [String: PaneID] = ["user": .users, "group": .groups, "dashboard": .dashboards]

    package let id: RecordID
    package let title: String
    /// The second column of its list, which tells it from others of that name.
    package let detail: String
}

/// The actions on the list of commands.
package enum MenuAction: Sendable {
    /// Opens with a text typed already, as the name of a command that takes something more.
    case opened(MenuState.Kind, String = "")
    case edited(TextEdit)
    /// Replaces the text that was typed.
    case completed(String)
    /// `count` is the number of commands listed.
    case moved(Movement, count: Int, page: Int)
    case searchOpened
    /// The search is over, and everything shows again.
    case searchClosed
    /// A command was run by what was typed.
    case ran(String)
    /// Puts an older text (or a newer one) into the prompt.
    case recalled(isOlder: Bool)
    case closed
}

/// What is typed after `:`, and the menus of commands. It only looks up records; commands run elsewhere.
struct MenuReducer {
    let dependencies: Dependencies
    /// Records that are offered for what is typed.
    private static let most = 20

    func reduce(_ state: inout ConsoleState, _ action: MenuAction) -> ConsoleOutcome {
        switch action {
        case .opened(let kind, let text): state.menu = MenuState(kind, text: text)
        case .edited(let edit):
            state.menu?.filter.apply(edit)
            state.menu?.scroll = Scroll()
        case .completed(let text): set(text, &state)
        case .moved(let movement, let count, let page): state.menu?.scroll.move(movement, count: count, page: page)
        case .searchOpened: state.menu?.isTyping = true
        case .searchClosed:
            set("", &state)
            state.menu?.isTyping = false
        case .ran(let text): state.commandHistory.add(text)
        case .recalled(let isOlder):
            let text = state.menu?.filter.text ?? ""
            let found = isOlder ? state.commandHistory.older(than: text) : state.commandHistory.newer()
            found.map { set($0, &state) }
        case .closed: state.menu = nil
        }
        return findRecords(&state)
    }

    private func set(_ text: String, _ state: inout ConsoleState) {
        state.menu?.filter = TextInput(text)
        state.menu?.scroll = Scroll()
    }

    /// Finds the records that are meant, among those that are here, and has the list read that nobody has.
    private func findRecords(_ state: inout ConsoleState) -> ConsoleOutcome {
        guard let menu = state.menu, menu.kind == .commands else { return ConsoleOutcome() }
        let words = menu.filter.text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard words.count == 2, let pane = FoundRecord.panes[words[0].lowercased()], let list = state.lists[pane] else {
            state.menu?.records = []
            return ConsoleOutcome()
        }
        let filter = ListFilter(
            String(words[1]), columns: list.columns, now: Timestamp(dependencies.now()), timeZone: dependencies.timeZone
        )
        let detail = list.columns.indices.first { $0 != list.nameColumn } ?? list.nameColumn
        state.menu?.records = list.table.first(Self.most, passing: filter).map { row in
            FoundRecord(
                id: list.table.id(row), title: list.table.cell(row, list.nameColumn),
                detail: list.table.cell(row, detail))
        }
        return .then(.list(pane, .needed))
    }
}
