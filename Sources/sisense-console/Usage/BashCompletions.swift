import ConsoleState
import TerminalKit

/// Completion for bash (Bash Reference Manual, Programmable Completion).
enum BashCompletions {
    static var text: String {
        """
        # Completion of sisense-console for bash.

        _sisense_console_match() {
            local word
            while IFS= read -r word; do
                [[ $word == "$cur"* ]] && COMPREPLY+=("$word")
            done <<<"$1"
        }

        _sisense_console_profiles() {
            local name rest
            sisense-console profile list 2>/dev/null | while read -r name rest; do printf '%s\\n' "$name"; done
        }

        _sisense_console_paths() {
            case $1 in
        \(OperationPaths.byMethod.map { "        \($0.method)) \(printing($0.paths)) ;;" }.joined(separator: "\n"))
            esac
        }

        _sisense_console() {
            local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
            local plain=() word i
            COMPREPLY=()
            for ((i = 1; i < COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                case $word in
                    \(valued.joined(separator: "|"))) ((i++)) ;;
                    -*) ;;
                    *) plain+=("$word") ;;
                esac
            done
            local command=${plain[0]-}
            case $command in
                \(grouped.joined(separator: "|"))) command="$command ${plain[1]-}" ;;
            esac
            case "$command $prev" in
        \(values.joined(separator: "\n"))
            esac
            if [[ $cur == -* ]]; then
                case $command in
        \(Usage.commands.map { optionNames(of: $0) }.joined(separator: "\n"))
                esac
                _sisense_console_match \(lines(names(Usage.connecting + Usage.general)))
                return
            fi
            case "$command:${#plain[@]}" in
        \(Usage.commands.flatMap(arguments).joined(separator: "\n"))
                \(groups.map(second).joined(separator: "\n        "))
                :0) _sisense_console_match \(lines(Usage.firstWords.map(\.word))) ;;
            esac
        }

        complete -F _sisense_console sisense-console
        """
    }

    private static var groups: [(word: String, actions: [String])] { Usage.groups }
    private static var grouped: [String] { groups.map(\.word) }
    private static var valued: [String] { names(Usage.allOptions.filter { $0.value != nil }) }

    private static func names(_ options: [Usage.Option]) -> [String] { options.flatMap(\.names) }

    private static func lines(_ words: [String]) -> String { "$'" + words.joined(separator: "\\n") + "'" }

    private static func printing(_ words: [String]) -> String {
        "printf '%s\\n' " + words.map(Shell.quoted).joined(separator: " ")
    }

    /// The completions of values: one option means one thing behind one command, and may mean another behind another.
    private static var values: [String] {
        Usage.commands.flatMap { command in command.options.compactMap { value($0, behind: Shell.quoted(command.name)) }
        }
            + (Usage.connecting + Usage.general).compactMap { value($0, behind: "*") }
    }

    private static func value(_ option: Usage.Option, behind command: String) -> String? {
        guard let value = option.value else { return nil }
        let found: String
        switch value {
        case .profile: found = "_sisense_console_match \"$(_sisense_console_profiles)\""
        case .theme: found = "_sisense_console_match \(lines(Theme.builtIn.map(\.name)))"
        case .choice(_, let choices): found = "_sisense_console_match \(lines(choices))"
        case .file: found = "compopt -o default"
        case .folder: found = "compopt -o dirnames"
        case .text, .number, .pair, .header: found = ":"
        }
        let patterns = option.names.map { "\(command)' \($0)'" }
        return "        \(patterns.joined(separator: "|"))) \(found); return ;;"
    }

    private static func optionNames(of command: Usage.Command) -> String {
        "            \(Shell.quoted(command.name))) _sisense_console_match \(lines(names(command.options))) ;;"
    }

    private static func second(_ group: (word: String, actions: [String])) -> String {
        "\(Shell.quoted("\(group.word) :1"))) _sisense_console_match \(lines(group.actions)) ;;"
    }

    /// The completions of the arguments behind the words of a command.
    private static func arguments(_ command: Usage.Command) -> [String] {
        command.arguments.enumerated().compactMap { index, argument in
            let found: String
            switch argument {
            case .method: found = "_sisense_console_match \(lines(OperationPaths.byMethod.map(\.method)))"
            case .list: found = "_sisense_console_match \(lines(ReadableList.names))"
            case .path: found = "_sisense_console_match \"$(_sisense_console_paths \"${plain[\(index)]^^}\")\""
            case .profile: found = "_sisense_console_match \"$(_sisense_console_profiles)\""
            case .shell: found = "_sisense_console_match \(lines(Shell.allCases.map(\.rawValue)))"
            case .folder: found = "compopt -o dirnames"
            case .file: found = "compopt -o default"
            case .newName: return nil
            }
            return "        \(Shell.quoted("\(command.name):\(command.words.count + index)"))) \(found) ;;"
        }
    }
}
