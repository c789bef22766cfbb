import SisenseClient

/// A record of a resource, with the one it belongs to where there is one.
struct ResourceRecord: Sendable {
    /// The JSON as the server sent it. A value that is no object is the `value` of one.
    let json: JSONValue
    let parent: JSONValue?

    init(_ json: JSONValue, parent: JSONValue? = nil) {
        self.json = json.object == nil ? ["value": json] : json
        self.parent = parent
    }
}

extension JSONValue {
    /// The text of a value for a person: an object by its name, a list with commas.
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

/// The position of values in a record: names of members joined by dots, `parameters.host`. A list on the way stands for
/// each of its items, so `shares.party` is the party of every share. `parent` is the record this one belongs to. The
/// empty path is the record itself.
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

/// A text with gaps that are filled from a record: `Delete the connection {name}`.
///
/// A gap names the paths to look at, joined by `|`: the first that holds something counts. `{server|=LocalHost}` has a
/// text for when none does. `{@owner}` is the user or group with the id found there, by name.
package struct RecordTemplate: Sendable, ExpressibleByStringLiteral {
    private enum Part: Sendable {
        case text(String)
        case gap(paths: [RecordPath], otherwise: String, isParty: Bool)
    }

    private let parts: [Part]

    init(_ text: String) {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            parts.append(.text(String(rest[..<open])))
            parts.append(Self.gap(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        self.parts = parts + [.text(String(rest))]
    }

    package init(stringLiteral value: String) {
        self.init(value)
    }

    private static func gap(_ text: Substring) -> Part {
        let isParty = text.hasPrefix("@")
        let choices = (isParty ? text.dropFirst() : text).split(separator: "|", omittingEmptySubsequences: false)
        let otherwise = choices.last.flatMap { $0.hasPrefix("=") ? String($0.dropFirst()) : nil }
        let paths = choices.filter { !$0.hasPrefix("=") }.map { RecordPath(String($0)) }
        return .gap(paths: paths, otherwise: otherwise ?? "", isParty: isParty)
    }

    /// The text for a record; a gap for which it holds nothing stays empty.
    func text(_ record: ResourceRecord, names: PartyNames = .none) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .gap(let paths, let otherwise, let isParty):
                Self.found(paths, in: record, names: isParty ? names : .none) ?? otherwise
            }
        }.joined()
    }

    /// The text for a person: values in words, times in the person's zone.
    func sentence(_ record: ResourceRecord, names: PartyNames) -> String {
        parts.map { part in
            switch part {
            case .text(let text): return text
            case .gap(let paths, let otherwise, let isParty):
                for path in paths {
                    let texts = path.values(in: record).map { value in
                        isParty ? names.name(value.plainText) : ValueText.text(value, of: path.names.last ?? "")
                    }
                    let text = texts.joined(separator: ", ")
                    if !text.isEmpty { return text }
                }
                return otherwise
            }
        }.joined()
    }

    /// The text for a record; nil when it leaves a gap empty.
    func filled(_ record: ResourceRecord) -> String? {
        for case .gap(let paths, let otherwise, _) in parts where otherwise.isEmpty {
            if Self.found(paths, in: record, names: .none) == nil { return nil }
        }
        return text(record)
    }

    /// The ids that need names.
    func parties(_ record: ResourceRecord) -> [String] {
        parts.flatMap { part -> [String] in
            guard case .gap(let paths, _, true) = part else { return [] }
            return paths.flatMap { $0.values(in: record) }.compactMap(\.string)
        }
    }

    private static func found(_ paths: [RecordPath], in record: ResourceRecord, names: PartyNames) -> String? {
        for path in paths {
            let text = path.values(in: record).map { names.name($0.plainText) }.joined(separator: ", ")
            if !text.isEmpty { return text }
        }
        return nil
    }
}
