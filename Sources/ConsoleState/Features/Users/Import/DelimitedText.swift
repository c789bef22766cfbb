/// A table in a text: records of cells, as spreadsheets write them (RFC 4180, section 2), with any separator.
struct DelimitedText: Sendable, Equatable {
    enum Separator: Unicode.Scalar, Sendable, CaseIterable {
        case comma = ","
        case semicolon = ";"
        case tab = "\t"
        case bar = "|"
    }

    /// The cells of a record and where it stands.
    struct Record: Sendable, Equatable {
        /// The line it begins on, from 1 on.
        let line: Int
        var cells: [String]
        /// True when quotes are open to the end of the text.
        var isTorn = false
    }

    let separator: Separator
    /// Those that hold something, in their order.
    let records: [Record]

    /// - Parameter separator: Nil for the one that the text seems to use.
    init(_ text: String, separator: Separator? = nil) {
        self.separator = separator ?? Self.likely(in: text)
        records = Self.records(of: text, self.separator.rawValue, most: .max)
    }

    /// The separator that cuts the first records into the most cells, as many in each. A list of one column has none:
    /// the comma then.
    private static func likely(in text: String) -> Separator {
        var best: (separator: Separator, score: Int) = (.comma, 0)
        for separator in Separator.allCases {
            let counts = records(of: text, separator.rawValue, most: 20).map(\.cells.count)
            let most = counts.max() ?? 1
            // Records with fewer cells are those of which the last ones are missing.
            let score = most < 2 ? 0 : counts.count { $0 == most } * 100 / max(1, counts.count) + min(most, 50)
            if score > best.score { best = (separator, score) }
        }
        return best.separator
    }

    private static func records(of text: String, _ separator: Unicode.Scalar, most: Int) -> [Record] {
        var records: [Record] = []
        var reader = RecordReader(separator)
        for scalar in text.unicodeScalars {
            if let record = reader.take(scalar) { records.append(record) }
            if records.count >= most { return records }
        }
        if let record = reader.end() { records.append(record) }
        return records
    }
}

/// Cuts a text into records, sign by sign.
private struct RecordReader {
    private enum Position {
        /// Before the first sign of a cell. Only here a quote opens one: `5" pipe` has none.
        case start
        case plain
        case quoted
        /// Behind a quote within quotes: the end of the cell, unless another follows.
        case closed
    }

    private let separator: Unicode.Scalar
    private var position = Position.start
    private var line = 1
    private var start = 1
    private var cells = [String.UnicodeScalarView()]
    private var isBehindReturn = false

    init(_ separator: Unicode.Scalar) {
        self.separator = separator
    }

    /// Returns the record that a sign ends, unless that is empty.
    mutating func take(_ scalar: Unicode.Scalar) -> DelimitedText.Record? {
        let endsLine = scalar == "\r" || scalar == "\n" && !isBehindReturn
        let isSecondHalf = scalar == "\n" && isBehindReturn
        isBehindReturn = scalar == "\r"
        if endsLine { line += 1 }
        switch (position, scalar) {
        case (.quoted, "\""): position = .closed
        case (.quoted, _): append(scalar)
        case (.closed, "\""):
            append(scalar)
            position = .quoted
        case (.start, "\""): position = .quoted
        case (_, separator):
            cells.append(String.UnicodeScalarView())
            position = .start
        case _ where endsLine: return cut()
        case _ where isSecondHalf: start = line
        case (.start, " "), (.closed, " "): break
        default:
            append(scalar)
            position = .plain
        }
        return nil
    }

    /// Returns the last record, which no line end follows.
    mutating func end() -> DelimitedText.Record? {
        let isTorn = position == .quoted
        var record = cut()
        record?.isTorn = isTorn
        return record
    }

    private mutating func append(_ scalar: Unicode.Scalar) { cells[cells.count - 1].append(scalar) }

    private mutating func cut() -> DelimitedText.Record? {
        let record = DelimitedText.Record(line: start, cells: cells.map { String($0).trimmingSpaces })
        (cells, position, start) = ([String.UnicodeScalarView()], .start, line)
        return record.cells.allSatisfy(\.isEmpty) ? nil : record
    }
}
