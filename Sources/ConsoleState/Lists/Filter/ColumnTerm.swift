import SisenseClient

/// The beginning of a word that looks at one column: `role:`, `members>` or `last-login<=`.
struct ColumnTerm {
    let column: Int
    /// Nil for `:`, behind which a text is looked for.
    let comparison: FilterComparison?
    let value: Substring

    private static let signs: Set<Character> = [":", "<", ">", "="]

    /// - Returns: nil for a word that names no column. So does an address such as `https://…`, a time such as `12:30`,
    ///   a pattern (`re:`), and a quoted word that names none of these columns.
    /// - Throws: `FilterProblem` for a name that is no column.
    init?(_ word: Substring, isQuoted: Bool, columns: [ListColumn]) throws(FilterProblem) {
        guard let end = word.firstIndex(where: Self.signs.contains), word.first?.isLetter == true,
            !word.hasPrefix("re:")
        else { return nil }
        let name = String(word[..<end])
        var value = word[word.index(after: end)...]
        let sign = word[end]
        guard let column = Self.column(name, among: columns) else {
            let isText = isQuoted || sign == ":" && (value.hasPrefix("//") || value.isEmpty) || columns.isEmpty
            if isText || !name.allSatisfy({ $0.isLetter || $0.isNumber || "-_".contains($0) }) { return nil }
            throw Self.unknown(name, among: columns)
        }
        self.column = column
        let isInclusive = sign != ":" && sign != "=" && value.first == "="
        if isInclusive { value = value.dropFirst() }
        comparison = FilterComparison(sign, isInclusive: isInclusive)
        self.value = value
    }

    /// The column of a name: as filters call it, or as its heading reads, with or without what joins its words.
    static func column(_ name: String, among columns: [ListColumn]) -> Int? {
        let wanted = key(name)
        return columns.firstIndex { key($0.id) == wanted } ?? columns.firstIndex { key($0.title) == wanted }
    }

    private static func key(_ name: String) -> [UInt8] {
        FoldedText.bytes(name.filter { $0.isLetter || $0.isNumber })
    }

    private static func unknown(_ name: String, among columns: [ListColumn]) -> FilterProblem {
        let near = NearestName.of(name, among: columns.flatMap { [$0.id, $0.title] })
        let nearest = near.flatMap { column($0, among: columns) }.map { " Nearest: \(columns[$0].id)." } ?? ""
        let names = columns.map(\.id).joined(separator: " ")
        return FilterProblem(text: "No column \"\(name)\".\(nearest) Columns: \(names).")
    }

    /// A heading as a name that needs no quotes: `last-login`.
    static func typed(_ title: String) -> String {
        title.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }).joined(separator: "-")
    }
}
