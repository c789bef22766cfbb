/// The differences between two documents, member by member.
package struct JSONDiff: Sendable, Equatable {
    /// A path and its values before and after.
    package struct Change: Sendable, Equatable {
        package let path: JSONPath
        /// Nil for what was added.
        package let old: JSONValue?
        /// Nil for what was removed.
        package let new: JSONValue?
    }

    /// One line for display, secrets masked.
    package struct Line: Sendable, Equatable {
        /// The kind of the change, as the sign people read.
        package enum Sign: String, Sendable {
            case added = "+"
            case removed = "-"
            case changed = "~"
        }

        package let sign: Sign
        package let text: String

        package init(sign: Sign, text: String) {
            self.sign = sign
            self.text = text
        }
    }

    package let changes: [Change]

    package init(from old: JSONValue, to new: JSONValue) {
        var changes: [Change] = []
        Self.compare(old, new, at: JSONPath(), into: &changes)
        self.changes = changes
    }

    /// A line for each change: `~ active: true -> false`.
    package var lines: [Line] {
        changes.map { change in
            switch (change.old, change.new) {
            case (nil, let new?): Line(sign: .added, text: "\(change.path): \(Self.text(new, change.path))")
            case (let old?, nil): Line(sign: .removed, text: "\(change.path): \(Self.text(old, change.path))")
            case (let old, let new):
                Line(
                    sign: .changed,
                    text:
                        "\(change.path): \(Self.text(old ?? .null, change.path)) -> \(Self.text(new ?? .null, change.path))"
                )
            }
        }
    }

    private static func text(_ value: JSONValue, _ path: JSONPath) -> String {
        if let name = path.lastMember, Redactor.isSecret(name), value != .null, value != "" { return Redactor.mask }
        return JSONWriter.text(Redactor.json(value), layout: .compact)
    }

    private static func compare(_ old: JSONValue, _ new: JSONValue, at path: JSONPath, into changes: inout [Change]) {
        switch (old, new) {
        case (.object(let old), .object(let new)):
            for member in old.members {
                let inner = path.appending(.member(member.key))
                if let value = new[member.key] {
                    compare(member.value, value, at: inner, into: &changes)
                } else {
                    changes.append(Change(path: inner, old: member.value, new: nil))
                }
            }
            for member in new.members where old[member.key] == nil {
                changes.append(Change(path: path.appending(.member(member.key)), old: nil, new: member.value))
            }
        case (.array(let old), .array(let new)):
            compare(old, new, at: path, into: &changes)
        default:
            if old != new { changes.append(Change(path: path, old: old, new: new)) }
        }
    }

    /// Items that came or went show as such, so that one origin added to a list of twenty is one line. A list of the
    /// same length whose items are objects is compared item by item.
    private static func compare(
        _ old: [JSONValue], _ new: [JSONValue], at path: JSONPath, into changes: inout [Change]
    ) {
        if old.count == new.count, zip(old, new).allSatisfy({ $0.0.object != nil && $0.1.object != nil }) {
            for (index, (before, after)) in zip(old, new).enumerated() {
                compare(before, after, at: path.appending(.item(index)), into: &changes)
            }
            return
        }
        guard old.count + new.count <= longest else { return compareLong(old, new, at: path, into: &changes) }
        for step in new.difference(from: old, by: ==) {
            switch step {
            case .remove(let index, let value, _):
                changes.append(Change(path: path.appending(.item(index)), old: value, new: nil))
            case .insert(let index, let value, _):
                changes.append(Change(path: path.appending(.item(index)), old: nil, new: value))
            }
        }
    }

    /// The shortest difference of two long lists can take the square of their length; beyond this they are compared in
    /// another way.
    private static let longest = 2000

    /// The items that are in one list and not in the other, however often. Lists that hold the same in another order
    /// differ as a whole.
    private static func compareLong(
        _ old: [JSONValue], _ new: [JSONValue], at path: JSONPath, into changes: inout [Change]
    ) {
        func texts(_ items: [JSONValue]) -> [String] { items.map { JSONWriter.text($0, layout: .compact) } }
        func missing(_ items: [String], in others: [String]) -> [Int] {
            var left = Dictionary(others.map { ($0, 1) }, uniquingKeysWith: +)
            return items.indices.filter { index in
                left[items[index], default: 0] -= 1
                return left[items[index], default: 0] < 0
            }
        }
        let (before, after) = (texts(old), texts(new))
        let (removed, added) = (missing(before, in: after), missing(after, in: before))
        changes += removed.map { Change(path: path.appending(.item($0)), old: old[$0], new: nil) }
        changes += added.map { Change(path: path.appending(.item($0)), old: nil, new: new[$0]) }
        if removed.isEmpty, added.isEmpty, old != new {
            changes.append(Change(path: path, old: .array(old), new: .array(new)))
        }
    }
}
