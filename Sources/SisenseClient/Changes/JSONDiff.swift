/// The differences between two documents, member by member. The items of a list that can be told apart are compared with
/// their like, wherever they stand.
package struct JSONDiff: Sendable, Equatable {
    /// A path and its values before and after.
    package struct Change: Sendable, Equatable {
        /// Leads to the new value, or to the old one where there is no new one.
        package let path: JSONPath
        /// The id of each item on the path, in their order; nil for one that its index alone tells apart.
        package let items: [String?]
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
    private let names: RecordNames

    /// - Parameter names: Those of the records whose ids the documents hold, for the lines.
    package init(from old: JSONValue, to new: JSONValue, names: RecordNames = .none) {
        var changes: [Change] = []
        Self.compare(old, new, Position(), into: &changes)
        self.changes = changes
        self.names = names
    }

    /// A line for each change: `~ active: true -> false`, `+ groups: Sales (64ab…05)`.
    package var lines: [Line] { lines(of: { _ in true }) }

    /// Those of some members of the documents alone.
    func lines(of isShown: (_ member: String) -> Bool) -> [Line] {
        changes.filter { change in
            if case .member(let name)? = change.path.steps.first { isShown(name) } else { true }
        }.map { change in
            let (path, old, new) = texts(of: change)
            switch (old, new) {
            case (nil, let new?): return Line(sign: .added, text: "\(path): \(new)")
            case (let old?, nil): return Line(sign: .removed, text: "\(path): \(old)")
            case (let old, let new): return Line(sign: .changed, text: "\(path): \(old ?? "null") -> \(new ?? "null")")
            }
        }
    }

    /// The path of a change, with the old and the new value, secrets masked.
    func texts(of change: Change) -> (path: String, old: String?, new: String?) {
        let isSecret = change.path.lastMember.map(Redactor.isSecret) ?? false
        return (
            pathText(of: change), change.old.map { text($0, isSecret: isSecret) },
            change.new.map { text($0, isSecret: isSecret) }
        )
    }

    private func text(_ value: JSONValue, isSecret: Bool) -> String {
        if isSecret, value != .null, value != "" { return Redactor.mask }
        if let id = value.string, let name = names[id] { return "\(name) (\(id))" }
        return JSONWriter.text(Redactor.json(value), layout: .compact)
    }

    /// The path in which items are named where their ids tell them apart. An id that is itself the item is left to the
    /// value.
    private func pathText(of change: Change) -> String {
        let isID = change.items.last.flatMap(\.self) != nil && (change.old ?? change.new)?.object == nil
        let ends = if case .item? = change.path.steps.last { true } else { false }
        var items = change.items[...]
        var text = ""
        var plain: [JSONPath.Step] = []
        func flushed() -> String {
            let part = JSONPath(plain).description
            return text.isEmpty || part.isEmpty || part.hasPrefix("[") ? part : ".\(part)"
        }
        for (index, step) in change.path.steps.enumerated() {
            guard case .item = step, let id = items.popFirst()?.flatMap(\.self) else {
                plain.append(step)
                continue
            }
            text += flushed()
            plain = []
            let isLast = index == change.path.steps.count - 1
            if !(isLast && ends && isID) { text += "[\(names[id] ?? id)]" }
        }
        return text + flushed()
    }

    private struct Position {
        var path = JSONPath()
        var items: [String?] = []

        func member(_ name: String) -> Position { Position(path: path.appending(.member(name)), items: items) }

        func item(_ index: Int, _ id: String? = nil) -> Position {
            Position(path: path.appending(.item(index)), items: items + [id])
        }

        func change(_ old: JSONValue?, _ new: JSONValue?) -> Change {
            Change(path: path, items: items, old: old, new: new)
        }
    }

    private static func compare(
        _ old: JSONValue, _ new: JSONValue, _ position: Position, into changes: inout [Change], name: String? = nil
    ) {
        switch (old, new) {
        case (.object(let old), .object(let new)):
            for member in old.members {
                let inner = position.member(member.key)
                if let value = new[member.key] {
                    compare(member.value, value, inner, into: &changes, name: member.key)
                } else {
                    changes.append(inner.change(member.value, nil))
                }
            }
            for member in new.members where old[member.key] == nil {
                changes.append(position.member(member.key).change(nil, member.value))
            }
        case (.array(let before), .array(let after)):
            if before == after { return }
            guard let before = DocumentRules.sisense.items(old, at: name), before.isUnordered,
                let after = DocumentRules.sisense.items(new, at: name), after.isUnordered
            else { return compare(before, after, position, into: &changes) }
            compare(before, after, position, into: &changes)
        default:
            if old != new { changes.append(position.change(old, new)) }
        }
    }

    /// Items that are told apart: each with its like. Another order alone is no change.
    private static func compare(
        _ old: DocumentRules.Items, _ new: DocumentRules.Items, _ position: Position, into changes: inout [Change]
    ) {
        for (index, id) in old.ids.enumerated() where new[id] == nil {
            changes.append(position.item(index, id).change(old[id], nil))
        }
        for (index, id) in new.ids.enumerated() {
            let inner = position.item(index, id)
            guard let before = old[id], let after = new[id] else {
                changes.append(inner.change(nil, new[id]))
                continue
            }
            compare(before, after, inner, into: &changes)
        }
    }

    /// Items that came or went show as such, so that one origin added to a list of twenty is one line. A list of the
    /// same length whose items are objects is compared item by item.
    private static func compare(
        _ old: [JSONValue], _ new: [JSONValue], _ position: Position, into changes: inout [Change]
    ) {
        if old.count == new.count, zip(old, new).allSatisfy({ $0.0.object != nil && $0.1.object != nil }) {
            for (index, (before, after)) in zip(old, new).enumerated() {
                compare(before, after, position.item(index), into: &changes)
            }
            return
        }
        guard old.count + new.count <= longest else { return compareLong(old, new, position, into: &changes) }
        for step in new.difference(from: old, by: ==) {
            switch step {
            case .remove(let index, let value, _): changes.append(position.item(index).change(value, nil))
            case .insert(let index, let value, _): changes.append(position.item(index).change(nil, value))
            }
        }
    }

    /// The shortest difference of two long lists can take the square of their length; beyond this they are compared in
    /// another way.
    private static let longest = 2000

    /// The items that are in one list and not in the other, however often. Lists that hold the same in another order
    /// differ as a whole.
    private static func compareLong(
        _ old: [JSONValue], _ new: [JSONValue], _ position: Position, into changes: inout [Change]
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
        changes += removed.map { position.item($0).change(old[$0], nil) }
        changes += added.map { position.item($0).change(nil, new[$0]) }
        if removed.isEmpty, added.isEmpty, old != new { changes.append(position.change(.array(old), .array(new))) }
    }
}
