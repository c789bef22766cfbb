import ConsoleState
import TerminalKit

/// Completion for zsh (Zsh Manual, Completion System).
enum ZshCompletions {
    static var text: String {
        """
        #compdef sisense-console
        # Completion of sisense-console for zsh.

        _sisense_console_profiles() {
            local -a names
            names=(${${(f)"$(sisense-console profile list 2>/dev/null)"}%%  *})
            _describe 'profile' names
        }

        _sisense_console_paths() {
            local -a paths
            case ${(U)words[CURRENT-1]} in
        \(OperationPaths.byMethod.map { "        \($0.method)) paths=(\($0.paths.map(Shell.quoted).joined(separator: " "))) ;;" }
            .joined(separator: "\n"))
            esac
            compadd -Q -a paths
        }

        _sisense_console() {
            local curcontext=$curcontext state line
            typeset -A opt_args
            local -a commands options
            commands=(
        \(Usage.firstWords.map { "        \(described($0.word, $0.about))" }.joined(separator: "\n"))
            )
            options=(
        \((Usage.connecting + Usage.general).flatMap(specifications).map { "        " + $0 }.joined(separator: "\n"))
            )
            _arguments -C $options \(specifications(of: "")) '1: :->command' '*:: :->rest'
            case $state in
                command) _describe 'command' commands ;;
                rest)
                    case $words[1] in
        \(Usage.commands.filter { $0.words.count == 1 }.map(single).joined(separator: "\n"))
        \(Usage.groups.map(grouped).joined(separator: "\n"))
                    esac ;;
            esac
        }

        if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _sisense_console "$@"; else compdef _sisense_console sisense-console; fi
        """
    }

    private static func single(_ command: Usage.Command) -> String {
        "                \(command.words[0])) \(call(command)) ;;"
    }

    private static func grouped(_ group: (word: String, actions: [String])) -> String {
        let cases = Usage.commands.filter { $0.words.count == 2 && $0.words[0] == group.word }.map { command in
            "\(command.words[1])) \(call(command)) ;;"
        }
        return """
                            \(group.word))
                                if ((CURRENT == 2)); then
                                    compadd \(group.actions.joined(separator: " "))
                                else
                                    shift words; ((CURRENT--))
                                    case $words[1] in \(cases.joined(separator: " ")) esac
                                fi ;;
            """
    }

    private static func call(_ command: Usage.Command) -> String {
        let completers = command.arguments.enumerated().map { index, argument in
            "'\(index + 1): :\(completer(of: argument))'"
        }
        return (["_arguments $options", specifications(of: command.name)] + completers).filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private static func completer(of argument: Usage.Argument) -> String {
        switch argument {
        case .method: "(\(OperationPaths.byMethod.map(\.method).joined(separator: " ")))"
        case .list: "(\(ReadableList.names.joined(separator: " ")))"
        case .path: "_sisense_console_paths"
        case .profile: "_sisense_console_profiles"
        case .shell: "(\(Shell.allCases.map(\.rawValue).joined(separator: " ")))"
        case .folder: "_files -/"
        case .file: "_files"
        case .newName: " "
        }
    }

    private static func specifications(of name: String) -> String {
        Usage.commands.filter { $0.name == name }.flatMap(\.options).flatMap(specifications).joined(separator: " ")
    }

    /// An option as `_arguments` wants it, for each of its names.
    private static func specifications(_ option: Usage.Option) -> [String] {
        let about = option.about.filter { !"[]':\\".contains($0) }
        return option.names.map { name in
            guard let value = option.value else { return "'\(name)[\(about)]'" }
            let completer: String =
                switch value {
                case .file: "_files"
                case .folder: "_files -/"
                case .profile: "_sisense_console_profiles"
                case .theme: "(\(Theme.builtIn.map(\.name).joined(separator: " ")))"
                case .choice(_, let choices): "(\(choices.joined(separator: " ")))"
                case .text, .number, .pair, .header: " "
                }
            let repeats =
                switch value {
                case .pair, .header: "*"
                default: ""
                }
            let placeholder = value.placeholder.filter { !"':".contains($0) }
            return "'\(repeats)\(name)[\(about)]:\(placeholder):\(completer)'"
        }
    }

    private static func described(_ word: String, _ about: String) -> String {
        Shell.quoted("\(word):\(about.filter { $0 != ":" })")
    }
}
