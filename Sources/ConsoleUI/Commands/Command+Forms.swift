import ConsoleState

extension Command {
    /// The commands that a form takes beside text.
    static let forms: [Command] = [
        form("next", "Tab Down", hint: "next", "Next field") { .movedForward },
        form("previous", "Shift-Tab Up", "Previous field") { .movedBack },
        form("toggle", "Space", hint: "on/off", "Turn on or off") { .toggled },
        form("left", "Left", "Move left; previous choice") { .stepped(-1) },
        form("right", "Right", "Move right; next choice") { .stepped(1) },
        form("enter", "Enter", "Choose, or next field; after the last one, continue") { .entered },
        form("submit", "Ctrl-S", hint: "continue", "Continue; a change is reviewed before it is sent") {
            .submitted
        },
        Command(
            "form.try", .formTest, "Ctrl-T", hint: "test",
            "Test what you typed on the server; nothing is saved"
        ) { _ in
            [.form(.testRequested)]
        },
        Command(
            "form.editor", .form, "Ctrl-E", "Edit this field in your editor; move to the end"
        ) { context in
            guard case .lines = context.state.form?.field?.content else { return [.form(.edited(.end))] }
            return [.form(.editorRequested)]
        },
        Command(
            "form.preview", .formPreview, "Ctrl-T", hint: "as curl",
            "Show as request, curl or command"
        ) { _ in
            [.form(.previewTurned)]
        },
        Command("form.copy", .formPreview, "Ctrl-Y", hint: "copy", "Copy the preview") {
            context in
            context.state.form?.shownPreview.map { [.copied($0.text, what: "the \($0.title)")] } ?? []
        },
        form("close", "Esc Ctrl-C", hint: "close", "Close the form; twice discards what you typed") { .closed },
    ]

    private static func form(
        _ name: String, _ keys: String, hint: String = "", _ help: String, action: @escaping @Sendable () -> FormAction
    ) -> Command {
        Command("form.\(name)", .form, keys, hint: hint, help) { _ in [.form(action())] }
    }
}
