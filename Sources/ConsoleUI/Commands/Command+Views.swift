import ConsoleState

extension Command {
    /// The words behind `:view` that keep a view and take one away.
    private enum Verb: String {
        case save, remove

        /// The name behind the word; nil where something else is typed.
        func name(in text: String) -> String? {
            let words = text.split(separator: " ", maxSplits: 1).map(String.init)
            return words.first == rawValue && words.count == 2 ? words[1] : nil
        }
    }

    /// Opens a view that is kept under a name, keeps the list on the screen as one, or takes one away.
    static let view = Command(
        "console.view", .console,
        Argument("NAME|save NAME", isOpen: true) { state in
            state.views.map { Argument.Choice($0.name, $0.about) }
        } actions: { choice, _ in
            if let name = Verb.save.name(in: choice.value) { return [.views(.saved(name))] }
            if let name = Verb.remove.name(in: choice.value) { return [.views(.removed(name))] }
            return [.views(.opened(choice.value))]
        }, "Open a saved view…",
        help: "With filter, columns and order as saved. save NAME keeps the list on the screen, remove NAME drops one.",
        picker: picker)

    static let views = Command(
        "console.views", .console, "", "List saved views…",
        help: "Those of the configuration, and those that were saved with :view save NAME."
    ) { context in
        guard !context.state.views.isEmpty else {
            return [.posted(Message(.info, "No views yet. :view save NAME keeps the list on the screen as one"))]
        }
        return [.picker(.opened(picker(context.state)))]
    }

    @Sendable private static func picker(_ state: ConsoleState) -> PickerState {
        PickerState(
            "Saved views", PickerSource(state.views.map { FormOption($0.name, $0.name, details: [$0.about]) }),
            for: .run { [.views(.opened($0.id))] })
    }
}
