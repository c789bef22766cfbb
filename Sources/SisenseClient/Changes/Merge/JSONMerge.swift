/// A three-way merge of documents: the differences of two versions that were made from one base, and the document that a
/// choice for each difference makes.
///
/// A difference is about a member, or an item of a list whose items have identities: two people who each add an origin to
/// the same list do not contradict each other. Members that the server itself keeps make none, unless somebody edited them.
package struct JSONMerge: Sendable, Equatable {
    /// The party whose version it is.
    package enum Side: Sendable, Equatable {
        case mine
        case theirs
    }

    /// A member or item in which the two versions differ, with the value of each.
    package struct Difference: Sendable, Equatable {
        /// The names of the members that lead to it.
        package let path: JSONPath
        /// The ids of the items on the way, which tell them apart from the others of their lists; nil where there are
        /// none.
        package let item: String?
        /// The versions; nil where there is nothing.
        package let base: JSONValue?
        package let mine: JSONValue?
        package let theirs: JSONValue?

        /// The side that changed it; nil when both did, each in another way.
        package var changedBy: Side? {
            if base == theirs { return .mine }
            return base == mine ? .theirs : nil
        }
    }

    /// Everything in which mine and theirs differ.
    package let differences: [Difference]
    private let root: Node

    package init(base: JSONValue, mine: JSONValue, theirs: JSONValue, rules: DocumentRules = .sisense) {
        var comparison = Comparison(rules: rules)
        root = comparison.node(base, mine, theirs, Position())
        differences = comparison.differences
    }

    /// True when both have changed the same member or item.
    package var isContested: Bool { differences.contains { $0.changedBy == nil } }

    /// True when there is something of mine that theirs does not have.
    package var hasMine: Bool { differences.contains { $0.changedBy != .theirs } }

    /// Each difference from the side chosen for it, in the order of the differences.
    package func merged(_ sides: [Side]) -> JSONValue { root.value(differences, sides) ?? .null }

    /// Each difference from the side that changed it, and from `contested` where both did.
    package func merged(contested: Side) -> JSONValue { merged(differences.map { $0.changedBy ?? contested }) }

    // MARK: The versions laid over each other

    private indirect enum Node: Sendable, Equatable {
        /// The same whatever is chosen; nil where there is nothing.
        case same(JSONValue?)
        /// The index of a difference.
        case difference(Int)
        case object([Child])
        case list([Child])

        func value(_ differences: [Difference], _ sides: [Side]) -> JSONValue? {
            switch self {
            case .same(let value): value
            case .difference(let index): sides[index] == .mine ? differences[index].mine : differences[index].theirs
            case .object(let children):
                .object(
                    JSONObject(
                        children.compactMap { child in child.node.value(differences, sides).map { (child.key, $0) } }))
            case .list(let children): .array(children.compactMap { $0.node.value(differences, sides) })
            }
        }
    }

    private struct Child: Sendable, Equatable {
        /// The name of a member, or the id of an item.
        let key: String
        let node: Node
    }

    private struct Position {
        var path = JSONPath()
        var items: [String] = []

        func member(_ name: String) -> Position {
            var position = self
            position.path = path.appending(.member(name))
            return position
        }

        func item(_ id: String) -> Position {
            var position = self
            position.items.append(id)
            return position
        }
    }

    private struct Comparison {
        let rules: DocumentRules
        var differences: [Difference] = []

        /// - Parameter name: The member that the versions are the value of; nil for an item of a list.
        mutating func node(
            _ base: JSONValue?, _ mine: JSONValue?, _ theirs: JSONValue?, _ position: @autoclosure () -> Position,
            name: String? = nil
        ) -> Node {
            if mine == theirs { return .same(theirs) }
            if let name, rules.serverKept.contains(name), mine == base { return .same(theirs) }
            if let mine = mine?.object, let theirs = theirs?.object {
                let position = position()
                let keys = theirs.keys + mine.keys.filter { theirs[$0] == nil }
                return .object(
                    keys.map { key in
                        Child(
                            key: key,
                            node: node(base?[key], mine[key], theirs[key], position.member(key), name: key))
                    })
            }
            if let lists = lists(base, mine, theirs, name) {
                let position = position()
                return .list(
                    Self.order(lists).map { id in
                        Child(
                            key: id,
                            node: node(lists.base[id], lists.mine[id], lists.theirs[id], position.item(id)))
                    })
            }
            let position = position()
            let item = position.items.isEmpty ? nil : position.items.joined(separator: ", ")
            differences.append(Difference(path: position.path, item: item, base: base, mine: mine, theirs: theirs))
            return .difference(differences.count - 1)
        }

        private typealias Lists = (base: DocumentRules.Items, mine: DocumentRules.Items, theirs: DocumentRules.Items)

        /// Nil where the items cannot be told apart, or where their order counts and was changed: then the list is one
        /// value.
        private func lists(_ base: JSONValue?, _ mine: JSONValue?, _ theirs: JSONValue?, _ name: String?) -> Lists? {
            guard let base = rules.items(base ?? [], at: name), let mine = rules.items(mine, at: name),
                let theirs = rules.items(theirs, at: name),
                base.isUnordered && mine.isUnordered && theirs.isUnordered
                    || base.isOrdered(like: mine) && base.isOrdered(like: theirs) && mine.isOrdered(like: theirs)
            else { return nil }
            return (base, mine, theirs)
        }

        /// The order of theirs, with what only mine has behind it; or that of mine, where theirs is as it was, with
        /// what mine has taken out where it stood.
        private static func order(_ lists: Lists) -> [String] {
            guard lists.theirs.ids == lists.base.ids else {
                return lists.theirs.ids + lists.mine.ids.filter { lists.theirs[$0] == nil }
            }
            var removed: [String?: [String]] = [:]
            var kept: String?
            for id in lists.theirs.ids {
                if lists.mine[id] == nil { removed[kept, default: []].append(id) } else { kept = id }
            }
            return (removed[nil] ?? []) + lists.mine.ids.flatMap { [$0] + (removed[$0] ?? []) }
        }
    }
}
