extension ListFilter {
    /// What would complete the filter being typed: the rest of a column's name with its colon, as `le:` after `!ro`.
    /// Nil unless the cursor stands behind the beginning of such a name.
    package static func completion(of input: TextInput, columns: [ListColumn]) -> String? {
        let isQuoted = input.text.count { $0 == "\"" } % 2 == 1
        guard input.cursor == input.text.count, !isQuoted,
            var word = input.text.split(separator: " ", omittingEmptySubsequences: false).last
        else { return nil }
        if word.hasPrefix("!") { word = word.dropFirst() }
        let start = word.lowercased()
        guard !start.isEmpty, let column = columns.first(where: { $0.id.hasPrefix(start) }) else { return nil }
        return column.id.dropFirst(start.count) + ":"
    }
}
