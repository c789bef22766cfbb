import SisenseClient

/// Something that can be done in one list beside what all lists do: its keys, its words, and the deed itself.
package struct ListCommand: Sendable, Identifiable {
    /// The name of a command within its list, as in `deactivate`.
    package struct ID: Sendable, Hashable, CustomStringConvertible {
        package let description: String

        package init(_ name: String) { description = name }
    }

    /// The records a command is about.
    enum Subject: Sendable {
        /// None need to be chosen: it makes records, or concerns them all.
        case none
        /// One only, which marks would make unclear.
        case one
        /// The records marked, or else the one under the cursor.
        case chosen
        /// The records marked, or else all that are shown.
        case shown
    }

    enum Deed: Sendable {
        /// - rereadsList: True where the write makes records or takes some out; else only those it was about are read
        ///   again.
        case plan(rereadsList: Bool, ListFeature.JointPlan)
        case form(ListFeature.Form)
        case actions(@Sendable (ConsoleState) -> [ConsoleAction])
    }

    /// A word or two for the line of hints, one of two where it depends on the row.
    package struct Hint: Sendable, ExpressibleByStringLiteral {
        /// The words for all rows, or for those that are on.
        let usual: String
        /// The words for a row that is off.
        let off: String?
        /// The words for what it would act on, where they depend on more than that; nil where they do not.
        let worded: (@Sendable (ConsoleState) -> String)?

        init(_ usual: String, off: String? = nil, worded: (@Sendable (ConsoleState) -> String)? = nil) {
            (self.usual, self.off, self.worded) = (usual, off, worded)
        }

        package init(stringLiteral value: String) { self.init(value) }

        /// Both words, for where the row is not known; empty when the command does not belong there.
        package var text: String { off.map { "\(usual)/\($0)" } ?? usual }
    }

    package let id: ID
    /// The keys as people write them, separated by blanks: `e Enter`; empty when it is run by its name alone.
    package let keys: String
    package let hint: Hint
    /// A verb with its object, for menus; `…` where a form or a preview of something typed follows.
    package let label: String
    /// Its line in the menu of actions.
    package let menu: MenuLine
    let subject: Subject
    let deed: Deed
    private let reason: @Sendable (ConsoleState) -> String?
    /// The right it needs, where servers say who has it.
    private var right: Authorities.Right?

    private init(
        _ name: String, _ keys: String, _ hint: Hint, _ label: String, _ menu: MenuLine, _ subject: Subject,
        unless reason: @escaping @Sendable (ConsoleState) -> String? = { _ in nil }, _ deed: Deed
    ) {
        (id, self.keys, self.hint, self.label) = (ID(name), keys, hint, label)
        (self.menu, self.subject, self.reason, self.deed) = (menu, subject, reason, deed)
    }

    /// True when it is about the records chosen, and false when it concerns the list.
    package var isAboutRecords: Bool {
        switch subject {
        case .none: false
        case .one, .chosen, .shown: true
        }
    }

    /// True when it is about the records marked or else the one under the cursor, never about all that are shown.
    package var isAboutChosen: Bool {
        switch subject {
        case .none, .shown: false
        case .one, .chosen: true
        }
    }

    /// True when the menu of actions shows it for what is chosen now.
    package func isInMenu(in state: ConsoleState) -> Bool {
        switch menu.count {
        case .any: true
        case .one: (state.list?.targetCount ?? 0) <= 1
        case .several: (state.list?.targetCount ?? 0) > 1
        }
    }

    /// The label for what it would act on now: of two verbs the one that fits the row.
    package func label(in state: ConsoleState) -> String {
        if let worded = hint.worded { return Self.capitalized(worded(state)) + "…" }
        guard hint.off != nil, case .one = menu.count else { return label }
        return Self.capitalized(hint(in: state))
    }

    private static func capitalized(_ verb: String) -> String { verb.prefix(1).uppercased() + verb.dropFirst() }

    /// Returns why it cannot be done in the list on the screen now; nil when it can.
    package func obstacle(in state: ConsoleState) -> String? {
        if let right, state.session.authorities.denies(right) { return right.refusal }
        if let reason = reason(state) { return reason }
        let count = state.list?.targetCount ?? 0
        switch subject {
        case .none: return nil
        case .one where count > 1: return "Works on one at a time"
        case .one, .chosen, .shown: return count == 0 ? "Nothing selected" : nil
        }
    }

    /// The same command, which is off for callers who lack a right.
    func needing(_ right: Authorities.Right) -> ListCommand {
        var command = self
        command.right = right
        return command
    }

    /// The hint for what it would act on now: both verbs only where that is not all in one state.
    package func hint(in state: ConsoleState) -> String {
        if let worded = hint.worded { return worded(state) }
        guard let off = hint.off, let activity = state.list?.activity else { return hint.text }
        return switch activity {
        case .on: hint.usual
        case .off: off
        case .mixed: hint.text
        }
    }

    /// The actions of choosing it, in the list of this pane.
    package func actions(in state: ConsoleState, _ pane: PaneID) -> [ConsoleAction] {
        // The list that is open knows what it hangs below; the table of commands has it as it is before that.
        let own = state.feature(of: pane)?.command(id) ?? self
        return if case .actions(let actions) = own.deed { actions(state) } else { [.list(pane, .commandRun(id))] }
    }
}

extension ListCommand {
    /// Plans a change of the records chosen.
    static func change(
        _ name: String, keys: String = "", hint: Hint = "", _ label: String, menu: MenuLine,
        rereadsList: Bool = false, unless reason: @escaping @Sendable (ConsoleState) -> String? = { _ in nil },
        plan: @escaping ListFeature.Plan
    ) -> ListCommand {
        changeTogether(name, keys: keys, hint: hint, label, menu: menu, rereadsList: rereadsList, unless: reason) {
            context, ids throws(APIError) in JointPlans(try await plan(context, ids))
        }
    }

    /// Plans a change of all records chosen, of which something is to be said together.
    static func changeTogether(
        _ name: String, keys: String = "", hint: Hint = "", _ label: String, menu: MenuLine,
        rereadsList: Bool = false, unless reason: @escaping @Sendable (ConsoleState) -> String? = { _ in nil },
        plan: @escaping ListFeature.JointPlan
    ) -> ListCommand {
        ListCommand(
            name, keys, hint, label, menu, .chosen, unless: reason, .plan(rereadsList: rereadsList, plan))
    }

    /// Plans a change for each of the records chosen by itself, a few at a time and in their order.
    static func changeEach(
        _ name: String, keys: String = "", hint: Hint = "", _ label: String, menu: MenuLine,
        rereadsList: Bool = false, unless reason: @escaping @Sendable (ConsoleState) -> String? = { _ in nil },
        plan: @escaping @concurrent @Sendable (WorkContext, RecordID) async throws(APIError) -> RequestPlan
    ) -> ListCommand {
        change(name, keys: keys, hint: hint, label, menu: menu, rereadsList: rereadsList, unless: reason) {
            context, ids throws(APIError) in
            try await context.each(ids) { id throws(APIError) in try await plan(context, id) }
        }
    }

    /// Plans a change of all marked records, or else of all that are shown.
    static func changeShown(
        _ name: String, keys: String, hint: Hint, _ label: String, menu: MenuLine, rereadsList: Bool = true,
        unless reason: @escaping @Sendable (ConsoleState) -> String? = { _ in nil },
        plan: @escaping ListFeature.Plan
    ) -> ListCommand {
        ListCommand(
            name, keys, hint, label, menu, .shown, unless: reason,
            .plan(rereadsList: rereadsList) { context, ids throws(APIError) in
                JointPlans(try await plan(context, ids))
            })
    }

    /// Opens a form about the records chosen.
    static func form(
        _ name: String, keys: String = "", hint: Hint = "", _ label: String, menu: MenuLine,
        form: @escaping ListFeature.Form
    ) -> ListCommand {
        ListCommand(name, keys, hint, label, menu, .chosen, .form(form))
    }

    /// Opens a form about all marked records, or else about all that are shown.
    static func formShown(
        _ name: String, keys: String = "", hint: Hint = "", _ label: String, menu: MenuLine,
        form: @escaping ListFeature.Form
    ) -> ListCommand {
        ListCommand(name, keys, hint, label, menu, .shown, .form(form))
    }

    /// Opens a form about one record.
    static func formForOne(
        _ name: String, keys: String = "", hint: Hint = "", _ label: String, menu: MenuLine,
        unless reason: @escaping @Sendable (ConsoleState) -> String? = { _ in nil },
        form: @escaping ListFeature.Form
    ) -> ListCommand {
        ListCommand(name, keys, hint, label, menu, .one, unless: reason, .form(form))
    }

    /// Opens a form for new records.
    static func create(
        _ name: String, keys: String = "", hint: Hint = "", _ label: String, menu: MenuLine,
        form: @escaping ListFeature.Form
    ) -> ListCommand {
        ListCommand(name, keys, hint, label, menu, .none, .form(form))
    }

    /// Shows something about the record under the cursor, or the open one, by its id and name.
    static func show(
        _ name: String, keys: String = "w", hint: Hint, _ label: String, menu: MenuLine,
        action: @escaping @Sendable (RecordID, String) -> ConsoleAction
    ) -> ListCommand {
        ListCommand(
            name, keys, hint, label, menu, .chosen,
            .actions { state in
                guard let list = state.list, let id = list.subject else { return [] }
                return [action(id, list.subjectTitle)]
            })
    }

    /// Does whatever the state calls for.
    static func run(
        _ name: String, keys: String = "", hint: Hint = "", _ label: String, menu: MenuLine,
        about subject: Subject = .none,
        unless reason: @escaping @Sendable (ConsoleState) -> String? = { _ in nil },
        actions: @escaping @Sendable (ConsoleState) -> [ConsoleAction]
    ) -> ListCommand {
        ListCommand(name, keys, hint, label, menu, subject, unless: reason, .actions(actions))
    }

    /// Leaves a list below a record the way it was entered.
    static func back(to parent: PaneID) -> ListCommand {
        run(
            "back", keys: "w Backspace", hint: "back", "Back",
            menu: .list(nil, "To the list it was opened from, where the cursor was.")
        ) { _ in [.paneOpened(parent)] }
    }
}
