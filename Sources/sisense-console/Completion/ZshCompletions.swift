/// Completion for zsh (Zsh Manual, Completion System).
enum ZshCompletions {
    static let text = #"""
        #compdef sisense-console
        # Completion of sisense-console for zsh: the program itself says what may follow.

        _sisense_console() {
            local -a lines offers shown ending
            local line
            lines=("${(@f)$("${words[1]/#\~/$HOME}" complete "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
            for line in "${(@)lines[2,-1]}"; do
                offers+=("${line%%$'\t'*}")
                if [[ $line == *$'\t'* ]]; then
                    shown+=("${line%%$'\t'*}  -- ${line#*$'\t'}")
                else
                    shown+=("$line")
                fi
            done
            if [[ $lines[1] == *open* ]]; then ending=(-S ''); fi
            if (($#offers)); then compadd "${ending[@]}" -l -d shown -a offers; fi
            compset -P '--*='
            if [[ $lines[1] == *files* ]]; then _files; fi
            if [[ $lines[1] == *folders* ]]; then _files -/; fi
        }

        if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _sisense_console "$@"; else compdef _sisense_console sisense-console; fi
        """#
}
