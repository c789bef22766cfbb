import SisenseClient

/// A column of a resource's list: its name, where its cells lie in a record, and how they are written.
package struct ResourceColumn: Sendable {
    package enum Kind: Sendable, Equatable {
        case text
        /// A number, or how many values there are.
        case count
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
    /// The paths of which the first that holds something counts.
    let paths: [RecordPath]
    /// The style of a row, by the text it has in this column.
    let styles: [String: RowStyle]

    /// - Parameter paths: The paths where the cell lies; by default the member of the column's id.
    init(
        _ id: String, _ title: String, _ paths: RecordPath..., kind: Kind = .text, priority: Int = 5,
        styles: [String: RowStyle] = [:]
    ) {
        (self.id, self.title, self.kind, self.priority) = (id, title, kind, priority)
        self.paths = paths.isEmpty ? [RecordPath(id)] : paths
        self.styles = styles
    }

    /// The text of this column for a record; empty when it holds nothing.
    func cell(_ record: ResourceRecord, names: PartyNames) -> String {
        let values = values(record)
        if kind == .count, values.count != 1 || values.first?.integer == nil { return "\(values.count)" }
        return values.map { text($0, names) }.joined(separator: ", ")
    }

    var sortsByNumber: Bool { kind == .count || kind == .date }

    /// Returns the number that a count or date sorts by; nil for what is none of these.
    func number(_ record: ResourceRecord) -> Double? {
        let values = values(record)
        return switch kind {
        case .count: Double((values.count == 1 ? values.first?.integer : nil) ?? values.count)
        case .date: values.first?.string.flatMap { Timestamp($0) }?.sortKey
        case .text, .flag, .party, .word: nil
        }
    }

    /// The record that a cell names, where the member it comes from says of which kind it is.
    func link(_ record: ResourceRecord, title: String) -> RecordLink? {
        guard kind == .party, let path = paths.first(where: { !$0.values(in: record).isEmpty }) else { return nil }
        let values = path.values(in: record)
        guard values.count == 1, let pane = RecordReference.pane(of: path.names.last ?? "") else { return nil }
        return values.first.flatMap { Reference($0) }.map { RecordLink(pane, $0.id, title) }
    }

    private func values(_ record: ResourceRecord) -> [JSONValue] {
        paths.lazy.map { $0.values(in: record) }.first { !$0.isEmpty } ?? []
    }

    private func text(_ value: JSONValue, _ names: PartyNames) -> String {
        switch kind {
        case .text, .count, .flag: value.plainText
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
        let least = column.kind == .text || column.kind == .party ? 12 : column.title.count
        let kind: ListColumn.Kind = column.kind == .date ? .time : column.styles.isEmpty ? .plain : .state
        self.init(
            column.id, column.title, least, kind: kind, priority: column.priority,
            alignment: column.kind == .count ? .trailing : .leading, isName: isFirst,
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
                    .compactMap { $0.styles[$0.cell(row.record, names: row.names)] }.first ?? .plain
            })
    }
}
