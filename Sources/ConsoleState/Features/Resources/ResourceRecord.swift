import SisenseClient

/// A record of a resource, with the one it belongs to where there is one.
struct ResourceRecord: Sendable {
    /// What the server sent. What is no object is the `value` of one.
    let json: JSONValue
    let parent: JSONValue?

    init(_ json: JSONValue, parent: JSONValue? = nil) {
        self.json = json.object == nil ? ["value": json] : json
        self.parent = parent
    }
}

extension JSONValue {
    /// How a person reads a value: an object by its name, a list with commas.
    var plainText: String {
        switch self {
        case .null: ""
        case .bool(let flag): flag ? "yes" : "no"
        case .number(let number): number.literal
        case .string(let text): text
        case .array(let items): items.map(\.plainText).joined(separator: ", ")
        case .object(let object):
            ["name", "title", "userName", "_id", "oid"].lazy.compactMap { object[$0]?.string }.first { !$0.isEmpty }
                ?? JSONWriter.text(self, layout: .compact)
        }
    }
}

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
