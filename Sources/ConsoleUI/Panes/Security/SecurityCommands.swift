import ConsoleState

extension Command {
    /// The sections of Security by name, as far as they are no panes, and the keys while an origin is typed.
    static let security: [Command] =
        SecuritySection.allCases.filter { $0.pane == nil }.map { section in
            Command(
                "section.\(section.rawValue)", .console, "", "Open \(section.title)", help: section.about
            ) { _ in section.opening }
        } + [
            entry("accept", "Enter Tab", hint: "accept", "Accept origin") { .entryAccepted },
            entry("cancel", "Esc Ctrl-C", hint: "cancel", "Cancel") { .entryCancelled },
        ]

    private static func entry(
        _ name: String, _ keys: String, hint: String, _ help: String, action: @escaping @Sendable () -> CORSAction
    ) -> Command {
        Command("origin.\(name)", .originEntry, keys, hint: hint, help) { _ in [.cors(action())] }
    }
}
