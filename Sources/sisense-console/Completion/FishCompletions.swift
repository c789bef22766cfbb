/// Completion for fish (fish manual, complete).
enum FishCompletions {
    static let text = #"""
        # Completion of sisense-console for fish: the program itself says what may follow.

        function __sisense_console
            set -l words (commandline -opc)
            set -l program $words[1]
            set -e words[1]
            set -l current (commandline -ct)
            set -l lines ($program complete $words "$current" 2>/dev/null)
            set -l head $lines[1]
            set -e lines[1]
            string join -- \n $lines
            set -l before (string match -r -- '^--[^=]*=' "$current")
            set -l value (string replace -r -- '^--[^=]*=' '' "$current")
            if string match -q -- '*files*' "$head"
                printf '%s\n' $before(__fish_complete_path "$value")
            else if string match -q -- '*folders*' "$head"
                printf '%s\n' $before(__fish_complete_directories "$value")
            end
        end

        complete -c sisense-console -f -a '(__sisense_console)'
        """#
}
