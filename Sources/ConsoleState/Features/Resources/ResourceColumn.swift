import SisenseClient

/// A column of a resource's list: its name, where its cells lie in a record, and how they are written.
package struct ResourceColumn: Sendable {
    package enum Kind: Sendable, Equatable {
        case text
        /// A number, or how many values there are.
        case count
        /// A size in megabytes.
        case megabytes
        /// A time of the server, to the minute.
        case date
        /// Yes or no.
        case flag
        /// A user or group, by name.
        case party
        /// A code of the server, by the word for it.
        case word([String: String])
    }

    package let id: String
    package let title: String
    package let kind: Kind
    /// Columns of the lowest priority go first when room is short.
    package let priority: Int
    /// False for a column that is drawn only once the user chooses it.
    let isShown: Bool
    let identity: ListColumn.Identity?
    /// The paths of which the first that holds something counts.
    let paths: [RecordPath]
    /// The style of a row, by the text it has in this column in lower case: versions write words either way.
    let styles: [String: RowStyle]

    /// - Parameter paths: The paths where the cell lies; by default the member of the column's id.
    init(
        _ id: String, _ title: String, _ paths: RecordPath..., kind: Kind = .text, priority: Int = 5,
        isShown: Bool = true, identity: ListColumn.Identity? = nil, styles: [String: RowStyle] = [:]
    ) {
        (self.id, self.title, self.kind, self.priority, self.isShown) = (id, title, kind, priority, isShown)
        self.paths = paths.isEmpty ? [RecordPath(id)] : paths
        (self.identity, self.styles) = (identity, styles)
    }

    /// The text of this column for a record; empty when it holds nothing.
    func cell(_ record: ResourceRecord, names: PartyNames) -> String {
        let (path, values) = found(record)
        if kind == .count { return Quantity.count(Self.count(values)) }
        return values.map { text($0, of: path?.names.last ?? id, names) }.joined(separator: ", ")
    }

    /// A number, or how many values there are.
    private static func count(_ values: [JSONValue]) -> Int {
        (values.count == 1 ? values.first?.integer : nil) ?? values.count
    }

    private static func double(_ value: JSONValue) -> Double? {
        if case .number(let number) = value { number.double } else { nil }
    }

    var isNumber: Bool { kind == .count || kind == .megabytes }
    var sortsByNumber: Bool { isNumber || kind == .date }

    /// Returns the number that a count or date sorts by; nil for what is none of these.
    func number(_ record: ResourceRecord) -> Double? {
        let values = found(record).values
        return switch kind {
        case .count: Double(Self.count(values))
        case .megabytes: values.first.flatMap(Self.double)
        case .date: values.first?.string.flatMap { Timestamp($0) }?.sortKey
        case .text, .flag, .party, .word: nil
        }
    }

    /// The record that a cell names, where the member it comes from says of which kind it is.
    func link(_ record: ResourceRecord, title: String) -> RecordLink? {
        let (path, values) = found(record)
        guard kind == .party, let path, values.count == 1, let pane = RecordReference.pane(of: path.names.last ?? "")
        else { return nil }
        return values.first.flatMap { Reference($0) }.map { RecordLink(pane, $0.id, title) }
    }

    /// The first path that holds something, and what it holds.
    private func found(_ record: ResourceRecord) -> (path: RecordPath?, values: [JSONValue]) {
        for path in paths {
            let values = path.values(in: record)
            if !values.isEmpty { return (path, values) }
        }
        return (nil, [])
    }

    private func text(_ value: JSONValue, of member: String, _ names: PartyNames) -> String {
        switch kind {
        case .text, .count: ValueText.text(value, of: member)
        case .flag: value.plainText
        case .megabytes: Self.double(value).map { Quantity.size(bytes: $0 * 1_048_576) } ?? value.plainText
        case .date: value.string.flatMap { Timestamp($0) }?.minuteText ?? value.plainText
        case .party: Reference(value).map(names.name) ?? value.plainText
        case .word(let words): words[value.plainText] ?? value.plainText
        }
    }
}

/// A record as a row: without its secrets, and with the names of the users and groups in it.
struct ResourceRow: Sendable {
    let record: ResourceRecord
    let names: PartyNames

    init(_ record: ResourceRecord, names: PartyNames = .none) {
        self.record = ResourceRecord(Redactor.json(record.json), parent: record.parent.map(Redactor.json))
        self.names = names
    }
}

extension Column<ResourceRow> {
    /// - Parameter isFirst: True for the column that names a record.
    init(_ column: ResourceColumn, isFirst: Bool) {
        let isWide = column.kind == .text || column.kind == .party
        let least = isWide ? 12 : column.title.count
        let kind: ListColumn.Kind = column.kind == .date ? .time : column.styles.isEmpty ? .plain : .state
        self.init(
            column.id, column.title, least, kind: kind, priority: column.priority,
            alignment: column.isNumber ? .trailing : .leading, isShown: column.isShown, isName: isFirst,
            identity: column.identity,
            value: column.kind == .megabytes ? .megabytes : Optional.none,
            sortedBy: column.sortsByNumber ? { @Sendable (row: ResourceRow) in column.number(row.record) } : nil
        ) {
            column.cell($0.record, names: $0.names)
        }
    }
}

extension RowLayout<ResourceRow> {
    init(_ columns: [ResourceColumn], id: RecordTemplate) {
        self.init(
            columns.enumerated().map { Column($0.element, isFirst: $0.offset == 0) },
            id: { RecordID(id.text($0.record)) },
            style: { row in
                columns.lazy.filter { !$0.styles.isEmpty }
                    .compactMap { $0.styles[$0.cell(row.record, names: row.names).lowercased()] }.first ?? .plain
            })
    }
}
