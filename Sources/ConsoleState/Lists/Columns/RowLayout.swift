/// A column for records of one type: its names, its width, and what stands in it.
struct Column<Record: Sendable>: Sendable {
    let column: ListColumn
    let cell: @Sendable (Record) -> String

    /// - Parameter cell: The text for a record; empty when it holds nothing.
    init(
        _ id: String, _ title: String, _ width: ClosedRange<Int>, grows: Bool = false, priority: Int,
        alignment: ListColumn.Alignment = .leading, isShown: Bool = true, isName: Bool = false,
        cell: @escaping @Sendable (Record) -> String
    ) {
        column = ListColumn(
            id, title, width, grows: grows, priority: priority, alignment: alignment, isShown: isShown, isName: isName)
        self.cell = cell
    }
}

/// The one place where records of a type become rows of a list.
struct RowLayout<Record: Sendable>: Sendable {
    let columns: [Column<Record>]
    /// The record by which a row is known.
    private let id: @Sendable (Record) -> RecordID
    private let look: @Sendable (Record) -> RowLook

    init(
        _ columns: [Column<Record>], id: @escaping @Sendable (Record) -> RecordID,
        look: @escaping @Sendable (Record) -> RowLook = { _ in .plain }
    ) {
        self.columns = columns
        self.id = id
        self.look = look
    }

    func row(_ record: Record) -> RowContent {
        RowContent(id: id(record), cells: columns.map { $0.cell(record) }, look: look(record))
    }

    /// Hands these records to a list as rows, in as many pages as they need.
    func hand(_ records: some Sequence<Record>, to take: ListFeature.Take) async {
        for page in RowPage.pages(records.map(row), columns: columns.count) { await take(page) }
    }

    /// The index of a column among those of the list.
    func index(of column: Column<Record>) -> Int { columns.firstIndex { $0.column.id == column.column.id } ?? 0 }
}
