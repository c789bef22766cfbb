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
