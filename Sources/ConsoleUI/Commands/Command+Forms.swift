import ConsoleState

extension Command {
    /// What a form takes beside text.
    static let forms: [Command] = [
        form("next", "Tab Down", hint: "next", "To the next field") { .movedForward },
        form("previous", "Shift-Tab Up", "To the field before") { .movedBack },
        form("toggle", "Space", hint: "on/off", "Switch on or off") { .toggled },
        form("left", "Left", "To the left in a text; the option before in a choice") { .stepped(-1) },
        form(
            "right", "Right", hint: "other value",
            "To the right in a text, and what is offered at its end; the next option in a choice"
        ) { .stepped(1) },
        form("enter", "Enter", "To the next field; behind the last one, go on") { .entered },
        form("submit", "Ctrl-S", hint: "go on", "Go on with what was typed; a change is shown before it is sent") {
            .submitted
        },
        Command(
            "form.try", .formTest, "Ctrl-T", hint: "try out",
            "Let the server try what was typed; nothing is saved by it"
        ) { _ in
            [.form(.testRequested)]
        },
        Command(
            "form.editor", .form, "Ctrl-E", "Edit the lines of this field in your own editor; to the end of a text"
        ) { context in
            guard case .lines = context.state.form?.field?.content else { return [.form(.edited(.end))] }
            return [.form(.editorRequested)]
        },
        Command(
            "form.preview", .formPreview, "Ctrl-T", hint: "as curl",
            "Show what would be sent as a request, as curl, or as a command of this program"
        ) { _ in
            [.form(.previewTurned)]
        },
        Command("form.copy", .formPreview, "Ctrl-Y", hint: "copy", "Copy what would be sent, as it is shown") {
            context in
            context.state.form?.shownPreview.map { [.copied($0.text, what: "the \($0.title)")] } ?? []
        },
        form("close", "Esc Ctrl-C", hint: "leave", "Leave the form; twice when something was typed") { .closed },
    ]

    private static func form(
        _ name: String, _ keys: String, hint: String = "", _ help: String, action: @escaping @Sendable () -> FormAction
    ) -> Command {
        Command("form.\(name)", .form, keys, hint: hint, help) { _ in [.form(action())] }
    }
}
