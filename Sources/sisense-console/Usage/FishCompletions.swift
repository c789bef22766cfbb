import ConsoleState
import TerminalKit

/// Completion for fish (fish manual, complete).
enum FishCompletions {
    static var text: String {
        ([
            "# Completion of sisense-console for fish.",
            "complete -c sisense-console -f",
            """
            function __sisense_console_profiles
                sisense-console profile list 2>/dev/null | string replace -r '  .*' ''
            end
            """,
            paths,
        ]
            + (Usage.connecting + Usage.general).map { option($0, condition: "") }
            + Usage.firstWords.map { word in
                "complete -c sisense-console -n __fish_use_subcommand -a \(word.word) -d \(Shell.quoted(word.about))"
            }
            + Usage.groups.map { group in
                let words = group.actions.joined(separator: " ")
                return "complete -c sisense-console -n '__fish_seen_subcommand_from \(group.word); "
                    + "and not __fish_seen_subcommand_from \(words)' -a '\(words)'"
            }
            + Usage.commands.flatMap(command)).joined(separator: "\n")
    }

    /// Methods first, and then the paths of the one that was typed.
    private static var paths: String {
        let cases = OperationPaths.byMethod.map { method, paths in
            "        case \(method)\n            printf '%s\\n' \(paths.map(Shell.quoted).joined(separator: " "))"
        }
        return """
            function __sisense_console_paths
                set -l words (commandline -opc)
                switch (string upper -- $words[-1])
            \(cases.joined(separator: "\n"))
                    case CALL
                        printf '%s\\n' \(OperationPaths.byMethod.map(\.method).joined(separator: " "))
                end
            end
            """
    }

    private static func command(_ command: Usage.Command) -> [String] {
        let condition =
            command.words.isEmpty
            ? "__fish_use_subcommand"
            : command.words.map { "__fish_seen_subcommand_from \($0)" }.joined(separator: "; and ")
        let completers = command.arguments.compactMap { argument -> String? in
            switch argument {
            case .list: "'\(ReadableList.names.joined(separator: " "))'"
            case .path: "'(__sisense_console_paths)'"
            case .profile: "'(__sisense_console_profiles)'"
            case .shell: "'\(Shell.allCases.map(\.rawValue).joined(separator: " "))'"
            case .folder: "'(__fish_complete_directories)'"
            case .file: "'(__fish_complete_path)'"
            // The methods come with the paths.
            case .method, .newName: nil
            }
        }
        return command.options.map { option($0, condition: condition) }
            + completers.map { "complete -c sisense-console -n '\(condition)' -a \($0)" }
    }

    private static func option(_ option: Usage.Option, condition: String) -> String {
        var line = "complete -c sisense-console"
        if !condition.isEmpty { line += " -n '\(condition)'" }
        for name in option.names {
            line += name.hasPrefix("--") ? " -l \(name.dropFirst(2))" : " -s \(name.dropFirst())"
        }
        switch option.value {
        case nil: break
        case .file: line += " -r -F"
        case .folder: line += " -x -a '(__fish_complete_directories)'"
        case .profile: line += " -x -a '(__sisense_console_profiles)'"
        case .theme: line += " -x -a '\(Theme.builtIn.map(\.name).joined(separator: " "))'"
        case .choice(_, let choices): line += " -x -a '\(choices.joined(separator: " "))'"
        case .text, .number, .pair, .header: line += " -x"
        }
        return line + " -d \(Shell.quoted(option.about))"
    }
}
