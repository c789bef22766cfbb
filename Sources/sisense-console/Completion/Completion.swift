import ConsoleState
import SisenseClient

/// What may stand in the place of the word that is being typed. The shells ask for it with `complete`, so that all of
/// them offer the same, from the table that arguments are checked by.
struct Completion {
    struct Offer: Equatable {
        /// The whole word, with what stands before its value.
        let word: String
        /// What it is, for shells that show it; may be empty.
        let about: String

        init(_ word: String, _ about: String = "") { (self.word, self.about) = (word, about) }
    }

    /// The files that may stand there too. The shell finds them.
    enum Files: String {
        case any = "files"
        case folders
    }

    var offers: [Offer] = []
    var files: Files?
    /// True where the offers are beginnings, behind which something has to be typed.
    var isOpen = false

    /// What a completion takes from this machine or from a server.
    struct Sources: Sendable {
        let profiles: @Sendable () -> [Offer]
        /// The names of the records of a list; none unless the person has asked for them.
        let names: @Sendable (PaneID) async -> [String]
    }

    init() {}

    init(_ offers: [Offer], isOpen: Bool = false) { (self.offers, self.isOpen) = (offers, isOpen) }

    /// - Parameter words: All words behind the name of the program; the last is being typed, and may be empty.
    static func of(_ words: [String], _ sources: Sources) async -> Completion {
        let line = TypedLine(words)
        let all = await all(line, sources)
        var fitting = all
        fitting.offers = all.offers.filter { $0.word.hasPrefix(line.text) }
            .map { Offer(line.prefix + $0.word, $0.about) }
        return fitting
    }

    /// What may stand there, whatever of it is typed already.
    private static func all(_ line: TypedLine, _ sources: Sources) async -> Completion {
        if let name = line.option {
            guard let option = option(name, line) else { return Completion() }
            return values(of: option, line, sources)
        }
        guard line.isOption else { return await argument(line, sources) }
        // Two forms of a command may have an option in common.
        var seen: Set<String> = []
        return Completion(
            options(line).flatMap { option in option.names.map { Offer($0, option.about) } }
                .filter { seen.insert($0.word).inserted })
    }

    /// The options of the commands that are meant, and those of all.
    private static func options(_ line: TypedLine) -> [Usage.Option] {
        let commands = line.plain.isEmpty ? Usage.commands.filter(\.words.isEmpty) : line.commands
        return commands.flatMap(\.options) + Usage.connecting + Usage.general
    }

    private static func option(_ name: String, _ line: TypedLine) -> Usage.Option? {
        options(line).first { $0.names.contains(name) }
    }

    /// The lines that shells read: how words end and which files count, then a word a line with what it is.
    /// - Parameter clean: Makes a text fit for a terminal.
    func lines(_ clean: (String) -> String) -> [String] {
        let head = [isOpen ? "open" : "words"] + [files?.rawValue].compactMap(\.self)
        return [head.joined(separator: " ")]
            + offers.map { ([$0.word] + ($0.about.isEmpty ? [] : [$0.about])).map(clean).joined(separator: "\t") }
    }
}
