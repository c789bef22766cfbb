import SisenseClient

/// A column of a list, whatever its records are: its names and how it is drawn.
package struct ListColumn: Sendable, Equatable, Identifiable {
    package enum Alignment: Sendable { case leading, trailing }

    /// The importance of a column, and what may become of it where there is little room.
    package enum Kind: Sendable {
        /// A part of the answer to why one looks at the list.
        case plain
        /// Something beside the point: addresses, ids, origins.
        case aside
        /// An address or a path, told from others by its ends: it is cut in the middle.
        case path
        /// A state. It stays however little room there is.
        case state
        /// Times, which have a short form. The column sorts by them.
        case time
    }

    /// What beside its name tells a record from all others.
    package enum Identity: Sendable {
        /// An address, which people type best, and copy.
        case email
        /// A name for machines.
        case key
    }

    /// The name used in filters, as in `role:viewer`.
    package let id: String
    /// The name the user reads, as in `Last login`.
    package let title: String
    /// Cells below which the column is left away rather than drawn. It takes as many as its texts do.
    package let least: Int
    package let kind: Kind
    /// The text that most rows have and that says nothing: a list leaves it out, records and files do not.
    package let usual: String?
    /// Columns of the lowest priority go first when room is short.
    package let priority: Int
    package let alignment: Alignment
    /// False for a column that is drawn only once the user chooses it.
    package let isShown: Bool
    /// True for the column that names a record.
    package let isName: Bool
    /// Nil for a column that identifies no record, but for its name.
    package let identity: Identity?
    /// True when its rows have numbers beside their texts, so that a filter can compare them.
    package let hasNumbers: Bool
    /// The type of its cells for programs.
    package let value: CellValue
    /// The fact it shows, where that has to be asked for; nil for what the records themselves tell.
    let fact: ColumnFact?

    /// - Parameter value: By default that of times and of numbers at the right, for all others text.
    package init(
        _ id: String, _ title: String, _ least: Int = 10, kind: Kind = .plain, usual: String? = nil, priority: Int = 0,
        alignment: Alignment = .leading, isShown: Bool = true, isName: Bool = false, identity: Identity? = nil,
        hasNumbers: Bool = false, value: CellValue? = nil, fact: ColumnFact? = nil
    ) {
        self.value = value ?? (!hasNumbers ? .text : kind == .time ? .time : alignment == .trailing ? .count : .text)
        (self.id, self.title, self.least, self.kind, self.usual) = (id, title, least, kind, usual)
        (self.priority, self.alignment, self.isShown, self.isName) = (priority, alignment, isShown, isName)
        (self.identity, self.hasNumbers, self.fact) = (identity, hasNumbers, fact)
    }

    /// The heading above the cells.
    package var heading: String { title.uppercased() }

    /// The heading where there is little room: what the time is of, without `last`. Nil where there is no shorter one.
    package var shortHeading: String? {
        let words = heading.split(separator: " ")
        return kind == .time && words.count > 1 ? words.last.map(String.init) : nil
    }
}

/// A column for records of one type: its names, its kind, and its cells.
struct Column<Record: Sendable>: Sendable {
    let column: ListColumn
    let cell: @Sendable (Record) -> String
    /// The number its cells sort by, where that is not their text.
    let number: (@Sendable (Record) -> Double?)?

    /// - Parameters:
    ///   - number: The sort key where it shows numbers, times, or classes; nil from it for a record that
    ///     holds nothing, which comes last.
    ///   - cell: The text for a record; empty when it holds nothing.
    init(
        _ id: String, _ title: String, _ least: Int, kind: ListColumn.Kind = .plain, usual: String? = nil,
        priority: Int,
        alignment: ListColumn.Alignment = .leading, isShown: Bool = true, isName: Bool = false,
        identity: ListColumn.Identity? = nil,
        value: CellValue? = nil, fact: ColumnFact? = nil, sortedBy number: (@Sendable (Record) -> Double?)? = nil,
        cell: @escaping @Sendable (Record) -> String
    ) {
        let column = ListColumn(
            id, title, least, kind: kind, usual: usual, priority: priority, alignment: alignment, isShown: isShown,
            isName: isName, identity: identity, hasNumbers: number != nil, value: value, fact: fact)
        self.init(column, number, cell)
    }

    private init(
        _ column: ListColumn, _ number: (@Sendable (Record) -> Double?)?, _ cell: @escaping @Sendable (Record) -> String
    ) {
        (self.column, self.number, self.cell) = (column, number, cell)
    }

    /// The same column for records of another type, of which each holds one of these.
    func on<Whole: Sendable>(_ part: @escaping @Sendable (Whole) -> Record) -> Column<Whole> {
        let (number, cell) = (number, cell)
        guard let number else { return Column<Whole>(column, nil) { cell(part($0)) } }
        return Column<Whole>(column, { number(part($0)) }) { cell(part($0)) }
    }
}

extension Column {
    /// A column that is shown on request, of a number that other records tell.
    /// - Parameter count: Nil while nobody has read it.
    static func count(
        _ id: String, _ title: String, _ least: Int, priority: Int, fact: ColumnFact,
        _ count: @escaping @Sendable (Record) -> Int?
    ) -> Column {
        Column(
            id, title, least, priority: priority, alignment: .trailing, isShown: false, fact: fact,
            sortedBy: { count($0).map(Double.init) }
        ) {
            count($0).map(Quantity.count) ?? ""
        }
    }
}

/// Turns records of a type into rows of a list; nothing else does.
struct RowLayout<Record: Sendable>: Sendable {
    let columns: [Column<Record>]
    /// The record by which a row is known.
    private let id: @Sendable (Record) -> RecordID
    private let style: @Sendable (Record) -> RowStyle
    /// The columns that sort by numbers, by index.
    private let numbers: [Int: @Sendable (Record) -> Double?]

    init(
        _ columns: [Column<Record>], id: @escaping @Sendable (Record) -> RecordID,
        style: @escaping @Sendable (Record) -> RowStyle = { _ in .plain }
    ) {
        self.columns = columns
        self.id = id
        self.style = style
        numbers = Dictionary(
            uniqueKeysWithValues: columns.enumerated().compactMap { index, column in
                column.number.map { (index, $0) }
            })
    }

    func row(_ record: Record) -> RowContent {
        RowContent(
            id: id(record), cells: columns.map { $0.cell(record) },
            numbers: numbers.mapValues { $0(record) ?? .nan }, style: style(record))
    }

    /// Hands these records to a list as rows, in as many pages as they need.
    func hand(_ records: some Sequence<Record>, to take: ListFeature.Take) async {
        for page in RowPage.pages(records.map(row), columns: columns.count) { await take(page) }
    }

    /// The order by the names of the records.
    var sortByName: ListSort { ListSort(column: columns.firstIndex { $0.column.isName } ?? 0) }

    /// The order by a column of the list, and by another where that says nothing.
    func sort(by column: Column<Record>, then second: Column<Record>? = nil) -> ListSort {
        func key(_ column: Column<Record>) -> ListSort.Key {
            ListSort.Key(column: index(of: column), isDescending: false)
        }
        return ListSort(key(column), then: second.map(key))
    }

    /// The index of a column among those of the list.
    func index(of column: Column<Record>) -> Int { columns.firstIndex { $0.column.id == column.column.id } ?? 0 }
}

extension Timestamp {
    /// The number that a column of times sorts by.
    var sortKey: Double { Double(milliseconds) }
}

extension Timestamp? {
    /// The same where none means that it never was, which is before all times.
    var sortKeyOrNever: Double { self?.sortKey ?? -.infinity }
}
