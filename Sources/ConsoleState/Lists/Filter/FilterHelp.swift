/// Help with the language of filters, in the columns of one list.
package struct FilterHelp: Sendable {
    /// A filter that can be typed as it stands, and what it finds.
    package struct Example: Sendable, Equatable {
        package let text: String
        package let meaning: String
    }

    private let columns: [ListColumn]
    private let table: RowTable

    package init(_ list: ListState) {
        (columns, table) = (list.columns, list.table)
    }

    /// The ways to filter, with a column of this list and words of its first row.
    package var examples: [Example] {
        let nameIndex = columns.firstIndex(where: \.isName) ?? 0
        let otherIndex = columns.indices.first { $0 != nameIndex && columns[$0].kind == .plain } ?? nameIndex
        let word = words(nameIndex).first ?? "anna"
        let other = words(otherIndex).first ?? word
        let column = columns.indices.contains(otherIndex) ? columns[otherIndex].id : ""
        return [
            Example(text: word, meaning: "occurs, accents and case aside"),
            Example(text: "!\(word)", meaning: "does not occur"),
            Example(text: "\(word)|\(other)", meaning: "one of these"),
            Example(text: "\(column):\(other)", meaning: "in that column"),
            Example(text: "\"two words\"", meaning: "with the space"),
            Example(text: "~\(Self.thinned(word))", meaning: "these letters in order"),
            Example(text: "re:^\(word.prefix(2))", meaning: "regular expression"),
            Example(text: "\(column):re:^\(other.prefix(2))", meaning: "the same in a column"),
        ] + comparisons
    }

    /// The ways to compare, where this list has a column of times or numbers.
    private var comparisons: [Example] {
        let time = columns.first { $0.kind == .time && $0.hasNumbers }?.id
        let number = columns.first { $0.kind != .time && $0.hasNumbers }?.id
        return
            (time.map {
                [
                    Example(text: "\($0)>90d", meaning: "longer ago, or never"),
                    Example(text: "\($0)<2026-01-01", meaning: "before that day"),
                ]
            } ?? []) + (number.map { [Example(text: "\($0)>0", meaning: "more than that")] } ?? [])
    }

    /// The words of plain letters in the first row of a column.
    private func words(_ column: Int) -> [String] {
        table.cell(at: 0, column).lowercased().split { !($0.isASCII && $0.isLetter) }.map(String.init)
            .filter { (3...12).contains($0.count) }
    }

    /// Every other letter of a word.
    private static func thinned(_ word: String) -> String {
        String(word.enumerated().filter { $0.offset % 2 == 0 }.map(\.element))
    }
}
