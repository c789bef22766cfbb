import ConsoleState

extension ConsoleDriver {
    /// Runs a command by the words of its help, as people do with `:`.
    func run(_ words: String) async {
        await press(":")
        await type(words)
        await press("Enter")
    }

    /// Sends the change that is shown, after typing the name it may want.
    func approve() async {
        if await state.writes.confirmation?.typedConfirmation != nil { await type("acme-bi") }
        await press("Tab", "Enter")
    }
}
