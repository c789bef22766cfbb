package import ConsoleState
package import TerminalKit

/// Something a person can do, by name. Keys, hints, the list of keys and the manual all come from these.
package struct Command: Sendable, Identifiable {
    /// The name for key configurations, as `list.filter`.
    package let id: String
    package let scope: Scope
    package internal(set) var keys: [KeyStroke]
    /// A word or two for the line of hints; empty when it does not belong there.
    package let hint: String
    /// The hint for what it would act on now.
    let verb: @Sendable (CommandContext) -> String
    /// A verb with its object, for menus and the page of keys.
    package let label: String
    /// What it does and what follows, in sentences; the label where that says it all.
    package let help: String
    /// The name of the command and the value it is given, where this stands for both.
    let choice: (parent: String, value: String)?
    /// Its group on the page of keys.
    let section: KeySection
    /// The command of a list that it is; nil for all others.
    let listCommand: ListCommand?
    /// The reason why it cannot be done now; nil when it can.
    package let obstacle: @Sendable (CommandContext) -> String?
    package let actions: @Sendable (CommandContext) -> [ConsoleAction]
    /// The argument typed behind its name in the list of commands; nil when it takes nothing.
    package let argument: Argument?
    /// True for the keys that move a cursor: everybody knows them, so lists name them last.
    var isMovement = false
    /// True for a command of the person.
    var isOwn = false

    /// True for what Esc does: nobody types its name, which another command may have.
    var isEscape: Bool { keys.first?.description == "Esc" }

    /// True for the command of this name.
    func isNamed(_ name: NamedCommand) -> Bool { id == name.rawValue }

    /// The label for what it would act on now.
    func label(_ context: CommandContext) -> String { listCommand?.label(in: context.state) ?? label }

    /// - Parameters:
    ///   - keys: as people write them, separated by blanks: `j Down`.
    ///   - isAboutRow: True for a command of every list that is about the row under the cursor.
    package init(
        _ id: String, _ scope: Scope, _ keys: String, hint: String = "", _ label: String, help: String = "",
        section: KeySection? = nil, of listCommand: ListCommand? = nil, isAboutRow: Bool = false,
        choice: (parent: String, value: String)? = nil, argument: Argument? = nil,
        verb: (@Sendable (CommandContext) -> String)? = nil,
        obstacle: @escaping @Sendable (CommandContext) -> String? = { _ in nil },
        actions: @escaping @Sendable (CommandContext) -> [ConsoleAction]
    ) {
        self.id = id
        self.scope = scope
        let names = keys.split(separator: " ").map(String.init)
        self.keys = names.compactMap(KeyStroke.init(parsing:))
        assert(self.keys.count == names.count, "\(id) is bound to an unknown key: \(keys)")
        self.hint = hint
        self.verb = verb ?? { _ in hint }
        self.label = label
        self.help = help.isEmpty ? label : help
        self.section = section ?? KeySection(scope)
        (self.listCommand, self.choice) = (listCommand, choice)
        self.argument = argument
        let isAboutChosen = listCommand?.isAboutChosen ?? isAboutRow
        self.obstacle = { context in
            obstacle(context) ?? (isAboutChosen && context.awaitsChoice ? Self.choiceMissing : nil)
        }
        self.actions = actions
    }

    private static let choiceMissing = "Choose a record first: type its number."

    /// A command that takes something behind its name. Chosen without that, it offers what there is.
    package init(_ id: String, _ scope: Scope, _ argument: Argument, _ label: String, help: String) {
        let name = Self.name(of: id)
        self.init(id, scope, "", label, help: help, argument: argument) { _ in
            [.menu(.opened(.commands, "\(name) "))]
        }
    }

    /// A command that takes something behind its name. Chosen without that, it opens a picker.
    package init(
        _ id: String, _ scope: Scope, _ argument: Argument, _ label: String, help: String,
        picker: @escaping @Sendable (ConsoleState) -> PickerState
    ) {
        self.init(id, scope, "", label, help: help, argument: argument) { [.picker(.opened(picker($0.state)))] }
    }

    /// The name typed to run it: the last part of its id, as in `:theme`.
    package var name: String { Self.name(of: id) }

    private static func name(of id: String) -> String { String(id.split(separator: ".").last ?? "") }
}

/// The state and layout a command may look at when it decides what to do.
package struct CommandContext: Sendable {
    package let state: ConsoleState
    package let layout: ConsoleLayout
    /// True where the cursor is not seen and nobody has put it on a row: a command about that row has to wait.
    var awaitsChoice = false

    package init(state: ConsoleState, layout: ConsoleLayout) {
        self.state = state
        self.layout = layout
    }
}
