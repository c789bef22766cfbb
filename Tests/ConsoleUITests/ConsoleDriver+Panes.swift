extension ConsoleDriver {
    /// Runs a command by the words of its help, as people do with `:`.
    func run(_ words: String) async {
        await press(":")
        await type(words)
        await press("Enter")
    }
}
