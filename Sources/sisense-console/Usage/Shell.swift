/// The shells the program can be completed in.
enum Shell: String, CaseIterable {
    case bash
    case zsh
    case fish

    /// The script to be read by the shell.
    var completions: String {
        switch self {
        case .bash: BashCompletions.text
        case .zsh: ZshCompletions.text
        case .fish: FishCompletions.text
        }
    }

    /// `text` in single quotes, as one word of any of them: without the characters that would end it.
    static func quoted(_ text: String) -> String {
        "'" + text.filter { $0 != "'" && $0 != "\\" } + "'"
    }
}
