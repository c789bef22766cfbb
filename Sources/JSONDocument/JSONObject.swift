/// The members of a JSON object in the order they came. Two objects are equal whatever their order.
///
/// A few dozen members, which is what records have, are found by a walk. Beyond that a table finds them, so that
/// building, comparing and merging objects takes time in proportion to their size, whoever sends them.
package struct JSONObject: Sendable {
    package private(set) var members: [Member]
    /// The index of each key, where there are more members than are walked; else nil.
    private var indexes: [String: Int]?

    package struct Member: Sendable {
        package let key: String
        package var value: JSONValue

        package init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// The most members that are walked. A table for every record of a list would cost more than it saves.
    static let walked = 64

    /// Of members with the same key the last one wins, at the position of the first.
    package init(_ members: [(String, JSONValue)] = []) {
        self.members = []
        self.members.reserveCapacity(members.count)
        for (key, value) in members { self[key] = value }
    }

    /// For those who have made sure that no key comes twice, such as the reader.
    package init(distinct members: [Member]) {
        self.members = members
        index()
    }

    package var keys: [String] { members.map(\.key) }
    package var isEmpty: Bool { members.isEmpty }
    package var count: Int { members.count }

    /// The member `key`. Setting nil removes it, which takes a walk: to remove many, use `filter`.
    package subscript(_ key: String) -> JSONValue? {
        get { index(of: key).map { members[$0].value } }
        set {
            switch (index(of: key), newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil):
                members.remove(at: index)
                self.index()
            case (nil, let value?):
                members.append(Member(key: key, value: value))
                if indexes == nil { self.index() } else { indexes?[key] = members.count - 1 }
            case (nil, nil): break
            }
        }
    }

    /// Changes the value of `key` in its own memory; one that is missing begins as `null`.
    package mutating func update(_ key: String, _ change: (inout JSONValue) -> Void) {
        if let index = index(of: key) { return change(&members[index].value) }
        var value = JSONValue.null
        change(&value)
        self[key] = value
    }

    /// The object with those members alone that `isIncluded` takes.
    package func filter(_ isIncluded: (Member) throws -> Bool) rethrows -> JSONObject {
        JSONObject(distinct: try members.filter(isIncluded))
    }

    private func index(of key: String) -> Int? {
        if let indexes { return indexes[key] }
        for index in members.indices where members[index].key == key { return index }
        return nil
    }

    private mutating func index() {
        guard members.count > Self.walked else { return indexes = nil }
        indexes = Dictionary(zip(members.lazy.map(\.key), members.indices)) { first, _ in first }
    }
}

extension JSONObject: Equatable {
    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        guard left.count == right.count else { return false }
        return left.members.indices.allSatisfy { index in
            let (mine, theirs) = (left.members[index], right.members[index])
            // Mostly both have the same order.
            return mine.key == theirs.key ? mine.value == theirs.value : right[mine.key] == mine.value
        }
    }
}
