/// What `--help` says.
enum Help {
    static let version = "0.1.0"

    static let text = """
        The terminal console for people who administer a Sisense server.

        sisense-console --demo [--users N]     open it on a local server with sample data
        sisense-console --server URL           open it on a server, and sign in there
        sisense-console --profile NAME         open it on the server of a profile
            --readonly                         change nothing, whatever is asked
            --dry-run                          plan and show changes, send none
            --theme NAME                       its colours
            --ascii                            draw with ASCII alone
            --mouse                            take clicks and the wheel; :mouse turns it on and off

        sisense-console call METHOD PATH       make one call; JSON comes out
            -q NAME=VALUE                      a field of the query
            -f NAME=VALUE                      a member of the body; numbers, true, [..] and {..} count as JSON
            --input FILE                       the body from a file, or from - for standard input
            --dry-run                          show the request and send nothing
            --paginate                         all pages of a list as one
            --include                          the status and the headers too
            --reason TEXT                      why, for the record of changes

        sisense-console operations [--json]    every operation of the API
        sisense-console serve [--port N] [--address IP] [--data DIR]
            [--users N] [--groups N] [--dashboards N] [--seed N]
                                               the local server alone
        sisense-console profile list | test NAME | remove NAME
        sisense-console profile add NAME --server URL [--user NAME] [--kind prod|staging|dev] [--readonly]
            [--default] [--ask-reason] [--token-env VARIABLE | --token-file FILE | --token-command LINE]
        sisense-console info                   every path, and where each setting came from
        sisense-console screenshots [DIR]      draw the panes as SVG

        Environment: SISENSE_URL, SISENSE_TOKEN (or SISENSE_USER and SISENSE_PASSWORD), SISENSE_PROFILE,
        and ESCDELAY: milliseconds an Esc waits for the rest of a key (25; more on slow lines).
        Ends with 0 when all went well, 1 when the server refused, 2 for wrong usage, 3 without a connection,
        4 when the change is not allowed (read-only), 5 when it is not known whether a change was done.
        """
}
