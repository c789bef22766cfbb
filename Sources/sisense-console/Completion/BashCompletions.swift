/// Completion for bash (Bash Reference Manual, Programmable Completion).
enum BashCompletions {
    static let text = #"""
        # Completion of sisense-console for bash: the program itself says what may follow.

        _sisense_console() {
            local rest=${COMP_LINE:0:COMP_POINT} words=() word raw before i head lines line
            # Bash ends words at = and : too. What no blank parts is put together again.
            for ((i = 0; i <= COMP_CWORD; i++)); do
                raw=${COMP_WORDS[i]}
                before=$rest
                rest=${rest#"${rest%%[![:space:]]*}"}
                if ((i == COMP_CWORD)); then raw=$rest; fi
                if ((i > 0)) && [[ $rest == "$before" && -n $before ]]; then
                    words[${#words[@]}-1]+=$raw
                else
                    words+=("$raw")
                fi
                rest=${rest:${#raw}}
            done
            word=${words[${#words[@]}-1]}
            # The word as it is meant: without quotes and backslashes.
            for i in "${!words[@]}"; do
                words[i]=${words[i]#[\"\']}
                words[i]=${words[i]%[\"\']}
                words[i]=${words[i]//\\/}
            done
            # Of the word, bash replaces what stands behind the last = or :.
            local shown=${words[${#words[@]}-1]} kept=
            if [[ $word != [\"\']* && $shown == *[=:]* ]]; then kept=${shown%"${shown##*[=:]}"}; fi
            mapfile -t lines < <("${1/#\~/$HOME}" complete "${words[@]:1}" 2>/dev/null)
            head=${lines[0]-}
            compopt -o nosort 2>/dev/null
            if [[ $head == *open* ]]; then compopt -o nospace; fi
            if [[ $head == *files* ]]; then compopt -o default; fi
            if [[ $head == *folders* ]]; then compopt -o dirnames; fi
            COMPREPLY=()
            for line in "${lines[@]:1}"; do
                line=${line%%$'\t'*}
                line=${line#"$kept"}
                if [[ $word != [\"\']* && $line == *[^A-Za-z0-9@%+=:,./_{}-]* ]]; then printf -v line %q "$line"; fi
                COMPREPLY+=("$line")
            done
        }

        complete -F _sisense_console sisense-console
        """#
}
