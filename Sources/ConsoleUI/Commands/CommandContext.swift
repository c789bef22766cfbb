package import ConsoleState

/// What a command may look at when it decides what to do.
package struct CommandContext: Sendable {
    package let state: ConsoleState
    package let layout: ConsoleLayout

    package init(state: ConsoleState, layout: ConsoleLayout) {
        self.state = state
        self.layout = layout
    }
}
