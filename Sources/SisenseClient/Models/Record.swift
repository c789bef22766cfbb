/// A record as a server sends it, read with tolerance: what is missing or of another type is nil or empty, and what
/// is not known stays reachable in `raw`.
package protocol Record: Sendable, Identifiable, Equatable where ID == String {
    /// Nil only when `raw` is no object or carries no id: such a value is no record.
    init?(_ raw: JSONValue)

    /// Everything the server sent; `null` in a lean record.
    var raw: JSONValue { get }

    /// The same record without `raw`, for lists of a hundred thousand that are kept in memory. Who needs the rest
    /// reads the one record again.
    func lean() -> Self
}

extension Record {
    /// A record that is small enough is kept as it is.
    package func lean() -> Self { self }
}

/// The members of a record, with ways to read those whose name or type differs between servers.
protocol RecordFields {
    /// Nil when there is no such member.
    subscript(_ key: String) -> JSONValue? { get }

    /// A point in time written as servers do: `2026-04-07T08:44:40.169Z`, or in milliseconds.
    func time(_ key: String) -> Timestamp?
}

extension JSONFields: RecordFields {
    func time(_ key: String) -> Timestamp? {
        if let bytes = bytes(of: key), let time = Timestamp(bytes) { return time }
        return Timestamp(self[key])
    }
}

extension RecordFields {
    /// The text of a member; numbers count as text, the empty string does not.
    func text(_ key: String) -> String? {
        switch self[key] {
        case .string(let text)? where !text.isEmpty: text
        case .number(let number)?: number.literal
        default: nil
        }
    }

    /// The first of several members that holds text.
    func text(_ key: String, _ others: String...) -> String? {
        text(key) ?? others.lazy.compactMap { text($0) }.first
    }

    /// The id of a record, by whichever name.
    var id: String? { text("_id") ?? text("id") ?? text("oid") }

    /// The id of a record of which servers keep several copies: `oid` is that of the record, `_id` that of the copy.
    var sharedID: String? { text("oid") ?? text("_id") ?? text("id") }

    /// A flag, also from `"true"`, `"false"`, 1 and 0.
    func flag(_ key: String) -> Bool? {
        switch self[key] {
        case .bool(let flag)?: flag
        case .string("true")?, .number(JSONNumber(1))?: true
        case .string("false")?, .number(JSONNumber(0))?: false
        default: nil
        }
    }

    /// A number of things, also from a numeric string.
    func count(_ key: String) -> Int? { self[key]?.integer }
}

extension JSONValue: RecordFields {
    func time(_ key: String) -> Timestamp? { Timestamp(self[key]) }
}

/// Another record that this one points to: an id, or the object itself where the request expanded it.
package struct Reference: Sendable, Hashable, Identifiable {
    package let id: String
    /// Known only when it was expanded. Of a person, the first and last name as far as there is one.
    package let name: String?
    /// The name or address a person logs in with, where the record was expanded and has another name.
    package let account: String?

    package init(id: String, name: String? = nil, account: String? = nil) {
        self.id = id
        self.name = name
        self.account = account
    }

    /// Nil for a value that names nothing.
    package init?(_ value: JSONValue?) {
        switch value {
        case .string(let id)? where !id.isEmpty: self.init(id: id)
        case .object?:
            guard let id = value?.id else { return nil }
            let full = ["firstName", "lastName"].compactMap { value?.text($0) }.joined(separator: " ")
            let account = value?.text("userName", "email")
            let name = value?.text("name", "title") ?? (full.isEmpty ? account : full)
            self.init(id: id, name: name, account: account == name ? nil : account)
        default: return nil
        }
    }
}

/// A record of the data side (connection, data set, cube, set, build, data model, rule), of which the console shows
/// a name, a kind and a state, and the rest as it came.
package struct DataRecord: Record {
    package let id: String
    package let name: String
    package let kind: String
    package let state: String
    package let lastUpdated: Timestamp?
    package let raw: JSONValue

    package init?(_ raw: JSONValue) {
        guard let id = raw.text("oid", "_id", "id", "fullname", "title", "name") else { return nil }
        self.id = id
        name = raw.text("title", "name", "fullname", "provider", "column") ?? id
        kind = raw.text("type", "provider", "datatype", "buildType") ?? ""
        state = raw.text("status") ?? ""
        lastUpdated = raw.time("lastBuiltUtc") ?? raw.time("lastUpdated") ?? raw.time("created")
        self.raw = raw
    }
}
