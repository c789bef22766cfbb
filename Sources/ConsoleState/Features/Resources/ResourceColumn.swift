import SisenseClient

/// A column of a resource's list: what it is called, where its cells lie in a record, and how they are written.
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
    /// The width it takes when there is room; nil for what suits its kind.
    package let width: Int?
    /// Of these the first that holds something.
    let paths: [RecordPath]

    /// - Parameter paths: Where the cell lies; by default the member of the column's id.
    init(
        _ id: String, _ title: String, _ paths: RecordPath..., kind: Kind = .text, priority: Int = 5, width: Int? = nil
    ) {
        (self.id, self.title, self.kind, self.priority, self.width) = (id, title, kind, priority, width)
        self.paths = paths.isEmpty ? [RecordPath(id)] : paths
    }

    /// What stands in this column for a record; empty when it holds nothing.
    func cell(_ record: ResourceRecord, names: PartyNames) -> String {
        let values = paths.lazy.map { $0.values(in: record) }.first { !$0.isEmpty } ?? []
        if kind == .count, values.count != 1 || values.first?.integer == nil { return "\(values.count)" }
        return values.map { text($0, names) }.joined(separator: ", ")
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

/// Rows with a certain text in a column look different.
package struct ResourceTone: Sendable {
    package enum Look: Sendable {
        case muted
        case warning
        case error
    }

    package let column: String
    package let text: String
    package let look: Look

    init(_ column: String, _ text: String, _ look: Look) {
        (self.column, self.text, self.look) = (column, text, look)
    }
}
