import ConsoleState
import SisenseClient
import TerminalKit

/// The layers over the panes: menus, dialogs, previews and results.
extension PlainPlace {
    static func quit(_ reason: String) -> PlainPlace {
        var place = PlainPlace(key: "quit \(reason)", heading: "Quitting", remarks: [reason])
        place.question = yesOrNo("Quit and discard changes?", yes: [.quitConfirmed], no: [.quitCancelled])
        return place
    }

    private static func yesOrNo(_ text: String, yes: [ConsoleAction], no: [ConsoleAction]) -> PlainQuestion {
        PlainQuestion(text: "\(text) Type yes or no") { answer in
            switch answer.lowercased() {
            case "yes": .actions(yes)
            case "no": .actions(no)
            default: .remark("Type yes or no.")
            }
        }
    }

    // MARK: Menus

    static func menu(_ menu: MenuState, _ context: CommandContext) -> PlainPlace {
        switch menu.kind {
        case .keys: return help(context)
        case .actions: return actions(context)
        case .commands, .copies, .calls, .history: break
        }
        let entries = CommandMenu.entries(for: context)
        let below = context.withoutMenu
        var place = PlainPlace(heading: CommandMenu.title(menu.kind), count: entries.count)
        place.line = { index in
            let entry = entries[index]
            let name = menu.kind == .commands ? "\(CommandMenu.typed(entry)), " : ""
            return name + entry.label(below) + (entry.obstacle(below).map { ", off: \($0)" } ?? "")
        }
        place.key = "\(menu.kind) \(menu.filter.text)"
        place.question = PlainQuestion(text: "Number, or a text to search") { text in
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
        return place
    }

    /// The index of the line of a number that was typed; nil for anything else.
    static func number(_ text: String, of count: Int) -> Int? {
        Int(text).flatMap { (1...max(count, 1)).contains($0) && count > 0 ? $0 - 1 : nil }
    }

    private static func actions(_ context: CommandContext) -> PlainPlace {
        let menu = ActionMenu(context)
        let lines = menu.shown
        var place = PlainPlace(heading: "Actions, \(menu.heading)", count: lines.count)
        place.line = { lines[$0].label + (lines[$0].reason.map { ", off: \($0)" } ?? "") }
        place.key = "actions \(menu.heading)"
        place.question = PlainQuestion(text: "Number") { text in
            if text.isEmpty { return .more }
            return number(text, of: lines.count).map { .actions(menu.run(lines[$0])) } ?? .remark("No such number.")
        }
        return place
    }

    /// The commands that can be run where the page of keys was asked for.
    private static func help(_ context: CommandContext) -> PlainPlace {
        let below = context.withoutMenu
        let commands = PlainCommand.distinct(CommandTable.active(in: below.state))
        var place = PlainPlace(key: "help", heading: "Commands here", count: commands.count + 2)
        place.isNumbered = { _ in false }
        let introduction = [
            "A command is run by its name or by its key. A number chooses a line; a number and a command do both.",
            "/ and a text filter a list. An empty line tells more, again tells all once more. A colon before a command "
                + "runs it where something is asked.",
        ]
        place.line = { index in
            guard index >= introduction.count else { return introduction[index] }
            let command = commands[index - introduction.count]
            let name = command.argument.map { "\(command.name) \($0.name)" } ?? command.name
            let keys = CommandMenu.text(of: CommandTable.keys(of: command, in: below.state))
            let off = command.obstacle(below).map { ", off: \($0)" } ?? ""
            return "\(name)\(keys.isEmpty ? "" : " (\(keys))"): \(command.label(below))\(off)"
        }
        place.question = PlainQuestion(text: "Empty line for more, or a command") { text in
            text.isEmpty ? .more : .actions([.menu(.closed)] + PlainCommand.actions(text, below))
        }
        return place
    }

    static func messages(_ context: CommandContext) -> PlainPlace {
        let log = context.state.messages
        var place = PlainPlace(key: "messages \(log.all.count)", heading: "Messages", count: log.all.count)
        place.isNumbered = { _ in false }
        place.line = { index in
            let message = log.all[index].message
            let more = message.detail.isEmpty || message.detail == message.text.plain ? "" : "\n\(message.detail)"
            return PlainPlace.text(of: message) + more
        }
        return place
    }

    static func text(of message: Message) -> String {
        switch message.level {
        case .info, .ok: message.text.shown
        case .warning: "Warning: \(message.text.shown)"
        case .error: "Error: \(message.text.shown)"
        }
    }

    // MARK: Signing in

    static func signIn(_ form: SignInForm, _ context: CommandContext) -> PlainPlace {
        let session = context.state.session
        var place = PlainPlace(heading: "Log in to \(session.client.server.description)")
        place.remarks = [session.client.server.privacyWarning, form.failure?.description].compactMap(\.self)
        place.key = "signIn \(form.failure?.message ?? "")"
        func typed(_ text: String) -> [ConsoleAction] { PlainStep.replacing(by: text) { .session(.edited($0)) } }
        place.question =
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
        return place
    }

    static func token(_ new: NewToken) -> PlainPlace {
        let lines = NewTokenView(new).body.map(\.text).filter { !$0.isEmpty }
        return PlainPlace(key: "token \(lines)", heading: "The new API token", remarks: lines)
    }

    // MARK: Changes

    static func conflict(_ conflict: ConflictState) -> PlainPlace {
        let view = ConflictView(conflict)
        var place = PlainPlace(
            heading: "Also changed by someone else: \(conflict.plan.target.name)", count: conflict.merge.places.count)
        place.remarks = ["Nothing sent. Choose mine or theirs; \(key: .resolveConflict) reviews."]
        place.line = { view.text(of: $0).text }
        place.detail = { [view.text(of: $0).text] + view.versions(of: $0).map(\.text) }
        place.choose = { index in
            [.conflict(.moved(.first, page: 1))] + Array(repeating: .conflict(.moved(.down, page: 1)), count: index)
        }
        place.key = "conflict \(conflict.sides)"
        return place
    }

    static func results(_ run: RunResults) -> PlainPlace {
        let results = run.results
        var place = PlainPlace(heading: "\(run.title): \(results.summary)", count: run.rows.count)
        place.line = { index in
            switch run.rows[index] {
            case .reason(let word, let reason, let count): return "\(count) \(word.rawValue): \(reason)"
            case .record(let plan, _):
                let outcome = results.outcome(at: plan)
                let done = outcome.explanation.isEmpty ? results.plans[plan].doneText : outcome.explanation
                return "\(results.name(at: plan)), \(outcome.word.rawValue): \(done)"
            }
        }
        place.choose = { index in
            [.write(.results(.moved(.first, page: 1)))]
                + Array(repeating: .write(.results(.moved(.down, page: 1))), count: index)
        }
        place.key = "results \(place.heading)"
        return place
    }

    static func preview(_ confirmation: Confirmation, _ context: CommandContext) -> PlainPlace {
        let view = ConfirmationView(confirmation, session: context.state.session)
        var place = PlainPlace(heading: view.title.text, remarks: view.lines.map(\.text))
        place.key =
            "preview \(place.heading) \(confirmation.page) \(confirmation.plans.map(\.id)) \(place.remarks.count)"
        if confirmation.isSending {
            place.key += " sending"
            place.remarks = [confirmation.progressText]
            return place
        }
        switch confirmation.focus {
        case .reason:
            place.question = PlainQuestion(text: "Reason, for the audit log") { text in
                text.isEmpty
                    ? .remark("A reason is needed; \(key: .cancelWrite) cancels.")
                    : .actions(PlainStep.replacing(by: text) { .write(.textEdited($0)) } + [.write(.focusMoved)])
            }
        case .password:
            place.question = PlainQuestion(text: "Your password, to sign in again", isSecret: true) { text in
                text.isEmpty
                    ? .remark("It is needed; \(key: .cancelWrite) cancels.")
                    : .actions(PlainStep.replacing(by: text) { .write(.textEdited($0)) } + [.write(.focusMoved)])
            }
        case .cancel, .send:
            place.question = approval(confirmation, sendTitle: view.sendTitle)
        }
        return place
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
