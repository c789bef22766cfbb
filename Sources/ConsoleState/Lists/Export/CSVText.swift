/// Lines of comma separated values after RFC 4180.
package enum CSVText {
    /// A line with its end. Cells that a spreadsheet would take for a formula begin with an apostrophe.
    package static func line(_ cells: [String]) -> String {
        cells.map(field).joined(separator: ",") + "\r\n"
    }

    /// Characters a formula can begin with: the names in a list are typed by other people. The wide ones count too
    /// where the spreadsheet speaks Chinese or Japanese.
    private static let formulaStarts: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    private static func field(_ cell: String) -> String {
        let isFormula = cell.unicodeScalars.first.map(formulaStarts.contains) ?? false
        let text = isFormula ? "'" + cell : cell
        let isPlain = text.utf8.allSatisfy { byte in
            byte != UInt8(ascii: ",") && byte != UInt8(ascii: "\"") && byte != 0x0D && byte != 0x0A
        }
        guard !isPlain else { return text }
        return "\"" + String(text.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }.map(Character.init)) + "\""
    }
}
