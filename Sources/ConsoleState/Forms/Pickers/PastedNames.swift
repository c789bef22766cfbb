/// Names, addresses or ids that were pasted, a line each or with any other sign between them.
///
/// A line that is a name as a whole is taken as one, so that a group called `Sales, EMEA` can be pasted, too.
struct PastedNames {
    private let lines: [String]

    init(_ lines: [String]) {
        self.lines = lines
    }

    /// What was meant: the things named, and what names nothing, more than one thing, or what cannot be chosen.
    func found(in rows: PickerRows) -> (options: [FormOption], missing: [String]) {
        let known = rows.named(Set(lines.flatMap(Self.everyPart).map(FoldedText.bytes)))
        var (options, missing): ([FormOption], [String]) = ([], [])
        func take(_ text: String) {
            let matches = known[FoldedText.bytes(text), default: []]
            if matches.isEmpty {
                let parts = Self.parts(of: text)
                return parts == [text] ? missing.append(text) : parts.forEach(take)
            }
            guard let match = matches.first, matches.count == 1 else {
                return missing.append("\(text) (\(matches.count) of this name)")
            }
            if let obstacle = match.obstacle { return missing.append("\(text) (\(obstacle))") }
            options.append(match)
        }
        for line in lines { take(Self.bare(line)) }
        return (options, missing)
    }

    private static func everyPart(of text: String) -> [String] {
        let text = bare(text)
        let parts = parts(of: text)
        return parts == [text] ? [text] : [text] + parts.flatMap(everyPart)
    }

    /// The parts between the strongest separators in a text; the text itself when there are none.
    private static func parts(of text: String) -> [String] {
        for separators in [["\t", ";"], [","]] as [Set<Character>] {
            let parts = text.split { separators.contains($0) }.map { bare(String($0)) }.filter { !$0.isEmpty }
            if parts != [text] { return parts }
        }
        // Blanks separate addresses, and belong to names.
        let words = text.split(separator: " ").map(String.init)
        return words.count > 1 && words.allSatisfy { $0.contains("@") } ? words : [text]
    }

    /// The text without blanks and quotes around it; of `Jane Doe <jane@acme.example>` the address.
    private static func bare(_ text: String) -> String {
        let text = text.trimmingSpaces
        if text.hasSuffix(">"), let start = text.lastIndex(of: "<") {
            return String(text[text.index(after: start)...].dropLast())
        }
        guard text.count > 1, let quote = text.first, "\"'".contains(quote), text.last == quote else { return text }
        return String(text.dropFirst().dropLast())
    }
}
