/// Help with the language of filters, in the columns of one list.
package struct FilterHelp: Sendable {
    /// A filter that can be typed as it stands, and what it finds.
    package struct Example: Sendable, Equatable {
        package let text: String
        package let meaning: String
    }

    private let columns: [ListColumn]

    package init(columns: [ListColumn]) {
        self.columns = columns
    }

    /// The ways to filter, each with a column of this list where it needs one.
    package var examples: [Example] {
        let name = columns.first(where: \.isName)?.id ?? columns.first?.id ?? ""
        let other = columns.first { !$0.isName && $0.kind == .plain }?.id ?? name
        return [
            Example(text: "anna", meaning: "occurs, accents and case aside"),
            Example(text: "!anna", meaning: "does not occur"),
            Example(text: "anna|bo", meaning: "one of these"),
            Example(text: "\(other):sales", meaning: "in that column"),
            Example(text: "\"anna maria\"", meaning: "with the space"),
            Example(text: "~vwr", meaning: "these letters in order"),
            Example(text: "re:^an", meaning: "regular expression"),
            Example(text: "\(name):re:ez$", meaning: "the same in a column"),
        ]
    }

    /// What is wrong with a column that no list has: the one that is meant, or all there are.
    package func text(unknown name: String) -> String {
        let names = columns.map(\.id)
        let meant = columns.first { column in
            column.title.lowercased().filter { $0 != " " } == name
                || name.contains(column.id) || column.id.contains(name)
                || (name.count > 2 && column.id.hasPrefix(name.prefix(3)))
        }
        if let meant { return "No column \"\(name)\". Did you mean \(meant.id)?" }
        return "No column \"\(name)\". Columns: \(names.joined(separator: " "))"
    }
}
