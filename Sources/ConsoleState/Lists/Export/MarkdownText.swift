/// Tables in Markdown.
package enum MarkdownText {
    /// The headings and the line below them.
    package static func tableHead(_ titles: [String]) -> String {
        row(titles) + "|" + String(repeating: " --- |", count: titles.count) + "\n"
    }

    /// One row of a table; whatever is in the cells, it stays one row, and shows as it is written.
    package static func row(_ cells: [String]) -> String {
        "| " + cells.map(escaped).joined(separator: " | ") + " |\n"
    }

    /// A text whose signs mean nothing in Markdown; line ends and control characters become blanks.
    package static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.properties.generalCategory == .control {
                result.append(" ")
                continue
            }
            if "\\|`*_[]<>~#".unicodeScalars.contains(scalar) { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }
}
