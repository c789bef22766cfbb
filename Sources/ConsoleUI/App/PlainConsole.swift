import ConsoleState
import SisenseClient
import TerminalKit

/// What a dialogue in lines is held with: standard input and output, or a test.
package protocol PlainTerminal: Sendable {
    /// Writes lines, made fit for a terminal.
    func write(_ lines: [String]) async
    /// Asks, and returns what is typed then.
    func read(_ question: String, isSecret: Bool) async -> PlainInput
    /// Waits for Ctrl-C while nothing is asked: true once it is typed, false when nobody waits for it any more.
    func interrupted() async -> Bool
    /// Throws away what was typed before something was shown that has to be seen first.
    func discardInput() async
}

/// The answer to a question of the dialogue in lines.
package enum PlainInput: Sendable, Equatable {
    case line(String)
    /// Ctrl-C was typed instead.
    case interrupted
    /// There is no more input.
    case ended

    /// The keys of the terminal itself that stand for them, which no table of commands has.
    static let interruptKey = KeyStroke.control("c").description
    static let endKey = KeyStroke.control("d").description
}

/// The running console as a dialogue in lines, for screen readers and terminals without a cursor: the same store, state
/// and commands as on the screen. Everything is written once, from top to bottom; nothing moves and nothing is repainted.
package final class PlainConsole {
    private let sessions: ServerSessions
    private let terminal: any PlainTerminal
    /// The content that was shown last, and how many of its lines.
    private var shown = (key: "", lines: 0)
    /// The number of lines shown of each pane there was, by its key: whoever comes back knows them.
    private var known: [String: Int] = [:]
    /// Messages shown so far, of which server.
    private var heard: (store: ConsoleStore, count: Int)
    private var hasBegun = false
    /// The row that was chosen by its number: nobody sees where the cursor is before that.
    private var chosen: PlainChoice?
    /// True when the last thing typed was Ctrl-C at the prompt: the next one leaves.
    private var isLeaving = false
    /// True when nobody waits any longer for what is under way.
    private var isImpatient = false

    /// The time after which a person wonders whether anything goes on; nil where nobody waits.
    private let patience: Duration?
    /// Lines that are shown at once; an empty line shows as many more.
    private static let page = 20
    /// What commands take for the size of the screen, which decides how far a page moves.
    private static let size = Size(100, 40)

    package init(sessions: ServerSessions, terminal: any PlainTerminal, patience: Duration? = .seconds(3)) {
        (self.sessions, self.terminal, self.patience) = (sessions, terminal, patience)
        heard = (sessions.shown, 0)
    }

    /// Returns when a person has left, or when there is no more input: true when that has ended a run.
    package func run() async -> Bool {
        await sessions.shown.send(.started)
        while true {
            await settle()
            let state = await sessions.shown.state
            await tellMessages(state)
            if state.quit == .yes { break }
            let screen = PlainScreen.of(context(state))
            await show(screen)
            if state.isPreviewOnTop, state.writes.confirmation?.isShown == false {
                await terminal.discardInput()
                await sessions.shown.send(.write(.shown))
            }
            let input = await terminal.read(prompt(screen, state), isSecret: screen.question?.isSecret ?? false)
            let wasLeaving = isLeaving
            (isLeaving, isImpatient) = (false, false)
            switch input {
            case .line(let line): await take(line.trimmingSpaces, at: context(await sessions.shown.state))
            case .interrupted: await interrupt(wasLeaving: wasLeaving)
            case .ended: await sessions.shown.send(.quitConfirmed)
            }
        }
        let hasEndedRun = await sessions.endSending()
        await sessions.cancelAll()
        return hasEndedRun
    }

    private func context(_ state: ConsoleState) -> CommandContext {
        var context = CommandContext(state: state, layout: ConsoleLayout(Self.size, showing: state))
        context.awaitsChoice = PlainChoice(context).map { $0 != chosen } ?? false
        return context
    }

    /// Writes what may come from a server, each text as one line.
    private func write(_ lines: [String]) async { await terminal.write(lines.map(PlainScreen.line)) }

    /// Waits for what was started, and goes to the server that was asked for.
    private func settle() async {
        let store = sessions.shown
        let notice = patience.map { Self.notice(on: terminal, after: $0) }
        if !isImpatient {
            let isOver = await PlainWaiting(for: store, on: terminal).isOver()
            isImpatient = !isOver
        }
        notice?.cancel()
        await sessions.follow()
        if sessions.shown !== store { await settle() }
    }

    /// Says that something goes on, where it takes long.
    private static func notice(on terminal: any PlainTerminal, after patience: Duration) -> Task<Void, Never> {
        Task.detached {
            guard (try? await Task.sleep(for: patience)) != nil else { return }
            await terminal.write(["Working"])
        }
    }

    // MARK: Interrupting

    /// Layers that may lie on top of each other, each with a second question before it closes.
    private static let mostLayers = 8

    /// Ctrl-C where something is asked: back to the prompt, whatever lies on top of it. At the prompt it says how to
    /// leave, and leaves when it comes again.
    private func interrupt(wasLeaving: Bool) async {
        for layer in 0..<Self.mostLayers {
            let context = context(await sessions.shown.state)
            guard context.state.quit != .yes else { return }
            guard context.state.overlay != nil || PlainScreen.of(context).question != nil else {
                if layer > 0 { return }
                if wasLeaving { return await run([.quitRequested]) }
                isLeaving = true
                return await write(["\(PlainInput.endKey) leaves, and so does \(PlainInput.interruptKey) once more."])
            }
            let escape = CommandTable.command(for: KeyStroke(.escape), in: Scope.active(in: context.state))
            guard let escape else { return }
            await run(escape.actions(context))
            let after = await sessions.shown.state
            if case .form? = context.state.overlay, case .form? = after.overlay {
                // Its second question is answered by the next turn, so nobody has to hear it.
                heard.count = after.messages.posted
            }
        }
    }

    // MARK: Telling

    private func tellMessages(_ state: ConsoleState) async {
        if heard.store !== sessions.shown || !hasBegun {
            heard = (sessions.shown, 0)
            hasBegun = true
            await write([Self.server(state.session)])
        }
        let news = state.messages.all.filter { $0.number > heard.count }
        await write(news.map { PlainScreen.text(of: $0.message) })
        heard.count = state.messages.posted
        // It was said, and stands in nobody's way.
        if state.messages.current != nil { await sessions.shown.send(.messageDismissed) }
    }

    /// Which server this is, who is logged in, and whether anything can be changed.
    private static func server(_ session: SessionState) -> String {
        let policy = session.client.policy
        let right = policy.isDryRun ? "dry run" : policy.readOnlyReason == nil ? "read-write" : "read-only"
        let user = if case .ready(let user) = session.phase { user.email } else { "" }
        let names = [
            "Server \(session.profile)", session.purpose?.title ?? "", session.client.server.description, user,
        ]
        return (names + [right]).filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private func show(_ screen: PlainScreen) async {
        guard screen.key != shown.key else { return }
        if screen.isPane, let lines = known[screen.key] {
            shown = (screen.key, lines)
            return await write([screen.heading])
        }
        shown = (screen.key, 0)
        await write([screen.heading] + screen.notes)
        await showMore(screen)
    }

    /// Has the content shown once more from its beginning.
    private func forget(_ screen: PlainScreen) {
        known[screen.key] = nil
        shown = ("", 0)
    }

    /// Typed to have everything shown once more.
    private static let again = "again"

    /// The next page of lines.
    private func showMore(_ screen: PlainScreen) async {
        let end = min(shown.lines + Self.page, screen.count)
        guard shown.lines < end else { return }
        var lines: [String] = []
        for index in shown.lines..<end {
            let text = screen.line(index)
            if text.isEmpty { continue }
            lines.append(screen.isNumbered(index) ? "\(index + 1). \(text)" : text)
        }
        shown.lines = end
        if screen.isPane { known[screen.key] = end }
        if end < screen.count { lines.append("\(end) of \(screen.count). An empty line tells more.") }
        await write(lines)
    }

    private func prompt(_ screen: PlainScreen, _ state: ConsoleState) -> String {
        guard let question = screen.question else { return "\(state.session.profile)> " }
        let leave = CommandTable.active(in: state).first(where: \.isEscape).map { " (:\($0.name) leaves)" } ?? ""
        return PlainScreen.line("\(question.text)\(leave): ")
    }

    // MARK: Taking

    private func take(_ line: String, at context: CommandContext) async {
        let screen = PlainScreen.of(context)
        if line.hasPrefix(":"), line.count > 1 {
            return await run(PlainCommand.actions(line.dropFirst().description.trimmingSpaces, context))
        }
        if let question = screen.question { return await follow(question.answer(line), screen) }
        if line.isEmpty { return await follow(.more, screen) }
        if line == Self.again { return forget(screen) }
        if line.hasPrefix("/"), Scope.active(in: context.state).contains(.list) {
            return await run(Self.filter(String(line.dropFirst()), in: context.state.pane))
        }
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        guard let number = Int(words[0]) else { return await run(PlainCommand.actions(line, context)) }
        await choose(number - 1, then: words.count > 1 ? words[1] : "", screen)
    }

    private static func filter(_ text: String, in pane: PaneID) -> [ConsoleAction] {
        [.list(pane, .filterCleared), .list(pane, .filterOpened)]
            + PlainStep.replacing(by: text.trimmingSpaces) { .list(pane, .filterEdited($0)) } + [
                .list(pane, .filterKept)
            ]
    }

    /// Puts the cursor on a line, and says it or does what was typed behind the number.
    private func choose(_ index: Int, then command: String, _ screen: PlainScreen) async {
        guard let choose = screen.choose, (0..<screen.count).contains(index), screen.isNumbered(index) else {
            return await terminal.write(["No line has this number."])
        }
        await run(choose(index))
        chosen = PlainChoice(context(await sessions.shown.state))
        guard command.isEmpty else {
            return await run(PlainCommand.actions(command, context(await sessions.shown.state)))
        }
        await write(["\(index + 1)."] + screen.detail(index))
        await write([hints(context(await sessions.shown.state))])
    }

    /// The names of the commands that would do something with what is chosen.
    private func hints(_ context: CommandContext) -> String {
        let scopes = Scope.active(in: context.state)
        let commands = Scope.byUse(scopes).flatMap(CommandTable.commands(in:)).filter { command in
            !command.hint.isEmpty && command.obstacle(context) == nil
        }
        return "Commands: \(PlainCommand.distinct(commands).map(\.name).joined(separator: ", "))"
    }

    private func follow(_ step: PlainStep, _ screen: PlainScreen) async {
        switch step {
        case .actions(let actions): await run(actions)
        case .note(let text): await write([text])
        case .more where shown.lines < screen.count: await showMore(screen)
        case .more:
            // Behind the last line of a page to read there is only the way back.
            switch await sessions.shown.state.overlay {
            case .menu(let menu)? where menu.kind.isRead: await run([.menu(.closed)])
            case .messages?: await run([.messages(.closed)])
            default: break
            }
        }
    }

    private func run(_ actions: [ConsoleAction]) async {
        for action in actions { await sessions.shown.send(action) }
        await settle()
        // What a name behind a command means is looked up in a list that may have come only now.
        if case .menu(let menu)? = (await sessions.shown.state).overlay, menu.kind == .commands {
            await sessions.shown.send(.menu(.edited(.end)))
            if let chosen = PlainCommand.settled(context(await sessions.shown.state)) {
                for action in chosen { await sessions.shown.send(action) }
                await settle()
            }
        }
        for case .list(_, .refreshRequested) in actions { forget(PlainScreen.of(context(await sessions.shown.state))) }
    }
}
