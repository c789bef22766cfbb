import ConsoleState
import SisenseClient
import TerminalKit

/// The content of the console for a dialogue in lines: a heading, notes, lines of which some have a number to choose them
/// by, and perhaps a question that the next line answers.
///
/// It is made of the same state as the screen, layer by layer in the same order, so it can show nothing else.
struct PlainScreen {
    /// The identity of the content: one with another key is shown again, one with the same is not.
    var key = ""
    var heading = ""
    var notes: [String] = []
    /// Lines that may be more than fit on a page. They are made when they are shown.
    var count = 0
    var line: (Int) -> String = { _ in "" }
    /// True for a line with a number.
    var isNumbered: (Int) -> Bool = { _ in true }
    /// Returns the actions of choosing a line by its number; nil where it is only put under the cursor of nothing.
    var choose: ((Int) -> [ConsoleAction])?
    /// The text shown for a line once it was chosen, where that does not lead elsewhere.
    var detail: (Int) -> [String] = { _ in [] }
    /// The question asked; nil where a command is expected.
    var question: PlainQuestion?
    /// True for a pane, which is shown in full only the first time.
    var isPane = false

    /// A text of a server as one line: with a line break in it, it could pass for rows and questions of its own.
    static func line(_ text: String) -> String { SisenseClient.PlanText.line(text) }

    /// The topmost layer of a state.
    static func of(_ context: CommandContext) -> PlainScreen {
        guard let overlay = context.state.overlay else {
            var pane = pane(context)
            pane.isPane = true
            return pane
        }
        return switch overlay {
        case .quit(let reason): quit(reason)
        case .menu(let menu): self.menu(menu, context)
        case .messages: messages(context)
        case .signIn(let form): signIn(form, context)
        case .newToken(let new): token(new)
        case .conflict(let conflict): self.conflict(conflict)
        case .confirmation(let confirmation): preview(confirmation, context)
        case .results(let run): results(run)
        case .picker(let picker): self.picker(picker)
        case .form(let form): self.form(form)
        }
    }
}

/// A question that one line answers.
struct PlainQuestion {
    let text: String
    /// True where the answer must not be seen.
    var isSecret = false
    let answer: (String) -> PlainStep
}

/// The consequence of a line that was typed.
enum PlainStep {
    case actions([ConsoleAction])
    /// The next page of the lines.
    case more
    /// Nothing but something to say.
    case note(String)

    static let nothing = PlainStep.actions([])

    /// Replaces a text by another one.
    static func replacing(by text: String, _ action: (TextEdit) -> ConsoleAction) -> [ConsoleAction] {
        [.end, .deleteToStart].map(action) + (text.isEmpty ? [] : [action(.insert(text))])
    }
}

// MARK: Panes

extension PlainScreen {
    static func pane(_ context: CommandContext) -> PlainScreen {
        let state = context.state
        switch state.session.phase {
        case .failed(let error):
            var screen = PlainScreen(key: "failed \(error.message)", heading: "No connection")
            screen.notes = [error.description]
            return screen
        case .connecting, .setup, .signIn: return PlainScreen(key: "connecting", heading: "Connecting")
        case .ready: break
        }
        if state.shownAnswer != nil { return typing(tree("Answer", context), context) }
        guard let list = state.list, let feature = state.feature(of: state.pane) else { return home(context) }
        if list.detail != nil { return typing(tree(feature.title, context), context) }
        if state.pane == .dashboards, let tree = state.tree { return folders(tree, list) }
        var screen = self.list(list, feature, state)
        if state.pane == .shares, state.shares?.viewers.hasFocus == true { screen.notes += viewers(state) }
        return typing(screen, context)
    }

    /// The same with the question for a text, while one is typed below the pane.
    private static func typing(_ screen: PlainScreen, _ context: CommandContext) -> PlainScreen {
        let state = context.state
        let pane = state.pane
        var screen = screen
        if state.pane == .cors, state.cors.entry != nil {
            screen.question = PlainQuestion(text: "Origin") { text in
                .actions(
                    PlainStep.replacing(by: text) { .cors(.entryEdited($0)) }
                        + PlainCommand.actions(of: .acceptOrigin, context))
            }
        } else if state.list?.filterInput != nil {
            screen.question = PlainQuestion(text: "Filter") { text in
                .actions(PlainStep.replacing(by: text) { .list(pane, .filterEdited($0)) } + [.list(pane, .filterKept)])
            }
        } else if state.jsonTree?.search?.isTyping == true {
            screen.question = PlainQuestion(text: "Search for") { text in
                .actions(PlainStep.replacing(by: text) { .jsonTree(.searchEdited($0)) } + [.jsonTree(.searchKept)])
            }
        }
        return screen
    }

    private static func home(_ context: CommandContext) -> PlainScreen {
        // As high as it wants to be, and in one column.
        let view = HomeView(context.state, size: Size(90, 1000), glyphs: .ascii)
        let lines = view.lines
        let targets = view.targets.map(\.name)
        var screen = PlainScreen(heading: "Home", count: lines.count)
        screen.line = { index in
            let line = lines[index]
            return [line.sign.text, line.text.text].filter { !$0.isEmpty }.joined(separator: " ")
        }
        screen.isNumbered = { lines[$0].opening != nil }
        screen.choose = { index in
            guard let target = targets.firstIndex(of: lines[index].name) else { return [] }
            return [.home(.cursorPlaced(target, lines: targets))]
        }
        screen.detail = { [lines[$0].text.text] }
        screen.key = "home \(lines.map(\.text.text))"
        return screen
    }

    private static func list(_ list: ListState, _ feature: ListFeature, _ state: ConsoleState) -> PlainScreen {
        let columns = shown(list)
        let marks = list.marks
        func cells(_ row: Int, named: Bool) -> [String] {
            columns.compactMap { index in
                let column = list.columns[index]
                let text = cell(list, row, index)
                guard !text.isEmpty, named || text != column.usual else { return nil }
                return named ? "\(column.title): \(text)" : text
            }
        }
        func mark(_ row: Int) -> String { list.table.id(at: row).map(marks.contains) == true ? ", marked" : "" }
        var screen = PlainScreen(heading: feature.heading ?? feature.title, count: list.table.count)
        screen.line = { cells($0, named: false).joined(separator: "; ") + mark($0) }
        screen.detail = { cells($0, named: true) + (mark($0).isEmpty ? [] : ["marked"]) }
        screen.choose = { [.list(state.pane, .cursorPlaced($0))] }
        let total = list.table.total
        let count = list.table.count == total ? "\(total)" : "\(list.table.count) of \(total)"
        screen.heading += ", \(count)" + (list.filter.text.isEmpty ? "" : ", filter \(list.filter.text)")
        if !marks.isEmpty { screen.heading += ", \(marks.count) marked" }
        screen.notes =
            list.table.count == 0
            ? [ListTable(feature, list).emptyText.text]
            : list.filter.text.isEmpty
                ? ["Columns: \(columns.map { list.columns[$0].title }.joined(separator: "; "))"] : []
        if let problem = list.filter.problem { screen.notes.append(problem) }
        if case .failed(let error) = list.load { screen.notes.append(error.description) }
        screen.notes += list.shortfall.map(\.sentence)
        let sort = list.table.sort.map { "\($0)" } ?? ""
        screen.key = "\(list.id) \(list.filter.text) \(sort) \(count) \(columns)"
        return screen
    }

    /// The indices of the columns that are shown, the one with the names first.
    private static func shown(_ list: ListState) -> [Int] {
        let chosen = list.arrangement?.shown ?? list.columns.filter(\.isShown).map(\.id)
        let indices = chosen.compactMap { id in list.columns.firstIndex { $0.id == id } }
        return [list.nameColumn] + indices.filter { $0 != list.nameColumn }
    }

    private static func cell(_ list: ListState, _ row: Int, _ column: Int) -> String {
        guard LocalTime.form != .date, list.columns[column].kind == .time, let now = list.readAt,
            let ref = list.table.ref(at: row), let time = list.table.number(ref, column),
            let age = Age.text(of: time, at: now)
        else { return list.table.cell(at: row, column) }
        return age
    }

    private static func folders(_ tree: DashboardTreeState, _ list: ListState) -> PlainScreen {
        let view = DashboardTreeView(tree, marks: list.marks)
        var screen = PlainScreen(heading: view.title.text, count: tree.rows.count)
        screen.line = { view.text(of: $0) }
        screen.detail = { [view.text(of: $0)] }
        screen.choose = { index in
            [.tree(.moved(.first, page: 1))] + Array(repeating: .tree(.moved(.down, page: 1)), count: index)
        }
        if case .failed(let error) = tree.load { screen.notes = [error.description] }
        screen.key = "folders \(tree.rows.count) \(tree.open.count) \(list.marks.count)"
        return screen
    }

    private static func viewers(_ state: ConsoleState) -> [String] {
        guard let viewers = state.shares?.viewers.viewers else { return [] }
        return ["Who can see it: \(viewers.count)"] + viewers.rows.map(ShareViewersView.text)
    }

    /// The open record, or the answer to a call.
    private static func tree(_ title: String, _ context: CommandContext) -> PlainScreen {
        let state = context.state
        let name = state.shownAnswer == nil ? state.list?.subjectTitle ?? "" : ""
        var screen = PlainScreen(heading: [title, name].filter { !$0.isEmpty }.joined(separator: ", "))
        guard let tree = state.jsonTree else {
            if case .failed(let error)? = state.list?.detail?.content { screen.notes = [error.description] }
            screen.key = "record \(screen.heading) \(screen.notes)"
            return screen
        }
        let text = TreeLineText(tree)
        let room = ListPane.treeRoom(state, context.layout)
        screen.count = tree.count
        screen.line = { row in
            guard let node = tree.node(at: row) else { return "" }
            return text.plain(node)
        }
        screen.detail = { row in tree.node(at: row).map { [text.plain($0)] } ?? [] }
        screen.isNumbered = { row in tree.node(at: row).map(tree.jsonTree.takesCursor) ?? false }
        screen.choose = { row in tree.node(at: row).map { [.jsonTree(.placed($0, in: room))] } ?? [] }
        screen.key = "record \(screen.heading) \(tree.count) \(tree.search?.text ?? "")"
        return screen
    }
}
