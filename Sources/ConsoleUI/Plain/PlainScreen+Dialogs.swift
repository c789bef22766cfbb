import ConsoleState
import SisenseClient
import TerminalKit

/// The layers over the panes: menus, dialogs, previews and results.
extension PlainScreen {
    static func quit(_ reason: String) -> PlainScreen {
        var screen = PlainScreen(key: "quit \(reason)", heading: "Quitting", notes: [reason])
        screen.question = yesOrNo("Quit and discard changes?", yes: [.quitConfirmed], no: [.quitCancelled])
        return screen
    }

    private static func yesOrNo(_ text: String, yes: [ConsoleAction], no: [ConsoleAction]) -> PlainQuestion {
        PlainQuestion(text: "\(text) Type yes or no") { answer in
            switch answer.lowercased() {
            case "yes": .actions(yes)
            case "no": .actions(no)
            default: .note("Type yes or no.")
            }
        }
    }

    // MARK: Menus

    static func menu(_ menu: MenuState, _ context: CommandContext) -> PlainScreen {
        switch menu.kind {
        case .keys: return help(context)
        case .actions: return actions(context)
        case .commands, .copies, .calls, .history: break
        }
        let entries = CommandMenu.entries(for: context)
        let below = context.withoutMenu
        var screen = PlainScreen(heading: CommandMenu.title(menu.kind), count: entries.count)
        screen.line = { index in
            let entry = entries[index]
            let name = menu.kind == .commands ? "\(CommandMenu.typed(entry)), " : ""
            return name + entry.label(below) + (entry.obstacle(below).map { ", off: \($0)" } ?? "")
        }
        screen.key = "\(menu.kind) \(menu.filter.text)"
        screen.question = PlainQuestion(text: "Number, or a text to search") { text in
            guard let index = number(text, of: entries.count) else {
                if text.isEmpty { return .more }
                return .actions(PlainStep.replacing(by: text) { .menu(.edited($0)) })
            }
            var state = context.state
            state.menu?.scroll.place(at: index, count: entries.count)
            var chosen = CommandContext(state: state, layout: context.layout)
            chosen.awaitsChoice = context.awaitsChoice
            return .actions([.menu(.closed)] + CommandMenu.run(chosen))
        }
        return screen
    }

    /// The index of the line of a number that was typed; nil for anything else.
    static func number(_ text: String, of count: Int) -> Int? {
        Int(text).flatMap { (1...max(count, 1)).contains($0) && count > 0 ? $0 - 1 : nil }
    }

    private static func actions(_ context: CommandContext) -> PlainScreen {
        let menu = ActionMenu(context)
        let lines = menu.shown
        var screen = PlainScreen(heading: "Actions, \(menu.heading)", count: lines.count)
        screen.line = { lines[$0].label + (lines[$0].reason.map { ", off: \($0)" } ?? "") }
        screen.key = "actions \(menu.heading)"
        screen.question = PlainQuestion(text: "Number") { text in
            if text.isEmpty { return .more }
            return number(text, of: lines.count).map { .actions(menu.run(lines[$0])) } ?? .note("No such number.")
        }
        return screen
    }

    /// The commands that can be run where the page of keys was asked for.
    private static func help(_ context: CommandContext) -> PlainScreen {
        let below = context.withoutMenu
        let commands = PlainCommand.distinct(CommandTable.active(in: below.state))
        var screen = PlainScreen(key: "help", heading: "Commands here", count: commands.count + 2)
        screen.isNumbered = { _ in false }
        let introduction = [
            "A command is run by its name or by its key. A number chooses a line; a number and a command do both.",
            "/ and a text filter a list. An empty line tells more, again tells all once more. A colon before a command "
                + "runs it where something is asked.",
        ]
        screen.line = { index in
            guard index >= introduction.count else { return introduction[index] }
            let command = commands[index - introduction.count]
            let name = command.argument.map { "\(command.name) \($0.name)" } ?? command.name
            let keys = CommandMenu.text(of: CommandTable.keys(of: command, in: below.state))
            let off = command.obstacle(below).map { ", off: \($0)" } ?? ""
            return "\(name)\(keys.isEmpty ? "" : " (\(keys))"): \(command.label(below))\(off)"
        }
        screen.question = PlainQuestion(text: "Empty line for more, or a command") { text in
            text.isEmpty ? .more : .actions([.menu(.closed)] + PlainCommand.actions(text, below))
        }
        return screen
    }

    static func messages(_ context: CommandContext) -> PlainScreen {
        let log = context.state.messages
        var screen = PlainScreen(key: "messages \(log.all.count)", heading: "Messages", count: log.all.count)
        screen.isNumbered = { _ in false }
        screen.line = { index in
            let message = log.all[index].message
            let more = message.detail.isEmpty || message.detail == message.text.plain ? "" : "\n\(message.detail)"
            return PlainScreen.text(of: message) + more
        }
        return screen
    }

    static func text(of message: Message) -> String {
        switch message.level {
        case .info, .ok: message.text.shown
        case .warning: "Warning: \(message.text.shown)"
        case .error: "Error: \(message.text.shown)"
        }
    }

    // MARK: Signing in

    static func signIn(_ form: SignInForm, _ context: CommandContext) -> PlainScreen {
        let session = context.state.session
        var screen = PlainScreen(heading: "Log in to \(session.client.server.description)")
        screen.notes = [session.client.server.privacyWarning, form.failure?.description].compactMap(\.self)
        screen.key = "signIn \(form.failure?.message ?? "")"
        func typed(_ text: String) -> [ConsoleAction] { PlainStep.replacing(by: text) { .session(.edited($0)) } }
        screen.question =
            switch form.focus {
            case .user:
                PlainQuestion(text: "User" + (form.user.text.isEmpty ? "" : " (\(form.user.text))")) { text in
                    .actions((text.isEmpty ? [] : typed(text)) + [.session(.fieldChosen(.password))])
                }
            case .password:
                PlainQuestion(text: "Password; empty to give an API token instead", isSecret: true) { text in
                    .actions(text.isEmpty ? [.session(.fieldChosen(.token))] : typed(text) + [.session(.submitted)])
                }
            case .token:
                PlainQuestion(text: "API token; empty to give user and password", isSecret: true) { text in
                    .actions(text.isEmpty ? [.session(.fieldChosen(.user))] : typed(text) + [.session(.submitted)])
                }
            }
        return screen
    }

    static func token(_ new: NewToken) -> PlainScreen {
        let lines = NewTokenView(new).body.map(\.text).filter { !$0.isEmpty }
        return PlainScreen(key: "token \(lines)", heading: "The new API token", notes: lines)
    }

    // MARK: Changes

    static func conflict(_ conflict: ConflictState) -> PlainScreen {
        let view = ConflictView(conflict)
        var screen = PlainScreen(
            heading: "Also changed by someone else: \(conflict.plan.target.name)",
            count: conflict.merge.differences.count)
        screen.notes = ["Nothing sent. Choose mine or theirs; \(key: .resolveConflict) reviews."]
        screen.line = { view.text(of: $0).text }
        screen.detail = { [view.text(of: $0).text] + view.versions(of: $0).map(\.text) }
        screen.choose = { index in
            [.conflict(.moved(.first, page: 1))] + Array(repeating: .conflict(.moved(.down, page: 1)), count: index)
        }
        screen.key = "conflict \(conflict.sides)"
        return screen
    }

    static func results(_ run: RunResults) -> PlainScreen {
        let results = run.results
        var screen = PlainScreen(heading: "\(run.title): \(results.summary)", count: run.rows.count)
        screen.line = { index in
            switch run.rows[index] {
            case .reason(let word, let reason, let count): return "\(count) \(word.rawValue): \(reason)"
            case .record(let plan, _):
                let outcome = results.outcome(at: plan)
                let done = outcome.explanation.isEmpty ? results.plans[plan].doneText : outcome.explanation
                return "\(results.name(at: plan)), \(outcome.word.rawValue): \(done)"
            }
        }
        screen.choose = { index in
            [.write(.results(.moved(.first, page: 1)))]
                + Array(repeating: .write(.results(.moved(.down, page: 1))), count: index)
        }
        screen.key = "results \(screen.heading)"
        return screen
    }

    static func preview(_ confirmation: Confirmation, _ context: CommandContext) -> PlainScreen {
        let view = ConfirmationView(confirmation, session: context.state.session)
        var screen = PlainScreen(heading: view.title.text, notes: view.lines.map(\.text))
        screen.key =
            "preview \(screen.heading) \(confirmation.page) \(confirmation.plans.map(\.id)) \(screen.notes.count)"
        if confirmation.isSending {
            screen.key += " sending"
            screen.notes = [confirmation.progressText]
            return screen
        }
        switch confirmation.focus {
        case .reason:
            screen.question = PlainQuestion(text: "Reason, for the audit log") { text in
                text.isEmpty
                    ? .note("A reason is needed; \(key: .cancelWrite) cancels.")
                    : .actions(PlainStep.replacing(by: text) { .write(.textEdited($0)) } + [.write(.focusMoved)])
            }
        case .password:
            screen.question = PlainQuestion(text: "Your password, to sign in again", isSecret: true) { text in
                text.isEmpty
                    ? .note("It is needed; \(key: .cancelWrite) cancels.")
                    : .actions(PlainStep.replacing(by: text) { .write(.textEdited($0)) } + [.write(.focusMoved)])
            }
        case .cancel, .send:
            screen.question = approval(confirmation, sendTitle: view.sendTitle)
        }
        return screen
    }

    /// What is typed sends it, and nothing else does: the name where that is wanted, else yes.
    private static func approval(_ confirmation: Confirmation, sendTitle: String) -> PlainQuestion {
        let word = confirmation.typedConfirmation ?? "yes"
        return PlainQuestion(text: "\(sendTitle)? Type \(word) to send it; anything else sends nothing") { text in
            guard text == word else { return .actions([.write(.cancelled)]) }
            let typed =
                confirmation.typedConfirmation == nil
                ? [] : PlainStep.replacing(by: text) { .write(.textEdited($0)) }
            return .actions(typed + [.write(.confirmed)])
        }
    }
}
