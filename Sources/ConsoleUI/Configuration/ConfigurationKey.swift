import ConsoleState
import SisenseClient
import TerminalKit

/// A key of the configuration file, with what it takes and what it is for. Reading, checks, `info` and the manual know
/// them from here.
package enum ConfigurationKey: String, Sendable, CaseIterable {
    case theme, pane, refresh, timeZone, times, columns, mouse, editor, limits, log, keys, commands, views

    /// The form of its value, for the manual and for messages.
    package var form: String {
        switch self {
        case .theme: "the name of a theme"
        case .pane: "the name of a pane"
        case .refresh: "a time such as \"30s\" or \"5m\", or \"off\""
        case .timeZone: "a name such as \"Europe/Vienna\" or \"UTC\""
        case .times: TimeForm.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        case .columns: "{ LIST: [\"COLUMN\", …] }"
        case .mouse: "true or false"
        case .editor: "a command line"
        case .limits: "{ \(ConfiguredLimit.allCases.map { "\($0.rawValue): N" }.joined(separator: ", ")) }"
        case .log: "the path of a file"
        case .keys: "{ preset: \"NAME\", \"COMMAND\": \"KEY\" or [\"KEY\", …] }"
        case .commands: "{ NAME: { run: [\"PROGRAM\", \"{email}\"], … } }"
        case .views: "{ NAME: { pane: \"LIST\", filter: \"…\", columns: […], sort: […] } }"
        }
    }

    /// What counts where nothing says otherwise.
    package var usual: String {
        switch self {
        case .theme: "midnight"
        case .pane: PaneID.home.rawValue
        case .refresh: RefreshInterval(AutoRefreshState.usualInterval).typed
        case .timeZone: "that of the machine"
        case .times: TimeForm.auto.rawValue
        case .columns: "those that each list shows"
        case .mouse: "false"
        case .editor: "vi"
        case .limits: ConfiguredLimit.allCases.map { "\($0.rawValue) \($0.usual)" }.joined(separator: ", ")
        case .log: "none"
        case .keys: "preset \(KeyPreset.vim.rawValue)"
        case .commands, .views: "none"
        }
    }

    /// What it says, for the manual.
    package var about: String {
        switch self {
        case .theme: "the colours; --theme wins"
        case .pane: "the pane to begin with; --pane and the profile win"
        case .refresh: "how often the list on the screen is read again by itself; :refresh changes it for a session"
        case .timeZone: "the zone of all times on the screen and in filters; the variable TZ wins"
        case .times: "times in lists as dates, as ages, or as whichever there is room for"
        case .columns:
            "the columns of lists in their order, by their names in filters; what is chosen in the console wins"
        case .mouse: "clicks and the wheel belong to the console; --mouse turns it on as well"
        case .editor: "the editor for JSON and tables; VISUAL and EDITOR win"
        case .limits:
            "how long an answer may take, how large it may be, and how many reads run at once; --timeout and the "
                + "profile win"
        case .log: "actions, effects and requests are appended to it, without secrets or typed text; --log wins"
        case .keys:
            "keys by the names of commands, which the section on keys lists, over one of the presets "
                + KeyPreset.allCases.map { "\($0.rawValue) (\($0.about))" }.joined(separator: ", ")
                + ". What cannot be is reported with both commands, and the key stays as it was"
        case .commands:
            "programs of your own, run without a shell for the record or the marked ones, in the menu of actions and "
                + "by their names"
        case .views: "lists to come back to with :view NAME; :view save NAME keeps others"
        }
    }
}

/// A limit of what is asked of servers, as the configuration names it.
package enum ConfiguredLimit: String, Sendable, CaseIterable {
    case answerSeconds, answerMegabytes, connections

    var range: ClosedRange<Int> {
        switch self {
        case .answerSeconds: 1...86_400
        case .answerMegabytes: 1...4096
        case .connections: 1...32
        }
    }

    package var usual: Int {
        let limits = NetworkDefaults.usual
        return switch self {
        case .answerSeconds: Int(limits.answer.components.seconds)
        case .answerMegabytes: limits.body >> 20
        case .connections: limits.connections
        }
    }
}

/// A member of a command of the person in the configuration.
package enum OwnCommandKey: String, Sendable, CaseIterable {
    case run, label, help, lists, key, confirm, reads, terminal

    package var about: String {
        switch self {
        case .run:
            "the program and its arguments. {email}, {_id} and the names of the other columns stand for the values of "
                + "the record as the list shows them, {server}, {profile} and {user} for the session's; each stays one "
                + "argument. {email...} puts in those of all marked records, else the program runs once for each. A "
                + "value that is empty, holds control characters, or would begin an argument with a dash is refused; "
                + "behind an argument \"--\" a dash may come first"
        case .label: "the line in the menu of actions; the name if not set"
        case .help: "a sentence about it"
        case .lists: "the lists it is for; all if not set"
        case .key: "a key that no other command has there"
        case .confirm: "false runs it without asking first; true if not set"
        case .reads: "true says that it changes nothing: then it runs in read-only sessions and dry runs too"
        case .terminal:
            "true hands it the terminal, as an editor gets it; else what it writes becomes a message. Tokens and "
                + "passwords are not passed on in its environment"
        }
    }
}

/// A member of a view in the configuration.
package enum ViewKey: String, Sendable, CaseIterable {
    case pane, filter, columns, sort

    package var about: String {
        switch self {
        case .pane: "the list"
        case .filter: "the filter, as it is typed"
        case .columns: "the columns in their order; those of the list if not set"
        case .sort: "one or two columns; with a minus before it, the other way round"
        }
    }
}
