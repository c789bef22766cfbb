/// A command line up to the word that is being typed: what stands there already, and what that word is a part of.
struct TypedLine {
    /// The words that are neither options nor their values.
    private(set) var plain: [String] = []
    /// The values of options that were given, by the name they were given by.
    private(set) var values: [String: String] = [:]
    /// The part of the word before its value, as `--theme=` or `-q`; empty for all others.
    private(set) var prefix = ""
    /// The rest of the word: what is to be completed.
    private(set) var text: String
    /// The option that the word is the value of, by the name it was given by.
    private(set) var option: String?
    /// False behind `--`, where nothing is an option.
    private var takesOptions = true

    /// - Parameter words: All words behind the name of the program; the last is being typed, and may be empty.
    init(_ words: [String]) {
        text = words.last ?? ""
        for word in words.dropLast() { take(word) }
        guard option == nil, takesOptions else { return }
        if text.hasPrefix("--"), let equals = text.firstIndex(of: "="), Self.hasValue(String(text[..<equals])) {
            split(behind: text.index(after: equals), option: String(text[..<equals]))
        } else if let short = Self.attached(text) {
            split(behind: text.index(text.startIndex, offsetBy: short.count), option: short)
        }
    }

    /// True where the word begins as an option does.
    var isOption: Bool { option == nil && takesOptions && text.hasPrefix("-") }

    /// The commands that are meant: none before one is named, several where words mean one or the other.
    var commands: [Usage.Command] {
        Usage.commands.filter { !$0.words.isEmpty && plain.starts(with: $0.words) }
    }

    /// The arguments of a command that stand there.
    func arguments(of command: Usage.Command) -> ArraySlice<String> { plain.dropFirst(command.words.count) }

    private mutating func take(_ word: String) {
        if let option {
            values[option] = word
            self.option = nil
        } else if !takesOptions || !word.hasPrefix("-") || word == "-" {
            plain.append(word)
        } else if word == "--" {
            takesOptions = false
        } else if let equals = word.firstIndex(of: "=") {
            values[String(word[..<equals])] = String(word[word.index(after: equals)...])
        } else if let short = Self.attached(word) {
            values[short] = String(word.dropFirst(short.count))
        } else if Self.hasValue(word) {
            option = word
        }
    }

    private mutating func split(behind index: String.Index, option: String) {
        (prefix, text, self.option) = (String(text[..<index]), String(text[index...]), option)
    }

    private static func hasValue(_ option: String) -> Bool { Usage.options[option]?.value != nil }

    /// The short option that its value stands right behind, as in `-qlimit=5`.
    private static func attached(_ word: String) -> String? {
        let short = String(word.prefix(2))
        return word.hasPrefix("-") && !word.hasPrefix("--") && word.count > 2 && hasValue(short) ? short : nil
    }
}
