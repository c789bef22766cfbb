import SisenseClient

/// Where values lie in a record: names of members joined by dots, `parameters.host`. A list on the way stands for each
/// of its items, so `shares.party` is the party of every share. `parent` is the record this one belongs to. The empty
/// path is the record itself.
struct RecordPath: Sendable, Hashable, ExpressibleByStringLiteral {
    let names: [String]

    init(_ text: String) {
        names = text.split(separator: ".").map(String.init)
    }

    init(stringLiteral value: String) {
        self.init(value)
    }

    /// The values there, lists taken apart; none when there is nothing, or only null.
    func values(in record: ResourceRecord) -> [JSONValue] {
        guard names.first == "parent", let parent = record.parent else { return values(in: record.json) }
        return Self.values(names.dropFirst(), in: parent)
    }

    func values(in json: JSONValue) -> [JSONValue] { Self.values(names[...], in: json) }

    private static func values(_ names: ArraySlice<String>, in json: JSONValue) -> [JSONValue] {
        let found = names.reduce([json]) { values, name in
            values.flatMap(items).compactMap { $0[name] }
        }
        return found.flatMap(items).filter { !$0.isNull }
    }

    private static func items(_ value: JSONValue) -> [JSONValue] { value.array ?? [value] }
}
