import SisenseClient

/// The language of manual pages (man 7), in lines of at most 80 bytes as its checkers want them.
enum Roff {
    /// The longest line.
    private static let width = 78

    static func title(_ name: String, section: Int, of group: String) -> [String] {
        [
            ".TH \(name.uppercased()) \(section) \(BuildIdentity.day) "
                + "\"sisense-console \(Product.version)\" \"\(group)\""
        ]
    }

    static func section(_ title: String, _ lines: [String]) -> [String] { [".SH \(title.uppercased())"] + lines }

    /// The section that whatis(1) reads: the name, and what it is in one line.
    static func name(_ name: String, _ about: String) -> [String] {
        section("Name", wrapped("\(name) - \(about)"))
    }

    static func part(_ title: String, _ lines: [String]) -> [String] { [".SS \(escape(title))"] + lines }

    /// Text, wrapped.
    static func text(_ text: String) -> [String] { wrapped(sentence(text)) }

    /// Paragraphs with a space between them.
    static func paragraphs(_ texts: [String]) -> [String] {
        texts.enumerated().flatMap { ($0.offset == 0 ? [] : [".PP"]) + text($0.element) }
    }

    /// A term in bold, and below it what it means.
    static func entry(_ name: String, _ about: String) -> [String] {
        [".TP", "\\fB\(escape(name))\\fR"] + text(about)
    }

    /// A line as somebody would type it.
    static func typed(_ line: String) -> [String] { [".EX", escape(line), ".EE"] }

    static func bold(_ text: String) -> String { "\\fB\(escape(text))\\fR" }

    static func italic(_ text: String) -> String { "\\fI\(escape(text))\\fR" }

    private static func sentence(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") || text.hasSuffix(":") ? "" : ".")
    }

    /// A sentence begins a line of its own, for the space behind it.
    private static func wrapped(_ text: String) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            let word = escape(String(word))
            let endsSentence = line.hasSuffix(".") && !line.hasSuffix("e.g.")
            if !line.isEmpty, endsSentence || line.utf8.count + 1 + word.utf8.count > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return (lines + [line]).filter { !$0.isEmpty }.map(guarded)
    }

    /// A line that does not begin as a request of roff does.
    private static func guarded(_ line: String) -> String {
        line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
    }

    /// The text in ASCII, without what roff would take for a command, for another dash or for a curly quote.
    static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\e"
            case "-": escaped += "\\-"
            case "'": escaped += "\\(aq"
            case "\"": escaped += "\\(dq"
            case "`": escaped += "\\(ga"
            case "^": escaped += "\\(ha"
            case "~": escaped += "\\(ti"
            case _ where scalar.isASCII: escaped.unicodeScalars.append(scalar)
            default:
                let number = String(scalar.value, radix: 16, uppercase: true)
                escaped += "\\[u\(String(repeating: "0", count: max(4 - number.count, 0)))\(number)]"
            }
        }
        return guarded(escaped)
    }
}
