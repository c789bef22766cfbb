/// The command line of the program as one table: arguments are checked by it, and help, manual and
/// completions are written from it.
enum Usage {
    /// An option: an argument that begins with a dash.
    struct Option: Sendable {
        let names: [String]
        /// The value behind it; nil for a switch.
        let value: Value?
        let about: String

        init(_ names: String..., value: Value? = nil, about: String) {
            (self.names, self.value, self.about) = (names, value, about)
        }
    }

    /// The value of an option: its name in the help, and how it is checked and completed.
    enum Value: Sendable {
        case text(String)
        case number(ClosedRange<Int>)
        /// `name=value`; may be given several times.
        case pair(Pair)
        /// Names with commas between them.
        case list(ItemList)
        /// `Name: value`; may be given several times.
        case header
        case file
        case folder
        case profile
        case theme
        case choice(String, [String])

        var placeholder: String {
            switch self {
            case .text(let name): name
            case .number: "N"
            case .pair: "NAME=VALUE"
            case .list(let list): list.rawValue
            case .header: "'NAME: VALUE'"
            case .file: "FILE"
            case .folder: "DIR"
            case .profile, .theme: "NAME"
            case .choice(let name, _): name
            }
        }
    }

    /// The names that may stand before the `=`, for completion.
    enum Pair: Sendable {
        /// Parameters of the query.
        case query
        /// Members of the body.
        case member
        /// Fields of a body that is a form.
        case form
        case profileKey
    }

    /// What a list of names holds, by the word for it in the help.
    enum ItemList: String, Sendable {
        /// The columns of a list.
        case columns = "NAME,…"
        /// The same, with a minus before those that run backwards.
        case order = "[-]NAME,…"
        /// The kinds of things that describe a server.
        case kinds = "KIND,…"
        case profileKeys = "KEY,…"
    }

    /// The kind of a plain argument, for completion.
    enum Argument: Sendable {
        case method
        case path
        /// What `get` reads.
        case list
        /// A record of that, or the words of a filter.
        case rows
        /// A page of the manual.
        case page
        case command
        case newName
        case profile
        case shell
        case folder
        case folderOrProfile
        case file
    }

    struct Command: Sendable {
        /// One or two words, as in `profile add`; none for the console itself.
        let words: [String]
        let arguments: [Argument]
        /// The arguments as the help shows them.
        let synopsis: String
        let about: String
        let options: [Option]

        init(
            _ name: String, _ synopsis: String = "", arguments: [Argument] = [], about: String, options: [Option] = []
        ) {
            words = name.split(separator: " ").map(String.init)
            (self.synopsis, self.arguments, self.about, self.options) = (synopsis, arguments, about, options)
        }

        var name: String { words.joined(separator: " ") }
    }

    /// Every option of every command, by its names.
    static let options: [String: Option] = Dictionary(
        (connecting + general + commands.flatMap(\.options)).flatMap { option in option.names.map { ($0, option) } },
        uniquingKeysWith: { first, _ in first })

    /// The names of the options that a command takes, beside those for the connection.
    /// - Parameter first: The kind of its first argument, where it has a form for each kind.
    static func options(of name: String, taking first: Argument? = nil) -> Set<String> {
        Set(forms(of: name, taking: first).flatMap(\.options).flatMap(\.names))
    }

    /// A command as an error names it: by its arguments too, where it has several forms.
    static func line(of name: String, taking first: Argument?) -> String {
        first == nil ? name : forms(of: name, taking: first).first.map { "\($0.name) \($0.synopsis)" } ?? name
    }

    private static func forms(of name: String, taking first: Argument?) -> [Command] {
        commands.filter { $0.name == name && (first == nil || $0.arguments.first == first) }
    }
}

extension Usage.Option {
    /// As the help shows it: `-i, --include` or `--theme NAME`.
    var synopsis: String {
        (names.joined(separator: ", ") + (value.map { " " + $0.placeholder } ?? ""))
    }
}

/// Views of the table for completion.
extension Usage {
    /// Commands of two words by the first, with the second ones.
    static var groups: [(word: String, actions: [String])] {
        let pairs = commands.filter { $0.words.count == 2 }
        var words: [String] = []
        for command in pairs where !words.contains(command.words[0]) { words.append(command.words[0]) }
        return words.map { word in (word, pairs.filter { $0.words[0] == word }.map { $0.words[1] }) }
    }

    /// The words that may stand first, with what they do.
    static var firstWords: [(word: String, about: String)] {
        var seen: Set<String> = []
        return commands.filter { $0.words.count == 1 && seen.insert($0.name).inserted }.map { ($0.words[0], $0.about) }
            + groups.map { ($0.word, $0.actions.joined(separator: ", ")) }
    }
}
