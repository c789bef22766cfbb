/// One record as a list shows it.
package struct RowContent: Sendable {
    package let id: RecordID
    /// One text for each column of the list, in their order.
    package let cells: [String]
    /// The number that the row sorts by, for each column where that is not the text; not a number when it has none.
    package let numbers: [Int: Double]
    package let style: RowStyle

    package init(id: RecordID, cells: [String], numbers: [Int: Double] = [:], style: RowStyle = .plain) {
        self.id = id
        self.cells = cells
        self.numbers = numbers
        self.style = style
    }

    /// The same row with the cells that another has in some columns.
    func keeping(_ columns: [Int], of row: Int, in page: RowPage) -> RowContent {
        var (cells, numbers) = (cells, numbers)
        for column in columns where cells.indices.contains(column) {
            cells[column] = page.cell(row, column)
            numbers[column] = page.number(row, column)
        }
        return RowContent(id: id, cells: cells, numbers: numbers, style: style)
    }
}

/// The server's id of a record in a list.
package struct RecordID: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
    package let description: String

    package init(_ text: String) {
        description = text
    }

    package init(stringLiteral value: String) {
        description = value
    }
}

/// A row's difference from the others: in a style of its own, with a sign before it, or both.
package struct RowStyle: Sendable, Equatable {
    package enum Style: UInt8, Sendable {
        case plain, faint, accent, ok, warning, error, added, removed, changed
    }

    package enum Sign: UInt8, Sendable {
        case none, fault, attention, added, removed, changed, unknown, kept
    }

    package let style: Style
    package let sign: Sign

    package init(_ style: Style, _ sign: Sign = .none) {
        self.style = style
        self.sign = sign
    }

    package static let plain = RowStyle(.plain)
    /// The style of a row that is off, or of little interest.
    package static let off = RowStyle(.faint)
    package static let warning = RowStyle(.warning, .attention)
    package static let error = RowStyle(.error, .fault)
    package static let added = RowStyle(.added, .added)
    package static let removed = RowStyle(.removed, .removed)
    package static let changed = RowStyle(.changed, .changed)
}
